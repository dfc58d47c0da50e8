import { useState } from 'preact/hooks';
import type { Answer, FramePicture } from './messages.ts';
import { TicketPicture } from './ticket-picture.tsx';

interface Props {
  readonly pictures: readonly FramePicture[];
  readonly explained: Extract<Answer, { is: 'explained' }> | undefined;
}

export function PictureSection({ pictures, explained }: Props) {
  const [chosen, setChosen] = useState(0);
  const picture = pictures[chosen] ?? pictures[0];
  if (!picture) return null;
  const own = explained?.frames.find(({ frame }) => frame === picture.frame);
  return (
    <section aria-labelledby="picture">
      <h2 id="picture">抽签图</h2>
      <p>
        每一点是名录中一行的抽签号，从左（小）到右（大）。抽中线左边的就是抽中的：<span class="key drawn">◆ 抽中</span>
        <span class="key">○ 未抽中</span>
        {own?.ticket !== undefined && <span class="key own">▼ 您</span>}
      </p>
      {pictures.length > 1 && (
        <p class="row">
          <label for="frame">抽样框</label>
          <select id="frame" value={chosen} onChange={({ currentTarget }) => setChosen(Number(currentTarget.value))}>
            {pictures.map(({ frame, title }, index) => (
              <option key={frame} value={index}>
                {title}（{frame}）
              </option>
            ))}
          </select>
        </p>
      )}
      {picture.strata.map((stratum) => (
        <TicketPicture
          key={`${picture.frame} ${stratum.stratum}`}
          {...stratum}
          {...(own?.stratum === stratum.stratum && own.ticket !== undefined && { own: own.ticket })}
        />
      ))}
    </section>
  );
}
