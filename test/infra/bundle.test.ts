import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { beforeAll, expect, test } from 'vitest';
import { bundle, hotBudget } from '../../infra/bundle.ts';
import { allFunctions, authoriserFunction } from '../../infra/functions.ts';
import { buildWeb } from '../../infra/web-bundle.ts';

beforeAll(async () => {
  await buildWeb();
});

const fresh = () => mkdtempSync(join(tmpdir(), 'suiji-bundle-'));

/** Loads built files as Lambda does: by Node itself, without the transformations of the test runner. */
function loadedBy(script: string, files: readonly string[]): string {
  const urls = files.map((file) => pathToFileURL(file).href);
  return execFileSync(process.execPath, ['--input-type=module', '-e', script, ...urls], { encoding: 'utf8' });
}

test('every function, bundled, can be loaded and stays within the budget', async () => {
  const built = new Map<string, string>();
  const heavy: string[] = [];
  for (const definition of allFunctions) {
    const outdir = fresh();
    const { name, hot } = await bundle(definition, outdir);
    if (hot > hotBudget) heavy.push(name);
    built.set(name, join(outdir, 'index.mjs'));
  }
  const script = `for (const url of process.argv.slice(1)) console.log(typeof (await import(url)).handler);`;
  const handlers = loadedBy(script, [...built.values()])
    .trim()
    .split('\n');
  expect(handlers).toEqual(allFunctions.map(() => 'function'));
  expect(heavy).toEqual([]);
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
  const script = `console.log(await (await import(process.argv[1])).handler());`;
  expect(loadedBy(script, [join(outdir, 'index.mjs')]).trim()).toBe('20000');
});

test('an adapter that is loaded later lies apart, where its function looks for it', async () => {
  const outdir = fresh();
  const definition = allFunctions.find(({ name }) => name === 'draws');
  if (!definition) throw new Error('no function draws');
  await bundle(definition, outdir);
  const code = readFileSync(join(outdir, 'index.mjs'), 'utf8');
  const apart = [...code.matchAll(/import\("\.\/([a-z0-9-]+\.mjs)"\)/g)].map(([, file = '']) => file);
  expect(apart.toSorted()).toEqual(['kms-keys.mjs', 'lambda-jobs.mjs', 's3-blobs.mjs', 'sfn-draw-process.mjs']);
  const script = `for (const url of process.argv.slice(1)) console.log(Object.keys(await import(url)).join());`;
  const files = apart.toSorted().map((file) => join(outdir, file));
  expect(loadedBy(script, files).trim().split('\n')).toEqual(['kmsKeys', 'lambdaJobs', 's3Blobs', 'sfnDrawProcess']);
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
