import { localDateOf } from '../../calendar/local-date.ts';

import { decidesItself, pendingRequests } from '../../domain/batch/pending-requests.ts';
import { isLedBy, lastDayOf } from '../../domain/batch/stage.ts';
import { type Campaign, writersOf } from '../../domain/campaign/campaign.ts';
import { type TodoEntry, type TodoKind, todoKinds } from '../../domain/todo/todo.ts';
import { type Asker, boxesToDecide, entriesOf, type Source, type Sources } from './sources.ts';

type Waits = (campaign: Campaign, who: Asker, today: string) => boolean;

/** Campaigns of the own department; those of several departments wait for the office to approve them. */
const campaigns =
  (kind: TodoKind, waits: Waits): Source =>
  async ({ records }, who, now, page) => {
    const of = kind === 'campaign-to-approve' ? boxesToDecide(who) : [who.department];
    const found = await records.list({ kind: 'campaign', in: 'waiting', of, page });
    return entriesOf(found, (campaign) => {
      if (!waits(campaign, who, localDateOf(now))) return undefined;
      const { id, title, window } = campaign;
      const entry = { kind, operation: todoKinds[kind].operation, ids: { id }, title };
      // It has to be drawn while it can still be carried out; no rule says by when it is summed up.
      return kind === 'campaign-to-close' ? entry : { ...entry, due: window.to };
    });
  };

type Request = ReturnType<typeof pendingRequests>[number];

/** Requests about draws, whoever leads them: few are open at a time, so that all stand in one list, the earliest first. */
const requests =
  (kind: TodoKind, asked: Request['kind']): Source =>
  async ({ records }, who, _, page) => {
    const { items, next } = await records.list({ kind: 'batch', in: 'requested', page });
    const found = items.flatMap(({ value: batch }) =>
      pendingRequests(batch).flatMap((pending): TodoEntry[] => {
        const { request } = pending;
        if (pending.kind !== asked || request.requestedBy === who.id) return [];
        const byOffice = who.roles.includes('office');
        const byHead =
          pending.kind === 'team-change'
            ? decidesItself(pending.request, who.department)
            : isLedBy(batch, who.department);
        if (!byOffice && !byHead) return [];
        const entry = { kind, operation: todoKinds[kind].operation, ids: { id: batch.id, requestId: request.id } };
        const due = asked === 'void' ? {} : { due: lastDayOf(batch) };
        return [{ ...entry, title: batch.title, ...due }];
      }),
    );
    return { items: found, ...(next && { next }) };
  };

/** What waits about campaigns, and about draws that are to be voided or changed. */
export const drawsToDo: Sources = {
  'campaign-to-mend': campaigns('campaign-to-mend', ({ status }) => status === 'draft'),
  // R5: nobody who had a part in it approves it.
  'campaign-to-approve': campaigns(
    'campaign-to-approve',
    (campaign, { id }) => campaign.status === 'submitted' && !writersOf(campaign).includes(id),
  ),
  'campaign-to-publish': campaigns('campaign-to-publish', ({ status }) => status === 'approved'),
  'campaign-to-draw': campaigns('campaign-to-draw', ({ status }) => status === 'published'),
  'campaign-to-close': campaigns(
    'campaign-to-close',
    // One that is opened again has a summary, whether its window is over or not.
    ({ status, window, summary }, _, today) => status === 'running' && (window.to < today || summary !== undefined),
  ),
  'void-to-decide': requests('void-to-decide', 'void'),
  'reserve-to-decide': requests('reserve-to-decide', 'reserve'),
  'team-change-to-decide': requests('team-change-to-decide', 'team-change'),
};
