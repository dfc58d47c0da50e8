import type { DepartmentCode } from '../../base/primitives.ts';
import { type LocalDate, localDateOf } from '../../calendar/local-date.ts';
import type { ReminderRun } from '../../domain/deadline/reminders.ts';
import type { Inbox } from '../../domain/notice/inbox.ts';
import { type Notice, officeDepartment } from '../../domain/notice/notice.ts';
import { loadCalendar } from '../calendar/calendar.ts';
import { createRecord, eventOf, replaceRecord } from '../changes.ts';
import { owedOrders } from '../check/owed-orders.ts';
import { owedFollowUps } from '../follow-up/owed-follow-ups.ts';
import { owedLeads } from '../lead/owed-leads.ts';
import type { Stored } from '../ports/records.ts';
import { claimDigest, claimNotice } from './claim-reminders.ts';
import { deliverAbandoned, deliverNotice, type ReminderDeps } from './deliver-reminders.ts';
import { addOwed, addOwedFollowUp, addOwedLead, addOwedMatter, addOwedOrder, type Owing } from './digests.ts';
import { owedMatters } from './owed-matters.ts';
import { owedReminders } from './owed-reminders.ts';
import { figuresNotice } from './reminder-notices.ts';

const sweepId = 'remind-deadlines';
/** Inboxes processed in parallel. */
const parallel = 10;

/**
 * One run of the sweep (R8): puts every reminder that is owed into one digest for each inbox and day, sends it, and
 * sends what earlier runs left pending. A digest is written before it is sent, under an id made of (inbox, day): of two
 * runs only one writes it, and what comes in after it is in the next day's, made up for. A message that cannot be sent
 * does not stop the others; it stays pending, and the run fails at its end so that it is retried.
 */
export async function remindDeadlines(deps: ReminderDeps, now: Date): Promise<Record<string, number>> {
  const today = localDateOf(now);
  const calendar = await loadCalendar(deps);
  const sweep = await deps.records.find('sweep', sweepId);
  const run: ReminderRun = { today, lastRun: sweep?.value.day, calendar };

  const failures: unknown[] = [];
  const failed = (cause: unknown) => void failures.push(cause);
  const counts = {
    open: 0,
    overdue: 0,
    leads: 0,
    followUps: 0,
    checkOrders: 0,
    matters: 0,
    reminded: 0,
    sent: 0,
    resent: await deliverAbandoned(deps, failed),
  };
  const send = async (notice: Notice | undefined) => {
    if (!notice) return;
    counts.reminded += 1;
    if (notice.delivery === 'pending' && (await deliverNotice(deps, notice, failed))) counts.sent += 1;
  };

  const owing = new Map<Inbox, Owing>();
  const overdue = new Map<DepartmentCode, number>();
  for await (const owed of owedReminders(deps.records, run)) {
    const { department, deadline } = owed.result;
    counts.open += 1;
    addOwed(owing, owed);
    if (deadline === undefined || deadline >= today) continue;
    counts.overdue += 1;
    overdue.set(department, (overdue.get(department) ?? 0) + 1);
  }
  for await (const owed of owedLeads(deps.records, run)) {
    counts.leads += 1;
    addOwedLead(owing, owed);
  }
  for await (const owed of owedFollowUps(deps.records, run)) {
    counts.followUps += 1;
    addOwedFollowUp(owing, owed);
  }
  for await (const owed of owedOrders(deps.records, run)) {
    counts.checkOrders += 1;
    addOwedOrder(owing, owed);
  }
  for await (const owed of owedMatters(deps.records, run)) {
    counts.matters += 1;
    addOwedMatter(owing, owed);
  }
  const inboxes = [...owing.values()];
  for (let at = 0; at < inboxes.length; at += parallel) {
    const group = inboxes.slice(at, at + parallel);
    await Promise.all(group.map(async (each) => send(await claimDigest(deps, each, today))));
  }
  const figures = figuresNotice(overdue, today, deps.clock());
  if (figures && (await claimNotice(deps, figures))) await send(figures);

  await recordRun(deps, sweep, today, counts);
  if (failures.length > 0) throw new AggregateError(failures, `${failures.length} notices could not be sent`);
  return counts;
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
