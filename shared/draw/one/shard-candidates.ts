import { err, ok, type Result } from '../../base/result.ts';
import { cutOf } from '../candidate-cut.ts';
import { type ShardFacts, type ShardsIncomplete, shardsIncomplete } from '../join-shards.ts';
import { type Drawn, headOf } from '../ticket-order.ts';
import type { StratumQuota } from './manifest.ts';
import { type FrameFault, readFrame } from './read-frame.ts';
import { type StratumSelection, stratumSelection, type UnknownStratum } from './select.ts';
import { smallest } from './smallest.ts';
import { objectHeads, objectTicket } from './tickets.ts';

export interface CandidateRequest {
  readonly seed: string;
  readonly strata: readonly StratumQuota[];
  readonly reserves: number;
}

/** A row that may be drawn, with the registry version that the frame froze. */
export interface Candidate extends Drawn {
  readonly version: number;
}

export interface ShardCandidates {
  readonly shard: number;
  /** How many rows beyond each quota were kept; with a higher number, the next in order may be missing. */
  readonly reserves: number;
  readonly strata: readonly { readonly stratum: string; readonly candidates: readonly Candidate[] }[];
}

/** The lines do not match the shard's facts. */
export interface AnotherShard {
  readonly kind: 'another-root';
  readonly shard: number;
}

/** Fewer tickets below the cut than must be drawn. This decides nothing: the caller then draws in one pass. */
export interface TooFewCandidates {
  readonly kind: 'too-few-candidates';
  readonly stratum: string;
}

/** The rows of one shard that may be drawn, from its frozen lines, which must match the shard's root. */
export function shardCandidates(
  { seed, strata, reserves }: CandidateRequest,
  { shard, root, size }: Omit<ShardFacts, 'strata'>,
  lines: Iterable<string>,
): Result<ShardCandidates, FrameFault | AnotherShard | UnknownStratum> {
  const headIn = objectHeads(seed);
  const kept = new Map(
    strata.map((stratum) => [
      stratum.stratum,
      { cut: cutOf(stratum, reserves), smallest: smallest(stratum.quota + reserves, (id) => objectTicket(seed, id)) },
    ]),
  );
  const versions = new Map<string, number>();
  let stray: UnknownStratum | undefined;
  const read = readFrame(lines, ({ id, stratum, version }) => {
    const own = kept.get(stratum);
    if (!own) {
      stray ??= { kind: 'unknown-stratum', id, stratum };
      return;
    }
    const head = headIn(id);
    if (head <= own.cut && own.smallest.offer(id, head)) versions.set(id, version);
  });
  if (!read.ok) return read;
  if (stray) return err(stray);
  if (read.value.shardRoots[shard] !== root || read.value.size !== size) return err({ kind: 'another-root', shard });
  return ok({
    shard,
    reserves,
    strata: [...kept].map(([stratum, own]) => ({
      stratum,
      candidates: own.smallest.inOrder().map(({ id, ticket }) => ({ id, ticket, version: versions.get(id) ?? 0 })),
    })),
  });
}

/** Draws a frame from the candidates of its 256 shards, given one at a time in any order. */
export function candidateReducer({ strata, reserves }: Omit<CandidateRequest, 'seed'>) {
  const shards: number[] = [];
  let reservesAtHand = Number.POSITIVE_INFINITY;
  const handedOn = new Map<string, Candidate>();
  const ticketOf = (id: string) => handedOn.get(id)?.ticket ?? '';
  const kept = new Map(strata.map(({ stratum, quota }) => [stratum, smallest(quota + reserves, ticketOf)]));
  return {
    add(given: ShardCandidates): void {
      shards.push(given.shard);
      reservesAtHand = Math.min(reservesAtHand, given.reserves);
      for (const { stratum, candidates } of given.strata) {
        const own = kept.get(stratum);
        for (const candidate of candidates) {
          handedOn.set(candidate.id, candidate);
          if (!own?.offer(candidate.id, headOf(candidate.ticket))) handedOn.delete(candidate.id);
        }
      }
    },
    /** Exactly what one pass over the frame selects, with the version of every object that was drawn or kept. */
    draw(): Result<
      { readonly strata: readonly StratumSelection[]; readonly versions: ReadonlyMap<string, number> },
      ShardsIncomplete | TooFewCandidates
    > {
      const incomplete = shardsIncomplete(shards);
      if (incomplete) return err(incomplete);
      const drawn = strata.map((stratum) => ({ stratum, entries: kept.get(stratum.stratum)?.inOrder() ?? [] }));
      const short = drawn.find(
        ({ stratum: { size, quota }, entries }) =>
          reserves > reservesAtHand || entries.length < Math.min(size, quota + reserves),
      );
      if (short) return err({ kind: 'too-few-candidates', stratum: short.stratum.stratum });
      const inOrder = drawn.flatMap(({ entries }) => entries);
      return ok({
        strata: drawn.map(({ stratum, entries }) => stratumSelection(stratum, entries)),
        versions: new Map(inOrder.map(({ id }) => [id, handedOn.get(id)?.version ?? 0])),
      });
    },
  };
}
