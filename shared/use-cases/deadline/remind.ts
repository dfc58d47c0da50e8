import type { DepartmentCode } from '../../base/primitives.ts';
import { type LocalDate, localDateOf } from '../../calendar/local-date.ts';
import { type ReminderRun, sweepHorizon } from '../../domain/deadline/reminders.ts';
import { deadlineRuns } from '../../domain/deadline/state.ts';
import { type Notice, officeDepartment } from '../../domain/notice/notice.ts';
import type { InspectionResult } from '../../domain/result/inspection-result.ts';
import { loadCalendar } from '../calendar/calendar.ts';
import { createRecord, eventOf, replaceRecord } from '../changes.ts';
import { everyPage } from '../every.ts';
import type { Stored } from '../ports/records.ts';
import { claimNotice, claimReminders } from './claim-reminders.ts';
import { deliverAbandoned, deliverNotice, type ReminderDeps } from './deliver-reminders.ts';
import { figuresNotice } from './reminder-notices.ts';

const sweepId = 'remind-deadlines';
const pageSize = 100;
/** Results processed in parallel. */
const parallel = 10;

/**
 * One run of the sweep (R8): claims every reminder that is owed and not claimed yet, sends it, and sends what earlier
 * runs left pending. It reads the due index as far as a reminder can be owed, so its cost grows with the open results.
 * A notice is written before it is sent, under an id made of (result, kind, day): of two runs only one writes it. A
 * message that cannot be sent does not stop the others; it stays pending, and the run fails at its end so that it is
 * retried.
 */
export async function remindDeadlines(deps: ReminderDeps, now: Date): Promise<Record<string, number>> {
  const today = localDateOf(now);
  const calendar = await loadCalendar(deps);
  const sweep = await deps.records.find('sweep', sweepId);
  const run: ReminderRun = { today, lastRun: sweep?.value.day, calendar };

  const failures: unknown[] = [];
  const failed = (cause: unknown) => void failures.push(cause);
  const counts = { open: 0, overdue: 0, reminded: 0, sent: 0, resent: await deliverAbandoned(deps, failed) };
  const send = async (notices: readonly Notice[]) => {
    counts.reminded += notices.length;
    for (const notice of notices) {
      if (notice.delivery === 'pending' && (await deliverNotice(deps, notice, failed))) counts.sent += 1;
    }
  };

  const overdue = new Map<DepartmentCode, number>();
  for await (const results of openResults(deps, sweepHorizon(today, calendar))) {
    counts.open += results.length;
    countOverdue(overdue, results, today);
    for (let at = 0; at < results.length; at += parallel) {
      const group = results.slice(at, at + parallel);
      await Promise.all(group.map(async (found) => send(await claimReminders(deps, found, run))));
    }
  }
  counts.overdue = [...overdue.values()].reduce((sum, count) => sum + count, 0);
  const figures = figuresNotice(overdue, today, deps.clock());
  if (figures && (await claimNotice(deps, figures, [])) === 'claimed') await send([figures]);

  await recordRun(deps, sweep, today, counts);
  if (failures.length > 0) throw new AggregateError(failures, `${failures.length} notices could not be sent`);
  return counts;
}

/** Open results whose deadline is near or past, page by page, the earliest first. */
async function* openResults({ records }: ReminderDeps, horizon: LocalDate) {
  const due = { kind: 'result', in: 'open', of: 'due', between: ['0', horizon] } as const;
  for await (const results of everyPage((page) => records.list({ ...due, page }), pageSize)) {
    yield results.filter(({ value }) => deadlineRuns(value));
  }
}

function countOverdue(
  counts: Map<DepartmentCode, number>,
  results: readonly Stored<InspectionResult>[],
  today: LocalDate,
): void {
  for (const { value } of results) {
    if (value.deadline === undefined || value.deadline >= today) continue;
    counts.set(value.department, (counts.get(value.department) ?? 0) + 1);
  }
}

/** Records how far the sweep has come. If two runs race it does not matter which one records: their day is the same. */
async function recordRun(
  deps: ReminderDeps,
  before: Stored<{ readonly id: string; readonly day: LocalDate }> | undefined,
  today: LocalDate,
  counts: Readonly<Record<string, number>>,
): Promise<void> {
  if (before && before.value.day > today) return;
  const value = { id: sweepId, day: today };
  const event = eventOf('sweep', { id: 'system', department: officeDepartment }, deps.clock(), {
    day: today,
    ...counts,
  });
  await deps.work.commit([
    before ? replaceRecord('sweep', sweepId, before, value, event) : createRecord('sweep', sweepId, value, event),
  ]);
}
