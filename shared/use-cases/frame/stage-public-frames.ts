import { ok, type Result } from '../../base/result.ts';
import { type Batch, isBeingDrawn } from '../../domain/batch/batch.ts';
import type { Actor } from '../actor.ts';
import {
  type BatchChangeFailure,
  type BatchDeps,
  changeBatch,
  leadsBatch,
  type StoredBatch,
  stateAfter,
} from '../batch/change-batch.ts';
import { putFrames } from './put-frames.ts';

/**
 * Stages the frozen frames of a committed batch in the public record, unannounced, and then records that they are
 * there: from then on an object can look itself up. The same commit fixes the salt of the list, because every retry of
 * the draw must seal the same list.
 */
export async function stagePublicFrames(
  deps: BatchDeps,
  { id }: { readonly id: string },
  actor: Actor,
  now: Date,
): Promise<Result<StoredBatch, BatchChangeFailure>> {
  const found = await deps.records.find('batch', id);
  const rows =
    found && isBeingDrawn(found.value) && found.value.framesQueryableSince === undefined
      ? await deps.audit.seal(await putFrames(deps, found.value))
      : undefined;
  return changeBatch<BatchChangeFailure>(deps, { id, action: 'stage-public-frames', actor, now }, (batch) => {
    const leads = leadsBatch(batch, actor);
    if (!leads.ok) return leads;
    if (batch.framesQueryableSince !== undefined && batch.status !== 'voided') return ok(undefined);
    if (!isBeingDrawn(batch)) return notDrawable(batch);
    const salt = batch.salt ?? deps.salt();
    return ok({
      batch: { ...batch, framesQueryableSince: now.toISOString(), salt },
      facts: { frames: batch.frames.length },
      ...(rows && { rows }),
    });
  });
}

/** The refusal of a batch that is not committed yet, or over. */
function notDrawable(batch: Batch) {
  const drawn = stateAfter(batch, 'draw');
  if (drawn.ok) throw new Error(`batch ${batch.id} is ${batch.status} and not in process`);
  return drawn;
}
