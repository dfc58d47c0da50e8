import { DepartmentCode } from '../../base/primitives.ts';
import { type LocalDate, localDateOf } from '../../calendar/local-date.ts';
import type { WorkCalendar } from '../../calendar/working-days.ts';
import type { InspectionResult } from '../result/inspection-result.ts';
import { awaitedAct, type DeadlineFacts, isAwaited, isWithheld } from './awaited-act.ts';
import { type DeadlineState, deadlineState } from './state.ts';

/**
 * Where a result is counted: with all of its day 0 or, while that is awaited, with those of its batch; of a direct check, with
 * those that are to be made by the end of the same month.
 */
export type CountRow = { readonly day0: LocalDate } | { readonly batchId: string } | { readonly direct: string };

/** Results of one department that any day will judge alike, as a name: what is counted is told by the name alone. */
export interface Counted {
  readonly row: CountRow;
  readonly cell: string;
}

type CountedFacts = DeadlineFacts & Pick<InspectionResult, 'department' | 'batchId'>;

/**
 * As what a result counts in the figures of deadlines, whatever today is: the facts that `deadlineState` goes by, without
 * what tells one result from another. Undefined for a voided one.
 */
export function countedAs(result: CountedFacts): Counted | undefined {
  const { department, batchId, day0, deadline, publishedAt, status, inspectBy } = result;
  if (status === 'voided') return undefined;
  if (day0 === undefined) {
    const awaited = isAwaited(result) ? awaitedAct(result) : undefined;
    const row = batchId === undefined ? { direct: inspectBy.slice(0, 7) } : { batchId };
    return awaited && { row, cell: cellOf(department, awaited.act, awaited.day) };
  }
  const cell = (what: CellKind, day?: LocalDate): Counted => ({ row: { day0 }, cell: cellOf(department, what, day) });
  if (publishedAt !== undefined) {
    const publishedOn = localDateOf(new Date(publishedAt));
    // Without a deadline the calendar of a later day may still tell whether it was in time.
    if (deadline === undefined) return cell('published', publishedOn);
    return cell(publishedOn <= deadline ? 'met' : 'late');
  }
  if (isWithheld(result)) return cell('withheld');
  return cell('open', deadline);
}

const cellKinds = ['inspection', 'submission', 'open', 'published', 'met', 'late', 'withheld'] as const;
type CellKind = (typeof cellKinds)[number];

const cellOf = (department: DepartmentCode, what: string, day = ''): string => `${department}/${what}/${day}`;

/** Whose results a cell counts, and what state they are in on a day; `day0` for those that have one. */
export function judgeCell(
  { cell, day0 }: { readonly cell: string; readonly day0?: LocalDate },
  today: LocalDate,
  calendar: WorkCalendar,
): { readonly department: DepartmentCode; readonly state: DeadlineState } {
  const [code, name, day] = cell.split('/');
  const what = cellKinds.find((each) => each === name);
  if (what === undefined) throw new Error(`nothing is counted as ${cell}`);
  const department = DepartmentCode.parse(code);
  if (what === 'met' || what === 'late' || what === 'withheld') return { department, state: what };
  return { department, state: deadlineState(factsOf(what, day ?? '', day0), today, calendar) };
}

/** Any result that counts as such. */
function factsOf(
  what: 'inspection' | 'submission' | 'open' | 'published',
  day: LocalDate,
  day0: LocalDate | undefined,
): DeadlineFacts {
  const facts: DeadlineFacts = { status: 'assigned', edition: 0, inspectBy: '9999-12-31' };
  switch (what) {
    case 'inspection':
      return { ...facts, inspectBy: day };
    case 'submission':
      return { ...facts, inspectedOn: day };
    case 'open':
      return { ...facts, day0, ...(day !== '' && { deadline: day }) };
    case 'published':
      return { ...facts, day0, publishedAt: `${day}T00:00:00+08:00` };
  }
}
