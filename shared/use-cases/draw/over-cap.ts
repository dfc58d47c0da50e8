import { ok, type Result } from '../../base/result.ts';
import { type Frame, OverCapFile, type OverCapObject } from '../../domain/frame/frame.ts';
import { compareUtf8 } from '../../draw/text.ts';
import type { Actor } from '../actor.ts';
import { type BatchReadFailure, findBatch } from '../batch/change-batch.ts';
import { mayKnowObjects } from '../batch/read-batches.ts';
import type { Blobs } from '../ports/blobs.ts';
import type { Page, PageRequest } from '../ports/paging.ts';
import type { Records } from '../ports/records.ts';
import { keptPage } from '../shared-records.ts';
import { readSealed, writeSealed } from './draw-files.ts';

/** Leaves with a frame who stands in it beyond the year's cap, by which document; nothing where nobody does. */
export async function writeOverCap(
  deps: { readonly blobs: Blobs },
  blob: string,
  document: string | undefined,
  objects: readonly OverCapObject[],
): Promise<Pick<Frame, 'overCap'>> {
  if (document === undefined || objects.length === 0) return {};
  const file = { document, objects: objects.toSorted((a, b) => compareUtf8(a.id, b.id)) };
  return { overCap: await writeSealed(deps, blob, file) };
}

/** 超频次: a visit to an object that had reached the year's cap when its frame was frozen. */
export interface OverCapVisit {
  readonly visitId: string;
  readonly objectId: string;
  readonly objectName: string;
  /** Its checks of the year by then, of all departments. */
  readonly checks: number;
  /** What allows another one. */
  readonly document: string;
}

/** R24: a page of the visits of a dispatched batch beyond the year's cap, with the document that allows them, by object. */
export async function listOverCap(
  deps: { readonly records: Records; readonly blobs: Blobs },
  id: string,
  actor: Actor,
  page: PageRequest,
): Promise<Result<Page<OverCapVisit>, BatchReadFailure>> {
  const found = await findBatch(deps, id, actor);
  if (!found.ok) return found;
  const batch = found.value.value;
  if (!mayKnowObjects(batch, actor)) return ok({ items: [] });
  const over = new Map<string, { readonly checks: number; readonly document: string }>();
  for (const { overCap } of batch.frames) {
    if (!overCap) continue;
    const { document, objects } = await readSealed(deps, overCap, OverCapFile);
    for (const { id: object, checks } of objects) over.set(object, { checks, document });
  }
  if (over.size === 0) return ok({ items: [] });
  const visits = await keptPage(
    (each) => deps.records.list({ kind: 'visit', in: 'ofBatch', of: id, page: each }),
    async (stored) =>
      stored.flatMap(({ value: { id: visitId, object } }) => {
        const why = over.get(object.id);
        return why ? [{ visitId, objectId: object.id, objectName: object.name, ...why }] : [];
      }),
    page,
  );
  return ok(visits);
}
