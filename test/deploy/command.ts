import { spawn } from 'node:child_process';
import { appendFileSync } from 'node:fs';

export interface CommandOptions {
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
  /** After so many seconds it is stopped, and the failure says so. */
  readonly seconds: number;
  /** Everything it prints is appended to this file. */
  readonly log: string;
}

export interface CommandEnd {
  /** Undefined when the command could not be started or was stopped. */
  readonly status: number | undefined;
  readonly output: string;
  readonly timedOut: boolean;
}

/** Runs a command to its end, or to its time limit; what it starts itself ends with it. */
export function endOf(command: string, args: readonly string[], options: CommandOptions): Promise<CommandEnd> {
  const { cwd, env, seconds, log } = options;
  return new Promise((resolve) => {
    const child = spawn(command, args, { cwd, env: { ...env }, stdio: ['ignore', 'pipe', 'pipe'], detached: true });
    let output = '';
    let timedOut = false;
    const keep = (chunk: Buffer) => {
      output += chunk.toString();
      appendFileSync(log, chunk);
    };
    child.stdout.on('data', keep);
    child.stderr.on('data', keep);
    const kill = () => {
      if (child.pid !== undefined && child.exitCode === null) process.kill(-child.pid, 'SIGKILL');
    };
    process.once('exit', kill);
    const limit = setTimeout(() => {
      timedOut = true;
      kill();
    }, seconds * 1000);
    child.once('error', (error) => {
      clearTimeout(limit);
      process.off('exit', kill);
      resolve({ status: undefined, output: `${output}${String(error)}`, timedOut });
    });
    child.once('close', (status) => {
      clearTimeout(limit);
      process.off('exit', kill);
      resolve({ status: status ?? undefined, output, timedOut });
    });
  });
}

/**
 * Runs a command that must succeed and answers what it printed.
 *
 * @throws Error with the command, how it ended and its last lines.
 */
export async function succeed(command: string, args: readonly string[], options: CommandOptions): Promise<string> {
  const { status, output, timedOut } = await endOf(command, args, options);
  if (status === 0) return output;
  const how = timedOut ? `was stopped after ${options.seconds} s` : `ended with ${status ?? 'no status'}`;
  const last = output.trim().split('\n').slice(-12).join('\n');
  throw new Error(`${[command, ...args].join(' ')} ${how}:\n${last}\n(all of it: ${options.log})`);
}
