import type { ReserveCall } from '../../domain/batch/amendments.ts';
import type { Batch } from '../../domain/batch/batch.ts';
import { hasBegun } from '../../domain/visit/part-ends.ts';
import { resultIdOf, visitIdOf } from '../../domain/visit/visit-ids.ts';
import type { BatchKey } from '../../draw/batch-key.ts';
import type { OpenedRow } from '../../draw/shard-candidates.ts';
import { nextTurn, type OpenedFrame, type PassReason, type Turn } from '../../draw/turns.ts';
import { drawFrames } from '../draw/selection.ts';
import type { Blobs } from '../ports/blobs.ts';
import type { Records } from '../ports/records.ts';

interface TurnDeps {
  readonly records: Records;
  readonly blobs: Blobs;
}

/** A row that came in a frame, opened. */
export interface ComingRow extends Pick<OpenedRow, 'id' | 'places' | 'version'> {
  readonly frame: string;
}

/** Who replaces an object: the turn as its digest binds it, and what stands behind its rows. */
export interface NextTurn {
  readonly turn: Turn;
  readonly called: NonNullable<ReserveCall['called']>;
  readonly coming: readonly ComingRow[];
}

/** How many tickets beyond the called ones are read from a frame at first. */
const ahead = 32;

/** The turns so far, as they were bound. */
export const turnsOf = ({ reserves }: Batch): readonly Turn[] =>
  reserves
    .flatMap(({ turn, approvedAt: at, called = [], replaced = [] }) =>
      turn === undefined || at === undefined
        ? []
        : [
            {
              turn,
              at,
              called: called.map(({ frame, row = '', passed }) => ({ frame, row, ...(passed && { passed }) })),
              replaced,
            },
          ],
    )
    .sort((a, b) => a.turn - b.turn);

/** The next ticket in each frame in which the object was drawn or called, and of no other; undefined where it has no place. */
export async function nextReserves(
  deps: TurnDeps,
  batch: Batch,
  { objectId, at, key }: { readonly objectId: string; readonly at: string; readonly key: BatchKey },
): Promise<NextTurn | undefined> {
  const { id, seed } = batch;
  if (seed === undefined) throw new Error(`batch ${id} is ${batch.status} without a seed`);
  const earlier = turnsOf(batch);
  const used = earlier.reduce((sum, { called }) => sum + called.length, 0);
  const passes = passReasons(deps, batch);
  for (let reach = ahead; ; reach *= 2) {
    const opened = await drawFrames(deps, batch, { seed, key }, used + reach);
    for (;;) {
      const turn = nextTurn(opened, earlier, { at, objectId, reasonToPass: passes.known });
      // Whether somebody is passed over is asked of the records, and only of those whose turn may have come.
      if (await passes.ask()) continue;
      if (turn.ok) return openedTurn(opened, turn.value);
      if (turn.error.kind !== 'reserves-run-out') return undefined;
      break;
    }
  }
}

function openedTurn(frames: readonly OpenedFrame[], turn: Turn): NextTurn {
  const rows = new Map(
    frames.flatMap(({ frame, strata }) =>
      strata.flatMap(({ reserves }) => reserves.map((one) => [`${frame} ${one.row}`, one] as const)),
    ),
  );
  const opened = turn.called.map((place) => {
    const row = rows.get(`${place.frame} ${place.row}`);
    if (!row) throw new Error(`row ${place.row} is called and was not opened`);
    return { ...place, ...row };
  });
  return {
    turn,
    called: opened.map(({ frame, row, id, passed }) => ({ frame, row, objectId: id, ...(passed && { passed }) })),
    coming: opened
      .filter(({ passed }) => passed === undefined)
      .map(({ frame, id, places, version }) => ({ frame, id, places, version })),
  };
}

/** Why objects are passed over, as far as it has been asked for; what is not known yet is noted. */
function passReasons(deps: TurnDeps, batch: Batch) {
  const answers = new Map<string, PassReason | undefined>();
  const asked = new Map<string, readonly [objectId: string, frame: string]>();
  const gone = replacedObjects(batch);
  return {
    known(objectId: string, frame: string): PassReason | undefined {
      const key = `${frame} ${objectId}`;
      if (!answers.has(key)) asked.set(key, [objectId, frame]);
      return answers.get(key);
    },
    /** Asks for what was noted; whether there was anything. */
    async ask(): Promise<boolean> {
      const any = asked.size > 0;
      for (const [key, [objectId, frame]] of asked)
        answers.set(key, gone.has(objectId) ? '已被替换' : await visitPasses(deps, batch, frame, objectId));
      asked.clear();
      return any;
    },
  };
}

/**
 * An object is visited once in a batch, so the departments of a frame join the visit that another one has brought it, if
 * they still can. The obstacles are permanent: neither an ended visit nor a started result goes back.
 */
async function visitPasses(
  { records }: TurnDeps,
  { id: batchId, frames }: Batch,
  frame: string,
  objectId: string,
): Promise<PassReason | undefined> {
  const visit = await records.find('visit', visitIdOf(batchId, objectId));
  if (!visit) return undefined;
  const { id, status, departments } = visit.value;
  if (status !== 'dispatched') return '检查已结束';
  const parts = frames.find((each) => each.frame === frame)?.parts ?? [];
  for (const { department } of parts) {
    if (!departments.includes(department)) continue;
    const own = await records.find('result', resultIdOf(id, department));
    if (own && hasBegun(own.value)) return '检查已开始';
  }
  return undefined;
}

/** Objects of this batch that could not be inspected. */
const replacedObjects = ({ reserves }: Batch): ReadonlySet<string> =>
  new Set(reserves.flatMap(({ approvedAt, objectId }) => (approvedAt === undefined ? [] : [objectId])));
