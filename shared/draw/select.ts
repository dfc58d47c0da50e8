import { err, ok, type Result } from '../base/result.ts';
import type { ListRow } from './lines.ts';
import { type DrawnRow, smallestTickets } from './smallest-tickets.ts';
import { objectTickets } from './tickets.ts';

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
  const ticketOf = objectTickets(seed);
  const kept = new Map(strata.map(({ stratum, quota }) => [stratum, smallestTickets(quota + reserves)]));
  return {
    /** Whether the row is among the smallest so far. */
    add({ row, stratum }: ListRow): Result<boolean, UnknownStratum> {
      const smallest = kept.get(stratum);
      if (!smallest) return err({ kind: 'unknown-stratum', row, stratum });
      const ticket = ticketOf(row);
      return smallest.admits(ticket) && smallest.offer({ row, ticket }) ? taken : passedOver;
    },
    selection: (): readonly StratumSelection[] =>
      strata.map((stratum) => stratumSelection(stratum, kept.get(stratum.stratum)?.inOrder() ?? [])),
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

/**
 * The selection from rows at hand.
 *
 * @internal Tests compare it with what the product draws line by line.
 */
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
