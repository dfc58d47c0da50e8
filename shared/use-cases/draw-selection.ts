import * as z from 'zod';
import type { Batch } from '../domain/batch.ts';
import type { Frame } from '../domain/batch-frames.ts';
import { CreditClass, PlainId, Sha256Hex } from '../domain/primitives.ts';
import { Visit } from '../domain/visit.ts';
import { objectSelector, type StratumSelection } from '../draw/select.ts';
import { byTicket, type Drawn } from '../draw/tickets.ts';
import { type DrawnVisit, mergeIntoVisits } from '../draw/visits.ts';
import { readFrozenFile } from './draw-files.ts';
import { drawByShards } from './draw-shard.ts';
import type { Blobs } from './ports.ts';

/** A drawn visit as the draw decided it: everything the dispatch needs, from frozen facts alone. */
export const SelectedVisit = z.strictObject({
  ticket: Sha256Hex,
  drawnIn: z.array(z.strictObject({ frame: PlainId, stratum: CreditClass })),
  visit: Visit.pick({ batchId: true, object: true, lead: true, parts: true, window: true }),
});
export type SelectedVisit = z.infer<typeof SelectedVisit>;

/** The file that a drawn batch dispatches from. */
export const SelectionFile = z.strictObject({ batch: PlainId, seed: Sha256Hex, visits: z.array(SelectedVisit) });

export interface FrameDraw {
  readonly frame: Frame;
  readonly strata: readonly StratumSelection[];
  /** The registry version that the frame froze, of every object that was drawn or kept in reserve. */
  readonly versions: ReadonlyMap<string, number>;
}

/**
 * Draws one frame: the n smallest tickets of each stratum, and as many reserves as asked for; from the candidates of its
 * shards if it was frozen so, otherwise, or when those do not reach as far as the reserves, in one pass over its file.
 */
export async function drawFrame(
  deps: { readonly blobs: Blobs },
  batchId: string,
  frame: Frame,
  seed: string,
  reserves = 0,
): Promise<FrameDraw> {
  const byShards = await drawByShards(deps, batchId, frame, seed, reserves);
  return byShards ? { frame, ...byShards } : drawInOnePass(deps, frame, seed, reserves);
}

async function drawInOnePass(
  deps: { readonly blobs: Blobs },
  frame: Frame,
  seed: string,
  reserves: number,
): Promise<FrameDraw> {
  const selector = objectSelector({ seed, strata: frame.strata, reserves });
  const taken = new Map<string, number>();
  await readFrozenFile(deps, frame, (row) => {
    const added = selector.add(row);
    if (!added.ok) throw new Error(`frame ${frame.frame} holds ${added.error.id} of stratum ${added.error.stratum}`);
    if (added.value) taken.set(row.id, row.version);
  });
  const strata = selector.selection();
  const kept = strata.flatMap((stratum) => [...stratum.selected, ...stratum.reserves]);
  return { frame, strata, versions: new Map(kept.map(({ id }) => [id, taken.get(id) ?? 0])) };
}

export async function drawFrames(
  deps: { readonly blobs: Blobs },
  { id, frames }: Pick<Batch, 'id' | 'frames'>,
  seed: string,
): Promise<readonly FrameDraw[]> {
  const draws: FrameDraw[] = [];
  for (const frame of frames) draws.push(await drawFrame(deps, id, frame, seed));
  return draws;
}

/** One visit for each drawn object, in the order of the tickets. */
export const visitsOf = (draws: readonly FrameDraw[]): readonly DrawnVisit[] =>
  mergeIntoVisits(
    draws.map(({ frame, strata }) => ({
      frame: frame.frame,
      department: frame.department,
      items: frame.items.map(({ id }) => id),
      selected: inTicketOrder(strata.flatMap(({ selected }) => selected)),
    })),
  );

const inTicketOrder = (drawn: readonly Drawn[]): readonly Drawn[] => drawn.toSorted(byTicket);

/** What the batch says of each stratum of each frame once it is drawn. */
export const drawnStrata = (draws: readonly FrameDraw[]): NonNullable<Batch['drawn']> =>
  draws.flatMap(({ frame, strata }) =>
    strata.map(({ stratum, selected, threshold }) => ({
      frame: frame.frame,
      stratum: CreditClass.parse(stratum),
      selected: selected.length,
      ...(threshold !== undefined && { threshold }),
      reservesUsed: 0,
    })),
  );
