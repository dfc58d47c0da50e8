import { ok, type Result } from '../../base/result.ts';
import { announceFrames, type Batch, isDrawn } from '../../domain/batch/batch.ts';
import { SelectionFile } from '../../domain/visit/selected-visit.ts';
import { teamsDigest } from '../../draw/one/team-list.ts';
import { selectionDigest } from '../../draw/one/tickets.ts';
import { listDocuments, teamsOf } from '../../public/draw-document.ts';
import type { Actor } from '../actor.ts';
import {
  type BatchChange,
  type BatchChangeFailure,
  type BatchDeps,
  changeBatch,
  leadsBatch,
  type StoredBatch,
  stateAfter,
} from '../batch/change-batch.ts';
import { MatchFile } from '../match/match-teams.ts';
import { assertSameDraw, drawFiles, readArtifact, readSealed } from './draw-files.ts';
import { DrawnFile } from './draw-objects.ts';

/**
 * Publishes the draw, with its list and frames as far as they are public, in one commit, from the artifacts of the
 * previous tasks. The match succeeded for every visit, or the batch fails as a whole and states why.
 */
export const commitDraw = (
  deps: BatchDeps,
  { id }: { readonly id: string },
  actor: Actor,
  now: Date,
): Promise<Result<StoredBatch, BatchChangeFailure>> =>
  changeBatch<BatchChangeFailure>(deps, { id, action: 'draw', actor, now }, async (batch) => {
    const leads = leadsBatch(batch, actor);
    if (!leads.ok) return leads;
    if (isDrawn(batch)) return ok(undefined);
    const drawn = stateAfter(batch, 'draw');
    if (!drawn.ok) return drawn;
    const failed = stateAfter(batch, 'fail');
    if (!failed.ok) return failed;
    const { strata, visits } = await assertSameDraw(batch, readArtifact(deps, drawFiles.drawn(id), DrawnFile));
    const { outcome } = await assertSameDraw(batch, readArtifact(deps, drawFiles.match(id), MatchFile));
    const open = announceFrames({ ...batch, drawnAt: now.toISOString(), drawn: strata, visits: visits.length }, now);
    if ('failures' in outcome) {
      const facts = { departments: outcome.failures.map(({ department }) => department).join(' ') };
      return ok({ batch: { ...open, status: failed.value, matchFailure: outcome.failures }, facts });
    }
    return ok(await withList(deps, { ...open, status: drawn.value, selection: outcome.selection }, outcome.selection));
  });

/** The digest of the list, plus the list itself if the frames are public. */
async function withList(
  deps: Pick<BatchDeps, 'blobs' | 'published'>,
  batch: Batch,
  selection: NonNullable<Batch['selection']>,
): Promise<BatchChange> {
  const { visits } = await readSealed(deps, selection, SelectionFile);
  const { salt } = batch;
  if (salt === undefined) throw new Error(`batch ${batch.id} is drawn before its frames were laid`);
  const ids = visits.map(({ visit }) => visit.object.id);
  const documents = listDocuments(batch, visits);
  const list = {
    digest: selectionDigest(ids, salt),
    teams: teamsDigest(teamsOf(visits), salt),
    salt,
    parts: documents.length,
  };
  const places = teamsOf(visits).reduce((sum, { members }) => sum + members.length, 0);
  const facts = { visits: visits.length, list: list.digest };
  if (batch.framesPublishedAt === undefined) return { batch: { ...batch, places, list }, facts };
  await deps.published.put(documents);
  return { batch: { ...batch, places, list: { ...list, publishedAt: batch.framesPublishedAt } }, facts };
}
