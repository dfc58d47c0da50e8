import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import * as z from 'zod';
import { requestFor, seed } from './rows.ts';

/** What a process prints: milliseconds by name, and its peak memory. */
export const Measured = z.object({
  laps: z.record(z.string(), z.number()),
  peakBytes: z.number(),
  digest: z.string().optional(),
  root: z.string().optional(),
});
export type Measured = z.infer<typeof Measured>;

export const lap = ({ laps }: Measured, name: string): number => laps[name] ?? 0;
export const seconds = (ms: number): string => `${(ms / 1000).toFixed(2)} s`;
export const mb = (bytes: number): string => `${Math.round(bytes / 1e6)} MB`;

/** Runs a method of `measure.ts` in its own process. */
export async function child(way: string, objects: number, folder = ''): Promise<unknown> {
  const script = fileURLToPath(new URL('./measure.ts', import.meta.url));
  const { stdout } = await promisify(execFile)(process.execPath, [script, way, String(objects), folder]);
  return JSON.parse(stdout);
}

/** Undefined without python3. */
export async function python(format: 'rivest' | 'suiji', objects: number): Promise<Measured | undefined> {
  const script = fileURLToPath(new URL('./rivest-sampler.py', import.meta.url));
  const quotas = JSON.stringify(requestFor(objects).strata.map(({ quota }) => quota));
  try {
    const { stdout } = await promisify(execFile)('python3', [script, format, seed, String(objects), quotas]);
    return Measured.parse(JSON.parse(stdout));
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
}
