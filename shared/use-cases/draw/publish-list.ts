import type { Failure } from '../../base/failures.ts';
import { err, ok, type Result } from '../../base/result.ts';
import { endOfDay, formatChineseDate } from '../../calendar/local-date.ts';
import type { Batch } from '../../domain/batch/batch.ts';
import { isEarlier, isListPublic, lastDayOf, owesList } from '../../domain/batch/stage.ts';
import { SelectionFile } from '../../domain/visit/selected-visit.ts';
import { compareUtf8 } from '../../draw/text.ts';
import { listDocuments } from '../../public/draw-document.ts';
import type { ListedDocument } from '../../public/draw-lists.ts';
import { nameBesideId } from '../../public/masking.ts';
import type { Actor } from '../actor.ts';
import {
  type BatchChangeFailure,
  type BatchDeps,
  changeBatch,
  leadsBatch,
  type StoredBatch,
} from '../batch/change-batch.ts';
import { ListFile } from './commit-draw.ts';
import { assertSameDraw, drawFiles, readArtifact, readSealed } from './draw-files.ts';
import { DrawnFile } from './draw-objects.ts';
import { frozenRows } from './frozen-rows.ts';
import { listedDocuments } from './listed-documents.ts';

/**
 * 检查后公示: publishes the list and its salt once the window is over, so that everybody can check what was only a digest
 * before. A draw that was voided, or could not be matched, owes its list as well.
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
      if (isListPublic(batch)) return ok(undefined);
      const { list } = batch;
      if (!owesList(batch) || !list) return err({ kind: 'not-ready', entity: 'batch', reason: '该批次尚未抽取。' });
      if (now < endOfDay(lastDayOf(batch))) {
        return err({
          kind: 'not-ready',
          entity: 'batch',
          reason: `名单在检查期结束（${formatChineseDate(lastDayOf(batch))}）后公示。`,
        });
      }
      const listed = await listOwedBy(deps, batch);
      const documents = listDocuments(batch, listed);
      const rows = await deps.audit.seal(await deps.published.put(documents, { entity: 'batch', id }));
      const open = { ...list, parts: documents.length, publishedAt: now.toISOString() };
      return ok({ batch: { ...batch, list: open }, facts: { objects: listed.length }, rows });
    },
  );

async function listOwedBy(deps: BatchDeps, batch: Batch): Promise<readonly ListedDocument[]> {
  const { listFile, selection } = batch;
  if (listFile) return readSealed(deps, listFile, ListFile);
  if (!isEarlier(batch)) return listWithoutMatch(deps, batch);
  if (!selection) throw new Error(`batch ${batch.id} owes a list that it does not have`);
  // Of suiji-draw/1: without tickets and strata, which would join codes and classes.
  const { visits } = await readSealed(deps, selection, SelectionFile);
  return visits
    .map(({ frames, visit: { object, parts } }) => ({
      id: object.id,
      name: nameBesideId(object),
      frames,
      teams: parts.map(({ department }) => ({ department, members: [] })),
    }))
    .sort((a, b) => compareUtf8(a.id, b.id));
}

/** Where the key was lost between the draw and the match: those drawn, without teams. */
async function listWithoutMatch(deps: BatchDeps, batch: Batch): Promise<readonly ListedDocument[]> {
  const { visits } = await assertSameDraw(batch, readArtifact(deps, drawFiles.drawn(batch.id), DrawnFile));
  const wanted = visits.map(({ objectId: id, version }) => ({ id, version }));
  const objects = await frozenRows(deps, 'object', wanted);
  return listedDocuments(visits, new Map(objects.map((row) => [row.value.id, row])), []);
}
