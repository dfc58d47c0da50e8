import type { Failure } from '../../base/failures.ts';
import type { Result } from '../../base/result.ts';
import type { Actor } from '../actor.ts';
import {
  type BatchChangeFailure,
  type BatchDeps,
  findBatch,
  leadsBatch,
  type StoredBatch,
} from '../batch/change-batch.ts';
import { stagePublicFrames } from '../frame/stage-public-frames.ts';
import { matchTeams } from '../match/match-teams.ts';
import { commitDraw } from './commit-draw.ts';
import { batchToDraw, drawObjects } from './draw-objects.ts';

/**
 * The draw by hand, for a lead who does not wait for the process. It runs the same tasks in the same order, so the
 * process then finds the batch drawn, or this run finds the process's artifacts.
 */
export async function drawBatch(
  deps: BatchDeps,
  command: { readonly id: string },
  actor: Actor,
  now: Date,
): Promise<Result<StoredBatch, BatchChangeFailure | Failure<'key-lost'>>> {
  const found = await findBatch(deps, command.id, actor);
  if (!found.ok) return found;
  const leads = leadsBatch(found.value.value, actor);
  if (!leads.ok) return leads;
  const open = await batchToDraw(deps, command.id, actor);
  if (!open.ok) return open;
  if (!open.value) return found;
  for (const task of [stagePublicFrames, drawObjects, matchTeams]) {
    const done = await task(deps, command, actor, now);
    if (!done.ok) return done;
  }
  return commitDraw(deps, command, actor, now);
}
