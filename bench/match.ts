import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import * as z from 'zod';
import type { BenchRow } from './bench.ts';
import { type MatchSize, matchCase } from './match-cases.ts';
import { optimiser } from './match-optimum.ts';

const limitMs = 60_000;
const limitBytes = 512e6;

const county: MatchSize = { visits: 1000, inspectors: 200, departments: 8 };
const larger: readonly MatchSize[] = [
  { visits: 2500, inspectors: 500, departments: 1 },
  { visits: 5000, inspectors: 1000, departments: 1 },
  { visits: 10_000, inspectors: 2000, departments: 1 },
  { visits: 10_000, inspectors: 2000, departments: 10 },
  { visits: 10_000, inspectors: 2000, departments: 1, tight: true },
];

const Run = z.object({
  ms: z.number(),
  peakBytes: z.number(),
  /** Sum of squared loads, and a lower bound for any match. */
  squares: z.int(),
  bound: z.int(),
  least: z.int(),
  most: z.int(),
});

/** Teams for a county's batch, with all rules, against an exact optimiser where it ends, else against the limits. */
export default async function matchTeamsBench(): Promise<BenchRow[]> {
  const rows = await againstOptimiser(county);
  for (const size of larger) rows.push(...(await withinLimits(size)));
  return rows;
}

async function againstOptimiser(size: MatchSize): Promise<BenchRow[]> {
  const { ms, squares } = await run(size);
  const optimum = await optimiser();
  const start = performance.now();
  const least = optimum(matchCase(size)) ?? 0;
  const peer = Math.round(performance.now() - start);
  const what = `match ${named(size)}; peer HiGHS integer program`;
  return [
    { what: `${what}: time`, ours: `${ms} ms`, peer: `${peer} ms`, ratio: (peer / ms).toFixed(2) },
    {
      what: `${what}: sum of squared loads`,
      ours: String(squares),
      peer: String(least),
      ratio: (least / squares).toFixed(4),
    },
  ];
}

async function withinLimits(size: MatchSize): Promise<BenchRow[]> {
  const { ms, peakBytes, squares, bound, least, most } = await run(size);
  return [
    {
      what: `match ${named(size)}; limit 60 s and 512 MB`,
      ours: `${(ms / 1000).toFixed(1)} s, ${Math.round(peakBytes / 1e6)} MB peak`,
      peer: '60 s, 512 MB',
      ratio: Math.min(limitMs / ms, limitBytes / peakBytes).toFixed(2),
    },
    {
      what: `match ${named(size)}; sum of squared loads, peer the bound if all could check everything`,
      ours: `${squares}; ${least} to ${most} visits each`,
      peer: String(bound),
      ratio: (bound / squares).toFixed(4),
    },
  ];
}

const named = ({ visits, inspectors, departments, tight }: MatchSize): string =>
  `${visits} × ${inspectors}, ${departments} department${departments === 1 ? '' : 's'}` +
  (tight ? ', no place to spare' : '');

/** In its own process, to measure its memory. */
async function run({ visits, inspectors, departments, tight }: MatchSize): Promise<z.infer<typeof Run>> {
  const script = fileURLToPath(new URL('./match-run.ts', import.meta.url));
  const size = [`${visits}`, `${inspectors}`, `${departments}`, ...(tight ? ['tight'] : [])];
  const { stdout } = await promisify(execFile)(process.execPath, [script, ...size]);
  return Run.parse(JSON.parse(stdout));
}
