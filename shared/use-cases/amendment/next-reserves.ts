import type { DepartmentCode } from '../../base/primitives.ts';
import { type CalledReserve, isPassed } from '../../domain/batch/amendments.ts';
import type { Batch } from '../../domain/batch/batch.ts';
import { type Frame, isSameStratum } from '../../domain/frame/frame.ts';
import { SelectionFile } from '../../domain/visit/selected-visit.ts';
import { resultIdOf, visitIdOf } from '../../domain/visit/visit.ts';
import type { PassReason } from '../../draw/one/record.ts';
import { readSealed } from '../draw/draw-files.ts';
import { drawFrame } from '../draw/selection.ts';
import type { Blobs } from '../ports/blobs.ts';
import type { Records } from '../ports/records.ts';

interface TurnDeps {
  readonly records: Records;
  readonly blobs: Blobs;
}

/** Who replaces an object, per stratum, and the registry versions in the frames. */
export interface NextTickets {
  /** Per stratum in ticket order: the skipped ones, then the one that comes, unless none is left. */
  readonly called: readonly CalledReserve[];
  readonly versions: ReadonlyMap<string, number>;
}

/** How many tickets beyond the called ones are read from a frame at first. */
const ahead = 32;

/** The next ticket of each stratum in which the object was drawn or called, and of no other. */
export async function nextTickets(deps: TurnDeps, batch: Batch, objectId: string): Promise<NextTickets> {
  const called: CalledReserve[] = [];
  const versions = new Map<string, number>();
  for (const { frame: name, stratum } of await placesOf(deps, batch, objectId)) {
    const frame = batch.frames.find((each) => each.frame === name);
    if (!frame) throw new Error(`batch ${batch.id} has no frame ${name}`);
    const turn = await turnIn(deps, batch, { frame, stratum });
    called.push(...turn.called);
    for (const [id, version] of turn.versions) versions.set(id, Math.max(version, versions.get(id) ?? 0));
  }
  return { called, versions };
}

/** The strata where an object was drawn, or was called and not skipped. */
async function placesOf({ blobs }: TurnDeps, { id, selection, reserves }: Batch, objectId: string) {
  if (!selection) throw new Error(`batch ${id} has drawn nothing to replace`);
  const { visits } = await readSealed({ blobs }, selection, SelectionFile);
  const called = reserves.flatMap((each) => each.called ?? []);
  return [
    ...(visits.find(({ visit }) => visit.object.id === objectId)?.drawnIn ?? []),
    ...called.filter((one) => one.objectId === objectId && !isPassed(one)),
  ];
}

async function turnIn(
  deps: TurnDeps,
  batch: Batch,
  { frame, stratum }: { readonly frame: Frame; readonly stratum: CalledReserve['stratum'] },
): Promise<NextTickets> {
  const { id: batchId, seed, drawn = [] } = batch;
  if (seed === undefined) throw new Error(`batch ${batchId} is ${batch.status} without a seed`);
  const place = { frame: frame.frame, stratum };
  const used = drawn.find((each) => isSameStratum(each, place))?.reservesUsed ?? 0;
  const gone = replacedObjects(batch);
  const called: CalledReserve[] = [];
  for (let reach = ahead; ; reach *= 2) {
    const draw = await drawFrame(deps, batchId, frame, seed, used + reach);
    const reserves = draw.strata.find((each) => each.stratum === stratum)?.reserves.slice(used) ?? [];
    for (const { id, ticket } of reserves.slice(called.length)) {
      const passed = gone.has(id) ? '已被替换' : await visitPasses(deps, batchId, frame.department, id);
      called.push({ ...place, objectId: id, ticket, ...(passed && { passed }) });
      if (!passed) return { called, versions: draw.versions };
    }
    if (reserves.length < reach) return { called, versions: draw.versions };
  }
}

/**
 * An object is visited once in a batch, so a department joins the visit that another frame has brought it, if it still
 * can. The obstacles are permanent: neither an ended visit nor a started result goes back.
 */
async function visitPasses(
  { records }: TurnDeps,
  batchId: string,
  department: DepartmentCode,
  objectId: string,
): Promise<PassReason | undefined> {
  const visit = await records.find('visit', visitIdOf(batchId, objectId));
  if (!visit) return undefined;
  const { id, status, departments } = visit.value;
  if (status !== 'dispatched') return '检查已结束';
  const own = departments.includes(department) ? await records.find('result', resultIdOf(id, department)) : undefined;
  return own && own.value.status !== 'assigned' ? '检查已开始' : undefined;
}

/** Objects of this batch that could not be inspected. */
const replacedObjects = ({ reserves }: Batch): ReadonlySet<string> =>
  new Set(reserves.flatMap(({ approvedAt, objectId }) => (approvedAt === undefined ? [] : [objectId])));
