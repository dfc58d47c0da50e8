import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as z from 'zod';
import type { BenchRow } from '../bench.ts';
import { child, kb, lap, Measured, mb, seconds } from './processes.ts';

/** The memory limit of any process of a draw of 10 M objects by shards: a function does one shard, or the reduce. */
const limitBytes = 512e6;

const Drawn = Measured.extend({ digest: z.string(), selection: z.string() });
const Framed = Drawn.extend({ facts: z.string() });
const ByShards = Framed.extend({
  root: z.string(),
  handedOn: z.object({ bytes: z.number(), largest: z.number(), lines: z.number() }),
});
const OneShard = Measured.extend({ rows: z.int() });

/**
 * Freezing and drawing shard by shard, compared with one pass over the same lines and one over the registry, which must
 * give the same; and the memory of the processes of one shard, of the reduce, and of all shards sequentially.
 */
export async function shardRows(size: number, digest: string | undefined, limitMs: number) {
  const folder = await mkdtemp(join(tmpdir(), 'suiji-bench-'));
  try {
    await child('registry', size, folder);
    const all = ByShards.parse(await child('by-shards', size, folder));
    const shard = OneShard.parse(await child('one-shard', size));
    const reduce = Drawn.parse(await child('reduce', size, folder));
    const onePass = Framed.parse(await child('one-pass', size, folder));
    const registry = Drawn.parse(await child('registry-order', size));
    if (all.facts !== onePass.facts) throw new Error(`${size} objects: shards make another frame than the single pass`);
    if (all.digest !== digest) throw new Error(`${size} objects: shards draw others than the single pass`);
    for (const one of [reduce, onePass, registry])
      if (one.selection !== all.selection) throw new Error(`${size} objects: a selection differs from that by shards`);
    return { all, freeze: lap(all, 'freeze'), ...tableOf(size, limitMs, { all, shard, reduce, onePass }) };
  } finally {
    await rm(folder, { recursive: true });
  }
}

interface Runs {
  readonly all: z.infer<typeof ByShards>;
  readonly shard: z.infer<typeof OneShard>;
  readonly reduce: Measured;
  readonly onePass: Measured;
}

function tableOf(size: number, limitMs: number, { all, shard, reduce, onePass }: Runs) {
  const objects = `${size / 1000} k objects`;
  const freeze = lap(all, 'freeze');
  const draw = lap(all, 'draw') + lap(all, 'reduce');
  const { bytes, largest, lines } = all.handedOn;
  const memory = (what: string, peakBytes: number): BenchRow => ({
    what: `${objects}: memory of ${what}; limit 512 MB`,
    ours: mb(peakBytes),
    peer: mb(limitBytes),
    ratio: (limitBytes / peakBytes).toFixed(2),
  });
  const rows: BenchRow[] = [
    {
      what: `${objects}: freezing 256 shards (sort, leaf hashes, roots); peer the raw limit`,
      ours: `${seconds(freeze)}, ${mb(lines)} of lines`,
      peer: seconds(limitMs),
      ratio: (limitMs / freeze).toFixed(2),
    },
    {
      what: `${objects}: drawing 256 shards with reading their lines, and the reduce; peer one pass, same result`,
      ours: `${seconds(draw)}, of which reduce ${seconds(lap(all, 'reduce'))}; ${mb(bytes)} of candidates, at most ${kb(largest)} a shard`,
      peer: `${seconds(lap(onePass, 'draw'))} ${mb(onePass.peakBytes)}`,
      ratio: (lap(onePass, 'draw') / draw).toFixed(2),
    },
    memory(`the function of one shard, ${shard.rows} rows frozen and drawn`, shard.peakBytes),
    memory('the function that reduces 256 files of candidates', reduce.peakBytes),
    memory('all 256 shards and the reduce in one process, one after the other', all.peakBytes),
  ];
  return { rows, took: freeze + draw };
}
