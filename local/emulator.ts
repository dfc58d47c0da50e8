import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { createServer } from 'node:net';
import { dirname, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { resetCommand } from './hints.ts';
import { defaultState } from './start-options.ts';

export type EmulatorFault = 'binary-missing' | 'port-in-use' | 'data-unreadable' | 'not-answering';

/** Why the local database does not start, worded for the user. */
export class EmulatorError extends Error {
  override readonly name = 'EmulatorError';
  readonly fault: EmulatorFault;

  constructor(fault: EmulatorFault, message: string) {
    super(message);
    this.fault = fault;
  }
}

export interface Emulator {
  readonly endpoint: string;
  /** Resolves when the process has ended, stopped or by itself. */
  readonly ended: Promise<void>;
  /** Stops the emulator and waits for its exit; a file database is kept. */
  stop(): Promise<void>;
}

export interface EmulatorOptions {
  /** Default: a free port. */
  readonly port?: number;
  /** The database file; default: in memory. */
  readonly file?: string;
  /** A binary other than the one of the installed package. */
  readonly binary?: string;
}

const host = '127.0.0.1';
const timeoutMs = 15_000;

/** Starts the embedded DynamoDB emulator and waits until it answers. */
export async function startEmulator({
  port,
  file,
  binary = packagedBinary(),
}: EmulatorOptions = {}): Promise<Emulator> {
  if (!existsSync(binary)) throw binaryMissing();
  if (port !== undefined && !(await isFree(port))) throw portInUse(port);
  if (file !== undefined) mkdirSync(dirname(file), { recursive: true });

  const chosen = port ?? (await freePort());
  const options = [
    'serve',
    '--host',
    host,
    '--port',
    String(chosen),
    ...(file === undefined ? [] : ['--db-path', file]),
  ];
  const child = spawn(binary, options, { stdio: ['ignore', 'ignore', 'pipe'] });
  const said: string[] = [];
  child.stderr.setEncoding('utf8').on('data', (text: string) => said.push(text));
  const gone = new AbortController();
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
  child.once('error', () => gone.abort()).once('close', () => gone.abort());

  const endpoint = `http://${host}:${chosen}`;
  const answered = await answers(endpoint, gone.signal);
  if (!answered) {
    await stopped(child);
    throw faultOf(said.join(''), chosen, file);
  }
  const killed = () => child.kill();
  process.once('exit', killed);
  return {
    endpoint,
    ended,
    async stop() {
      process.off('exit', killed);
      await stopped(child);
    },
  };
}

function packagedBinary(): string {
  try {
    const manifest = createRequire(import.meta.url).resolve('@dynoxide/linux-x64/package.json');
    return join(dirname(manifest), 'dynoxide');
  } catch {
    throw binaryMissing();
  }
}

async function answers(endpoint: string, gone: AbortSignal): Promise<boolean> {
  for (const deadline = Date.now() + timeoutMs; !gone.aborted && Date.now() < deadline; await wait(25)) {
    try {
      await fetch(endpoint, { signal: AbortSignal.timeout(1_000) });
      return true;
    } catch {
      // Not listening yet.
    }
  }
  return false;
}

async function stopped(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return;
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  child.kill('SIGTERM');
  const late = setTimeout(() => child.kill('SIGKILL'), 5_000);
  await gone;
  clearTimeout(late);
}

/** A free port; 0 requests one from the system. */
const listen = (port: number): Promise<number | undefined> =>
  new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(undefined));
    server.listen(port, host, () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' ? address?.port : undefined));
    });
  });

const isFree = async (port: number): Promise<boolean> => (await listen(port)) !== undefined;

async function freePort(): Promise<number> {
  const port = await listen(0);
  if (port === undefined) throw new EmulatorError('port-in-use', `本机没有可用端口。(no free port on ${host})`);
  return port;
}

function faultOf(said: string, port: number, file: string | undefined): EmulatorError {
  if (/already in use/i.test(said)) return portInUse(port);
  if (/valid SQLite|open database|malformed|corrupt/i.test(said)) {
    const reset = resetCommand(dirname(file ?? defaultState));
    return new EmulatorError(
      'data-unreadable',
      `本地数据文件 ${file} 无法读取，可执行 ${reset} 清空后重新开始。` +
        ` (the data file cannot be read: run "${reset}" to start afresh, or put a backup in its place)`,
    );
  }
  return new EmulatorError(
    'not-answering',
    `DynamoDB 模拟器没有启动：${said.trim() || '没有应答'}。可设置 DYNAMODB_ENDPOINT 使用其他模拟器。` +
      ' (the emulator did not start: set DYNAMODB_ENDPOINT to use another one)',
  );
}

const portInUse = (port: number): EmulatorError =>
  new EmulatorError(
    'port-in-use',
    `端口 ${port} 已被占用，可能系统已在运行；请先停止它，或换一个端口。` +
      ` (port ${port} is in use: stop what uses it, or choose another port)`,
  );

const binaryMissing = (): EmulatorError =>
  new EmulatorError(
    'binary-missing',
    `本机（${process.platform}-${process.arch}）没有内置的 DynamoDB 模拟器；请自行启动一个，并设置环境变量 DYNAMODB_ENDPOINT。` +
      ' (no emulator binary for this platform: start one yourself and set DYNAMODB_ENDPOINT to its address)',
  );
