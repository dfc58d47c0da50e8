import { existsSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, test } from 'vitest';
import { bundle, hotBudget } from '../../infra/bundle.ts';
import { allFunctions, authoriserFunction } from '../../infra/functions.ts';

const fresh = () => mkdtempSync(join(tmpdir(), 'suiji-bundle-'));

test('a bundle runs on its own and stays within the budget', async () => {
  const outdir = fresh();
  const { hot } = await bundle(authoriserFunction, outdir);
  const built = await import(pathToFileURL(join(outdir, 'index.mjs')).href);
  expect(built.handler).toBeTypeOf('function');
  expect(hot).toBeLessThanOrEqual(hotBudget);
});

test('what is imported later is a chunk of its own and not part of the hot size', async () => {
  const source = fresh();
  const heavy = `export const text = ${JSON.stringify('重'.repeat(20_000))};`;
  writeFileSync(join(source, 'heavy.ts'), heavy);
  writeFileSync(
    join(source, 'entry.ts'),
    `export const handler = async () => (await import('./heavy.ts')).text.length;`,
  );
  const outdir = fresh();
  const entry = join(source, 'entry.ts');
  const size = await bundle({ ...authoriserFunction, name: 'lazy', entry }, outdir);
  expect(size.hot).toBeLessThan(2_000);
  expect(size.code).toBeGreaterThan(20_000);
  expect(readdirSync(join(outdir, 'chunks'))).toHaveLength(1);
  const built = await import(pathToFileURL(join(outdir, 'index.mjs')).href);
  expect(await built.handler()).toBe(20_000);
});

test('files that a function serves lie beside its code', async () => {
  const outdir = fresh();
  await bundle({ ...authoriserFunction, assets: ['package.json'] }, outdir);
  expect(JSON.parse(readFileSync(join(outdir, 'assets', 'package.json'), 'utf8')).name).toBe('suiji');
});

test.each(allFunctions)('$name has the file it is built from', ({ entry, assets }) => {
  const root = join(import.meta.dirname, '../..');
  expect([entry, ...assets].filter((file) => !existsSync(join(root, file)))).toEqual([]);
});
