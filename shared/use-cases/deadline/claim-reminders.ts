import { type LocalDate, shiftDate } from '../../calendar/local-date.ts';
import type { Inbox } from '../../domain/notice/inbox.ts';
import type { Notice } from '../../domain/notice/notice.ts';
import { eventOf } from '../changes.ts';
import { every } from '../every.ts';
import { newNotice } from '../notice/told.ts';
import type { ReminderDeps } from './deliver-reminders.ts';
import { digestOf, type Owing } from './digests.ts';

const pageSize = 100;

/** Claims the digest of one inbox; undefined if it is owed nothing, or has had its digest of the day. */
export async function claimDigest(deps: ReminderDeps, owing: Owing, today: LocalDate): Promise<Notice | undefined> {
  const since = owing.reminders.reduce((first, { day }) => (day < first ? day : first), today);
  const digest = digestOf(owing, await digestsOf(deps, owing.inbox, since, today), today, deps.clock());
  return digest && (await claimNotice(deps, digest)) ? digest : undefined;
}

/** The digests of an inbox from a day to yesterday. A run that died may have written some of them. */
async function digestsOf({ records }: ReminderDeps, inbox: Inbox, from: LocalDate, today: LocalDate) {
  if (from >= today) return [];
  const until = shiftDate(today, -1);
  const list = { kind: 'notice', in: 'ofInbox', of: inbox, between: [from, until] } as const;
  const where = [{ field: 'kind', equals: 'digest' }] as const;
  return Array.fromAsync(
    every((page) => records.list({ ...list, where, page }), pageSize),
    ({ value }) => value,
  );
}

/**
 * Writes a notice unless it exists. On the second run of a day most do, and a read is cheaper than a refused commit;
 * the commit decides.
 */
export async function claimNotice(deps: ReminderDeps, notice: Notice): Promise<boolean> {
  const { id, department, kind, day } = notice;
  if (await deps.records.find('notice', id)) return false;
  const event = eventOf('remind', { id: 'system', department }, new Date(notice.createdAt), { kind, day });
  return (await deps.work.commit([newNotice(notice, event)])).ok;
}
