import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { bundle, hotBudget } from '../infra/bundle.ts';
import { allFunctions, type FunctionDefinition } from '../infra/functions.ts';
import type { BenchRow } from './bench.ts';

/** The functions that people wait for, and a job. */
const measured: readonly string[] = ['items', 'plans', 'results', 'portal', 'authoriser', 'remind-deadlines'];
const rounds = 9;

/** The document client alone, with the commands that our adapters use. */
const barePeer = `import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import * as lib from '@aws-sdk/lib-dynamodb';
const client = lib.DynamoDBDocumentClient.from(new DynamoDBClient({ region: 'local' }));
const commands = [lib.GetCommand, lib.BatchGetCommand, lib.QueryCommand, lib.PutCommand, lib.UpdateCommand, lib.DeleteCommand, lib.TransactWriteCommand];
export const handler = ({ which, input }) => client.send(new commands[which](input));
`;

/**
 * What a cold start loads, built as deployed, in its own process: the milliseconds to import the bundle, next to a
 * bundle of the document client alone. They take turns, so that machine load affects all alike.
 */
export default async function coldStart(): Promise<BenchRow[]> {
  const parent = fileURLToPath(new URL('../.local/bench/', import.meta.url));
  await mkdir(parent, { recursive: true });
  const folder = await mkdtemp(join(parent, 'cold-'));
  try {
    const peerEntry = join(folder, 'peer.mjs');
    await writeFile(peerEntry, barePeer);
    const peer = await built(folder, { ...definitionOf('items'), name: 'peer', entry: peerEntry });
    const ours = [];
    for (const name of measured) ours.push(await built(folder, definitionOf(name)));
    const times = new Map([peer, ...ours].map(({ name }) => [name, [] as number[]]));
    for (let round = 0; round <= rounds; round += 1) {
      for (const { name, file } of [peer, ...ours]) {
        const took = await importTime(file);
        // The first round fills the file cache.
        if (round > 0) times.get(name)?.push(took);
      }
    }
    const middle = (name: string) => median(times.get(name) ?? []);
    return ours.map(({ name, hot }) => ({
      what: `cold import of ${name}; peer a bare DynamoDBDocumentClient; budget ${kilobytes(hotBudget)}`,
      ours: `${middle(name).toFixed(0)} ms, ${kilobytes(hot)}`,
      peer: `${middle('peer').toFixed(0)} ms, ${kilobytes(peer.hot)}`,
      ratio: (middle('peer') / middle(name)).toFixed(2),
    }));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

const definitionOf = (name: string): FunctionDefinition => {
  const found = allFunctions.find((each) => each.name === name);
  if (!found) throw new Error(`no function ${name}`);
  return found;
};

async function built(folder: string, definition: FunctionDefinition) {
  const outdir = join(folder, definition.name);
  const { hot } = await bundle({ ...definition, assets: [] }, outdir);
  return { name: definition.name, hot, file: join(outdir, 'index.mjs') };
}

async function importTime(file: string): Promise<number> {
  const script = `const start = performance.now(); await import(${JSON.stringify(pathToFileURL(file).href)}); process.stdout.write(String(performance.now() - start));`;
  const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '--eval', script]);
  return Number(stdout);
}

const median = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[values.length >> 1] ?? 0;
const kilobytes = (bytes: number): string => `${Math.round(bytes / 1024)} KB`;
