import type { Failure } from '../../base/failures.ts';
import { ok } from '../../base/result.ts';
import { awaitedAct } from '../../domain/deadline/awaited-act.ts';
import { type Notice, reminderKinds } from '../../domain/notice/notice.ts';
import { isOpenObjection } from '../../domain/objection/objection-open.ts';
import { type ChangeDeps, changeRecord, present } from '../change-record.ts';
import { eventOf } from '../changes.ts';
import { every } from '../every.ts';
import type { Notifier } from '../ports/notifier.ts';
import type { Stored } from '../ports/records.ts';
import type { Clock } from '../ports/time.ts';
import { noticeTitles } from './reminder-notices.ts';

export interface ReminderDeps extends ChangeDeps {
  readonly notifier: Notifier;
  readonly clock: Clock;
}

/** A run sends a notice right after claiming it; one that is pending for longer belongs to a run that died. */
const abandonedAfterMs = 2 * 60_000;
const pageSize = 100;

/**
 * Sends a notice that this run has claimed and marks it as sent. If sending fails, it stays pending for a later run,
 * and the cause is passed to `failed`. If a run dies between sending and marking, a later run sends again under the
 * same id, so the receiver can drop the duplicate.
 */
export async function deliverNotice(deps: ReminderDeps, notice: Notice, failed: (cause: unknown) => void) {
  const { id, department, inspectorId, kind, text } = notice;
  try {
    const to = { department, ...(inspectorId !== undefined && { inspectorId }) };
    await deps.notifier.send({ id, ...to, title: noticeTitles[kind], text });
  } catch (cause) {
    failed(cause);
    return false;
  }
  await settle(deps, id, 'sent').catch(failed);
  return true;
}

/** Takes over what earlier runs have claimed and not sent; returns how many were sent now. */
export async function deliverAbandoned(deps: ReminderDeps, failed: (cause: unknown) => void): Promise<number> {
  const before = new Date(deps.clock().getTime() - abandonedAfterMs).toISOString();
  let sent = 0;
  const pending = { kind: 'notice', in: 'pending', between: ['0', before] } as const;
  for await (const found of every((page) => deps.records.list({ ...pending, page }), pageSize)) {
    if (await deliverAgain(deps, found, failed)) sent += 1;
  }
  return sent;
}

/** If several runs find the same notice, the one whose claim succeeds sends it. */
async function deliverAgain(
  deps: ReminderDeps,
  found: Stored<Notice>,
  failed: (cause: unknown) => void,
): Promise<boolean> {
  const { id } = found.value;
  if (!(await stillHelps(deps, found.value))) {
    await settle(deps, id, 'kept').catch(failed);
    return false;
  }
  const act = { id, version: found.meta.version, from: found, find: () => present(deps.records, 'notice', id) };
  const claimed = await changeRecord<'notice', Failure>(deps, 'notice', act, (before) => {
    const value = { ...before.value, claimedAt: deps.clock().toISOString() };
    return ok({ value, event: event(deps, value, 'reclaim') });
  });
  return claimed.ok && (await deliverNotice(deps, claimed.value.value, failed));
}

/** Whether a late reminder can still help: if something of what it tells is still to be done. Other news always help. */
async function stillHelps(
  { records, clock }: ReminderDeps,
  { kind, resultId, entries = [], until }: Notice,
): Promise<boolean> {
  if (until !== undefined && new Date(until) < clock()) return false;
  const reminds = kind === 'digest' || reminderKinds.some((each) => each === kind);
  if (!reminds) return true;
  const results = new Set([resultId, ...entries.map((entry) => entry.resultId)]);
  for (const id of results) {
    const result = id === undefined ? undefined : await records.find('result', id);
    if (result && awaitedAct(result.value) !== undefined) return true;
  }
  const leads = new Set(entries.flatMap(({ leadId, due }) => (leadId === undefined ? [] : [`${leadId} ${due}`])));
  for (const each of leads) {
    const [id = '', due] = each.split(' ');
    const lead = await records.find('lead', id);
    if (lead && lead.value.due === due) return true;
  }
  for (const { followUpId, due } of entries) {
    const followUp = followUpId === undefined ? undefined : await records.find('follow-up', followUpId);
    if (followUp?.value.due === due) return true;
  }
  for (const { kind, matterId, checkOrderId, due } of entries) {
    if (checkOrderId !== undefined) {
      const order = await records.find('check-order', checkOrderId);
      if (order?.value.urgency?.due === due && order.value.status === 'entered-urgent') return true;
    }
    if (matterId !== undefined && (await dayOfMatter(records, kind, matterId)) === due) return true;
    // What its parties alone may know is found by nobody here: it is told.
    if (kind.startsWith('matter-')) return true;
  }
  return false;
}

/** The day by which something is still to be done about a matter; undefined if it is not. */
async function dayOfMatter(records: ChangeDeps['records'], kind: string, id: string): Promise<string | undefined> {
  if (kind.startsWith('objection-')) {
    const found = (await records.find('objection', id))?.value;
    return found && isOpenObjection(found) ? found.due : undefined;
  }
  if (kind.startsWith('repair-')) return (await records.find('repair', id))?.value.due;
  if (kind.startsWith('data-check-')) return (await records.find('data-check', id))?.value.due;
  if (kind.startsWith('share-')) return (await records.find('share-request', id))?.value.due;
  if (!kind.startsWith('review-')) return undefined;
  const found = (await records.find('recognition', id))?.value;
  return found?.status === 'to-re-examine' ? found.due : undefined;
}

/** Ends the delivery of a notice, even if something else (a reader) changed it in between. */
async function settle(deps: ReminderDeps, id: string, delivery: 'sent' | 'kept'): Promise<void> {
  const act = { id, find: () => present(deps.records, 'notice', id) };
  const done = await changeRecord<'notice', Failure>(deps, 'notice', act, (before) => {
    if (before.value.delivery !== 'pending') return ok(undefined);
    const value = { ...before.value, delivery };
    return ok({ value, event: event(deps, value, delivery) });
  });
  // In a dry run there is no such notice.
  if (!done.ok && done.error.kind !== 'not-found') throw new Error(`notice ${id}: ${done.error.kind}`);
}

const event = (deps: ReminderDeps, { department }: Notice, action: string) =>
  eventOf(action, { id: 'system', department }, deps.clock());
