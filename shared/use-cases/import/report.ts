import type { LineProblem } from './tabular-files.ts';

/** A report lists so many problems, and as many remarks; an official mends the first thousands before the rest matters. */
const reportLimit = 10_000;

/** Collects what a file's check found wrong or remarkable, bounded, and says where it stopped. */
export function importReport() {
  const listed: LineProblem[] = [];
  const counts = { problems: 0, remarks: 0 };
  const omitted: LineProblem[] = [];
  return {
    add(found: readonly LineProblem[]): void {
      for (const one of found) {
        const sort = one.remark ? 'remarks' : 'problems';
        counts[sort] += 1;
        if (counts[sort] <= reportLimit) listed.push(one);
        else if (counts[sort] === reportLimit + 1) {
          const reason = one.remark
            ? `提示已超过${reportLimit}处，自本行起不再列出`
            : `问题已超过${reportLimit}处，自本行起不再列出，请先改正以上各处`;
          omitted.push({ ...one, column: '', value: '', reason });
        }
      }
    },
    /** How many remarks there were, those not listed included. */
    remarks: () => counts.remarks,
    lines: (): readonly LineProblem[] => [...listed, ...omitted],
  };
}
