import { hashBehind } from '../../draw/hash-behind.ts';
import { placesOf } from '../../draw/row.ts';
import { smallestTickets } from '../../draw/smallest-tickets.ts';
import { type DrawnVisit, mergeIntoVisits } from '../../draw/visits.ts';

/** One frame of a rehearsal: what an entry would be drawn from. */
export interface DryFrame {
  readonly frame: string;
  readonly parts: readonly { readonly department: string; readonly items: readonly string[] }[];
  readonly objects: readonly { readonly id: string; readonly stratum: string; readonly places: string }[];
  readonly strata: readonly { readonly stratum: string; readonly size: number; readonly quota: number }[];
}

export interface DryDraw {
  /** What the draw would select from these frames with this seed, merged by object; a rehearsal has no key, so that ids stand for visit names. */
  visits(seed: string): readonly DrawnVisit[];
  /** Objects whose ticket must be computed for every seed. */
  readonly tickets: number;
  /** Distinct objects of all frames. */
  readonly objects: number;
}

const encoder = new TextEncoder();
const byId = { visitName: (id: string) => id };

/** Draws the same frames repeatedly, ids in place of rows; an object only in strata that are drawn whole needs no ticket. */
export function dryDraw(frames: readonly DryFrame[]): DryDraw {
  const strata = frames.flatMap(({ frame, strata: own }) => own.map((stratum) => ({ frame, ...stratum })));
  const placeOf = new Map(strata.map(({ frame, stratum }, at) => [`${frame} ${stratum}`, at]));
  const whole: string[][] = strata.map(() => []);
  const waiting = new Map<string, number[]>();
  const all = new Set<string>();
  const places = new Map<string, string>();
  for (const { frame, objects } of frames) {
    for (const { id, stratum, places: own } of objects) {
      all.add(id);
      places.set(`${frame} ${id}`, own);
      const at = placeOf.get(`${frame} ${stratum}`) ?? -1;
      const { quota = 0, size = 0 } = strata[at] ?? {};
      if (quota >= size) whole[at]?.push(id);
      else if (waiting.has(id)) waiting.get(id)?.push(at);
      else waiting.set(id, [at]);
    }
  }
  return {
    tickets: waiting.size,
    objects: all.size,
    visits(seed) {
      const ticketOf = hashBehind(encoder.encode(`${seed}\nobject\n`));
      const kept = strata.map(({ quota }) => smallestTickets(quota));
      for (const [id, own] of waiting) {
        const ticket = ticketOf(id);
        for (const at of own) kept[at]?.offer({ row: id, ticket });
      }
      const drawn = strata.flatMap(({ frame }, at) =>
        [...(kept[at]?.inOrder() ?? []).map(({ row }) => row), ...(whole[at] ?? [])].map((id) => ({ frame, id })),
      );
      return mergeIntoVisits(
        { seed, key: byId },
        frames,
        frames.map(({ frame }) => ({
          frame,
          selected: drawn
            .filter((one) => one.frame === frame)
            .map(({ id }) => ({ id, places: places.get(`${frame} ${id}`) ?? '' })),
        })),
      );
    },
  };
}

/** The objects to which the parts of a department apply. */
export const objectsOf = (frames: readonly DryFrame[], department: string): ReadonlySet<string> =>
  new Set(
    frames.flatMap(({ parts, objects }) =>
      objects.flatMap(({ id, places }) =>
        placesOf(places, parts.length)?.some((part) => parts[part - 1]?.department === department) ? [id] : [],
      ),
    ),
  );
