import type { LineProblem } from './tabular-files.ts';

/** A report lists so many problems; an official mends the first thousands before the rest matters. */
const reportLimit = 10_000;

/** Collects what a file's check found wrong, bounded, and says where it stopped. */
export function importReport() {
  const listed: LineProblem[] = [];
  let omittedFrom: number | undefined;
  return {
    add(problems: readonly LineProblem[]): void {
      for (const problem of problems) {
        if (listed.length < reportLimit) listed.push(problem);
        else omittedFrom ??= problem.line;
      }
    },
    problems(): readonly LineProblem[] {
      if (omittedFrom === undefined) return listed;
      const reason = `问题已超过${reportLimit}处，自本行起不再列出，请先改正以上各处`;
      return [...listed, { line: omittedFrom, column: '', value: '', reason }];
    },
  };
}
