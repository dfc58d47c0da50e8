import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';

/** What the registry does with a request for a package. */
type Answer = 'serve' | 'refuse' | 'hold';

let folder: string;
let registry: Server;
let answer: (name: string) => Answer;
/** Told when a package is asked for and nothing is answered. */
let held: () => void;
const processes: ChildProcess[] = [];

/** A product of two packages and an optional one for this machine, from a registry that does what the test says. */
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'suiji-install-'));
  answer = () => 'serve';
  held = () => undefined;
  registry = createServer((request, response) => {
    const name = request.url?.slice(1, -'.tgz'.length) ?? '';
    if (answer(name) === 'serve') response.end(readFileSync(join(folder, `${name}.tgz`)));
    else if (answer(name) === 'refuse') response.writeHead(404).end();
    else held();
  });
  await new Promise<void>((listening) => registry.listen(0, '127.0.0.1', listening));
  writeProject('1.0.0');
});
afterEach(async () => {
  for (const { pid } of processes.splice(0)) if (pid !== undefined) killGroup(pid);
  registry.closeAllConnections();
  await new Promise((closed) => registry.close(closed));
  rmSync(folder, { recursive: true, force: true });
});

function writeProject(version: string): void {
  const { port } = registry.address() as { port: number };
  const project = join(folder, 'project');
  mkdirSync(join(project, 'local'), { recursive: true });
  copyFileSync(join(import.meta.dirname, '../../local/install.mjs'), join(project, 'local/install.mjs'));
  const lockedPackage = (name: string) => {
    const source = join(folder, name, 'package');
    mkdirSync(source, { recursive: true });
    writeFileSync(join(source, 'package.json'), JSON.stringify({ name, version }));
    const file = join(folder, `${name}.tgz`);
    execFileSync('tar', ['czf', file, '-C', join(folder, name), 'package']);
    const integrity = `sha512-${createHash('sha512').update(readFileSync(file)).digest('base64')}`;
    return { version, resolved: `http://127.0.0.1:${port}/${name}.tgz`, integrity };
  };
  const root = {
    name: 'project',
    version: '1.0.0',
    dependencies: { needed: version },
    devDependencies: { tool: version },
    optionalDependencies: { native: version },
  };
  const native = { ...lockedPackage('native'), optional: true, os: [process.platform], cpu: [process.arch] };
  const packages = {
    '': root,
    'node_modules/needed': lockedPackage('needed'),
    'node_modules/native': native,
    'node_modules/tool': { ...lockedPackage('tool'), dev: true },
  };
  const lock = { name: root.name, version: root.version, lockfileVersion: 3, requires: true, packages };
  writeFileSync(join(project, 'package.json'), JSON.stringify(root));
  writeFileSync(join(project, 'package-lock.json'), JSON.stringify(lock));
}

const module = (name: string) => join(folder, 'project/node_modules', name, 'package.json');
const installedVersions = () =>
  ['needed', 'native', 'tool']
    .filter((name) => existsSync(module(name)))
    .map((name) => `${name} ${JSON.parse(readFileSync(module(name), 'utf8')).version}`);

interface Outcome {
  readonly code: number | null;
  readonly output: string;
}

function begun(...args: readonly string[]): { readonly pid: number; readonly ended: Promise<Outcome> } {
  const child = spawn(process.execPath, [join(folder, 'project/local/install.mjs'), ...args], {
    detached: true,
    env: { PATH: process.env.PATH, HOME: folder, NODE_ENV: 'production', npm_config_fetch_retries: '0' },
  });
  processes.push(child);
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => {
      output += text;
    });
  const ended = new Promise<Outcome>((done) => child.once('close', (code) => done({ code, output })));
  return { pid: child.pid ?? 0, ended };
}
const install = (...args: readonly string[]): Promise<Outcome> => begun(...args).ended;
const nothingToDo: Outcome = { code: 0, output: '' };

/** As when a terminal is closed: npm goes with the command. */
function killGroup(pid: number): void {
  try {
    process.kill(-pid, 'SIGKILL');
  } catch {
    // It has ended.
  }
}

test('a start installs what the product needs and no tool, once', async () => {
  expect((await install('--omit=dev')).code).toBe(0);
  expect(installedVersions()).toEqual(['needed 1.0.0', 'native 1.0.0']);
  expect(await install('--omit=dev')).toEqual(nothingToDo);
});

test('tools are added beside what a start has installed, which stays untouched, and a later start has nothing to do', async () => {
  await install('--omit=dev');
  const before = statSync(module('needed')).ino;
  expect((await install()).code).toBe(0);
  expect(installedVersions()).toEqual(['needed 1.0.0', 'native 1.0.0', 'tool 1.0.0']);
  expect(statSync(module('needed')).ino).toBe(before);
  expect(await install()).toEqual(nothingToDo);
  expect(await install('--omit=dev')).toEqual(nothingToDo);
});

test('another lockfile is installed by the next command, whichever it is', async () => {
  await install();
  writeProject('2.0.0');
  expect((await install('--omit=dev')).code).toBe(0);
  expect(installedVersions()).toEqual(expect.arrayContaining(['needed 2.0.0', 'native 2.0.0']));
  expect((await install()).code).toBe(0);
  expect(installedVersions()).toEqual(['needed 2.0.0', 'native 2.0.0', 'tool 2.0.0']);
});

/** Kills an installation while it waits for a package. */
async function killedWhileFetching(name: string, ...args: readonly string[]): Promise<void> {
  answer = (asked) => (asked === name ? 'hold' : 'serve');
  const fetching = new Promise<void>((resolve) => {
    held = resolve;
  });
  const { pid, ended } = begun(...args);
  await fetching;
  killGroup(pid);
  await ended;
  answer = () => 'serve';
}

test('a first installation that was killed is done again by the next command', async () => {
  await killedWhileFetching('needed', '--omit=dev');
  expect((await install('--omit=dev')).code).toBe(0);
  expect(installedVersions()).toEqual(['needed 1.0.0', 'native 1.0.0']);
});

test('a killed addition of tools leaves the product ready to start, and is done again when tools are needed', async () => {
  await install('--omit=dev');
  await killedWhileFetching('tool');
  expect(await install('--omit=dev')).toEqual(nothingToDo);
  expect(installedVersions()).toEqual(expect.arrayContaining(['needed 1.0.0', 'native 1.0.0']));
  expect((await install()).code).toBe(0);
  expect(installedVersions()).toEqual(['needed 1.0.0', 'native 1.0.0', 'tool 1.0.0']);
});

test('a package whose folder somebody deleted is installed again', async () => {
  await install();
  rmSync(join(folder, 'project/node_modules/tool'), { recursive: true });
  expect(await install('--omit=dev')).toEqual(nothingToDo);
  expect((await install()).code).toBe(0);
  expect(installedVersions()).toEqual(['needed 1.0.0', 'native 1.0.0', 'tool 1.0.0']);
});

test('a package for this machine that npm passed over is missed by name, and fetched by the next command', async () => {
  answer = (name) => (name === 'native' ? 'refuse' : 'serve');
  const { code, output } = await install('--omit=dev');
  expect(code).toBe(1);
  expect(output).toContain('node_modules/native');
  answer = () => 'serve';
  expect((await install('--omit=dev')).code).toBe(0);
  expect(installedVersions()).toEqual(['needed 1.0.0', 'native 1.0.0']);
});
