import { join, resolve } from 'node:path';
import { type CommandEnd, endOf, succeed } from './command.ts';
import { type EmulatedCloud, stage } from './emulated-cloud.ts';

const root = resolve(import.meta.dirname, '../..');

function callOf({ region, folder, env, clockVariables }: EmulatedCloud, command: string, more: readonly string[]) {
  const args = [join(root, 'ops', 'run.ts'), command, '--stage', stage, '--region', region, ...more];
  const log = join(folder, 'commands.log');
  return { args, options: { cwd: root, env: { ...env, ...clockVariables }, seconds: 180, log } };
}

/** A command of operation, as an operator runs it, by the clock of the emulated cloud; it must find nothing amiss. */
export function ops(cloud: EmulatedCloud, command: string, ...more: readonly string[]): Promise<string> {
  const { args, options } = callOf(cloud, command, more);
  return succeed(process.execPath, args, options);
}

/** The same, whatever it ends with. */
export function opsEnd(cloud: EmulatedCloud, command: string, ...more: readonly string[]): Promise<CommandEnd> {
  const { args, options } = callOf(cloud, command, more);
  return endOf(process.execPath, args, options);
}
