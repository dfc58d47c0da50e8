import { hash } from 'node:crypto';
import { selectObjects } from '../shared/draw/select.ts';
import { objectHeads } from '../shared/draw/tickets.ts';
import type { BenchRow } from './bench.ts';

const objects = 200_000;
const rounds = 7;
const seed = '8fe3224422bc33aa4c8f1178ecd96118ca3dc5c58784e38660209154f3301e6d';

/**
 * Object tickets against as many plain one-block SHA-256 digests by Node's one-shot hash, round by round in turn so
 * that both meet the same machine. A ratio of 0.67 or more keeps a ticket within 1.5 times a plain digest.
 */
export default async function drawTickets(): Promise<BenchRow[]> {
  const ids = Array.from({ length: objects }, (_, n) => `92411422MA${String(n).padStart(8, '0')}`);
  const rows = ids.map((id) => ({ id, stratum: 'A' }));
  const strata = [{ stratum: 'A', quota: objects / 100 }];
  const ways = {
    plain: () => ids.forEach((id) => hash('sha256', id, 'hex')),
    ticket: () => ids.forEach(objectHeads(seed)),
    selection: () => selectObjects({ seed, strata, reserves: 3 }, rows),
  };
  const times = Array.from({ length: rounds + 1 }, () => ({
    plain: millisecondsOf(ways.plain),
    ticket: millisecondsOf(ways.ticket),
    selection: millisecondsOf(ways.selection),
  })).slice(1);
  const plain = median(times.map((round) => round.plain));
  const row = (what: string, ours: number): BenchRow => ({
    what: `${what}; peer one-block SHA-256 by node:crypto`,
    ours: perSecond(ours),
    peer: perSecond(plain),
    ratio: (plain / ours).toFixed(2),
  });
  return [
    row(`${objects} object tickets`, median(times.map((round) => round.ticket))),
    row(`draw of 1 % of ${objects} objects`, median(times.map((round) => round.selection))),
  ];
}

function millisecondsOf(work: () => unknown): number {
  const start = performance.now();
  work();
  return performance.now() - start;
}

const median = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[values.length >> 1] ?? 0;

const perSecond = (milliseconds: number): string => `${Math.round(objects / milliseconds)} k/s`;
