import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import * as z from 'zod';
import type { BenchRow } from './bench.ts';
import { requestFor, seed } from './draw/rows.ts';

const sizes = [100_000, 1_000_000, 10_000_000] as const;
/** Of the raw limit, what a draw may take; of memory, what 10 M objects by shards may. */
const limitFactor = 1.5;
const limitBytes = 512e6;
/** As a function of 512 MB is run: the heap may have what the process itself leaves of it. */
const heapOf512 = '--max-old-space-size=320';

const Measured = z.object({
  laps: z.record(z.string(), z.number()),
  peakBytes: z.number(),
  digest: z.string().optional(),
  root: z.string().optional(),
});
const ByShards = Measured.extend({
  handedOn: z.object({ bytes: z.number(), largest: z.number(), lines: z.number() }),
});
const ShardCost = Measured.extend({
  rows: z.int(),
  pages: z.int(),
  bytes: z.int(),
  units: z.number(),
  reported: z.number().optional(),
  grownBytes: z.number(),
});

/**
 * Draws 1 % of 100 k, 1 M and 10 M generated objects, each way and size in a process of its own; times are those of the
 * process's own work. Fails when what shards give differs from a single pass, or a Python of its own from us.
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
        what: `${objects}: raw one-block SHA-256, text | bytes by node:crypto | own compression`,
        ours: Object.values(ways).map(ns).join(' | '),
        peer: `the fastest: ${ns(limit)}`,
        ratio: '1.00',
      },
      {
        what: `${objects}: tickets and selection; limit ${limitFactor} × the fastest`,
        ours: ns(drawn),
        peer: ns(limitFactor * limit),
        ratio: ((limitFactor * limit) / drawn).toFixed(2),
      },
    );

    const sharded = ByShards.parse(await child('by-shards', size, heapOf512));
    if (sharded.digest !== ours.digest) throw new Error(`${objects}: shards draw others than the single pass`);
    const [freeze, onePass] = [lap(sharded, 'freeze'), lap(sharded, 'onePass')];
    const byShards = lap(sharded, 'draw') + lap(sharded, 'reduce');
    note('freeze and draw by shards', freeze + byShards, sharded.peakBytes);
    const { bytes, largest, lines } = sharded.handedOn;
    rows.push(
      {
        what: `${objects}: by shards = single pass (root, selection); memory, limit 512 MB`,
        ours: mb(sharded.peakBytes),
        peer: mb(limitBytes),
        ratio: (limitBytes / sharded.peakBytes).toFixed(2),
      },
      {
        what: `${objects}: freezing 256 shards (sort, leaf hashes, roots); peer the raw limit`,
        ours: `${seconds(freeze)}, ${mb(lines)} of lines`,
        peer: seconds(limit),
        ratio: (limit / freeze).toFixed(2),
      },
      {
        what: `${objects}: drawing 256 shards with reading their lines, and the reduce; peer one pass`,
        ours: `${seconds(byShards)}, of which reduce ${seconds(lap(sharded, 'reduce'))}; ${mb(bytes)} of candidates, at most ${kb(largest)} a shard`,
        peer: seconds(onePass),
        ratio: (onePass / byShards).toFixed(2),
      },
    );
    if (size <= 1_000_000) {
      const whole = Measured.parse(await child('at-once', size));
      if (whole.root !== sharded.root) throw new Error(`${objects}: the frame of all rows has another root`);
      rows.push({
        what: `${objects}: freezing all rows at once`,
        ours: `${seconds(freeze)} ${mb(sharded.peakBytes)}`,
        peer: `${seconds(lap(whole, 'freeze'))} ${mb(whole.peakBytes)}`,
        ratio: (lap(whole, 'freeze') / freeze).toFixed(2),
      });
    }
    const compared = (name: string, peer: z.infer<typeof Measured>) => {
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

const lap = ({ laps }: z.infer<typeof Measured>, name: string): number => laps[name] ?? 0;
const seconds = (ms: number): string => `${(ms / 1000).toFixed(2)} s`;
const mb = (bytes: number): string => `${Math.round(bytes / 1e6)} MB`;
const kb = (bytes: number): string => `${Math.ceil(bytes / 1000)} KB`;

async function child(way: string, objects: number, ...flags: readonly string[]): Promise<unknown> {
  const script = fileURLToPath(new URL('./draw/measure.ts', import.meta.url));
  const { stdout } = await promisify(execFile)(process.execPath, [...flags, script, way, String(objects)]);
  return JSON.parse(stdout);
}

/** Undefined where there is no python3. */
async function python(format: 'rivest' | 'suiji', objects: number): Promise<z.infer<typeof Measured> | undefined> {
  const script = fileURLToPath(new URL('./draw/rivest-sampler.py', import.meta.url));
  const quotas = JSON.stringify(requestFor(objects).strata.map(({ quota }) => quota));
  try {
    const { stdout } = await promisify(execFile)('python3', [script, format, seed, String(objects), quotas]);
    return Measured.parse(JSON.parse(stdout));
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
}
