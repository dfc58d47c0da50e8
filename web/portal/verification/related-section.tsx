import type { Verified } from './messages.ts';

/** What else is public of the same work: the plan it follows, who was drawn, and what the inspections found. */
export function RelatedSection({ related, baseUrl }: { readonly related: Verified['related']; readonly baseUrl: string }) {
  const { plans, list, results } = related;
  return (
    <section aria-labelledby="related">
      <h2 id="related">计划、名单和检查结果</h2>
      <ul>
        {plans.map(({ title, path }) => (
          <li key={path}>
            抽查计划：<a href={`${baseUrl}${path}`}>{title}</a>
          </li>
        ))}
        {results.map(({ title, path }) => (
          <li key={path}>
            检查结果：<a href={`${baseUrl}${path}`}>{title}</a>
            <span class="small">（检查完成后 20 个工作日内公示；以上为数据格式，可在浏览器中打开）</span>
          </li>
        ))}
        {list === undefined && <li>抽取名单：尚未公布。</li>}
      </ul>
      {list !== undefined && (
        <details>
          <summary>抽取名单（{list.length} 户）</summary>
          <ol class="listed">
            {list.map(({ id, name, departments }) => (
              <li key={id}>
                {name} <span class="hex">{id}</span>
                <span class="small">（{departments}）</span>
              </li>
            ))}
          </ol>
        </details>
      )}
    </section>
  );
}
