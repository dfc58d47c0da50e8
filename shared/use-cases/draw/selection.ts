import { CreditClass } from '../../base/primitives.ts';
import type { Batch } from '../../domain/batch/batch.ts';
import type { Frame } from '../../domain/frame/frame.ts';
import type { SelectedVisit } from '../../domain/visit/selected-visit.ts';
import { type DrawnVisit, mergeIntoVisits } from '../../draw/one/visits.ts';
import { byTicket, type Drawn } from '../../draw/ticket-order.ts';
import type { Blobs } from '../ports/blobs.ts';
import type { FrameDraw } from './one-pass.ts';

/**
 * Draws one frame: the n smallest tickets of each stratum, and the requested reserves. It uses the candidates of the
 * frame's shards if there are any and they include enough reserves; otherwise it makes one pass over the frame's file.
 */
export async function drawFrame(
  deps: { readonly blobs: Blobs },
  batchId: string,
  frame: Frame,
  seed: string,
  reserves = 0,
): Promise<FrameDraw> {
  // Most requests on a batch do not draw, and a county's draw needs no shards.
  if (frame.shards !== undefined) {
    const { drawByShards } = await import('./by-shards.ts');
    const drawn = await drawByShards(deps, batchId, frame, seed, reserves);
    if (drawn) return { frame, ...drawn };
  }
  const { drawInOnePass } = await import('./one-pass.ts');
  return { frame, ...(await drawInOnePass(deps, frame, seed, reserves)) };
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

/** A drawn visit with everything the matching needs to know of its object. */
export interface ObjectVisit extends DrawnVisit {
  /** The version of its registry row in the frames. */
  readonly version: number;
  readonly drawnIn: SelectedVisit['drawnIn'];
}

export function objectVisitsOf(draws: readonly FrameDraw[]): readonly ObjectVisit[] {
  const versions = versionsOf(draws);
  const drawnIn = drawnInOf(draws);
  return visitsOf(draws).map((visit) => ({
    ...visit,
    version: versions.get(visit.objectId) ?? 0,
    drawnIn: drawnIn.get(visit.objectId) ?? [],
  }));
}

/** Frames read one after the other may have seen two versions of an object; the visit uses the newer one. */
function versionsOf(draws: readonly FrameDraw[]): ReadonlyMap<string, number> {
  const versions = new Map<string, number>();
  for (const { versions: own } of draws) {
    for (const [id, version] of own) versions.set(id, Math.max(version, versions.get(id) ?? 0));
  }
  return versions;
}

/** For each object the frames and strata that drew it, in the order of the frames. */
function drawnInOf(draws: readonly FrameDraw[]): ReadonlyMap<string, SelectedVisit['drawnIn']> {
  const places = new Map<string, SelectedVisit['drawnIn']>();
  for (const { frame, strata } of draws) {
    for (const { stratum, selected } of strata) {
      const place = { frame: frame.frame, stratum: CreditClass.parse(stratum) };
      for (const { id } of selected) places.set(id, [...(places.get(id) ?? []), place]);
    }
  }
  return places;
}

const inTicketOrder = (drawn: readonly Drawn[]): readonly Drawn[] => drawn.toSorted(byTicket);

/** What the batch records of each stratum of each frame once it is drawn. */
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
