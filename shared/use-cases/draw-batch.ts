import type { Batch, BatchStatus } from '../domain/batch.ts';
import { teamsDigest } from '../draw/team-list.ts';
import { selectionDigest } from '../draw/tickets.ts';
import { ok, type Result } from '../result.ts';
import {
  type BatchChangeFailure,
  type BatchDeps,
  changeBatch,
  leadsBatch,
  type StoredBatch,
  stateAfter,
} from './batch-changes.ts';
import { listDocuments, listPartSize, teamsOf } from './draw-document.ts';
import { drawFiles, writeSealed } from './draw-files.ts';
import { drawFrames, drawnStrata, type SelectedVisit, visitsOf } from './draw-selection.ts';
import type { Actor } from './ports.ts';

/** States in which the draw has been made, for better or worse. */
const drawnStates: readonly BatchStatus[] = ['drawn', 'match-failed', 'dispatched'];

/**
 * Draws objects and matches inspectors from frozen facts and the seed alone: whoever runs it, and however often, gets
 * the same. The match succeeds for every visit or the batch fails as a whole and says why.
 */
export const drawBatch = (
  deps: BatchDeps,
  { id }: { readonly id: string },
  actor: Actor,
  now: Date,
): Promise<Result<StoredBatch, BatchChangeFailure>> =>
  changeBatch<BatchChangeFailure>(deps, { id, action: 'draw', actor, now }, async (batch) => {
    const leads = leadsBatch(batch, actor);
    if (!leads.ok) return leads;
    if (drawnStates.includes(batch.status)) return ok(undefined);
    const drawn = stateAfter(batch, 'draw');
    if (!drawn.ok) return drawn;
    const failed = stateAfter(batch, 'fail');
    if (!failed.ok) return failed;
    const { seed } = batch;
    if (seed === undefined) throw new Error(`batch ${id} is ${batch.status} without a seed`);

    // The matching is a tenth of the step's own code and one request of a batch's whole life needs it.
    const { matchVisits } = await import('./draw-match.ts');
    const draws = await drawFrames(deps, batch, seed);
    const visits = visitsOf(draws);
    const matched = await matchVisits(deps, batch, seed, draws, visits);
    const drawnBatch: Batch = {
      ...batch,
      drawnAt: now.toISOString(),
      drawn: drawnStrata(draws),
      visits: visits.length,
    };
    const open = announceFrames(drawnBatch, now);
    if (!matched.ok) {
      const facts = { departments: matched.error.map(({ department }) => department).join(' ') };
      return ok({ batch: { ...open, status: failed.value, matchFailure: [...matched.error] }, facts });
    }
    const next = await sealSelection(deps, { ...open, status: drawn.value }, seed, matched.value);
    return ok({ batch: next, facts: { visits: visits.length, list: next.list?.digest ?? '' } });
  });

/** Keeps what was drawn where the dispatch will read it, and publishes the list at once where the frames are public. */
async function sealSelection(
  deps: BatchDeps,
  batch: Batch,
  seed: string,
  visits: readonly SelectedVisit[],
): Promise<Batch> {
  const selection = await writeSealed(deps, drawFiles.selection(batch.id), { batch: batch.number, seed, visits });
  const ids = visits.map(({ visit }) => visit.object.id);
  const salt = deps.salt();
  const list = {
    digest: selectionDigest(ids, salt),
    teams: teamsDigest(teamsOf(visits), salt),
    salt,
    parts: Math.ceil(ids.length / listPartSize),
  };
  if (batch.framesPublishedAt === undefined) return { ...batch, selection, list };
  await deps.published.put(listDocuments(batch, visits));
  return { ...batch, selection, list: { ...list, publishedAt: batch.framesPublishedAt } };
}

/** Announces the frames, which lie ready since the commitment, unless the list has to wait: who has seed and frames has the list. */
const announceFrames = (batch: Batch, now: Date): Batch =>
  batch.listPublicity === '检查后公示' ? batch : { ...batch, framesPublishedAt: now.toISOString() };
