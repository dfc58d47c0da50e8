import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import * as z from 'zod';
import { type GroupName, groupNames } from '../../shared/api/contract.ts';
import { type CommandEnd, endOf, succeed } from './command.ts';
import { type EmulatedCloud, stage } from './emulated-cloud.ts';

const root = resolve(import.meta.dirname, '../..');
const cli = join(root, 'node_modules', 'aws-cdk', 'bin', 'cdk');

/** Where each API answers. */
export type Addresses = Readonly<Record<GroupName, string>>;

/** Runs the CDK's own command line as an administrator would, against the emulator. */
function cdk(cloud: EmulatedCloud, cwd: string, seconds: number, ...args: readonly string[]): Promise<string> {
  return succeed(process.execPath, [cli, ...args], {
    cwd,
    env: cloud.env,
    seconds,
    log: join(cloud.folder, 'cdk.log'),
  });
}

/** In a folder without the app: there the command would first build and synthesise it. */
export const bootstrap = (cloud: EmulatedCloud) =>
  cdk(cloud, cloud.folder, 120, 'bootstrap', `aws://${cloud.account}/${cloud.region}`);

const ofStage = ({ settingsFile, folder }: EmulatedCloud) =>
  ['-c', `stage=${stage}`, '-c', `settings=${settingsFile}`, '--output', join(folder, 'cdk.out')] as const;

/** Bundles every function, checks the templates and writes them. */
export const synthesise = (cloud: EmulatedCloud) => cdk(cloud, root, 300, 'synth', '--quiet', ...ofStage(cloud));

/** What a deployment of another assembly would change in a stack, and whether that would replace or remove anything. */
export const cdkDiff = ({ folder, env }: EmulatedCloud, assembly: string, stack: string): Promise<CommandEnd> =>
  endOf(process.execPath, [cli, 'diff', stack, '--app', assembly, '--fail-on=destructive'], {
    cwd: folder,
    env: { ...env, NO_COLOR: '1' },
    seconds: 120,
    log: join(folder, 'cdk.log'),
  });

const Outputs = z.record(z.string(), z.record(z.string(), z.string()));

/** Deploys what was synthesised, all stacks, and answers where each API is. */
export async function deploy(cloud: EmulatedCloud): Promise<Addresses> {
  const outputs = join(cloud.folder, 'outputs.json');
  const made = ['--app', join(cloud.folder, 'cdk.out'), '--outputs-file', outputs];
  await cdk(
    cloud,
    cloud.folder,
    600,
    'deploy',
    '--all',
    '--require-approval',
    'never',
    '--progress',
    'events',
    ...made,
  );
  const found = Outputs.parse(JSON.parse(readFileSync(outputs, 'utf8')));
  const at = (group: GroupName) => emulated(cloud, found[`suiji-${stage}-api-${group}`]?.Address);
  // Object.fromEntries forgets which names it was given.
  return Object.fromEntries(groupNames.map((group) => [group, at(group)])) as Record<GroupName, string>;
}

/** The emulator serves an API, whose address would be `https://ID.execute-api.REGION.amazonaws.com/v1/`, by a path. */
function emulated({ ministack }: EmulatedCloud, address: string | undefined): string {
  const [, id, apiStage] = /^https:\/\/([^.]+)\.execute-api\.[^/]+\/([^/]+)\/$/.exec(address ?? '') ?? [];
  if (!id || !apiStage) throw new Error(`no address of an API: ${address}`);
  return `${ministack.endpoint}/restapis/${id}/${apiStage}/_user_request_`;
}
