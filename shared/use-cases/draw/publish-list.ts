import type { Failure } from '../../base/failures.ts';
import { err, ok, type Result } from '../../base/result.ts';
import { endOfDay, formatChineseDate } from '../../calendar/local-date.ts';
import { lastDayOf, owesList } from '../../domain/batch/batch.ts';
import { SelectionFile } from '../../domain/visit/selected-visit.ts';
import { listDocuments } from '../../public/draw-document.ts';
import type { Actor } from '../actor.ts';
import {
  type BatchChangeFailure,
  type BatchDeps,
  changeBatch,
  leadsBatch,
  type StoredBatch,
} from '../batch/change-batch.ts';
import { readSealed } from './draw-files.ts';

/**
 * 检查后公示: publishes the list and its salt, and announces the frames, once the window is over, so that everybody can
 * recompute what was only a digest before. A voided draw owes its list as well.
 */
export const publishDrawList = (
  deps: BatchDeps,
  { id }: { readonly id: string },
  actor: Actor,
  now: Date,
): Promise<Result<StoredBatch, BatchChangeFailure | Failure<'not-ready'>>> =>
  changeBatch<BatchChangeFailure | Failure<'not-ready'>>(
    deps,
    { id, action: 'publish-list', actor, now },
    async (batch) => {
      const leads = leadsBatch(batch, actor);
      if (!leads.ok) return leads;
      if (batch.framesPublishedAt !== undefined) return ok(undefined);
      const { list, selection } = batch;
      if (!owesList(batch)) return err({ kind: 'not-ready', entity: 'batch', reason: '该批次尚未抽取。' });
      if (now < endOfDay(lastDayOf(batch))) {
        return err({
          kind: 'not-ready',
          entity: 'batch',
          reason: `名单在检查期结束（${formatChineseDate(lastDayOf(batch))}）后公示。`,
        });
      }
      const publishedAt = now.toISOString();
      // A draw whose match failed, or whose beacon was lost, has frames to publish but no list.
      if (!list || !selection) return ok({ batch: { ...batch, framesPublishedAt: publishedAt } });
      const { visits } = await readSealed(deps, selection, SelectionFile);
      const documents = listDocuments(batch, visits);
      const rows = await deps.audit.seal(await deps.published.put(documents, { entity: 'batch', id }));
      const open = { ...list, parts: documents.length, publishedAt };
      const published = { ...batch, framesPublishedAt: publishedAt, list: open };
      return ok({ batch: published, facts: { objects: visits.length }, rows });
    },
  );
