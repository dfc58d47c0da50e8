import type { Failure } from '../../base/failures.ts';
import { err, ok, type Result } from '../../base/result.ts';
import { type Inbox, inboxOf, type Notice, officeInbox } from '../../domain/notice/notice.ts';
import { eventOf, replaceRecord } from '../changes.ts';
import type { Actor, CommitFailure, Page, PageRequest, Records, Stored, UnitOfWork } from '../ports.ts';

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
    index: 'byOwner',
    partitions: open.map((inbox) => `notice#${inbox}`),
    ...(unread && { where: [{ field: 'read', equals: false }] }),
    newestFirst: true,
    page,
  });
}

/** Marks a notice of the own inbox as read. The first reader is kept; nobody marks notices of another inbox. */
export async function readNotice(
  deps: { readonly records: Records; readonly work: UnitOfWork },
  id: string,
  actor: Actor,
  now: Date,
): Promise<Result<Stored<Notice>, CommitFailure | Failure<'not-found' | 'foreign-department'>>> {
  const found = await deps.records.find('notice', id);
  if (!found) return err({ kind: 'not-found', entity: 'notice', id });
  if (inboxOf(found.value) !== ownInbox(actor)) return err({ kind: 'foreign-department', entity: 'notice', id });
  if (found.value.read) return ok(found);

  const value = { ...found.value, read: true, readBy: actor.id, readAt: now.toISOString() };
  const done = await deps.work.commit([replaceRecord('notice', id, found, value, eventOf('read', actor, now))]);
  if (!done.ok) return done;
  const read = await deps.records.find('notice', id);
  return read ? ok(read) : err({ kind: 'not-found', entity: 'notice', id });
}
