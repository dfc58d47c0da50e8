import { ok, type Result } from '../../base/result.ts';
import type { Batch } from '../../domain/batch/batch.ts';
import { isBeingDrawn, isEarlier } from '../../domain/batch/stage.ts';
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
 * Puts the list files of a committed batch into the public record and then records that they are there: rows name nobody,
 * so that they are public from the commitment on.
 */
export async function stagePublicFrames(
  deps: BatchDeps,
  { id }: { readonly id: string },
  actor: Actor,
  now: Date,
): Promise<Result<StoredBatch, BatchChangeFailure>> {
  const found = await deps.records.find('batch', id);
  const rows =
    found && isBeingDrawn(found.value) && !isEarlier(found.value) && found.value.rowsPublishedAt === undefined
      ? await deps.audit.seal(await putFrames(deps, found.value))
      : undefined;
  return changeBatch<BatchChangeFailure>(deps, { id, action: 'stage-public-frames', actor, now }, (batch) => {
    const leads = leadsBatch(batch, actor);
    if (!leads.ok) return leads;
    if (batch.rowsPublishedAt !== undefined && batch.status !== 'voided') return ok(undefined);
    if (!isBeingDrawn(batch) || isEarlier(batch)) return notDrawable(batch);
    return ok({
      batch: { ...batch, rowsPublishedAt: now.toISOString() },
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
