import { useState } from 'preact/hooks';
import type { Answer, Explained } from './messages.ts';

interface Props {
  readonly explained: Extract<Answer, { is: 'explained' | 'named' }> | undefined;
  readonly onId: (id: string) => void;
  readonly onSlip: (text: string) => void;
}

export function OwnIdSection({ explained, onId, onSlip }: Props) {
  const [id, setId] = useState('');
  return (
    <section aria-labelledby="own">
      <h2 id="own">查我的店</h2>
      <form
        class="row"
        onSubmit={(event) => {
          event.preventDefault();
          if (id.trim() !== '') onId(id);
        }}
      >
        <label for="id">统一社会信用代码（营业执照上的 18 位）或公布的编号；名单公布后也可按名称查</label>
        <input
          id="id"
          value={id}
          onInput={({ currentTarget }) => setId(currentTarget.value)}
          autocomplete="off"
          autocapitalize="characters"
          spellcheck={false}
        />
        <button type="submit" disabled={id.trim() === ''}>
          查询
        </button>
      </form>
      <details>
        <summary>有自查单：核对自己的一行</summary>
        <p>
          自查单由检查部门发给本人，扫码打开本页即可；也可以选择自查单文件。自查单上的内容只在您的设备上使用，不会发送给任何人；拿到自查单的人能看出信用分类，请妥善保管。
        </p>
        <label for="slip">自查单文件</label>
        <input
          id="slip"
          type="file"
          accept=".json,.txt"
          onChange={({ currentTarget }) => {
            const [file] = currentTarget.files ?? [];
            void file?.text().then(onSlip);
          }}
        />
      </details>
      <div aria-live="polite">
        {explained?.is === 'named' && (
          <>
            <p class="headline">{explained.headline}</p>
            <ul class="answers">
              {explained.found.map((one) => (
                <li key={one.id}>
                  <button
                    type="button"
                    class="link"
                    onClick={() => {
                      setId(one.id);
                      onId(one.id);
                    }}
                  >
                    {one.name}
                  </button>{' '}
                  <span class="hex">{one.id}</span>
                </li>
              ))}
            </ul>
          </>
        )}
        {explained?.is === 'explained' && (
          <>
            <p>
              编号 <strong class="hex">{explained.id}</strong>
            </p>
            {explained.remarks.map((remark) => (
              <p key={remark} class="notice">
                {remark}
              </p>
            ))}
            <p class="headline">{explained.headline}</p>
            <ul class="answers">
              {explained.frames.map((frame) => (
                <FrameAnswer key={frame.frame} {...frame} />
              ))}
            </ul>
          </>
        )}
      </div>
    </section>
  );
}

const kinds: Readonly<Record<string, string>> = { 抽中: 'drawn', 候补: 'drawn', 证明不成立: 'drawn',
  核对不符: 'drawn', 未抽中: 'spared' };

function FrameAnswer({ frame, title, answer, reason, details }: Explained) {
  return (
    <li class={kinds[answer] ?? 'neither'}>
      <p>
        <strong class="answer">{answer}</strong> {title}
        <span class="small">（{frame}）</span>
      </p>
      <p>{reason}</p>
      {details.length > 0 && (
        <details>
          <summary>凭据</summary>
          <dl class="facts">
            {details.map(([name, value]) => (
              <>
                <dt key={name}>{name}</dt>
                <dd class="hex">{value}</dd>
              </>
            ))}
          </dl>
        </details>
      )}
    </li>
  );
}
