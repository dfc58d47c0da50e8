import type { CheckOrder } from '../../domain/check/check-order.ts';
import type { ListEntry } from '../../domain/credit/list-entry.ts';
import type { Repair } from '../../domain/credit/repair.ts';
import type { FollowUpBox } from '../../domain/follow-up/follow-up.ts';
import { boxOf } from '../../domain/follow-up/follow-up-places.ts';
import { officeInbox } from '../../domain/notice/inbox.ts';
import { type TodoEntry, type TodoKind, todoKinds } from '../../domain/todo/todo.ts';
import type { Match } from '../ports/paging.ts';
import { boxesToDecide, entriesOf, type Source, type Sources } from './sources.ts';

const entry = (kind: TodoKind, id: string, title: string, due: string | undefined): TodoEntry => ({
  ...{ kind, operation: todoKinds[kind].operation, ids: { id }, title },
  ...(due !== undefined && { due }),
});

const orders =
  (kind: TodoKind, isIt: (order: CheckOrder) => boolean, by?: string): Source =>
  async ({ records }, who, _, page) =>
    entriesOf(await records.list({ kind: 'check-order', in: 'open', of: who.department, page }), (order) =>
      isIt(order) && (by === undefined || order.requestedBy !== who.id)
        ? entry(kind, order.id, order.objectName, order.urgency?.due ?? order.window.to)
        : undefined,
    );

const followUps =
  (kind: TodoKind, box: FollowUpBox): Source =>
  async ({ records }, { department }, _, page) => {
    const of = boxOf(box === 'to-decide' ? officeInbox : department, box);
    const found = await records.list({ kind: 'follow-up', in: 'waiting', of, page });
    return entriesOf(found, ({ id, number, due }) => entry(kind, id, number, due));
  };

/** `by`: who took the step that another must follow (R5). */
const listings =
  (kind: TodoKind, isIt: (entry: ListEntry) => boolean, by?: (entry: ListEntry) => string | undefined): Source =>
  async ({ records }, { department: of, id: own }, _, page) =>
    entriesOf(await records.list({ kind: 'list-entry', in: 'open', of, page }), (each) =>
      isIt(each) && by?.(each) !== own ? entry(kind, each.id, each.object.name, undefined) : undefined,
    );

const objections =
  (kind: TodoKind, status: 'filed' | 'checking'): Source =>
  async ({ records }, { department: of }, _, page) => {
    const where: readonly Match[] = [{ field: 'status', equals: status }];
    const found = await records.list({ kind: 'objection', in: 'open', of, where, page });
    return entriesOf(found, ({ id, objectName, due }) => entry(kind, id, objectName, due));
  };

/** `isFor`: whoever may still take the step, since another has to (R51). */
const repairs =
  (kind: TodoKind, status: 'filed' | 'accepted', isFor: (repair: Repair, own: string) => boolean): Source =>
  async ({ records }, { department: of, id: own }, _, page) => {
    const where: readonly Match[] = [{ field: 'status', equals: status }];
    return entriesOf(await records.list({ kind: 'repair', in: 'open', of, where, page }), (repair) =>
      isFor(repair, own) ? entry(kind, repair.id, repair.subject.name, repair.due) : undefined,
    );
  };

const shares =
  (kind: TodoKind, status: 'filed' | 'granted' | 'disputed'): Source =>
  async ({ records }, { department }, _, page) => {
    const where: readonly Match[] = [{ field: 'status', equals: status }];
    const of = status === 'disputed' ? officeInbox : department;
    const found = await records.list({ kind: 'share-request', in: 'waiting', of, where, page });
    return entriesOf(found, ({ id, title, due }) => entry(kind, id, title, due));
  };

/** What waits about leads, checks, follow-ups, objections, recognitions and what departments share. */
export const caseworkToDo: Sources = {
  lead: async ({ records }, { department: of }, _, page) =>
    // A lead is known by its number: its words may tell who sent it (R23).
    entriesOf(await records.list({ kind: 'lead', in: 'open', of, page }), ({ id, number, due }) =>
      entry('lead', id, number, due),
    ),
  'order-to-approve': orders('order-to-approve', ({ status }) => status === 'submitted', 'another'),
  'order-to-approve-late': orders('order-to-approve-late', ({ status }) => status === 'entered-urgent', 'another'),
  'order-to-send': orders('order-to-send', ({ status }) => status === 'draft' || status === 'approved'),
  'follow-up-to-sign': followUps('follow-up-to-sign', 'to-sign'),
  'follow-up-to-answer': followUps('follow-up-to-answer', 'to-answer'),
  'letter-to-serve': followUps('letter-to-serve', 'letter-to-serve'),
  'letter-receipt': followUps('letter-receipt', 'letter-receipt'),
  'letter-answer': followUps('letter-answer', 'letter-answer'),
  'follow-up-to-redirect': followUps('follow-up-to-redirect', 'to-redirect'),
  'follow-up-to-confirm': followUps('follow-up-to-confirm', 'to-confirm'),
  'follow-up-to-decide': followUps('follow-up-to-decide', 'to-decide'),
  'listing-to-notify': listings('listing-to-notify', ({ status }) => status === 'suggested' || status === 'contested'),
  'listing-to-decide': listings(
    'listing-to-decide',
    ({ status }) => status === 'notified',
    ({ notice }) => notice?.by,
  ),
  'removal-to-decide': listings(
    'removal-to-decide',
    ({ status, removalRequest }) => status === 'listed' && removalRequest?.revokes === undefined,
    ({ removalRequest }) => removalRequest?.by,
  ),
  'repair-to-accept': repairs('repair-to-accept', 'filed', () => true),
  'repair-to-decide': repairs('repair-to-decide', 'accepted', ({ steps }, own) => steps.every(({ by }) => by !== own)),
  'revocation-to-decide': listings(
    'revocation-to-decide',
    ({ status, removalRequest }) => status === 'listed' && removalRequest?.revokes !== undefined,
    ({ removalRequest }) => removalRequest?.by,
  ),
  'sanction-to-lift': async ({ records }, { department: of }, _, page) =>
    entriesOf(
      await records.list({ kind: 'sanction-decision', in: 'toLift', of, page }),
      ({ id, subject, lookupNumber }) =>
        entry('sanction-to-lift', id, `${subject.name ?? subject.code}（${lookupNumber}）`, undefined),
    ),
  'list-file-to-apply': async ({ records }, { department: of, id: own }, _, page) =>
    entriesOf(await records.list({ kind: 'list-file', in: 'waiting', of, page }), (file) =>
      file.status === 'checked' && file.createdBy !== own && file.checkedBy !== own
        ? entry('list-file-to-apply', file.id, file.fileName, undefined)
        : undefined,
    ),
  'trust-to-decide': async ({ records }, who, _, page) =>
    entriesOf(
      await records.list({ kind: 'trust-period', in: 'proposed', of: boxesToDecide(who), page }),
      ({ id, objectName, proposedBy, from }) =>
        proposedBy === who.id ? undefined : entry('trust-to-decide', id, objectName, from),
    ),
  matter: async ({ records }, { department: of }, _, page) =>
    entriesOf(await records.list({ kind: 'criminal-transfer', in: 'waiting', of, page }), ({ id, number, due }) =>
      entry('matter', id, number, due),
    ),
  objection: objections('objection', 'filed'),
  'objection-to-decide': objections('objection-to-decide', 'checking'),
  recognition: async ({ records }, { department: of }, _, page) =>
    entriesOf(await records.list({ kind: 'recognition', in: 'toReExamine', of, page }), ({ id, objectName, due }) =>
      entry('recognition', id, objectName, due),
    ),
  'share-to-answer': shares('share-to-answer', 'filed'),
  'share-to-open': shares('share-to-open', 'granted'),
  'share-to-decide': shares('share-to-decide', 'disputed'),
  'data-to-check': async ({ records }, { department: of }, _, page) =>
    entriesOf(await records.list({ kind: 'data-check', in: 'waiting', of, page }), ({ id, title, due }) =>
      entry('data-to-check', id, title, due),
    ),
};
