import { spawn } from 'node:child_process';
import { createServer } from 'node:net';
import { join } from 'node:path';

/** A command of the product, run as a person at the keyboard runs it. */
export interface Command {
  /** Everything it has written so far, to either stream. */
  readonly output: () => string;
  /** When it has written this, or has ended without. */
  readonly says: (text: string) => Promise<boolean>;
  readonly ended: Promise<number | null>;
  /** As Ctrl+C does; the exit code. */
  readonly stop: () => Promise<number | null>;
}

const project = join(import.meta.dirname, '../..');

/** Runs a script of the project with the Node that runs the tests; elsewhere than in this project when `root` says so. */
export function run(script: string, args: readonly string[], { root = project, cwd = project } = {}): Command {
  // As package.json has it for the commands that know of a county.
  const hook = ['--import', join(root, 'local/choose-county.mjs')];
  const child = spawn(process.execPath, [...hook, join(root, script), ...args], {
    cwd,
    env: { PATH: process.env.PATH, TMPDIR: process.env.TMPDIR },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const written: string[] = [];
  const waiting = new Set<() => void>();
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      written.push(text);
      for (const look of [...waiting]) look();
    });
  }
  const output = () => written.join('');
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  return {
    output,
    ended,
    says: (text) =>
      new Promise((resolve) => {
        const look = () => {
          if (!output().includes(text)) return;
          waiting.delete(look);
          resolve(true);
        };
        waiting.add(look);
        look();
        void ended.then(() => resolve(output().includes(text)));
      }),
    stop() {
      if (child.exitCode === null) child.kill('SIGINT');
      return ended;
    },
  };
}

/** A port nobody listens on, and the next one free as well: the gateway's and the issuer's. */
export async function freePorts(): Promise<number> {
  for (;;) {
    const port = await heldFor(0, async (held) => held);
    if (port !== undefined && (await heldFor(port + 1, async () => true))) return port;
  }
}

/** Holds a port while something is done; undefined when somebody else has it. */
const heldFor = <T>(port: number, act: (held: number) => Promise<T>): Promise<T | undefined> =>
  new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(undefined));
    server.listen(port, '127.0.0.1', () => {
      const address = server.address();
      const held = typeof address === 'object' && address ? address.port : 0;
      void act(held).then((value) => server.close(() => resolve(value)));
    });
  });

/** A stack trace is for us, never for the person at the keyboard. */
export const stackTrace = /^\s+at .+:\d+:\d+\)?$/m;
