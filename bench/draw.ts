import * as z from 'zod';
import type { BenchRow } from './bench.ts';
import { child, lap, Measured, mb, python, seconds } from './draw/processes.ts';
import { shardRows } from './draw/shard-rows.ts';

const sizes = [100_000, 1_000_000, 10_000_000] as const;
/** How many times the raw limit a draw may take. */
const limitFactor = 1.5;

const ShardCost = Measured.extend({
  rows: z.int(),
  pages: z.int(),
  bytes: z.int(),
  units: z.number(),
  reported: z.number().optional(),
  grownBytes: z.number(),
});

/**
 * Draws 1 % of 100 k, 1 M and 10 M generated objects, each method and size in its own process; times are the process's
 * own CPU work. Fails if shards differ from a single pass, or an independent Python implementation from ours.
 */
export default async function drawObjects(): Promise<BenchRow[]> {
  const rows: BenchRow[] = [];
  const peaks: Record<string, string[]> = {};
  for (const size of sizes) {
    const objects = `${size / 1000} k objects`;
    const note = (way: string, ms: number, peakBytes: number) => {
      peaks[way] = [...(peaks[way] ?? []), `${seconds(ms)} ${mb(peakBytes)}`];
    };
    const ours = Measured.parse(await child('tickets', size));
    const ways = { text: lap(ours, 'text'), bytes: lap(ours, 'bytes'), block: lap(ours, 'block') };
    const limit = Math.min(...Object.values(ways));
    const drawn = lap(ours, 'selection');
    const ns = (ms: number) => `${Math.round((ms * 1e6) / size)} ns`;
    note('tickets and selection', drawn, ours.peakBytes);
    rows.push(
      {
        what: `${objects}: raw two-block SHA-256, text | bytes by node:crypto | own compression`,
        ours: Object.values(ways).map(ns).join(' | '),
        peer: `the fastest: ${ns(limit)}`,
        ratio: '1.00',
      },
      {
        what: `${objects}: tickets and selection; limit ${limitFactor} × the fastest`,
        ours: `${ns(drawn)}, ${(drawn / limit).toFixed(2)} × the fastest; ${mb(ours.peakBytes)}`,
        peer: ns(limitFactor * limit),
        ratio: ((limitFactor * limit) / drawn).toFixed(2),
      },
    );
    rows.push(...(await shardRows(size, limit)));
    const compared = (name: string, peer: Measured) => {
      note(name, lap(peer, 'draw'), peer.peakBytes);
      rows.push({
        what: `${objects}: tickets and selection; peer ${name}`,
        ours: `${seconds(drawn)} ${mb(ours.peakBytes)}`,
        peer: `${seconds(lap(peer, 'draw'))} ${mb(peer.peakBytes)}`,
        ratio: (lap(peer, 'draw') / drawn).toFixed(2),
      });
    };
    compared('Fisher–Yates with crypto.randomInt', Measured.parse(await child('shuffle', size)));
    compared('SQLite ORDER BY random() LIMIT', Measured.parse(await child('sqlite', size)));
    const rivest = await python('rivest', size);
    if (!rivest) rows.push({ what: `${objects}: peer Rivest sampler`, ours: '', peer: 'no python3 here', ratio: '–' });
    else compared('Rivest sampler in Python', rivest);
    const again = size <= 1_000_000 ? await python('suiji', size) : undefined;
    if (again && again.digest !== ours.digest) throw new Error(`${objects}: Python draws others than we do`);
    if (again) compared('our tickets in Python, the same list', again);
  }
  for (const size of sizes.slice(1)) rows.push(await costOfShard(size));
  for (const [way, each] of Object.entries(peaks)) {
    rows.push({ what: `growth with 100 k → 1 M → 10 M objects: ${way}`, ours: each.join(' → '), peer: '', ratio: '' });
  }
  return rows;
}

async function costOfShard(size: number): Promise<BenchRow> {
  const cost = ShardCost.parse(await child('shard-cost', size));
  const { rows, pages, bytes, units, reported, grownBytes } = cost;
  const source = reported === undefined ? 'computed at 1 per 4 KB, strongly consistent' : 'as the emulator reports';
  return {
    what: `one shard of ${size / 1000} k objects, registry to frozen lines of two frames`,
    ours: `${rows} rows in ${seconds(lap(cost, 'freeze'))}, of which ${seconds(lap(cost, 'cpu'))} own work, +${mb(grownBytes)}; ${pages} pages, ${mb(bytes)} of JSON`,
    peer: `${units} read units, ${source}`,
    ratio: '',
  };
}
