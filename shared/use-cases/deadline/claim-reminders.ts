import { type Reminder, type ReminderRun, remindersDue } from '../../domain/deadline/reminders.ts';
import { deadlineRuns } from '../../domain/deadline/state.ts';
import type { Notice } from '../../domain/notice/notice.ts';
import type { InspectionResult } from '../../domain/result/inspection-result.ts';
import { createRecord, eventOf } from '../changes.ts';
import type { Stored } from '../ports/records.ts';
import type { Change } from '../ports/unit-of-work.ts';
import type { ReminderDeps } from './deliver-reminders.ts';
import { reminderNotice } from './reminder-notices.ts';

/** Claims what a run owes for one result; returns the notices that nobody had claimed before. */
export async function claimReminders(
  deps: ReminderDeps,
  found: Stored<InspectionResult>,
  run: ReminderRun,
): Promise<readonly Notice[]> {
  const claimed: Notice[] = [];
  for (const reminder of remindersDue(found.value, run)) {
    const notice = await claimReminder(deps, found, reminder);
    if (notice) claimed.push(notice);
  }
  return claimed;
}

/** The result's version is a condition of the claim: no reminder is sent for a result published a moment ago. */
async function claimReminder(
  deps: ReminderDeps,
  { value, meta }: Stored<InspectionResult>,
  reminder: Reminder,
): Promise<Notice | undefined> {
  const { id, deadline } = value;
  if (deadline === undefined) return undefined;
  const notice = reminderNotice({ ...value, deadline }, reminder, deps.clock());
  let version: number | undefined = meta.version;
  while (version !== undefined) {
    const outcome = await claimNotice(deps, notice, [{ change: 'check', kind: 'result', id, version }]);
    if (outcome !== 'moved-on') return outcome === 'claimed' ? notice : undefined;
    version = await versionStillOwing(deps, { id, deadline });
  }
  return undefined;
}

/**
 * Writes a notice unless it exists. On the second run of a day most do, and a read is cheaper than a refused commit;
 * the commit decides.
 */
export async function claimNotice(
  deps: ReminderDeps,
  notice: Notice,
  conditions: readonly Change[],
): Promise<'claimed' | 'taken' | 'moved-on'> {
  const { id, department, kind, day } = notice;
  if (await deps.records.find('notice', id)) return 'taken';
  const event = eventOf('remind', { id: 'system', department }, new Date(notice.createdAt), { kind, day });
  const done = await deps.work.commit([...conditions, createRecord('notice', id, notice, event)]);
  if (done.ok) return 'claimed';
  return done.error.kind === 'already-exists' ? 'taken' : 'moved-on';
}

/** The current version of a result, as long as the deadline in question is still running. */
async function versionStillOwing(
  deps: ReminderDeps,
  { id, deadline }: { readonly id: string; readonly deadline: string },
): Promise<number | undefined> {
  const current = await deps.records.find('result', id);
  return current && deadlineRuns(current.value) && current.value.deadline === deadline
    ? current.meta.version
    : undefined;
}
