import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdirSync, openSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { delimiter, join, resolve } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { pathToFileURL } from 'node:url';
import { reachableFromOutside } from './listeners.ts';

const host = '127.0.0.1';
const root = resolve(import.meta.dirname, '../..');

export interface Ministack {
  readonly endpoint: string;
  readonly pid: number;
  readonly log: string;
  /** The file of its own certificate. */
  readonly certificate: string;
  /** From now on nothing may be done without a right to it; called again, anything may. */
  readonly switchRights: () => void;
  /** Puts its clock where the development clock stands, and waits until it shows that time. */
  readonly followClock: (now: Date) => Promise<void>;
  /** Ends the process and every function it runs; answers how many functions had to be ended after it. */
  readonly stop: () => Promise<number>;
}

export interface MinistackOptions {
  readonly python: string;
  /** Emptied first: the emulator loses table data when a stack is updated, so every run begins with nothing. */
  readonly folder: string;
  readonly region: string;
  /** The file of the clock that the functions go by. */
  readonly clockFile: string;
}

/**
 * Starts a fresh emulator of AWS on this machine alone.
 *
 * @throws Error when it does not answer within a minute, or when it can be reached from another machine.
 */
export async function startMinistack(options: MinistackOptions): Promise<Ministack> {
  const { python, folder } = options;
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  // The functions' processes start from scripts in this folder, which are not the modules that our own package says.
  writeFileSync(join(folder, 'package.json'), '{ "type": "commonjs" }');
  const port = await freePort();
  const log = join(folder, 'ministack.log');
  const file = openSync(log, 'a');
  const child = spawn(python, [join(import.meta.dirname, 'start_emulator.py')], {
    cwd: folder,
    env: environment(options, port),
    stdio: ['ignore', file, file],
    detached: true,
  });
  const { pid } = child;
  if (pid === undefined) throw new Error(`${python} does not start`);
  const certificate = join(folder, 'ministack-tls', 'server.crt');
  const stop = () => stopGroup(child, pid);
  const killed = () => child.kill('SIGKILL');
  process.once('exit', killed);
  try {
    await answering(port, certificate, child);
    const open = reachableFromOutside(pid);
    if (open.length > 0) throw new Error(`the emulator listens beyond this machine: ${open.join(', ')}`);
  } catch (error) {
    await stop();
    const last = readFileSync(log, 'utf8').split('\n').slice(-10).join('\n');
    throw new Error(`the emulator does not start; it said:\n${last}`, { cause: error });
  }
  return {
    endpoint: `https://${host}:${port}`,
    pid,
    certificate,
    log,
    switchRights: () => child.kill('SIGUSR1'),
    async followClock(now) {
      child.kill('SIGUSR2');
      await shows(`https://${host}:${port}/_ministack/health`, now);
    },
    async stop() {
      process.off('exit', killed);
      return stop();
    },
  };
}

/** Nothing of this machine's own settings or credentials for AWS goes in. */
function environment({ folder, region, clockFile }: MinistackOptions, port: number) {
  return {
    // The functions run on the Node of this project.
    PATH: [join(root, 'node_modules', '.bin'), process.env.PATH ?? ''].join(delimiter),
    HOME: folder,
    TMPDIR: folder,
    // Without the first two it listens on every interface, and without the last two for IoT and SFTP as well.
    BIND_HOST: host,
    GATEWAY_PORT: String(port),
    // Over TLS, since the buckets refuse anything else.
    USE_SSL: '1',
    IOT_MTLS_ENABLED: '0',
    SFTP_ENABLED: '0',
    MINISTACK_HOST: host,
    MINISTACK_REGION: region,
    // A failed job is repeated at once and not after minutes.
    LAMBDA_ASYNC_RETRY_BASE_SECONDS: '0.2',
    ...clockVariables(clockFile),
  };
}

/** Puts a process of Node by the development clock. */
export const clockVariables = (clockFile: string) => ({
  NODE_OPTIONS: `--import=${pathToFileURL(join(import.meta.dirname, 'moved-clock.ts')).href}`,
  DEVELOPMENT_CLOCK_FILE: clockFile,
});

async function answering(port: number, certificate: string, child: ChildProcess): Promise<void> {
  for (const until = Date.now() + 60_000; Date.now() < until; await wait(200)) {
    if (child.exitCode !== null) throw new Error(`the emulator ended with ${child.exitCode}`);
    if (!existsSync(certificate)) continue;
    try {
      trust(certificate);
      const { ok } = await fetch(`https://${host}:${port}/_ministack/health`, { signal: AbortSignal.timeout(2_000) });
      if (ok) return;
    } catch {
      // Not listening yet.
    }
  }
  throw new Error('the emulator does not answer');
}

async function shows(address: string, now: Date): Promise<void> {
  for (const until = Date.now() + 10_000; Date.now() < until; await wait(20)) {
    const shown = Date.parse((await fetch(address)).headers.get('date') ?? '');
    if (Math.abs(shown - now.getTime()) < 60_000) return;
  }
  throw new Error('the emulator does not follow the development clock');
}

/** For this process alone: the certificate is made anew in every run. */
const trust = (certificate: string) =>
  setDefaultCACertificates([...getCACertificates('default'), readFileSync(certificate, 'utf8')]);

async function stopGroup(child: ChildProcess, pid: number): Promise<number> {
  if (child.exitCode === null && child.signalCode === null) {
    const gone = new Promise((done) => child.once('exit', done));
    child.kill('SIGTERM');
    await Promise.race([gone, wait(10_000).then(() => child.kill('SIGKILL'))]);
    await gone;
  }
  const left = groupOf(pid);
  for (const each of left) process.kill(each, 'SIGKILL');
  return left.length;
}

/** The functions it started are in its process group. */
function groupOf(group: number): readonly number[] {
  return pidsOf().filter((pid) => {
    try {
      const afterName = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1) ?? '';
      const [state, , pgrp] = afterName.split(' ');
      return Number(pgrp) === group && state !== 'Z';
    } catch {
      return false;
    }
  });
}

function pidsOf(): readonly number[] {
  try {
    return readdirSync('/proc').flatMap((name) => (/^\d+$/.test(name) ? [Number(name)] : []));
  } catch {
    return [];
  }
}

const freePort = (): Promise<number> =>
  new Promise((done, failed) => {
    const server = createServer();
    server.once('error', failed);
    server.listen(0, host, () => {
      const address = server.address();
      server.close(() => (typeof address === 'object' && address ? done(address.port) : failed(new Error('no port'))));
    });
  });
