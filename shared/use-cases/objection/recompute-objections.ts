import type { Failure } from '../../base/failures.ts';
import { ok } from '../../base/result.ts';
import type { WorkCalendar } from '../../calendar/working-days.ts';
import { departmentCodes } from '../../codes/departments.ts';
import { withObjectionDays } from '../../domain/objection/objection.ts';
import { type ChangeDeps, changeRecord, present } from '../change-record.ts';
import { eventOf } from '../changes.ts';
import { every } from '../every.ts';

const pageSize = 100;

/** Brings the day of every open objection in line with the calendar in force; a run that comes twice changes nothing more. */
export async function recomputeObjections(deps: ChangeDeps, calendar: WorkCalendar, now: Date): Promise<number> {
  let changed = 0;
  const open = { kind: 'objection', in: 'open', of: departmentCodes } as const;
  for await (const found of every((page) => deps.records.list({ ...open, page }), pageSize)) {
    if (withObjectionDays(found.value, calendar).due === found.value.due) continue;
    const { id, department } = found.value;
    const act = { id, from: found, find: () => present(deps.records, 'objection', id) };
    const done = await changeRecord<'objection', Failure>(deps, 'objection', act, ({ value: before }) => {
      const value = withObjectionDays(before, calendar);
      if (value.due === before.due) return ok(undefined);
      const facts = { before: before.due ?? '', after: value.due ?? '' };
      return ok({ value, event: eventOf('recompute-deadline', { id: 'system', department }, now, facts) });
    });
    if (!done.ok) throw new Error(`objection ${id}: ${done.error.kind}`);
    changed += 1;
  }
  return changed;
}
