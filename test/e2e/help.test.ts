import { spawnSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

const root = resolve(import.meta.dirname, '../..');
const { scripts }: { scripts: Record<string, string> } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
/** What npm runs before a script only installs, and gets none of its arguments. */
const commands = Object.entries(scripts).filter(([name]) => !(name.startsWith('pre') && name.slice(3) in scripts));

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'suiji-help-'));
  mkdirSync(join(folder, 'state'));
  writeFileSync(join(folder, 'state/clock.json'), '{"offsetMilliseconds":0}');
  writeFileSync(join(folder, 'state/issuer-key.json'), '{}');
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** When each file below was written last. */
function written(path: string): Record<string, number> {
  if (!existsSync(path)) return {};
  if (!statSync(path).isDirectory()) return { [path]: statSync(path).mtimeMs };
  return Object.assign({}, ...readdirSync(path).map((name) => written(join(path, name))));
}
/** What the scripts of the project write and no other test does meanwhile. */
const outputs = ['docs', 'dist/sizes.json', '.local/system', '.local/emulator'].map((name) => join(root, name));
const state = () => Object.assign({}, ...[...outputs, folder].map(written));

/** As npm runs it, without the check of the installation; a minute is more than any help takes. */
const run = (command: string, ...args: readonly string[]) =>
  spawnSync('sh', ['-c', `${command} "$@"`, 'sh', ...args], {
    cwd: root,
    env: { ...process.env, PATH: `${join(root, 'node_modules/.bin')}${delimiter}${process.env.PATH}` },
    encoding: 'utf8',
    timeout: 60_000,
  });

describe('a command that is asked for help', () => {
  test.each(commands)('%s says how it is used and does nothing', (_, command) => {
    const before = state();
    const { status, stdout, stderr } = run(command, '--help');
    expect({ status, stderr }).toEqual({ status: 0, stderr: expect.not.stringMatching(/\n\s+at .+:\d+:\d+/) });
    expect(`${stdout}${stderr}`).toMatch(/用法|usage|^Options:/im);
    expect(state()).toEqual(before);
  });

  test('among other words does nothing either: a folder that would be cleared stays', () => {
    const { status, stdout } = run(scripts.reset ?? '', '--state', join(folder, 'state'), '--help');
    expect(status).toBe(0);
    expect(stdout).toContain('npm run reset');
    expect(readdirSync(join(folder, 'state'))).toContain('clock.json');
  });
});
