import { err, ok, type Result } from '../../base/result.ts';
import type { Drawn } from '../ticket-order.ts';
import type { FrameRow } from './frame.ts';
import { smallest } from './smallest.ts';
import { objectHeads, objectTicket } from './tickets.ts';

export interface SelectionRequest {
  readonly seed: string;
  readonly strata: readonly { readonly stratum: string; readonly quota: number }[];
  /** How many further tickets of each stratum are kept, in order, as replacements. */
  readonly reserves: number;
}

export interface StratumSelection {
  readonly stratum: string;
  /** In ticket order. */
  readonly selected: readonly Drawn[];
  readonly reserves: readonly Drawn[];
  /** The last selected ticket; absent when nothing was selected. */
  readonly threshold?: string;
}

/** A row belongs to a stratum for which the manifest has no quota. */
export interface UnknownStratum {
  readonly kind: 'unknown-stratum';
  readonly id: string;
  readonly stratum: string;
}

/**
 * The n smallest tickets of every stratum, one row at a time; memory grows with quotas and reserves only. A place
 * depends on the seed and the id alone: the order of the rows cannot influence the draw, and a larger quota never
 * reshuffles a smaller one's selection.
 */
export function objectSelector({ seed, strata, reserves }: SelectionRequest) {
  const headOf = objectHeads(seed);
  const ticketOf = (id: string) => objectTicket(seed, id);
  const kept = new Map(strata.map(({ stratum, quota }) => [stratum, smallest(quota + reserves, ticketOf)]));
  return {
    /** Whether the row is among the smallest so far. */
    add({ id, stratum }: Pick<FrameRow, 'id' | 'stratum'>): Result<boolean, UnknownStratum> {
      const candidates = kept.get(stratum);
      if (!candidates) return err({ kind: 'unknown-stratum', id, stratum });
      return candidates.offer(id, headOf(id)) ? taken : passedOver;
    },
    selection: (): readonly StratumSelection[] =>
      strata.map((stratum) => stratumSelection(stratum, kept.get(stratum.stratum)?.inOrder() ?? [])),
  };
}

const taken = ok(true);
const passedOver = ok(false);

/** The draw's selection from a stratum's smallest tickets, in order. */
export function stratumSelection(
  { stratum, quota }: SelectionRequest['strata'][number],
  drawn: readonly Drawn[],
): StratumSelection {
  const selected = drawn.slice(0, quota);
  const threshold = selected.at(-1)?.ticket;
  return { stratum, selected, reserves: drawn.slice(quota), ...(threshold && { threshold }) };
}

export function selectObjects(
  request: SelectionRequest,
  rows: Iterable<Pick<FrameRow, 'id' | 'stratum'>>,
): Result<readonly StratumSelection[], UnknownStratum> {
  const selector = objectSelector(request);
  for (const row of rows) {
    const outcome = selector.add(row);
    if (!outcome.ok) return outcome;
  }
  return ok(selector.selection());
}
