import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import * as z from 'zod';
import { startEmulator } from '../local/emulator.ts';
import type { BenchRow } from './bench.ts';
import { writeClassFile, writeCsvFile, writeXlsxFile } from './import-file.ts';

const rowCount = 100_000;

const Reading = z.object({ rows: z.int(), ms: z.number(), peakBytes: z.number() });
type Reading = z.infer<typeof Reading>;

/** An import file of the largest size, read and checked by us, compared with a peer that only reads it into memory. */
export default async function importFiles(): Promise<BenchRow[]> {
  const parent = fileURLToPath(new URL('../.local/bench/', import.meta.url));
  await mkdir(parent, { recursive: true });
  const folder = await mkdtemp(join(parent, 'import-'));
  try {
    const xlsx = join(folder, 'objects.xlsx');
    const csv = join(folder, 'objects.csv');
    await writeXlsxFile(xlsx, rowCount);
    await writeCsvFile(csv, rowCount);
    return [
      ...(await compared('XLSX', xlsx, 'ours', 'hucre-whole')),
      ...(await compared('XLSX', xlsx, 'ours-rows', 'hucre-stream')),
      ...(await compared('CSV', csv, 'ours', 'csv-parse-whole')),
      ...(await wholeImports(xlsx, folder)),
    ];
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function reading(way: Way, path: string): Promise<Reading> {
  const script = fileURLToPath(new URL('./import-reading.ts', import.meta.url));
  const { stdout } = await promisify(execFile)(process.execPath, [script, way, path]);
  return Reading.parse(JSON.parse(stdout));
}

const Whole = z.object({
  rows: z.int(),
  changed: z.int(),
  staged: z.number(),
  activated: z.number(),
  settled: z.number(),
  peakBytes: z.number(),
});
type Whole = z.infer<typeof Whole>;

/**
 * The same file through the whole import into a database on disk, in one of our processes; the limit is 512 MB. Then two months'
 * files of classes of the same objects: all of them get one by the first, one in fifty another by the second.
 */
async function wholeImports(path: string, folder: string): Promise<BenchRow[]> {
  const emulator = await startEmulator({ file: join(folder, 'database') });
  const script = fileURLToPath(new URL('./import-whole.ts', import.meta.url));
  const whole = async (file: string, ...month: string[]): Promise<Whole> => {
    const { stdout } = await promisify(execFile)(process.execPath, [script, file, emulator.endpoint, ...month]);
    return Whole.parse(JSON.parse(stdout));
  };
  try {
    const objects = await whole(path);
    const months: BenchRow[] = [];
    for (const month of [1, 2]) {
      const file = join(folder, `classes-${month}.xlsx`);
      await writeClassFile(file, rowCount, month);
      months.push(...besideObjects(await whole(file, `2026-0${month}`), objects));
    }
    const what = `import ${objects.rows} × 14 XLSX into the registry; limit 512 MB`;
    return [
      { what, ours: `${mb(objects.peakBytes)}; ${stepsOf(objects)}`, peer: '512 MB', ratio: within(objects) },
      ...months,
    ];
  } finally {
    await emulator.stop();
  }
}

/** A file of classes beside the import of as many objects. */
function besideObjects(classes: Whole, objects: Whole): BenchRow[] {
  const what = `class file of ${classes.rows} rows, ${classes.changed} objects changed`;
  return [
    { what: `${what}; limit 512 MB`, ours: mb(classes.peakBytes), peer: '512 MB', ratio: within(classes) },
    {
      what: `${what}; peer the import of as many objects: memory`,
      ours: mb(classes.peakBytes),
      peer: mb(objects.peakBytes),
      ratio: (objects.peakBytes / classes.peakBytes).toFixed(2),
    },
    {
      what: `${what}; peer the import of as many objects: time`,
      ours: stepsOf(classes),
      peer: stepsOf(objects),
      ratio: (objects.settled / classes.settled).toFixed(2),
    },
  ];
}

const seconds = (ms: number): string => (ms / 1000).toFixed(1);
const stepsOf = ({ staged, activated, settled }: Whole): string =>
  `${seconds(staged)} s staged, ${activated - staged} ms to activate, ${seconds(settled)} s in all`;
const mb = (bytes: number): string => `${Math.round(bytes / 1e6)} MB peak`;
const within = ({ peakBytes }: Whole): string => (512e6 / peakBytes).toFixed(2);

/** What each way of reading a file does, for the reader of the table. */
const ways = {
  ours: 'read and checked',
  'ours-rows': 'read row by row',
  'hucre-whole': 'hucre readXlsx, read only',
  'hucre-stream': 'hucre streamXlsxRows, read row by row',
  'csv-parse-whole': 'csv-parse/sync, read only',
} as const;
type Way = keyof typeof ways;

async function compared(format: string, path: string, own: Way, other: Way): Promise<BenchRow[]> {
  const ours = await reading(own, path);
  const peer = await reading(other, path);
  const what = `import ${ours.rows} × 14 ${format}, ${ways[own]}; peer ${ways[other]}`;
  return [
    { what: `${what}: time`, ours: `${ours.ms} ms`, peer: `${peer.ms} ms`, ratio: (peer.ms / ours.ms).toFixed(2) },
    {
      what: `${what}: memory`,
      ours: mb(ours.peakBytes),
      peer: mb(peer.peakBytes),
      ratio: (peer.peakBytes / ours.peakBytes).toFixed(2),
    },
  ];
}
