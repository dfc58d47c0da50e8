import { type LocalDate, localDateOf } from '../../calendar/local-date.ts';
import { departmentCodes } from '../../codes/departments.ts';
import { deadlineRuns, isAwaited } from '../../domain/deadline/awaited-act.ts';
import {
  awaitedReminders,
  type Reminder,
  type ReminderRun,
  remindersDue,
  sweepHorizon,
} from '../../domain/deadline/reminders.ts';
import type { InspectionResult } from '../../domain/result/inspection-result.ts';
import { every } from '../every.ts';
import type { Records } from '../ports/records.ts';

const pageSize = 100;

/** What a run owes for one result. */
export interface Owed {
  readonly result: InspectionResult;
  readonly reminders: readonly Reminder[];
}

/**
 * Every result for which a reminder can be owed, with those that are: to be published, by deadline; to be inspected, by
 * the end of the window; to be entered. Reads the due index as far as a reminder can be owed, so the cost grows with
 * what is open.
 */
export async function* owedReminders(records: Records, run: ReminderRun): AsyncIterable<Owed> {
  const horizon = sweepHorizon(run.today, run.calendar);
  const due = { kind: 'result', in: 'open', of: 'due', between: ['0', horizon] } as const;
  for await (const { value: result } of every((page) => records.list({ ...due, page }), pageSize)) {
    if (deadlineRuns(result)) yield { result, reminders: remindersDue(result, run) };
  }
  const dispatchedOn = dispatchDays(records);
  const departments = { kind: 'result', of: departmentCodes } as const;
  const toInspect = { ...departments, in: 'toInspect', between: ['0', horizon] } as const;
  const toSubmit = { ...departments, in: 'toSubmit', between: ['0', run.today] } as const;
  for (const list of [toInspect, toSubmit]) {
    for await (const { value: result } of every((page) => records.list({ ...list, page }), pageSize)) {
      const since = isAwaited(result) ? await dispatchedOn(result) : undefined;
      if (since !== undefined) yield { result, reminders: awaitedReminders(result, since, run) };
    }
  }
}

/**
 * The day on which a result's batch, or its direct check, was dispatched; none if the batch was voided, which ended what
 * was not begun.
 */
function dispatchDays(records: Records): (result: InspectionResult) => Promise<LocalDate | undefined> {
  const known = new Map<string, LocalDate | undefined>();
  return async ({ batchId, visitId }) => {
    if (batchId === undefined) {
      const visit = await records.find('visit', visitId);
      return visit && localDateOf(new Date(visit.value.dispatchedAt));
    }
    if (!known.has(batchId)) {
      const batch = (await records.find('batch', batchId))?.value;
      const at = batch?.dispatchedAt ?? batch?.frozenAt;
      known.set(batchId, at === undefined || batch?.status === 'voided' ? undefined : localDateOf(new Date(at)));
    }
    return known.get(batchId);
  };
}
