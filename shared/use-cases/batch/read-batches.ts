import type { DepartmentCode } from '../../base/primitives.ts';
import { err, ok, type Result } from '../../base/result.ts';
import { departmentCodes } from '../../codes/departments.ts';
import { type Batch, type BatchStatus, isEarlier, isListPublic } from '../../domain/batch/batch.ts';
import type { Actor } from '../actor.ts';
import type { Blobs } from '../ports/blobs.ts';
import type { Match, Page, PageRequest } from '../ports/paging.ts';
import { type BatchDeps, type BatchReadFailure, findBatch, leadsBatch, type StoredBatch } from './change-batch.ts';

/** A page of the batches the actor may read, by leading department and time, the newest first. */
export function listBatches(
  deps: Pick<BatchDeps, 'records'>,
  query: { readonly department?: readonly DepartmentCode[] | undefined; readonly status?: BatchStatus | undefined },
  actor: Actor,
  page: PageRequest,
): Promise<Page<StoredBatch>> {
  const leads = (query.department ?? departmentCodes).filter(
    (code) => actor.scope !== 'own' || code === actor.department,
  );
  const where: Match[] = [
    ...(query.status ? [{ field: 'status', equals: query.status }] : []),
    ...(actor.scope === 'any' ? [] : [{ field: 'readers', contains: actor.department }]),
  ];
  return deps.records.list({ kind: 'batch', in: 'ofDepartment', of: leads, where, newestFirst: true, page });
}

/** Inspects, leads or oversees: may know the inspected objects before the public does. */
const mayKnowObjects = (batch: Batch, actor: Actor): boolean =>
  isListPublic(batch) || batch.departments.includes(actor.department) || leadsBatch(batch, actor).ok;

/**
 * A batch as the actor may see it. While the list is withheld, a department that only contributes randomness sees
 * nothing that names an object, neither changes after the draw nor the visits that could not be matched.
 */
export async function getBatch(
  deps: Pick<BatchDeps, 'records'>,
  id: string,
  actor: Actor,
): Promise<Result<StoredBatch, BatchReadFailure>> {
  const found = await findBatch(deps, id, actor);
  if (!found.ok || mayKnowObjects(found.value.value, actor)) return found;
  const { matchFailure, ...batch } = found.value.value;
  const failed = matchFailure && { matchFailure: matchFailure.map((each) => ({ ...each, visits: [] })) };
  return ok({ ...found.value, value: { ...batch, ...failed, reserves: [], teamChanges: [] } });
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
  if (isEarlier(batch) && actor.scope !== 'any') return err({ kind: 'foreign-department', entity: 'frame', id: frame });
  const list = listsOf(batch).find((each) => each.frame === frame);
  if (!list) return err({ kind: 'not-found', entity: 'frame', id: frame });
  return ok(await deps.blobs.downloadUrl(list.blob, `${frame}.ndjson`));
}

const listsOf = ({ frames, inspectors, experts, inspectorFrames = [], expertFrames = [] }: Batch) => [
  ...[...frames, ...inspectorFrames, ...expertFrames].map(({ frame, blob }) => ({ frame, blob })),
  ...(inspectors ? [{ frame: 'inspectors', blob: inspectors.blob }] : []),
  ...(experts ? [{ frame: 'experts', blob: experts.blob }] : []),
];
