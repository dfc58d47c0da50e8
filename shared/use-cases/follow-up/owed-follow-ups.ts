import { followUpReminders, type Reminder, type ReminderRun, sweepHorizon } from '../../domain/deadline/reminders.ts';
import type { FollowUp } from '../../domain/follow-up/follow-up.ts';
import { clockedBoxes } from '../../domain/follow-up/follow-up-places.ts';
import { every } from '../every.ts';
import type { Records } from '../ports/records.ts';

const pageSize = 100;

/** What a run owes for one follow-up. */
export interface OwedFollowUp {
  readonly followUp: FollowUp;
  readonly reminders: readonly Reminder[];
}

/** Every follow-up for which a reminder can be owed: what is to be signed or answered, as far as one can be. */
export async function* owedFollowUps(records: Records, run: ReminderRun): AsyncIterable<OwedFollowUp> {
  const between = ['0', sweepHorizon(run.today, run.calendar)] as const;
  const waiting = { kind: 'follow-up', in: 'waiting', of: clockedBoxes, between } as const;
  for await (const { value: followUp } of every((page) => records.list({ ...waiting, page }), pageSize)) {
    if (followUp.due !== undefined) yield { followUp, reminders: followUpReminders(followUp, run) };
  }
}
