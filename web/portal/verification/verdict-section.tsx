import type { RefObject } from 'preact';
import type { Verified } from './messages.ts';

const marks = { verified: '✓', failed: '✗', open: '–' } as const;

export function VerdictSection({
  verified: { verdict, headline, faults, title, number, facts, notices },
  heading,
}: {
  readonly verified: Verified;
  readonly heading: RefObject<HTMLHeadingElement | null>;
}) {
  return (
    <section aria-labelledby="verdict">
      <div class={`verdict ${verdict}`}>
        <h2 id="verdict" ref={heading} tabIndex={-1}>
          <span class="mark" aria-hidden="true">
            {marks[verdict]}
          </span>{' '}
          {headline.title}
        </h2>
        <p>{headline.meaning}</p>
        {faults.length > 0 && (
          <ul class="faults">
            {faults.map((fault) => (
              <li key={fault}>{fault}</li>
            ))}
          </ul>
        )}
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
      </dl>
    </section>
  );
}
