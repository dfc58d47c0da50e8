import type { Failure } from '../../base/failures.ts';
import { err, ok, type Result } from '../../base/result.ts';
import type { AmendmentRequest } from '../../domain/batch/amendments.ts';
import type { Batch } from '../../domain/batch/batch.ts';
import { isPending } from '../../domain/batch/pending-requests.ts';
import type { Actor } from '../actor.ts';
import {
  type BatchChangeFailure,
  type BatchDeps,
  changeBatch,
  leadsBatch,
  type StoredBatch,
} from '../batch/change-batch.ts';
import { mayKnowObjects } from '../batch/read-batches.ts';
import { type AmendmentFailure, type DecisionFailure, replacedIn } from './amendable.ts';
import { decidesTeamChange } from './request-team-change.ts';

type Closed = NonNullable<AmendmentRequest['closed']>;

/** A request of any kind, who may decide it, and the batch once it is closed. */
interface Found {
  readonly request: AmendmentRequest;
  readonly decides: (actor: Actor) => Result<void, Failure<'foreign-department' | 'not-found'>>;
  readonly closing: (closed: Closed) => Batch;
  /** It names an object, which not every reader of the batch may know. */
  readonly hidden: boolean;
}

/** R5: refuses a request. Anyone who could approve it may refuse it, but nobody their own. */
export const refuseRequest = (
  deps: BatchDeps,
  { id, requestId, reason }: { readonly id: string; readonly requestId: string; readonly reason: string },
  actor: Actor,
  now: Date,
): Promise<Result<StoredBatch, BatchChangeFailure | DecisionFailure>> =>
  changeBatch<BatchChangeFailure | DecisionFailure>(
    deps,
    { id, action: 'refuse-request', actor, now },
    async (batch) => {
      const found = requestIn(batch, requestId);
      if (!found || (found.hidden && !mayKnowObjects(batch, actor)))
        return err({ kind: 'not-found', entity: 'request', id: requestId });
      const decides = found.decides(actor);
      if (!decides.ok) return decides;
      if (found.request.requestedBy === actor.id) return err({ kind: 'same-person', act: '审批申请' });
      const closed = close(found, { as: 'refused', by: actor.id, at: now.toISOString(), reason });
      if (!closed.ok || !closed.value) return closed;
      const { batchNotices, leadsOf } = await import('../batch/batch-notices.ts');
      const { visitId } = { visitId: undefined, ...found.request };
      const visit = visitId === undefined ? undefined : await deps.records.find('visit', visitId);
      const concerned = visit?.value.departments ?? leadsOf(batch);
      const matter = { requestId, concerned, ...(visit && { object: visit.value.object }) };
      return ok({ ...closed.value, also: batchNotices('refuse-request', batch, matter, actor, now) });
    },
  );

/** Withdraws the actor's own request; what was decided already stands. */
export const withdrawRequest = (
  deps: BatchDeps,
  { id, requestId }: { readonly id: string; readonly requestId: string },
  actor: Actor,
  now: Date,
): Promise<Result<StoredBatch, BatchChangeFailure | AmendmentFailure>> =>
  changeBatch<BatchChangeFailure | AmendmentFailure>(deps, { id, action: 'withdraw-request', actor, now }, (batch) => {
    const found = requestIn(batch, requestId);
    // For everyone but the requester there is nothing to withdraw here.
    if (found?.request.requestedBy !== actor.id) return err({ kind: 'not-found', entity: 'request', id: requestId });
    return close(found, { as: 'withdrawn', by: actor.id, at: now.toISOString() });
  });

function close({ request, closing }: Found, closed: Closed) {
  if (request.closed?.as === closed.as && request.closed.by === closed.by) return ok(undefined);
  if (!isPending(request)) return err({ kind: 'not-ready', entity: 'request', reason: '该申请已办结。' } as const);
  return ok({ batch: closing(closed), facts: { request: request.id } });
}

function requestIn(batch: Batch, id: string): Found | undefined {
  const { voidRequest, reserves, teamChanges } = batch;
  const named = (each: AmendmentRequest) => each.id === id;
  if (voidRequest?.id === id) {
    return {
      request: voidRequest,
      decides: ({ scope }) =>
        scope === 'any'
          ? ok(undefined)
          : err({ kind: 'foreign-department', entity: 'batch', id: batch.id, reason: '的作废由联席会议办公室审批' }),
      closing: (closed) => ({ ...batch, voidRequest: { ...voidRequest, closed } }),
      hidden: false,
    };
  }
  const reserve = reserves.find(named);
  if (reserve) {
    return {
      request: reserve,
      decides: (actor) => leadsBatch(batch, actor),
      closing: (closed) => ({ ...batch, reserves: replacedIn(reserves, { ...reserve, closed }) }),
      hidden: true,
    };
  }
  const change = teamChanges.find(named);
  return (
    change && {
      request: change,
      decides: (actor) => decidesTeamChange(change, actor),
      closing: (closed) => ({ ...batch, teamChanges: replacedIn(teamChanges, { ...change, closed }) }),
      hidden: true,
    }
  );
}
