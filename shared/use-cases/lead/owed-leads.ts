import { departmentCodes } from '../../codes/departments.ts';
import { leadReminders, type Reminder, type ReminderRun, sweepHorizon } from '../../domain/deadline/reminders.ts';
import type { Lead } from '../../domain/lead/lead.ts';
import { every } from '../every.ts';
import type { Records } from '../ports/records.ts';

const pageSize = 100;

/** What a run owes for one lead. */
export interface OwedLead {
  readonly lead: Lead;
  readonly reminders: readonly Reminder[];
}

/** Every lead for which a reminder can be owed: reads the inboxes by day as far as one can be, whatever was closed. */
export async function* owedLeads(records: Records, run: ReminderRun): AsyncIterable<OwedLead> {
  const between = ['0', sweepHorizon(run.today, run.calendar)] as const;
  const open = { kind: 'lead', in: 'open', of: departmentCodes, between } as const;
  for await (const { value: lead } of every((page) => records.list({ ...open, page }), pageSize)) {
    if (lead.due !== undefined) yield { lead, reminders: leadReminders(lead, run) };
  }
}
