import { smallest } from '../../draw/smallest.ts';
import { objectHeads, objectTicket } from '../../draw/tickets.ts';
import { type DrawnVisit, mergeIntoVisits } from '../../draw/visits.ts';

/** One frame of a rehearsal: what a department would draw from for one entry. */
export interface DryFrame {
  readonly frame: string;
  readonly department: string;
  readonly items: readonly string[];
  readonly objects: readonly { readonly id: string; readonly stratum: string }[];
  readonly strata: readonly { readonly stratum: string; readonly size: number; readonly quota: number }[];
}

export interface DryDraw {
  /** What the draw itself would select from these frames with this seed, merged by object; in no order that means anything. */
  visits(seed: string): readonly DrawnVisit[];
  /** Objects whose ticket has to be computed for every seed. */
  readonly tickets: number;
  /** Objects of all frames, each once. */
  readonly objects: number;
}

/**
 * Draws the same frames again and again. An object has one ticket however many frames it stands in; one that stands only
 * in strata that are drawn whole is selected without a ticket.
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
