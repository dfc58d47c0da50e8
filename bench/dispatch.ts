import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import * as z from 'zod';
import { lowLevelClient } from '../functions/adapters/dynamodb/client.ts';
import { createTables, namesWith } from '../local/create-tables.ts';
import { startEmulator } from '../local/emulator.ts';
import { departmentCodes } from '../shared/codes/departments.ts';
import { jobs } from '../shared/platform/jobs.ts';
import { writeSealed } from '../shared/use-cases/draw/draw-files.ts';
import type { BenchRow } from './bench.ts';
import { latencyMs, selectedVisits } from './dispatch-visits.ts';
import { folderBlobs } from './folder-blobs.ts';

/** The largest batch of the county: every department at 20,000 visits. */
const largest = 20_000 * departmentCodes.length;
const results = 100_000;
/** Enough to see what a transaction costs. */
const resultsOneByOne = 10_000;
/** Memory of a job's function in the cloud (infra/config.ts). */
const memoryLimit = 1769e6;

const Run = z.object({
  visits: z.int(),
  rows: z.int(),
  laps: z.object({ read: z.number(), staged: z.number(), sealed: z.number() }),
  /** Of our process (ms), beside which the emulator has its own. */
  cpu: z.number(),
  calls: z.int(),
  peakBytes: z.number(),
});
type Run = z.infer<typeof Run>;

/**
 * Stages and seals the results of a large batch through the real adapter on the emulator, every call made slower by a
 * network's time. The limit is the share of the function's 15 minutes that so many of the largest batch's results have.
 */
export default async function dispatch(): Promise<BenchRow[]> {
  const parent = fileURLToPath(new URL('../.local/bench/', import.meta.url));
  await mkdir(parent, { recursive: true });
  const folder = await mkdtemp(join(parent, 'dispatch-'));
  const emulator = await startEmulator();
  try {
    const run = async (prefix: string, count: number, way: 'several' | 'single') => {
      await createTables(lowLevelClient({ endpoint: emulator.endpoint }), namesWith(prefix));
      const visits = selectedVisits(Math.ceil(count / departmentCodes.length));
      const file = { batch: 'B1', seed: '0'.repeat(64), visits };
      const { blob, digest } = await writeSealed(
        { blobs: folderBlobs(folder) },
        `draws/${prefix}/selection.json`,
        file,
      );
      return child([emulator.endpoint, prefix, folder, blob, digest, way]);
    };
    const first = await run('first-', results, 'several');
    const again = await run('first-', results, 'several');
    const single = await run('single-', resultsOneByOne, 'single');
    if (first.rows !== again.rows) throw new Error('the repeated run sealed other rows');
    const at = `${results} results, ${latencyMs} ms added to each call`;
    return [
      row(`dispatch of ${at}`, first, results),
      row(`the same again, all of it standing`, again, results),
      row(`one transaction after the other, ${resultsOneByOne} results`, single, resultsOneByOne),
      {
        what: `dispatch of ${results} results: memory, of which ${largest} take ${(largest / results).toFixed(1)} times as much`,
        ours: `${Math.round(first.peakBytes / 1e6)} MB peak`,
        peer: `${Math.round(memoryLimit / 1e6)} MB`,
        ratio: (memoryLimit / first.peakBytes).toFixed(2),
      },
    ];
  } finally {
    await emulator.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

function row(what: string, { laps, cpu, calls }: Run, count: number): BenchRow {
  const seconds = (ms: number) => (ms / 1000).toFixed(1);
  const took = laps.read + laps.staged + laps.sealed;
  const limit = (jobs['dispatch-visits'].minutes * 60_000 * count) / largest;
  return {
    what: `${what}; limit 15 min for ${largest}`,
    ours: `${seconds(took)} s: ${seconds(laps.read)} read, ${seconds(laps.staged)} staged, ${seconds(laps.sealed)} sealed; ${calls} calls, ${seconds(cpu)} s of our own`,
    peer: `${seconds(limit)} s`,
    ratio: (limit / took).toFixed(2),
  };
}

async function child(given: readonly string[]): Promise<Run> {
  const script = fileURLToPath(new URL('./dispatch-run.ts', import.meta.url));
  const { stdout } = await promisify(execFile)(process.execPath, [script, ...given]);
  return Run.parse(JSON.parse(stdout));
}
