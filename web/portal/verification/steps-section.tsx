import { verificationStepNames } from '../../../shared/draw/one/verification-step.ts';
import type { VerificationStep } from '../../../shared/draw/one/verification-step.ts';
import { outcomeWords, stepInWords, stepWords } from '../../../shared/verification/verdict-words.ts';

const marks = { passed: '✓', failed: '✗', 'not-checked': '–' } as const;

/** The worst of several outcomes: a failure outweighs an unchecked step. */
const together = (steps: readonly VerificationStep[]): VerificationStep['outcome'] =>
  (['failed', 'not-checked'] as const).find((outcome) => steps.some((step) => step.outcome === outcome)) ?? 'passed';

export function StepsSection({ steps }: { readonly steps: readonly VerificationStep[] }) {
  const groups = verificationStepNames.flatMap((name) => {
    const own = steps.filter(({ step }) => step === name);
    return own.length > 0 ? [{ name, own, outcome: together(own) }] : [];
  });
  return (
    <section aria-labelledby="steps">
      <h2 id="steps">逐项核对</h2>
      <ol class="steps">
        {groups.map(({ name, own, outcome }) => (
          <li key={name} class={outcome}>
            <p>
              <span class="mark" aria-hidden="true">
                {marks[outcome]}
              </span>{' '}
              <strong>{stepWords[name].title}</strong>：{outcomeWords[outcome]}
              {own.length > 1 && <span class="small">（{own.length} 项）</span>}
            </p>
            <p class="small">{stepWords[name].meaning}</p>
            <ul class="faults">
              {own
                .filter((step) => step.outcome !== 'passed')
                .map((step) => (
                  <li key={`${step.where} ${step.reason}`}>{stepInWords(step)}</li>
                ))}
            </ul>
          </li>
        ))}
      </ol>
    </section>
  );
}
