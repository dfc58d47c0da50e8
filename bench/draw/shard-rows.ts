import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as z from 'zod';
import type { BenchRow } from '../bench.ts';
import { child, lap, Measured, mb, seconds } from './processes.ts';

/** The memory limit of any process of a draw of 10 M objects by shards: a function does one shard, or a reduce. */
const limitBytes = 512e6;
/** Freezing as many objects at once takes a gigabyte for each million. */
const mostAtOnce = 1_000_000;

const Files = z.object({ list: z.string(), book: z.string() });
const Drawn = Measured.extend({ digest: z.string(), root: z.string() });
const ByShards = Drawn.extend({
  files: Files,
  handedOn: z.object({ rows: z.number(), list: z.number(), book: z.number(), candidates: z.number() }),
});
const AtOnce = Measured.extend({ root: z.string(), files: Files });
const OneShard = Measured.extend({ rows: z.int(), bytes: z.int() });

/**
 * Freezing, merging and drawing shard by shard, compared with one pass over the book and, where it fits, with freezing all at
 * once: files, roots and draws must be the same to the byte. `limitMs` is the raw limit of as many hashes.
 */
export async function shardRows(size: number, limitMs: number): Promise<readonly BenchRow[]> {
  const objects = `${size / 1000} k objects`;
  const folder = await mkdtemp(join(tmpdir(), 'suiji-bench-'));
  try {
    await child('registry', size, folder);
    const all = ByShards.parse(await child('by-shards', size, folder));
    const pass = Drawn.parse(await child('one-pass', size, folder));
    if (pass.root !== all.root || pass.digest !== all.digest)
      throw new Error(`${objects}: shards draw others than one pass`);
    const shard = OneShard.parse(await child('one-shard', size));
    const { rows, list, book, candidates } = all.handedOn;
    const draw = lap(all, 'draw') + lap(all, 'reduce');
    return [
      {
        what: `${objects}: freezing 256 shards of the registry; peer the raw limit`,
        ours: `${seconds(lap(all, 'freeze'))}, ${mb(rows)} handed on`,
        peer: seconds(limitMs),
        ratio: (limitMs / lap(all, 'freeze')).toFixed(2),
      },
      {
        what: `${objects}: merging 256 shards of the frame`,
        ours: `${seconds(lap(all, 'merge'))}; list ${mb(list)}, book ${mb(book)}`,
        peer: '',
        ratio: '',
      },
      {
        what: `${objects}: drawing 256 shards from their books, and the reduce; peer one pass, same result`,
        ours: `${seconds(draw)}, of which reduce ${seconds(lap(all, 'reduce'))}; ${mb(candidates)} of candidates`,
        peer: `${seconds(lap(pass, 'draw'))} ${mb(pass.peakBytes)}`,
        ratio: (lap(pass, 'draw') / draw).toFixed(2),
      },
      {
        what: `${objects}: memory of the function of one shard, ${shard.rows} rows frozen; limit 512 MB`,
        ours: mb(shard.peakBytes),
        peer: mb(limitBytes),
        ratio: (limitBytes / shard.peakBytes).toFixed(2),
      },
      {
        what: `${objects}: memory of all shards, merged and drawn in one process, one after the other; peer one pass`,
        ours: mb(all.peakBytes),
        peer: mb(pass.peakBytes),
        ratio: (pass.peakBytes / all.peakBytes).toFixed(2),
      },
      ...(size <= mostAtOnce ? [await atOnceRow(size, objects, all)] : []),
    ];
  } finally {
    await rm(folder, { recursive: true });
  }
}

async function atOnceRow(size: number, objects: string, all: z.infer<typeof ByShards>): Promise<BenchRow> {
  const whole = AtOnce.parse(await child('at-once', size));
  if (whole.root !== all.root) throw new Error(`${objects}: the frame of all objects has another root`);
  if (whole.files.list !== all.files.list || whole.files.book !== all.files.book)
    throw new Error(`${objects}: shards make other files than freezing all at once`);
  const took = lap(all, 'freeze') + lap(all, 'merge');
  return {
    what: `${objects}: freezing all at once, the same files to the byte`,
    ours: `${seconds(took)} ${mb(all.peakBytes)} by shards`,
    peer: `${seconds(lap(whole, 'freeze'))} ${mb(whole.peakBytes)}`,
    ratio: (lap(whole, 'freeze') / took).toFixed(2),
  };
}
