import type { Failure } from '../../base/failures.ts';
import { ok } from '../../base/result.ts';
import { localDateOf } from '../../calendar/local-date.ts';
import type { WorkCalendar } from '../../calendar/working-days.ts';
import { departmentCodes } from '../../codes/departments.ts';
import { followUpReminders, type Reminder, type ReminderRun, sweepHorizon } from '../../domain/deadline/reminders.ts';
import type { FollowUp } from '../../domain/follow-up/follow-up.ts';
import { withFollowUpDue } from '../../domain/follow-up/follow-up-clocks.ts';
import { boxOf } from '../../domain/follow-up/follow-up-places.ts';
import { type ChangeDeps, changeRecord, present } from '../change-record.ts';
import { eventOf } from '../changes.ts';
import { every } from '../every.ts';
import type { Records } from '../ports/records.ts';

const pageSize = 100;
const boxes = departmentCodes.flatMap((code) => [boxOf(code, 'to-sign'), boxOf(code, 'to-answer')]);
const waiting = { kind: 'follow-up', in: 'waiting', of: boxes } as const;

/** What a run owes for one follow-up. */
export interface OwedFollowUp {
  readonly followUp: FollowUp;
  readonly reminders: readonly Reminder[];
}

/** Every follow-up for which a reminder can be owed: what is to be signed or answered, as far as one can be. */
export async function* owedFollowUps(records: Records, run: ReminderRun): AsyncIterable<OwedFollowUp> {
  const between = ['0', sweepHorizon(run.today, run.calendar)] as const;
  for await (const { value: followUp } of every((page) => records.list({ ...waiting, between, page }), pageSize)) {
    if (followUp.due !== undefined) yield { followUp, reminders: followUpReminders(followUp, run) };
  }
}

/** Brings the due day of every open follow-up in line with the calendar in force; a second run changes nothing more. */
export async function recomputeFollowUps(deps: ChangeDeps, calendar: WorkCalendar, now: Date): Promise<number> {
  let changed = 0;
  const today = localDateOf(now);
  for await (const found of every((page) => deps.records.list({ ...waiting, page }), pageSize)) {
    if (withFollowUpDue(found.value, calendar, today).due === found.value.due) continue;
    const { id, receiver: department } = found.value;
    const act = { id, from: found, find: () => present(deps.records, 'follow-up', id) };
    const done = await changeRecord<'follow-up', Failure>(deps, 'follow-up', act, ({ value: before }) => {
      const value = withFollowUpDue(before, calendar, today);
      if (value.due === before.due) return ok(undefined);
      const facts = { before: before.due ?? '', after: value.due ?? '' };
      return ok({ value, event: eventOf('recompute-deadline', { id: 'system', department }, now, facts) });
    });
    if (!done.ok) throw new Error(`follow-up ${id}: ${done.error.kind}`);
    changed += 1;
  }
  return changed;
}
