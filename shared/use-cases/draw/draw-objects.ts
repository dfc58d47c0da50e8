import * as z from 'zod';
import type { Failure } from '../../base/failures.ts';
import { PlainId, Sha256Hex } from '../../base/primitives.ts';
import { err, ok, type Result } from '../../base/result.ts';
import type { Batch } from '../../domain/batch/batch.ts';
import { isDrawn } from '../../domain/batch/stage.ts';
import type { Actor } from '../actor.ts';
import { type BatchChangeFailure, type BatchDeps, leadsBatch, stateAfter } from '../batch/change-batch.ts';
import { openKey } from '../batch/open-key.ts';
import { drawFiles, writeSealed } from './draw-files.ts';
import { sealList } from './seal-list.ts';
import { drawFrames, drawnStrata, objectVisitsOf } from './selection.ts';

/** The file of what the draw selected; all later tasks read it and never the frames again. */
export const DrawnFile = z.strictObject({
  batch: PlainId,
  seed: Sha256Hex,
  strata: z.array(
    z.strictObject({
      frame: PlainId,
      stratum: z.string(),
      selected: z.int(),
      threshold: Sha256Hex.optional(),
    }),
  ),
  /** In the order of the visit tickets. */
  visits: z.array(
    z.strictObject({
      objectId: z.string(),
      version: z.int(),
      frames: z.array(z.string()),
      checks: z.array(
        z.strictObject({ department: z.string(), items: z.array(z.string()), frames: z.array(z.string()) }),
      ),
    }),
  ),
});
export type DrawnFile = z.infer<typeof DrawnFile>;

export type DrawTaskFailure = BatchChangeFailure | Failure<'key-lost'>;

/** How many visits a task left for the next one; undefined if the batch was drawn before and nothing was left. */
export type TaskVisits = { readonly visits: number } | undefined;

/**
 * Draws every frame from its book and the seed alone, writes the selection with the visits in their order, and seals the
 * list in public. Every run writes the same file under the same key.
 */
export async function drawObjects(
  deps: BatchDeps,
  { id }: { readonly id: string },
  actor: Actor,
  now: Date,
): Promise<Result<TaskVisits, DrawTaskFailure>> {
  const found = await batchToDraw(deps, id, actor);
  if (!found.ok) return found;
  if (!found.value) return ok(undefined);
  const { batch, seed } = found.value;
  const key = await openKey(deps, batch, 'draw', actor, now);
  if (!key.ok) return key;
  const draws = await drawFrames(deps, batch, { seed, key: key.value });
  const visits = objectVisitsOf({ frames: batch.frames, seed, key: key.value }, draws);
  const strata = drawnStrata(draws);
  await writeSealed(deps, drawFiles.drawn(id), { batch: batch.number, seed, strata, visits });
  const sealed = await sealList(deps, { id, key: key.value, strata, visits }, actor, now);
  return sealed.ok ? ok({ visits: visits.length }) : sealed;
}

/** The batch with its seed, until it is drawn; undefined afterwards. */
export async function batchToDraw(
  deps: Pick<BatchDeps, 'records'>,
  id: string,
  actor: Actor,
): Promise<Result<{ readonly batch: Batch; readonly seed: string } | undefined, DrawTaskFailure>> {
  const found = await deps.records.find('batch', id);
  if (!found) return err({ kind: 'not-found', entity: 'batch', id });
  const batch = found.value;
  const leads = leadsBatch(batch, actor);
  if (!leads.ok) return leads;
  if (isDrawn(batch)) return ok(undefined);
  const drawn = stateAfter(batch, 'draw');
  if (!drawn.ok) return drawn;
  if (batch.seed === undefined) throw new Error(`batch ${id} is ${batch.status} without a seed`);
  return ok({ batch, seed: batch.seed });
}
