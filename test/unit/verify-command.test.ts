import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { buildWeb } from '../../infra/web-bundle.ts';
import { fileOf, publishedDraw } from '../support/published-draw.ts';

const published = publishedDraw();
const folder = mkdtempSync(join(tmpdir(), 'suiji-verify-'));
const record = join(folder, 'draw.json');

beforeAll(async () => {
  await buildWeb(folder);
  mkdirSync(join(folder, 'frames'));
  writeFileSync(record, fileOf(published));
  for (const [frame, lines] of published.frames)
    writeFileSync(join(folder, 'frames', `${frame}.ndjson`), lines.map((line) => `${line}\n`).join(''));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** The one file that visitors download, run far from the project and its modules. */
const verify = (...words: readonly string[]) =>
  spawnSync(process.execPath, [join(folder, 'suiji-verify.mjs'), ...words], { cwd: folder, encoding: 'utf8' });

test('the downloaded file verifies the published files by itself and explains an object', () => {
  const { status, stdout } = verify(record, '--id', published.list[0]?.id ?? '');
  expect(stdout).toContain('核对通过');
  expect(stdout).toContain('：抽中。');
  expect(status).toBe(0);
});

test('a tampered file fails with its step named, files that are missing leave the verdict open', () => {
  const forged = join(folder, 'forged.json');
  const [first] = published.draw.frames;
  writeFileSync(forged, fileOf({ ...published, draw: { ...published.draw, seed: first?.root } }));
  const failed = verify(forged, join(folder, 'frames'));
  expect(failed.stdout).toContain('✗ 种子：不符');
  expect(failed.status).toBe(1);
  const [file = ''] = published.frames.keys();
  const open = verify(record, join(folder, 'frames', `${file}.ndjson`));
  expect(open.stdout).toContain('没有发现不符，但有部分未核对');
  expect(open.status).toBe(3);
});

test.each([
  ['no file at all', []],
  ['a file that is not there', ['absent.json']],
  ['a file that is no record', ['README.md']],
  ['an option nobody knows', ['draw.json', '--fast']],
  ['a frame of another draw', ['draw.json', 'README.md']],
  ['a download without a folder', ['fetch', 'http://127.0.0.1', '1']],
])('%s is a misuse, told without a stack trace', (_, words) => {
  const { status, stdout, stderr } = verify(...words);
  expect(status).toBe(2);
  expect(`${stdout}${stderr}`).toMatch(/用法|✗/);
  expect(stderr).not.toMatch(/\n\s+at /);
});

/** The first digest that a line of the README prints, in a shell that has jq and xxd on every machine. */
function sh(line: string): string {
  const commands = join(folder, 'commands');
  const command = (name: string, does: string) =>
    writeFileSync(join(commands, name), `#!/bin/sh\nexec '${process.execPath}' ${does}\n`, { mode: 0o755 });
  mkdirSync(commands, { recursive: true });
  command('jq', `'${join(import.meta.dirname, '../support/jq.ts')}' "$@"`);
  command('xxd', `-e 'process.stdout.write(Buffer.from(fs.readFileSync(0, "latin1"), "hex"))'`);
  const PATH = [commands, process.env.PATH].join(delimiter);
  return execFileSync('sh', ['-c', line], { cwd: folder, encoding: 'utf8', env: { ...process.env, PATH } }).slice(
    0,
    64,
  );
}

test('the digests can be recomputed by hand with the lines of the README', () => {
  const { digest, randomness, list, seed = '' } = published.draw;
  expect(sh('jq -j .draw.manifest draw.json | sha256sum')).toBe(digest);
  const reveals = `jq -j '[.draw.ceremony.reveals[] | "\\(.party):\\(.secret)"] | sort | join("\\n")' draw.json`;
  expect(sh(`${reveals} | sha256sum`)).toBe(randomness);
  expect(sh(`jq -j '[.draw.list.salt] + [.list[].id] | join("\\n")' draw.json | sha256sum`)).toBe(list?.digest);
  const oneTeam =
    '{department, experts, leader, members, objectId: $id} | with_entries(select(.value != null)) | tojson';
  const teams = `jq -j '[.draw.list.salt] + [.list[] | .id as $id | .teams[] | ${oneTeam}] | join("\\n")' draw.json`;
  expect(sh(`${teams} | sha256sum`)).toBe(list?.teams);
  const [shown] = published.list;
  const [firstTeam] = shown?.teams ?? [];
  const tickets = firstTeam?.members.map((id) =>
    sh(`printf '%s\\nteam\\n%s\\n%s' ${seed} ${shown?.id} ${id} | sha256sum`),
  );
  expect(tickets).toEqual(tickets?.toSorted());
  expect(sh(`printf 'suiji-draw/1\\n%s\\n%s' ${digest} ${randomness} | sha256sum`)).toBe(seed);
  expect(sh(`jq -cjS 'del(.fingerprint)' draw.json | sha256sum`)).toBe(
    JSON.parse(readFileSync(record, 'utf8')).fingerprint,
  );
});

test('the randomness of a beacon can be recomputed by hand', () => {
  const drand = publishedDraw('drand');
  writeFileSync(join(folder, 'drand.json'), fileOf(drand));
  const line = 'jq -j .draw.beacon.signature drand.json | xxd -r -p | sha256sum';
  expect(sh(line)).toBe(drand.draw.randomness);
});
