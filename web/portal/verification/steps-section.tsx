import type { StepGroup } from './messages.ts';

const marks = { passed: '✓', failed: '✗', 'not-checked': '–' } as const;
const outcomes = { passed: '通过', failed: '不符', 'not-checked': '未核对' } as const;

export function StepsSection({ steps }: { readonly steps: readonly StepGroup[] }) {
  return (
    <section aria-labelledby="steps">
      <h2 id="steps">逐项核对</h2>
      <ol class="steps">
        {steps.map(({ name, title, meaning, outcome, count, faults }) => (
          <li key={name} class={outcome}>
            <p>
              <span class="mark" aria-hidden="true">
                {marks[outcome]}
              </span>{' '}
              <strong>{title}</strong>：{outcomes[outcome]}
              {count > 1 && <span class="small">（{count} 项）</span>}
            </p>
            <p class="small">{meaning}</p>
            <ul class="faults">
              {faults.map((fault) => (
                <li key={fault}>{fault}</li>
              ))}
            </ul>
          </li>
        ))}
      </ol>
    </section>
  );
}
