import { departmentCodes } from '../codes/departments.ts';
import type { BatchStatus } from '../domain/batch.ts';
import type { DepartmentCode } from '../domain/primitives.ts';
import { err, ok, type Result } from '../result.ts';
import { type BatchDeps, type BatchReadFailure, findBatch, leadsBatch, type StoredBatch } from './batch-changes.ts';
import type { Actor, Blobs, Match, Page, PageRequest } from './ports.ts';

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
  const partitions = leads.map((code) => `batch#${code}`);
  return deps.records.list({ kind: 'batch', index: 'byOwner', partitions, where, newestFirst: true, page });
}

/**
 * Where to download a frozen frame, of objects or of inspectors: canonical NDJSON, the bytes under its root. Frame and
 * seed together are the list of whom the inspectors will visit: until it is public, a department that only brings
 * chance does not get it.
 */
export async function getBatchFrame(
  deps: Pick<BatchDeps, 'records' | 'blobs'>,
  { id, frame }: { readonly id: string; readonly frame: string },
  actor: Actor,
): Promise<Result<Awaited<ReturnType<Blobs['downloadUrl']>>, BatchReadFailure>> {
  const batch = await findBatch(deps, id, actor);
  if (!batch.ok) return batch;
  const { frames, inspectorFrames, expertFrames = [], departments, framesPublishedAt } = batch.value.value;
  const inspects = departments.includes(actor.department) || leadsBatch(batch.value.value, actor).ok;
  if (framesPublishedAt === undefined && !inspects) {
    return err({ kind: 'foreign-department', entity: 'frame', id: frame });
  }
  const found = [...frames, ...inspectorFrames, ...expertFrames].find((each) => each.frame === frame);
  if (!found) return err({ kind: 'not-found', entity: 'frame', id: frame });
  return ok(await deps.blobs.downloadUrl(found.blob, `${frame}.ndjson`));
}
