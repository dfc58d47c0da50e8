import type { Failure } from '../../base/failures.ts';
import type { DepartmentCode } from '../../base/primitives.ts';
import { ok } from '../../base/result.ts';
import { localDateOf } from '../../calendar/local-date.ts';
import type { WorkCalendar } from '../../calendar/working-days.ts';
import { departmentCodes } from '../../codes/departments.ts';
import { type CalendarCorrection, revisedDeadline, verdictChange } from '../../domain/deadline/revised-deadline.ts';
import type { InspectionResult } from '../../domain/result/inspection-result.ts';
import { type ChangeDeps, changeRecord, present } from '../change-record.ts';
import { eventOf } from '../changes.ts';
import { every } from '../every.ts';
import { newNotice } from '../notice/told.ts';
import type { Stored } from '../ports/records.ts';
import { revisionNotice } from './reminder-notices.ts';

export interface Correction extends CalendarCorrection {
  readonly calendar: WorkCalendar;
  /** When the version was put in force. */
  readonly at: string;
}

const pageSize = 100;

/**
 * Judges every published result whose deadline a corrected year may have moved by the corrected calendar, keeps the
 * deadline it was judged by so far, and tells each department how many verdicts turned. Each result is its own
 * transaction, and the notice counts what the results say, so a run that died is made good by running again.
 */
export async function reviseVerdicts(deps: ChangeDeps, correction: Correction, now: Date): Promise<number> {
  let revised = 0;
  for (const department of departmentCodes) {
    const turned = { late: 0, met: 0 };
    for await (const found of begunUnder(deps, department, correction.year)) {
      const { value, changed } = await revise(deps, found, correction, now);
      if (changed) revised += 1;
      const verdict = verdictChange(value, correction);
      if (verdict) turned[verdict.after] += 1;
    }
    if (turned.late + turned.met > 0) await tell(deps, { department, turned, correction }, now);
  }
  return revised;
}

/** A deadline in the year has its day 0 in it or in the last two months of the year before. */
function begunUnder({ records }: Pick<ChangeDeps, 'records'>, department: DepartmentCode, year: number) {
  const begun = {
    kind: 'result',
    in: 'begun',
    of: department,
    between: [`${year - 1}-11-01`, `${year}-12-31`],
  } as const;
  return every((page) => records.list({ ...begun, page }), pageSize);
}

/** The result as judged by the corrected calendar. One under concurrent edit is read again. */
async function revise(
  deps: ChangeDeps,
  listed: Stored<InspectionResult>,
  correction: Correction,
  now: Date,
): Promise<{ readonly value: InspectionResult; readonly changed: boolean }> {
  const { id } = listed.value;
  let changed = false;
  const act = { id, from: listed, find: () => present(deps.records, 'result', id) };
  const done = await changeRecord<'result', Failure>(deps, 'result', act, ({ value: before }) => {
    const fields = revisedDeadline(before, correction, localDateOf(now));
    changed = fields !== undefined;
    if (!fields) return ok(undefined);
    const { year, version } = correction;
    const facts = { year, version, before: before.deadline ?? '', after: fields.deadline ?? '' };
    const event = eventOf('revise-deadline', { id: 'system', department: before.department }, now, facts);
    return ok({ value: { ...before, ...fields }, event });
  });
  if (!done.ok) throw new Error(`result ${id}: ${done.error.kind}`);
  return { value: done.value.value, changed };
}

/** A department is told once of each correction. */
async function tell(deps: ChangeDeps, told: Parameters<typeof revisionNotice>[0], now: Date): Promise<void> {
  const notice = revisionNotice(told, now);
  const { id, department, kind, day } = notice;
  const event = eventOf('notify', { id: 'system', department }, now, { kind, day });
  const done = await deps.work.commit([newNotice(notice, event)]);
  if (!done.ok && done.error.kind !== 'already-exists') throw new Error(`notice ${id}: ${done.error.kind}`);
}
