import type { Batch } from '../../domain/batch/batch.ts';
import type { Frame } from '../../domain/frame/frame.ts';
import type { BatchKey } from '../../draw/batch-key.ts';
import { listedObjects } from '../../draw/sealed-list.ts';
import type { OpenedSelection } from '../../draw/shard-candidates.ts';
import type { OpenedFrame } from '../../draw/turns.ts';
import { type DrawnVisit, mergeIntoVisits } from '../../draw/visits.ts';
import type { Blobs } from '../ports/blobs.ts';
import { assertOpened } from './opens-rows.ts';

/** What one frame drew, with the reserves that were asked for, opened by its book. */
export type FrameDraw = OpenedFrame;

/**
 * Draws one frame: the n smallest tickets of each stratum, and the requested reserves. It uses the candidates of the
 * frame's shards if there are any and they include enough reserves; otherwise it makes one pass over the frame's book.
 */
export async function drawFrame(
  deps: { readonly blobs: Blobs },
  batchId: string,
  frame: Frame,
  seed: string,
  reserves = 0,
): Promise<FrameDraw> {
  const { book } = frame;
  if (book === undefined) throw new Error(`frame ${frame.frame} has no book`);
  const sized = (strata: readonly OpenedSelection[]): FrameDraw => ({
    frame: frame.frame,
    strata: strata.map((one) => ({
      ...one,
      size: frame.strata.find(({ stratum }) => stratum === one.stratum)?.size ?? 0,
    })),
  });
  // Most requests on a batch do not draw, and a county's draw needs no shards.
  if (frame.shards !== undefined) {
    const { drawByShards } = await import('./by-shards.ts');
    const drawn = await drawByShards(deps, batchId, frame, seed, reserves);
    if (drawn) return sized(drawn);
  }
  const { drawInOnePass } = await import('./one-pass.ts');
  return sized(await drawInOnePass(deps, { ...frame, book }, seed, reserves));
}

/** Draws every frame of a batch; whoever is drawn, or may follow, is whom the key says. */
export async function drawFrames(
  deps: { readonly blobs: Blobs },
  { id, frames }: Pick<Batch, 'id' | 'frames'>,
  { seed, key }: { readonly seed: string; readonly key: BatchKey },
  reserves = 0,
): Promise<readonly FrameDraw[]> {
  const draws: FrameDraw[] = [];
  for (const frame of frames) {
    const draw = await drawFrame(deps, id, frame, seed, reserves);
    for (const { selected, reserves: next } of draw.strata) assertOpened(key, frame.frame, [...selected, ...next]);
    draws.push(draw);
  }
  return draws;
}

const selectedIn = ({ frame, strata }: FrameDraw) => ({ frame, selected: strata.flatMap(({ selected }) => selected) });

/** A drawn visit with everything the matching needs to know of its object. */
export interface ObjectVisit extends Pick<DrawnVisit, 'checks'> {
  readonly objectId: string;
  /** The version of its registry row in the frames. */
  readonly version: number;
  /** The frames that drew it, in the order of the batch. */
  readonly frames: readonly string[];
}

/** One visit for each drawn object, in the order of the visit tickets, which stay with the key. */
export function objectVisitsOf(
  { frames, seed, key }: { readonly frames: Batch['frames']; readonly seed: string; readonly key: BatchKey },
  draws: readonly FrameDraw[],
): readonly ObjectVisit[] {
  const drawn = draws.map(selectedIn);
  const versions = new Map(drawn.flatMap(({ selected }) => selected.map(({ id, version }) => [id, version] as const)));
  const named = new Map(listedObjects(drawn).map((one) => [one.id, one.frames]));
  return mergeIntoVisits({ seed, key }, partsOf(frames), drawn).map(({ id, checks }) => ({
    objectId: id,
    version: versions.get(id) ?? 0,
    frames: named.get(id) ?? [],
    checks,
  }));
}

/** The frames' departments and items, as visits are merged from them. */
export const partsOf = (frames: Batch['frames']) =>
  frames.map(({ frame, parts }) => ({
    frame,
    parts: parts.map(({ department, items }) => ({ department, items: items.map(({ id }) => id) })),
  }));

/** What the batch records of each stratum of each frame once it is drawn. */
export const drawnStrata = (draws: readonly FrameDraw[]): NonNullable<Batch['drawn']> =>
  draws.flatMap(({ frame, strata }) =>
    strata.map(({ stratum, selected, threshold }) => ({
      frame,
      stratum,
      selected: selected.length,
      ...(threshold !== undefined && { threshold }),
    })),
  );
