import { appendFileSync, mkdirSync, openSync, readSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { StratumQuota } from '../../shared/draw/manifest.ts';
import { shardCount } from '../../shared/draw/merkle.ts';
import { quotaOf } from '../../shared/draw/quota.ts';
import { sha256 } from '../../shared/draw/sha256.ts';

/** A synthetic registry: row n is the same in every run and process, so none needs to be stored. */
export const seed = '8fe3224422bc33aa4c8f1178ecd96118ca3dc5c58784e38660209154f3301e6d';
export const idOf = (n: number): string => `92411422MA${String(n).padStart(8, '0')}`;

const classes = ['A', 'B', 'C', 'D'] as const;
const classOf = (n: number): string => classes[n % 4] ?? 'A';
/** Draws 1 % of each class. */
const ratio = 100;
const reserves = 3;

/** What the registry holds of an object. */
export const objectOf = (n: number) => ({ id: idOf(n), stratum: classOf(n), version: 1 + (n % 3) });

export function requestFor(objects: number) {
  const strata: StratumQuota[] = classes.map((stratum, index) => {
    const size = Math.ceil((objects - index) / classes.length);
    return { stratum, size, quota: quotaOf({ ratio }, size) };
  });
  return { seed, strata, reserves };
}

/** The shard of the registry in which an object lies. */
const shardOf = (id: string): number => Number.parseInt(sha256(id).slice(0, 2), 16);

export const wanted = (objects: number): number =>
  requestFor(objects).strata.reduce((sum, { quota }) => sum + quota, 0);

/**
 * Writes the numbers of all rows to a file, shard by shard, so that a process that handles one shard at a time need not
 * hold the registry: 257 offsets of the shards, then the numbers.
 */
export function leaveNumbers(objects: number, folder: string): object {
  const shards = new Uint8Array(objects);
  const starts = new Uint32Array(shardCount + 1);
  for (let n = 0; n < objects; n += 1) {
    const shard = shardOf(idOf(n));
    shards[n] = shard;
    starts[shard + 1] = (starts[shard + 1] ?? 0) + 1;
  }
  for (let shard = 0; shard < shardCount; shard += 1)
    starts[shard + 1] = (starts[shard + 1] ?? 0) + (starts[shard] ?? 0);
  const next = starts.slice();
  const numbers = new Uint32Array(objects);
  for (const [n, shard] of shards.entries()) {
    const place = next[shard] ?? 0;
    numbers[place] = n;
    next[shard] = place + 1;
  }
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'numbers'), starts);
  appendFileSync(join(folder, 'numbers'), new Uint8Array(numbers.buffer));
  return { laps: {} };
}

/** Reads a shard's numbers from that file. */
export function numbersLeftIn(folder: string): (shard: number) => Uint32Array {
  const file = openSync(join(folder, 'numbers'), 'r');
  const read = (from: number, count: number) => {
    const words = new Uint32Array(count);
    readSync(file, words, { position: 4 * from });
    return words;
  };
  const starts = read(0, shardCount + 1);
  return (shard) => {
    const [from = 0, to = 0] = starts.subarray(shard, shard + 2);
    return read(starts.length + from, to - from);
  };
}

/** The numbers of one shard's rows; memory holds only that shard. */
export function numbersOfShard(objects: number, shard: number): Uint32Array {
  const own: number[] = [];
  for (let n = 0; n < objects; n += 1) if (shardOf(idOf(n)) === shard) own.push(n);
  return Uint32Array.from(own);
}

/** A row as it is read: 64 hex characters in the memory layout of a parsed line, not of concatenated pieces. */
export const rowOf = (n: number) => ({ row: sha256(idOf(n)), stratum: classOf(n) });

/** Adds up the CPU milliseconds of this thread's pieces of work; other load on the machine is excluded. */
export function stopwatch() {
  const laps: Record<string, number> = {};
  return {
    laps,
    time<T>(name: string, work: () => T): T {
      const start = process.threadCpuUsage();
      const made = work();
      const { user, system } = process.threadCpuUsage(start);
      laps[name] = (laps[name] ?? 0) + (user + system) / 1000;
      return made;
    },
  };
}
