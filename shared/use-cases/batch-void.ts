import type { VoidCategory } from '../codes/draws.ts';
import type { Batch } from '../domain/batch.ts';
import type { Failure } from '../failures.ts';
import { err, ok, type Result } from '../result.ts';
import { defaultedParties } from './batch-ceremony.ts';
import {
  type BatchChangeFailure,
  type BatchDeps,
  changeBatch,
  leadsBatch,
  type StoredBatch,
  stateAfter,
} from './batch-changes.ts';
import { moveTasks } from './batch-dispatch.ts';
import type { Actor } from './ports.ts';

type ApprovalFailure = BatchChangeFailure | Failure<'not-ready' | 'same-person'>;

/** R4: asks for a batch to be voided. Another request takes its place until the office has decided. */
export const requestVoid = (
  deps: BatchDeps,
  { id, category, reason }: { readonly id: string; readonly category: VoidCategory; readonly reason: string },
  actor: Actor,
  now: Date,
): Promise<Result<StoredBatch, BatchChangeFailure>> =>
  changeBatch<BatchChangeFailure>(deps, { id, action: 'request-void', actor, now }, (batch) => {
    const leads = leadsBatch(batch, actor);
    if (!leads.ok) return leads;
    const open = stateAfter(batch, 'void');
    if (!open.ok) return open;
    const voidRequest = { by: actor.id, at: now.toISOString(), category, reason };
    return ok({ batch: { ...batch, voidRequest }, facts: { category } });
  });

/**
 * R4, R5: voids a batch on another person's request. The draw stays public with the kind of reason and the parties that
 * failed it. Visits and results are not rewritten: they stand and fall with their batch.
 */
export const approveVoid = (
  deps: BatchDeps,
  { id }: { readonly id: string },
  actor: Actor,
  now: Date,
): Promise<Result<StoredBatch, ApprovalFailure>> =>
  changeBatch<ApprovalFailure>(deps, { id, action: 'void', actor, now }, async (batch) => {
    const status = stateAfter(batch, 'void');
    if (!status.ok) return status;
    const { voidRequest } = batch;
    if (!voidRequest) return err({ kind: 'not-ready', entity: 'batch', reason: '该批次没有待批准的作废申请。' });
    if (voidRequest.by === actor.id) return err({ kind: 'same-person', act: '批准作废' });
    const also = await moveTasks(deps, batch, 'voided', actor, now);
    const defaulted = batch.status === 'committed' ? defaultedParties(batch, now) : nobody;
    const voided: Batch = {
      ...batch,
      status: status.value,
      voided: { by: actor.id, at: now.toISOString(), ...defaulted },
    };
    const parties = [...defaulted.notCommitted, ...defaulted.notRevealed].join(' ');
    return ok({ batch: voided, also, facts: { category: voidRequest.category, parties } });
  });

const nobody = { notCommitted: [], notRevealed: [] };
