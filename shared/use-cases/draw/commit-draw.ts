import * as z from 'zod';
import { ok, type Result } from '../../base/result.ts';
import type { Batch } from '../../domain/batch/batch.ts';
import { isDrawn } from '../../domain/batch/stage.ts';
import { SelectionFile } from '../../domain/visit/selected-visit.ts';
import { listDocuments } from '../../public/draw-document.ts';
import { ListedDocument } from '../../public/draw-lists.ts';
import type { Actor } from '../actor.ts';
import {
  type BatchChangeFailure,
  type BatchDeps,
  changeBatch,
  leadsBatch,
  type StoredBatch,
  stateAfter,
} from '../batch/change-batch.ts';
import { moveCampaign } from '../campaign/campaign-of-batch.ts';
import { MatchFile } from '../match/match-teams.ts';
import { assertSameDraw, drawFiles, readArtifact, readSealed } from './draw-files.ts';

/**
 * Publishes the match with the digest of its teams, and the list itself unless it has to wait, in one commit, from the
 * artifacts of the previous tasks. The match succeeded for every visit, or the batch fails as a whole and states why; it
 * owes its list all the same.
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
    const { list: sealed } = batch;
    if (!sealed) throw new Error(`batch ${id} is matched before its list is sealed`);
    const { list, outcome } = await assertSameDraw(batch, readArtifact(deps, drawFiles.match(id), MatchFile));
    const { file, teams } = list;
    const documents = listDocuments(batch, await readSealed(deps, file, ListFile));
    const at = now.toISOString();
    const open: Batch = {
      ...batch,
      listFile: file,
      list: {
        ...sealed,
        ...(teams !== undefined && { teams }),
        parts: documents.length,
        ...(batch.listPublicity === '公示名单' && { publishedAt: at }),
      },
    };
    const rows =
      open.list?.publishedAt === undefined
        ? undefined
        : await deps.audit.seal(await deps.published.put(documents, { entity: 'batch', id }));
    const sealedRows = rows && { rows };
    if ('failures' in outcome) {
      const facts = { departments: outcome.failures.map(({ department }) => department).join(' ') };
      const { batchNotices } = await import('../batch/batch-notices.ts');
      const also = batchNotices('fail', batch, {}, actor, now);
      return ok({
        batch: { ...open, status: failed.value, matchFailure: outcome.failures },
        also,
        facts,
        ...sealedRows,
      });
    }
    const { selection, places } = outcome;
    // What the dispatch will send is what the match has found, to the byte.
    await readSealed(deps, selection, SelectionFile);
    const facts = { ...(teams !== undefined && { teams }) };
    const also = await moveCampaign(deps, batch, 'draw', actor, now);
    return ok({ batch: { ...open, status: drawn.value, selection, places }, also, facts, ...sealedRows });
  });

export const ListFile = z.array(ListedDocument);
