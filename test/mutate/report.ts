import { type Mutant, mutated, placeOf } from './mutants.ts';
import { intervalOf } from './sample.ts';

/**
 * How a mutant ended: refused by the compiler, noticed by a failing test or by running on without an end, not noticed, or
 * never even entered.
 */
export interface Verdict {
  readonly mutant: Mutant;
  readonly end: 'refused' | 'killed' | 'timeout' | 'survived' | 'unreached';
  /** The test file that noticed it. */
  readonly by?: string;
  /** More tests reach it than the time for one mutant allowed to run. */
  readonly unasked?: true;
}

/** Place, kind and the changed lines of a mutant that was not noticed. */
export function lineOf({ mutant, end, unasked }: Verdict, source: string): string {
  const { line, column } = placeOf(source, mutant.start);
  const last = placeOf(source, mutant.end).line;
  const before = source.split('\n').slice(line - 1, last);
  const changed = mutated(source, mutant).split('\n');
  const after = changed.slice(line - 1, changed.length - (source.split('\n').length - last));
  return [
    `${mutant.file}:${line}:${column}  ${mutant.operator}  (${end}${unasked ? ', not all tests that reach it were run' : ''})`,
    ...before.map((text) => `  - ${text}`),
    ...after.map((text) => `  + ${text}`),
  ].join('\n');
}

/**
 * The score is the share of mutants that tests noticed, with the interval that a sample allows to state. Those that the
 * compiler refuses are no faults that a test could meet, and do not count.
 */
export function summaryOf(verdicts: readonly Verdict[]): string {
  const count = (end: Verdict['end']) => verdicts.filter((verdict) => verdict.end === end).length;
  const noticed = count('killed') + count('timeout');
  const met = verdicts.length - count('refused');
  const percent = (share: number) => `${(share * 100).toFixed(1)} %`;
  const [from, to] = intervalOf(noticed, met);
  return (
    `score ${percent(noticed / Math.max(1, met))} (95 % between ${percent(from)} and ${percent(to)}): ` +
    `${count('killed')} killed, ${count('timeout')} timed out, ${count('survived')} survived, ` +
    `${count('unreached')} reached by no test, of ${met}; ` +
    `${count('refused')} refused by the compiler`
  );
}
