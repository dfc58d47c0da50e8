import { localDateOf } from '../../calendar/local-date.ts';
import type { Notice } from '../../domain/notice/notice.ts';
import { eventOf, replaceRecord } from '../changes.ts';
import type { Clock, Notifier, Page, Records, Stored, UnitOfWork } from '../ports.ts';
import { noticeTitles, stillHelps } from './reminder-notices.ts';

export interface ReminderDeps {
  readonly records: Records;
  readonly work: UnitOfWork;
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
  const { id, department, kind, text } = notice;
  try {
    await deps.notifier.send({ id, department, title: noticeTitles[kind], text });
  } catch (cause) {
    failed(cause);
    return false;
  }
  await settle(deps, id, 'sent');
  return true;
}

/** Takes over what earlier runs have claimed and not sent; returns how many were sent now. */
export async function deliverAbandoned(deps: ReminderDeps, failed: (cause: unknown) => void): Promise<number> {
  const before = new Date(deps.clock().getTime() - abandonedAfterMs).toISOString();
  let sent = 0;
  let page: Page<Stored<Notice>> = await pendingUntil(deps, before);
  for (;;) {
    for (const found of page.items) if (await deliverAgain(deps, found, failed)) sent += 1;
    if (!page.next) return sent;
    page = await pendingUntil(deps, before, page.next);
  }
}

const pendingUntil = (deps: ReminderDeps, instant: string, from?: Page<unknown>['next']) =>
  deps.records.list({
    kind: 'notice',
    index: 'byParent',
    partitions: ['notice#pending'],
    between: ['0', instant],
    page: { limit: pageSize, ...(from && { from }) },
  });

/** If several runs find the same notice, the one whose claim succeeds sends it. */
async function deliverAgain(
  deps: ReminderDeps,
  found: Stored<Notice>,
  failed: (cause: unknown) => void,
): Promise<boolean> {
  const { id, resultId } = found.value;
  const result = resultId === undefined ? undefined : await deps.records.find('result', resultId);
  if (result && !stillHelps(found.value, result.value, localDateOf(deps.clock()))) {
    await settle(deps, id, 'kept');
    return false;
  }
  const notice = { ...found.value, claimedAt: deps.clock().toISOString() };
  const claimed = await deps.work.commit([replaceRecord('notice', id, found, notice, event(deps, notice, 'reclaim'))]);
  return claimed.ok && (await deliverNotice(deps, notice, failed));
}

/** Ends the delivery of a notice, even if something else (a reader) changed it in between. */
async function settle(deps: ReminderDeps, id: string, delivery: 'sent' | 'kept'): Promise<void> {
  for (;;) {
    const found = await deps.records.find('notice', id);
    if (found?.value.delivery !== 'pending') return;
    const value = { ...found.value, delivery };
    const done = await deps.work.commit([replaceRecord('notice', id, found, value, event(deps, value, delivery))]);
    if (done.ok) return;
  }
}

const event = (deps: ReminderDeps, { department }: Notice, action: string) =>
  eventOf(action, { id: 'system', department }, deps.clock());
