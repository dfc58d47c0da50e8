import type { RefObject } from 'preact';
import { verdictWords } from '../../../shared/verification/verdict-words.ts';
import type { Verified } from './messages.ts';

const marks = { verified: '✓', failed: '✗', open: '–' } as const;

export function VerdictSection({
  verified: { verdict, title, number, facts, notices, fingerprint },
  heading,
}: {
  readonly verified: Verified;
  readonly heading: RefObject<HTMLHeadingElement | null>;
}) {
  const words = verdictWords[verdict];
  return (
    <section aria-labelledby="verdict">
      <div class={`verdict ${verdict}`}>
        <h2 id="verdict" ref={heading} tabIndex={-1}>
          <span class="mark" aria-hidden="true">
            {marks[verdict]}
          </span>{' '}
          {words.title}
        </h2>
        <p>{words.meaning}</p>
      </div>
      {notices.map((notice) => (
        <p key={notice} class="notice">
          {notice}
        </p>
      ))}
      <h3>{title}</h3>
      <dl class="facts">
        <dt>编号</dt>
        <dd>{number}</dd>
        {facts.map(([name, value]) => (
          <>
            <dt key={name}>{name}</dt>
            <dd>{value}</dd>
          </>
        ))}
        <dt>文件指纹</dt>
        <dd class="hex">{fingerprint}</dd>
      </dl>
    </section>
  );
}
