import { county } from '../../../shared/codes/county.ts';

/** Whose page this is, whom to ask, and the marks of a government site as far as they are given. */
export function SiteFoot() {
  const { authority, office, contact, site } = county;
  return (
    <footer>
      <p>
        本页不收集任何信息，输入的编号、自查单和选择的文件只在您的设备上处理，不发送给任何人。
      </p>
      <dl class="owner-facts">
        <dt>主办单位</dt>
        <dd>{authority}</dd>
        <dt>承办单位</dt>
        <dd>{office}</dd>
        <dt>咨询和投诉</dt>
        <dd>
          {contact.phone}（{contact.hours}），{contact.address}
        </dd>
        {site.code !== undefined && (
          <>
            <dt>网站标识码</dt>
            <dd>{site.code}</dd>
          </>
        )}
        {site.icp !== undefined && (
          <>
            <dt>ICP 备案号</dt>
            <dd>
              <a href="https://beian.miit.gov.cn/">{site.icp}</a>
            </dd>
          </>
        )}
        {site.police !== undefined && (
          <>
            <dt>公安备案号</dt>
            <dd>{site.police}</dd>
          </>
        )}
        {site.faults !== undefined && (
          <>
            <dt>纠错</dt>
            <dd>
              <a href={site.faults}>我为政府网站找错</a>
            </dd>
          </>
        )}
      </dl>
    </footer>
  );
}
