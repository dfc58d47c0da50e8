import type { Failure } from '../../base/failures.ts';
import { err, ok, type Result } from '../../base/result.ts';
import { type Inbox, inboxOf, type Notice, officeInbox } from '../../domain/notice/notice.ts';
import type { Actor } from '../actor.ts';
import { type ChangeDeps, changeRecord, present } from '../change-record.ts';
import { eventOf } from '../changes.ts';
import type { Page, PageRequest } from '../ports/paging.ts';
import type { Records, Stored } from '../ports/records.ts';
import type { CommitFailure } from '../ports/unit-of-work.ts';

type Reader = Pick<Actor, 'scope' | 'department'>;

/** A reader's own inbox: those who reach every department act for the joint meeting's office. */
const ownInbox = ({ scope, department }: Reader): Inbox => (scope === 'any' ? officeInbox : department);

/** A page of an inbox, the newest first. Only those who reach every department see inboxes other than their own. */
export function listNotices(
  deps: { readonly records: Records },
  { inboxes, unread }: { readonly inboxes?: readonly Inbox[] | undefined; readonly unread: boolean },
  reader: Reader,
  page: PageRequest,
): Promise<Page<Stored<Notice>>> {
  const own = ownInbox(reader);
  const asked = inboxes ?? [own];
  const open = reader.scope === 'any' ? asked : asked.filter((inbox) => inbox === own);
  return deps.records.list({
    kind: 'notice',
    in: 'ofInbox',
    of: open,
    ...(unread && { where: [{ field: 'read', equals: false }] }),
    newestFirst: true,
    page,
  });
}

/** Marks a notice of the own inbox as read. The first reader is kept; nobody marks notices of another inbox. */
export async function readNotice(
  deps: ChangeDeps,
  id: string,
  actor: Actor,
  now: Date,
): Promise<Result<Stored<Notice>, CommitFailure | Failure<'not-found' | 'foreign-department'>>> {
  const act = { id, find: () => present(deps.records, 'notice', id) };
  return changeRecord<'notice', Failure<'not-found' | 'foreign-department'>>(deps, 'notice', act, ({ value }) => {
    if (inboxOf(value) !== ownInbox(actor)) return err({ kind: 'foreign-department', entity: 'notice', id });
    if (value.read) return ok(undefined);
    const read = { ...value, read: true, readBy: actor.id, readAt: now.toISOString() };
    return ok({ value: read, event: eventOf('read', actor, now) });
  });
}
