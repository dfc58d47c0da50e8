import type { Failure } from '../../base/failures.ts';
import { err, ok, type Result } from '../../base/result.ts';
import type { Role } from '../../base/roles.ts';
import { type Inbox, inboxOf, officeInbox, personalInbox } from '../../domain/notice/inbox.ts';
import type { Notice } from '../../domain/notice/notice.ts';
import type { Actor } from '../actor.ts';
import { type ChangeDeps, changeRecord, present } from '../change-record.ts';
import { eventOf } from '../changes.ts';
import type { Page, PageRequest } from '../ports/paging.ts';
import type { Records, Stored } from '../ports/records.ts';
import type { CommitFailure } from '../ports/unit-of-work.ts';

export type Reader = Actor & { readonly roles: readonly Role[] };

/**
 * The inboxes that are a reader's own, the one shown by default first: those who reach every department act for the
 * joint meeting's office; an inspector who is no official has an inbox of the own visits, and the department's.
 */
function ownInboxes({ scope, department, inspectorId, roles }: Reader): readonly Inbox[] {
  if (scope === 'any') return [officeInbox];
  const official = roles.includes('officer') || roles.includes('department-admin');
  return official || inspectorId === undefined ? [department] : [personalInbox(inspectorId), department];
}

/** A page of an inbox, the newest first. Only those who reach every department see inboxes other than their own. */
export function listNotices(
  deps: { readonly records: Records },
  { inboxes, unread }: { readonly inboxes?: readonly Inbox[] | undefined; readonly unread: boolean },
  reader: Reader,
  page: PageRequest,
): Promise<Page<Stored<Notice>>> {
  const own = ownInboxes(reader);
  const asked = inboxes ?? own.slice(0, 1);
  const open = reader.scope === 'any' ? asked : asked.filter((inbox) => own.includes(inbox));
  return deps.records.list({
    kind: 'notice',
    in: 'ofInbox',
    of: open,
    ...(unread && { where: [{ field: 'readBy', lacks: reader.id }] }),
    newestFirst: true,
    page,
  });
}

type NoticeReadFailure = Failure<'not-found' | 'foreign-department'>;

/** A notice with everything in it, if it is in an inbox that the reader may see. */
export async function findNotice(
  { records }: { readonly records: Records },
  id: string,
  reader: Reader,
): Promise<Result<Stored<Notice>, NoticeReadFailure>> {
  const found = await present(records, 'notice', id);
  if (!found.ok || reader.scope === 'any' || ownInboxes(reader).includes(inboxOf(found.value.value))) return found;
  return err({ kind: 'not-found', entity: 'notice', id });
}

/** Marks a notice of an own inbox as read by this person; it stays unread for everybody else. */
export async function readNotice(
  deps: ChangeDeps,
  id: string,
  actor: Reader,
  now: Date,
): Promise<Result<Stored<Notice>, CommitFailure | NoticeReadFailure>> {
  const act = { id, find: () => present(deps.records, 'notice', id) };
  return changeRecord<'notice', NoticeReadFailure>(deps, 'notice', act, ({ value }) => {
    if (!ownInboxes(actor).includes(inboxOf(value))) {
      return err({ kind: actor.scope === 'any' ? 'foreign-department' : 'not-found', entity: 'notice', id });
    }
    const { readBy = [] } = value;
    if (readBy.includes(actor.id)) return ok(undefined);
    return ok({ value: { ...value, readBy: [...readBy, actor.id] }, event: eventOf('read', actor, now) });
  });
}
