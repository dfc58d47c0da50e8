import type { Failure } from '../../base/failures.ts';
import { err, ok, type Result } from '../../base/result.ts';
import type { ReserveCall } from '../../domain/batch/amendments.ts';
import { checkRoom } from '../../domain/batch/row-limit.ts';
import type { Actor } from '../actor.ts';
import { type BatchChangeFailure, type BatchDeps, changeBatch, type StoredBatch } from '../batch/change-batch.ts';
import { resultsOf } from '../visit/read-visits.ts';
import { type AmendmentFailure, visitToAmend } from './amendable.ts';

export interface ReserveRequest {
  readonly id: string;
  readonly reserveId: string;
  readonly visitId: string;
  readonly reason: ReserveCall['reason'];
  readonly evidence: string;
  readonly note?: string | undefined;
}

type Failures = BatchChangeFailure | AmendmentFailure | Failure<'unknown-reference'>;

/** Requests the replacement of a drawn object that cannot be inspected, with evidence; once per visit. */
export const requestReserve = (
  deps: BatchDeps,
  { id, reserveId, visitId, reason, evidence, note }: ReserveRequest,
  actor: Actor,
  now: Date,
): Promise<Result<StoredBatch, Failures>> =>
  changeBatch<Failures>(deps, { id, action: 'request-reserve', actor, now }, async (batch) => {
    if (batch.reserves.some((each) => each.id === reserveId)) return ok(undefined);
    const visit = await visitToAmend(deps.records, batch, visitId, actor);
    if (!visit.ok) return visit;
    const { status, object } = visit.value.value;
    if (status !== 'dispatched' && status !== 'not-performed') {
      return err({ kind: 'not-ready', entity: 'visit', reason: '该检查已完成，不能候补。' });
    }
    const asked = batch.reserves.find((each) => each.visitId === visitId && !each.closed);
    if (asked) return err({ kind: 'already-exists', entity: 'reserve', id: asked.id });
    const results = await resultsOf(deps.records, visit.value.value);
    if (!results.some(({ value }) => value.evidence.some((file) => file.id === evidence))) {
      return err({ kind: 'unknown-reference', entity: 'evidence', id: evidence });
    }
    const call: ReserveCall = {
      id: reserveId,
      visitId,
      objectId: object.id,
      reason,
      evidence,
      ...(note !== undefined && { note }),
      requestedBy: actor.id,
      requestedAt: now.toISOString(),
    };
    const next = { ...batch, reserves: [...batch.reserves, call] };
    const room = checkRoom(next, 'ask');
    if (!room.ok) return room;
    const { batchNotices, leadsOf } = await import('../batch/batch-notices.ts');
    const matter = { requestId: reserveId, object, deciders: leadsOf(batch) };
    const also = batchNotices('request-reserve', batch, matter, actor, now);
    return ok({ batch: next, also, facts: { visit: visitId, reason } });
  });
