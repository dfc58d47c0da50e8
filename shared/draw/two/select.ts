import { err, ok, type Result } from '../../base/result.ts';
import { smallest } from '../smallest.ts';
import type { ListRow } from './lines.ts';
import { objectHeads, objectTicket } from './tickets.ts';

/** A row in the draw and the ticket that gave the place; anyone holding the seed can recompute it. */
export interface DrawnRow {
  readonly row: string;
  readonly ticket: string;
}

export interface SelectionRequest {
  readonly seed: string;
  readonly strata: readonly { readonly stratum: string; readonly quota: number }[];
  /** How many further tickets of each stratum are kept, in order, to replace what cannot be inspected. */
  readonly reserves: number;
}

export interface StratumSelection {
  readonly stratum: string;
  /** In ticket order. */
  readonly selected: readonly DrawnRow[];
  readonly reserves: readonly DrawnRow[];
  /** The last selected ticket; absent when nothing was selected. */
  readonly threshold?: string;
}

/** A row stands in a stratum the manifest gives no quota to. */
export interface UnknownStratum {
  readonly kind: 'unknown-stratum';
  readonly row: string;
  readonly stratum: string;
}

/**
 * The n smallest tickets of every stratum, one row at a time, in memory of the quotas and reserves only.
 * A ticket depends on the seed and the row alone, and the rows were public before the seed: no order can steer the draw,
 * and a larger quota only adds to what a smaller one selected.
 */
export function objectSelector({ seed, strata, reserves }: SelectionRequest) {
  const headOf = objectHeads(seed);
  const ticketOf = (row: string) => objectTicket(seed, row);
  const kept = new Map(strata.map(({ stratum, quota }) => [stratum, smallest(quota + reserves, ticketOf)]));
  return {
    /** Whether the row is among the smallest so far. */
    add({ row, stratum }: ListRow): Result<boolean, UnknownStratum> {
      const candidates = kept.get(stratum);
      if (!candidates) return err({ kind: 'unknown-stratum', row, stratum });
      return candidates.offer(row, headOf(row)) ? taken : passedOver;
    },
    selection: (): readonly StratumSelection[] =>
      strata.map((stratum) => {
        const drawn = kept.get(stratum.stratum)?.inOrder() ?? [];
        return stratumSelection(
          stratum,
          drawn.map(({ id: row, ticket }) => ({ row, ticket })),
        );
      }),
  };
}

const taken = ok(true);
const passedOver = ok(false);

/** What a stratum's smallest tickets, in order, are to the draw. */
export function stratumSelection<R extends DrawnRow>(
  { stratum, quota }: SelectionRequest['strata'][number],
  drawn: readonly R[],
) {
  const selected = drawn.slice(0, quota);
  const threshold = selected.at(-1)?.ticket;
  return { stratum, selected, reserves: drawn.slice(quota), ...(threshold !== undefined && { threshold }) };
}

export function selectObjects(
  request: SelectionRequest,
  rows: Iterable<ListRow>,
): Result<readonly StratumSelection[], UnknownStratum> {
  const selector = objectSelector(request);
  for (const row of rows) {
    const outcome = selector.add(row);
    if (!outcome.ok) return outcome;
  }
  return ok(selector.selection());
}
