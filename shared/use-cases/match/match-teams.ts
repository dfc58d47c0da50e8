import * as z from 'zod';
import { PlainId, Sha256Hex } from '../../base/primitives.ts';
import { ok, type Result } from '../../base/result.ts';
import { DigestedFile } from '../../domain/batch/batch.ts';
import { MatchFailure } from '../../domain/match/rules.ts';
import type { Actor } from '../actor.ts';
import type { BatchDeps } from '../batch/change-batch.ts';
import { assertSameDraw, drawFiles, readArtifact, writeSealed } from '../draw/draw-files.ts';
import { batchToDraw, DrawnFile, type DrawTaskFailure, type TaskVisits } from '../draw/draw-objects.ts';

/** The outcome of the matching: the file of the visits with their teams, or why there are none. */
export const MatchFile = z.strictObject({
  batch: PlainId,
  seed: Sha256Hex,
  outcome: z.union([
    z.strictObject({ selection: DigestedFile }),
    z.strictObject({ failures: z.array(MatchFailure).min(1) }),
  ]),
});
export type MatchFile = z.infer<typeof MatchFile>;

/**
 * Matches inspectors to the drawn visits and writes the visits with their teams, or the failure of the whole (R2),
 * under fixed keys. All its inputs are frozen, so a retry writes the same.
 */
export async function matchTeams(
  deps: Pick<BatchDeps, 'records' | 'blobs' | 'registry'>,
  { id }: { readonly id: string },
  actor: Actor,
): Promise<Result<TaskVisits, DrawTaskFailure>> {
  const found = await batchToDraw(deps, id, actor);
  if (!found.ok) return found;
  if (!found.value) return ok(undefined);
  const { batch, seed } = found.value;
  const drawn = await assertSameDraw(batch, readArtifact(deps, drawFiles.drawn(id), DrawnFile));

  // The matching is a tenth of the step's own code, and only one request in a batch's life needs it.
  const { matchVisits } = await import('./match-visits.ts');
  const matched = await matchVisits(deps, batch, seed, drawn.visits);
  const head = { batch: batch.number, seed };
  const outcome: MatchFile['outcome'] = matched.ok
    ? { selection: await writeSealed(deps, drawFiles.selection(id), { ...head, visits: matched.value }) }
    : { failures: [...matched.error] };
  await writeSealed(deps, drawFiles.match(id), { ...head, outcome });
  return ok({ visits: drawn.visits.length });
}
