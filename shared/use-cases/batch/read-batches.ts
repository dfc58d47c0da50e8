import type { DepartmentCode } from '../../base/primitives.ts';
import { err, ok, type Result } from '../../base/result.ts';
import { departmentCodes } from '../../codes/departments.ts';
import type { Batch } from '../../domain/batch/batch.ts';
import { isEarlier, isListPublic } from '../../domain/batch/stage.ts';
import type { BatchStatus } from '../../domain/batch/states.ts';
import type { Actor } from '../actor.ts';
import type { Blobs } from '../ports/blobs.ts';
import type { Match, Page, PageRequest } from '../ports/paging.ts';
import { type BatchDeps, type BatchReadFailure, findBatch, leadsBatch, type StoredBatch } from './change-batch.ts';

/**
 * A page of the batches the actor may read, the newest first; by leading department until all are posted, and where one is
 * looked for by the number under which everybody knows it.
 */
export async function listBatches(
  deps: Pick<BatchDeps, 'records'>,
  query: {
    readonly department?: readonly DepartmentCode[] | undefined;
    readonly status?: BatchStatus | undefined;
    readonly number?: string | undefined;
  },
  actor: Actor,
  page: PageRequest,
): Promise<Page<StoredBatch>> {
  const leads = (query.department ?? departmentCodes).filter(
    (code) => actor.scope !== 'own' || code === actor.department,
  );
  const where: Match[] = [
    ...(query.number === undefined ? [] : [{ field: 'number', equals: query.number }]),
    ...(query.status ? [{ field: 'status', equals: query.status }] : []),
    ...(actor.scope === 'any' ? [] : [{ field: 'readers', contains: actor.department }]),
  ];
  if (query.number === undefined && (await deps.records.isPosted())) {
    return deps.records.posted({ kind: 'batch', where: [...where, { field: 'department', oneOf: leads }], page });
  }
  return deps.records.list({ kind: 'batch', in: 'ofDepartment', of: leads, where, newestFirst: true, page });
}

/** Inspects, leads or oversees: may know the inspected objects before the public does. */
export const mayKnowObjects = (batch: Batch, actor: Actor): boolean =>
  isListPublic(batch) || batch.departments.includes(actor.department) || leadsBatch(batch, actor).ok;

/**
 * A batch as the actor may see it, whichever operation answers with it. While the list is withheld, a department that only
 * contributes randomness sees nothing that names an object, neither changes after the draw nor the visits that could not be
 * matched.
 */
export function asSeenBy(stored: StoredBatch, actor: Actor): StoredBatch {
  if (mayKnowObjects(stored.value, actor)) return stored;
  const { matchFailure, ...batch } = stored.value;
  const failed = matchFailure && { matchFailure: matchFailure.map((each) => ({ ...each, visits: [] })) };
  return { ...stored, value: { ...batch, ...failed, reserves: [], teamChanges: [] } };
}

/**
 * Where to download a frozen list, of objects or of people: canonical NDJSON, the bytes under its root. It names nobody, so
 * that whoever may see the batch gets it; a frame of suiji-draw/1 joins codes and classes, and goes to whoever oversees all
 * departments alone.
 */
export async function getBatchFrame(
  deps: Pick<BatchDeps, 'records' | 'blobs'>,
  { id, frame }: { readonly id: string; readonly frame: string },
  actor: Actor,
): Promise<Result<Awaited<ReturnType<Blobs['downloadUrl']>>, BatchReadFailure>> {
  const found = await findBatch(deps, id, actor);
  if (!found.ok) return found;
  const batch = found.value.value;
  if (isEarlier(batch) && actor.scope !== 'any') return err({ kind: 'not-found', entity: 'frame', id: frame });
  const list = listsOf(batch).find((each) => each.frame === frame);
  if (!list) return err({ kind: 'not-found', entity: 'frame', id: frame });
  return ok(await deps.blobs.downloadUrl(list.blob, `${frame}.ndjson`));
}

const listsOf = ({ frames, inspectors, experts, inspectorFrames = [], expertFrames = [] }: Batch) => [
  ...[...frames, ...inspectorFrames, ...expertFrames].map(({ frame, blob }) => ({ frame, blob })),
  ...(inspectors ? [{ frame: 'inspectors', blob: inspectors.blob }] : []),
  ...(experts ? [{ frame: 'experts', blob: experts.blob }] : []),
];
