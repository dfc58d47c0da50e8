import type { Failure } from '../../base/failures.ts';
import { ok } from '../../base/result.ts';
import { localDateOf } from '../../calendar/local-date.ts';
import type { WorkCalendar } from '../../calendar/working-days.ts';
import { departmentCodes } from '../../codes/departments.ts';
import { withDue } from '../../domain/lead/lead-clocks.ts';
import { type ChangeDeps, changeRecord, present } from '../change-record.ts';
import { eventOf } from '../changes.ts';
import { every } from '../every.ts';

const pageSize = 100;

/** Brings the due day of every open lead in line with the calendar in force; a run that comes twice changes nothing more. */
export async function recomputeLeads(deps: ChangeDeps, calendar: WorkCalendar, now: Date): Promise<number> {
  let changed = 0;
  const open = { kind: 'lead', in: 'open', of: departmentCodes } as const;
  for await (const found of every((page) => deps.records.list({ ...open, page }), pageSize)) {
    if (withDue(found.value, calendar, localDateOf(now)) === found.value) continue;
    const { id, department } = found.value;
    const act = { id, from: found, find: () => present(deps.records, 'lead', id) };
    const done = await changeRecord<'lead', Failure>(deps, 'lead', act, ({ value: before }) => {
      const value = withDue(before, calendar, localDateOf(now));
      if (value === before) return ok(undefined);
      const facts = { before: before.due ?? '', after: value.due ?? '' };
      return ok({ value, event: eventOf('recompute-deadline', { id: 'system', department }, now, facts) });
    });
    if (!done.ok) throw new Error(`lead ${id}: ${done.error.kind}`);
    changed += 1;
  }
  return changed;
}
