import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { raw } from 'jq-wasm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { buildWeb } from '../../infra/web-bundle.ts';
import { batchKey } from '../../shared/draw/batch-key.ts';
import { verificationStepNames } from '../../shared/draw/verification-step.ts';
import { artefactReadme } from '../../shared/verification/artefact-readme.ts';
import { slipFragment, slipIn } from '../../shared/verification/two/slip-file.ts';
import { reasonInWords, stepWords } from '../../shared/verification/two/verdict-words.ts';
import { fileOfTwo, key, number, publishedDrawTwo } from '../support/published-draw-two.ts';

const { draw, list, files, byKey, objects } = publishedDrawTwo();
const folder = mkdtempSync(join(tmpdir(), 'suiji-verify-two-'));
const at = (...names: readonly string[]) => join(folder, ...names);
const frame = `${number}-1`;
const slipOf = (id: string) => {
  const object = objects.get(frame)?.find((one) => one.id === id);
  if (!object) throw new Error(`no ${id}`);
  const { version, places } = object;
  return { batch: number, frame, id, version, places, salt: batchKey(key).saltsOf(frame)(id) };
};
const drawn = list.find(({ frames }) => frames.includes(frame))?.id ?? '';
const left = objects.get(frame)?.find(({ id }) => !list.some((one) => one.id === id))?.id ?? '';
const textOf = (lines: Iterable<string>) => [...lines].map((line) => `${line}\n`).join('');

beforeAll(async () => {
  await buildWeb(folder);
  for (const name of ['frames', 'book']) mkdirSync(at(name));
  writeFileSync(at('draw.json'), fileOfTwo(draw, list));
  for (const [name, lines] of files) writeFileSync(at('frames', `${name}.ndjson`), textOf(lines));
  for (const [name, lines] of byKey.books) writeFileSync(at('book', `${name}.ndjson`), textOf(lines));
  const { inspectors, experts, turns, facts } = byKey;
  writeFileSync(at('book', 'people.json'), JSON.stringify({ inspectors, experts }));
  writeFileSync(at('book', 'turns.json'), JSON.stringify(turns));
  writeFileSync(at('book', 'facts.json'), JSON.stringify(facts));
  writeFileSync(at('batch.key'), `${key}\n`);
  writeFileSync(at('slip.json'), JSON.stringify(slipOf(drawn)));
  writeFileSync(at('slip.txt'), `https://portal/verification?draw=${number}#${slipFragment(slipOf(left))}\n`);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** The one file that visitors download, run far from the project and its modules. */
const verify = (...words: readonly string[]) =>
  spawnSync(process.execPath, [at('suiji-verify.mjs'), ...words], { cwd: folder, encoding: 'utf8' });

test('the public files are verified by themselves, and it is said that nobody independent has opened them', () => {
  const { status, stdout } = verify(at('draw.json'));
  expect(stdout).toContain('核对通过');
  expect(stdout).toContain('尚无独立核对');
  expect(status).toBe(0);
});

test.each([
  ['drawn, by a file', 'slip.json', '  抽中\n'],
  ['not drawn, by the printed address', 'slip.txt', '  未抽中\n'],
])('a slip shows its holder the own row: %s', (_, file, outcome) => {
  const { status, stdout } = verify(at('draw.json'), '--slip', at(file));
  expect(stdout).toContain('✓ 自查');
  expect(stdout).toContain(outcome);
  expect(status).toBe(0);
});

test('a slip with another salt fails, and says where to turn', () => {
  const slip = slipOf(drawn);
  writeFileSync(
    at('false.json'),
    JSON.stringify({ ...slip, salt: slip.salt.replace(/^./, (c) => (c === '0' ? '1' : '0')) }),
  );
  const { status, stdout } = verify(at('draw.json'), '--slip', at('false.json'));
  expect(stdout).toMatch(/✗ 自查（.*）：不符，抽样框中没有自查单所说的这一行。请保存自查单/);
  expect(status).toBe(1);
});

test('whoever holds key and books checks rows, names, turns and teams; another key opens nothing', () => {
  const opened = verify(at('draw.json'), '--key', at('batch.key'), '--book', at('book'));
  for (const title of ['批次密钥', '对号册', '名单对号', '候补', '匹配']) expect(opened.stdout).toContain(`✓ ${title}`);
  expect(opened.status).toBe(0);
  writeFileSync(at('other.key'), '00'.repeat(32));
  const other = verify(at('draw.json'), '--key', at('other.key'), '--book', at('book'));
  expect(other.stdout).toContain('✗ 批次密钥：不符，不是抽取前公布其摘要的那一把');
  expect(other.status).toBe(1);
});

describe('a code', () => {
  test.each([
    ['on the list', () => drawn, '在名单上：抽中。检查期 2026年12月1日至2026年12月31日。'],
    ['not on it is not told whether it stood in a frame', () => left, '不在名单上。'],
    ['added by a reserve', () => draw.reserves[0]?.added?.[0] ?? '', '起初不在名单上，其后作为候补替上。'],
  ])('%s', (_, id, said) => {
    const { stdout } = verify(at('draw.json'), '--id', id());
    expect(stdout).toContain(said);
    expect(stdout.slice(stdout.indexOf('关于'))).not.toMatch(/[0-9a-f]{64}| 类/);
  });

  test('gets the same answer as any other while the list is sealed', () => {
    const sealed = publishedDrawTwo('combined', '检查后公示');
    writeFileSync(at('sealed.json'), fileOfTwo(sealed.draw));
    const said = (id: string) => {
      const { stdout, status } = verify(at('sealed.json'), at('frames'), '--id', id);
      return { status, said: stdout.slice(stdout.indexOf('关于')).replace(id, 'ID') };
    };
    expect(said(drawn)).toEqual(said('NOBODY-1'));
    expect(said(drawn)).toMatchObject({ said: expect.stringContaining('名单尚未公布') });
  });
});

test.each([
  ['a slip that is none', ['draw.json', '--slip', 'batch.key']],
  ['a key without its books', ['draw.json', '--key', 'batch.key']],
  ['a slip that is not there', ['draw.json', '--slip', 'absent']],
  ['an option without its value', ['draw.json', '--slip']],
])('%s is a misuse, told without a stack trace', (_, words) => {
  const { status, stderr } = verify(...words);
  expect(stderr).toMatch(/^✗ /);
  expect(stderr).not.toMatch(/\n\s+at /);
  expect(status).toBe(2);
});

/** What a line of the README prints, with the jq of the lockfile. */
async function digestOf(filter: string): Promise<string> {
  const printed = await raw(readFileSync(at('draw.json'), 'utf8'), filter, ['-j']);
  return createHash('sha256').update(printed).digest('hex');
}

test('the digests can be recomputed by hand with the lines of the README', async () => {
  const lines = [...artefactReadme.matchAll(/^jq -j '([^']*)' draw\.json \| sha256sum +# = (\S+)$/gm)];
  const expected: Readonly<Record<string, string | undefined>> = {
    '.draw.list.digest': draw.list?.digest,
    '.draw.list.teams': draw.list?.teams,
  };
  expect(lines.map(([, , what]) => what)).toEqual(Object.keys(expected));
  for (const [, filter = '', what = ''] of lines) expect(await digestOf(filter)).toBe(expected[what]);
  const { seed = '', digest, randomness } = draw;
  const sha = (text: string) => createHash('sha256').update(text).digest('hex');
  expect(artefactReadme).toContain(String.raw`printf 'suiji-draw/2\n%s\n%s' DIGEST RANDOMNESS`);
  expect(sha(`suiji-draw/2\n${digest}\n${randomness}`)).toBe(seed);
  const { salt, version, places, id } = slipOf(drawn);
  const row = sha(['suiji-draw/2', 'row', salt, version, places, id].join('\n'));
  expect([...(files.get(frame) ?? [])].some((line) => line.includes(row))).toBe(true);
});

test('what a slip holds comes back from its address, whatever its id is made of', () => {
  const slip = { ...slipOf(drawn), id: '登记 №7,é&=#+%' };
  expect(slipIn(slipFragment(slip))).toEqual(slip);
  expect(slipIn(`https://portal/verification#${slipFragment(slip)}`)).toEqual(slip);
  expect(slipIn('https://portal/verification')).toBeUndefined();
});

test('every step has a name, and no reason that the verifier gives is left in its code', () => {
  expect(Object.keys(stepWords)).toEqual([...verificationStepNames]);
  for (const reason of ['form-differs', 'row-not-proven', 'not-the-next-ticket', 'seed-differs', 'dice-missing'])
    expect(reasonInWords(reason)).toMatch(/\p{Script=Han}/u);
});
