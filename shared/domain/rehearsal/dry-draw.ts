import { smallest } from '../../draw/one/smallest.ts';
import { objectHeads, objectTicket } from '../../draw/one/tickets.ts';
import { type DrawnVisit, mergeIntoVisits } from '../../draw/one/visits.ts';

/** One frame of a rehearsal: what a department would draw from for one entry. */
export interface DryFrame {
  readonly frame: string;
  readonly department: string;
  readonly items: readonly string[];
  readonly objects: readonly { readonly id: string; readonly stratum: string }[];
  readonly strata: readonly { readonly stratum: string; readonly size: number; readonly quota: number }[];
}

export interface DryDraw {
  /** What the draw would select from these frames with this seed, merged by object; the order has no meaning. */
  visits(seed: string): readonly DrawnVisit[];
  /** Objects whose ticket must be computed for every seed. */
  readonly tickets: number;
  /** Distinct objects of all frames. */
  readonly objects: number;
}

/**
 * Draws the same frames repeatedly. An object has one ticket however many frames contain it; an object only in strata
 * that are drawn whole needs no ticket.
 */
export function dryDraw(frames: readonly DryFrame[]): DryDraw {
  const strata = frames.flatMap(({ frame, strata: own }) => own.map((stratum) => ({ frame, ...stratum })));
  const placeOf = new Map(strata.map(({ frame, stratum }, at) => [`${frame} ${stratum}`, at]));
  const whole: string[][] = strata.map(() => []);
  const waiting = new Map<string, number[]>();
  const all = new Set<string>();
  for (const { frame, objects } of frames) {
    for (const { id, stratum } of objects) {
      all.add(id);
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
      const headOf = objectHeads(seed);
      const ticketOf = (id: string) => objectTicket(seed, id);
      const kept = strata.map(({ quota }) => smallest(quota, ticketOf));
      for (const [id, places] of waiting) {
        const head = headOf(id);
        for (const at of places) kept[at]?.offer(id, head);
      }
      return mergeIntoVisits(
        frames.map(({ frame, department, items }) => ({
          frame,
          department,
          items,
          selected: strata.flatMap((stratum, at) =>
            stratum.frame === frame
              ? [...(kept[at]?.inOrder() ?? []), ...(whole[at] ?? []).map((id) => ({ id, ticket: '' }))]
              : [],
          ),
        })),
      );
    },
  };
}
