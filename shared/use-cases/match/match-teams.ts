import * as z from 'zod';
import { PlainId, Sha256Hex } from '../../base/primitives.ts';
import { ok, type Result } from '../../base/result.ts';
import { DigestedFile } from '../../domain/batch/batch.ts';
import { MatchFailure } from '../../domain/match/rules.ts';
import { listDigest, teamsDigest } from '../../draw/sealed-list.ts';
import type { Actor } from '../actor.ts';
import type { BatchDeps } from '../batch/change-batch.ts';
import { type KeyDeps, openKey } from '../batch/open-key.ts';
import { assertSameDraw, drawFiles, readArtifact, writeSealed } from '../draw/draw-files.ts';
import { batchToDraw, DrawnFile, type DrawTaskFailure, type TaskVisits } from '../draw/draw-objects.ts';
import { FileUnusable } from '../ports/blobs.ts';

/** The outcome of the matching: the file of the visits with their teams, or why there are none; and the list in any case. */
export const MatchFile = z.strictObject({
  batch: PlainId,
  seed: Sha256Hex,
  /** The list as it will be public, and the digest of its teams. */
  list: z.strictObject({ file: DigestedFile, teams: Sha256Hex.optional() }),
  outcome: z.union([
    z.strictObject({ selection: DigestedFile, places: z.int() }),
    z.strictObject({ failures: z.array(MatchFailure).min(1) }),
  ]),
});
export type MatchFile = z.infer<typeof MatchFile>;

/**
 * Matches inspectors to the drawn visits and writes the visits with their teams, or the failure of the whole (R2),
 * under fixed keys. All its inputs are frozen, so a retry writes the same.
 */
export async function matchTeams(
  deps: Pick<BatchDeps, 'blobs' | 'registry'> & KeyDeps,
  { id }: { readonly id: string },
  actor: Actor,
  now: Date,
): Promise<Result<TaskVisits, DrawTaskFailure>> {
  const found = await batchToDraw(deps, id, actor);
  if (!found.ok) return found;
  if (!found.value) return ok(undefined);
  const { batch, seed } = found.value;
  const drawn = await assertSameDraw(batch, readArtifact(deps, drawFiles.drawn(id), DrawnFile));

  const key = await openKey(deps, batch, 'match', actor, now);
  if (!key.ok) return key;
  // The matching is a tenth of the step's own code, and only one request in a batch's life needs it.
  const { matchVisits } = await import('./match-visits.ts');
  const { list, outcome } = await matchVisits(deps, batch, { seed, key: key.value }, drawn.visits);
  const head = { batch: batch.number, seed };
  const { listSalt: salt } = key.value;
  if (listDigest(salt, list) !== batch.list?.digest)
    throw new FileUnusable(`the list of batch ${batch.number} is not the one that was sealed before the match`);
  const sealed = {
    file: await writeSealed(deps, drawFiles.list(id), list),
    ...(outcome.ok && { teams: teamsDigest(salt, outcome.value.teams) }),
  };
  const written: MatchFile['outcome'] = outcome.ok
    ? {
        selection: await writeSealed(deps, drawFiles.selection(id), { ...head, visits: outcome.value.visits }),
        places: outcome.value.teams.reduce((sum, { members }) => sum + members.length, 0),
      }
    : { failures: [...outcome.error] };
  await writeSealed(deps, drawFiles.match(id), { ...head, list: sealed, outcome: written });
  return ok({ visits: drawn.visits.length });
}
