import { err, ok, type Result } from '../base/result.ts';
import { cutOf } from './candidate-cut.ts';
import { type ShardFacts, type ShardsIncomplete, shardsIncomplete } from './join-shards.ts';
import type { BookRow } from './lines.ts';
import type { StratumQuota } from './manifest.ts';
import { type LineFault, readBook } from './read-list.ts';
import { stratumSelection, type UnknownStratum } from './select.ts';
import { type DrawnRow, lastTicket, smallestTickets } from './smallest-tickets.ts';
import { objectTickets } from './tickets.ts';

export interface CandidateRequest {
  readonly seed: string;
  readonly strata: readonly StratumQuota[];
  readonly reserves: number;
}

/** A drawn row with what the book says it stands for. */
export interface OpenedRow extends DrawnRow, Pick<BookRow, 'id' | 'places' | 'version'> {}

export interface OpenedSelection {
  readonly stratum: string;
  /** In ticket order. */
  readonly selected: readonly OpenedRow[];
  readonly reserves: readonly OpenedRow[];
  readonly threshold?: string;
}

export interface ShardCandidates {
  readonly shard: number;
  /** How many beyond each quota were looked for: with more, the next in order may be missing. */
  readonly reserves: number;
  readonly strata: readonly { readonly stratum: string; readonly candidates: readonly OpenedRow[] }[];
}

/** The lines are not those that the shard's facts were made of. */
export interface AnotherShard {
  readonly kind: 'another-root';
  readonly shard: number;
}

/** Fewer tickets below the cut than are drawn; it decides nothing, and whoever meets it draws in one pass. */
export interface TooFewCandidates {
  readonly kind: 'too-few-candidates';
  readonly stratum: string;
}

/** The rows of one shard that may be drawn, from the lines of its book, which must have the shard's root. */
export function shardCandidates(
  { seed, strata, reserves }: CandidateRequest,
  { shard, root, size }: Omit<ShardFacts, 'strata'>,
  book: Iterable<string>,
): Result<ShardCandidates, LineFault | AnotherShard | UnknownStratum> {
  const ticketOf = objectTickets(seed);
  const kept = new Map(
    strata.map((stratum) => [
      stratum.stratum,
      { last: lastTicket(cutOf(stratum, reserves)), smallest: smallestTickets<OpenedRow>(stratum.quota + reserves) },
    ]),
  );
  let stray: UnknownStratum | undefined;
  const read = readBook(book, ({ row, stratum, id, places, version }) => {
    const own = kept.get(stratum);
    if (!own) {
      stray ??= { kind: 'unknown-stratum', row, stratum };
      return;
    }
    const ticket = ticketOf(row);
    if (ticket <= own.last && own.smallest.admits(ticket)) own.smallest.offer({ row, ticket, id, places, version });
  });
  if (!read.ok) return read;
  if (stray) return err(stray);
  if (read.value.shardRoots[shard] !== root || read.value.size !== size) return err({ kind: 'another-root', shard });
  return ok({
    shard,
    reserves,
    strata: [...kept].map(([stratum, own]) => ({
      stratum,
      candidates: own.smallest.inOrder(),
    })),
  });
}

/** Draws a frame from the candidates of its 256 shards, given in any order, one after the other. */
export function candidateReducer({ strata, reserves }: Omit<CandidateRequest, 'seed'>) {
  const shards: number[] = [];
  let reservesAtHand = Number.POSITIVE_INFINITY;
  const kept = new Map(strata.map(({ stratum, quota }) => [stratum, smallestTickets<OpenedRow>(quota + reserves)]));
  return {
    add(given: ShardCandidates): void {
      shards.push(given.shard);
      reservesAtHand = Math.min(reservesAtHand, given.reserves);
      for (const { stratum, candidates } of given.strata) {
        for (const candidate of candidates) kept.get(stratum)?.offer(candidate);
      }
    },
    /** Exactly what one pass over the frame selects. */
    draw(): Result<readonly OpenedSelection[], ShardsIncomplete | TooFewCandidates> {
      const incomplete = shardsIncomplete(shards);
      if (incomplete) return err(incomplete);
      const drawn = strata.map((stratum) => ({ stratum, entries: kept.get(stratum.stratum)?.inOrder() ?? [] }));
      const short = drawn.find(
        ({ stratum: { size, quota }, entries }) =>
          reserves > reservesAtHand || entries.length < Math.min(size, quota + reserves),
      );
      if (short) return err({ kind: 'too-few-candidates', stratum: short.stratum.stratum });
      return ok(drawn.map(({ stratum, entries }) => stratumSelection(stratum, entries)));
    },
  };
}
