import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { chromium } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { forBrowser } from '../../infra/web-bundle.ts';

const vectors = (name: string) => readFileSync(join(import.meta.dirname, '../vectors', name), 'utf8');
const draws = vectors('draw-vectors.json');
const drawsTwo = vectors('draw2-vectors.json');
const rounds = vectors('quicknet-rounds.json');
const folder = mkdtempSync(join(tmpdir(), 'suiji-vectors-'));
const bundle = join(folder, 'vectors.mjs');

beforeAll(async () => {
  const contents = `
    export { checkDrawVectors, DrawVectors } from './local/conformance-draw.ts';
    export { checkDrawVectorsTwo, DrawVectorsTwo } from './local/conformance-draw-two.ts';
    export { verifyBeacon } from './shared/draw/beacon.ts';`;
  const entry = { contents, resolveDir: join(import.meta.dirname, '../..'), loader: 'ts' } as const;
  await build({ ...forBrowser, stdin: entry, outfile: bundle, write: true });
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** As text, so that the import stays the browser's own. */
const inBrowser = (body: string) =>
  `import(URL.createObjectURL(new Blob([${JSON.stringify(readFileSync(bundle, 'utf8'))}], { type: 'text/javascript' })))
    .then(({ checkDrawVectors, DrawVectors, checkDrawVectorsTwo, DrawVectorsTwo, verifyBeacon }) => { ${body} })`;

test('every draw vector holds in the code that is built for browsers, run by Node', async () => {
  expect(readFileSync(bundle, 'utf8')).not.toContain('node:crypto');
  const built = await import(/* @vite-ignore */ pathToFileURL(bundle).href);
  const { checkDrawVectors, DrawVectors, checkDrawVectorsTwo, DrawVectorsTwo } = built;
  expect(checkDrawVectors(DrawVectors.parse(JSON.parse(draws)))).toEqual([]);
  expect(checkDrawVectorsTwo(DrawVectorsTwo.parse(JSON.parse(drawsTwo)))).toEqual([]);
});

describe('in a browser', () => {
  const run = async (body: string): Promise<unknown> => {
    const browser = await chromium.launch(inject('browser'));
    try {
      return await (await browser.newPage()).evaluate(inBrowser(body));
    } finally {
      await browser.close();
    }
  };

  test('every draw vector holds, and one with a changed seed does not', async () => {
    expect(await run(`return checkDrawVectors(DrawVectors.parse(${draws}));`)).toEqual([]);
    const flip = (_: string, head: string, last: string) => head + (Number.parseInt(last, 16) ^ 1).toString(16);
    const other = draws.replace(/("seed":\s*"[0-9a-f]{63})([0-9a-f])/g, flip);
    expect(other).not.toBe(draws);
    expect(await run(`return checkDrawVectors(DrawVectors.parse(${other}));`)).not.toEqual([]);
  });

  test('every vector of suiji-draw/2 holds, and one with a changed root does not', async () => {
    expect(await run(`return checkDrawVectorsTwo(DrawVectorsTwo.parse(${drawsTwo}));`)).toEqual([]);
    const flip = (_: string, head: string, last: string) => head + (Number.parseInt(last, 16) ^ 1).toString(16);
    const other = drawsTwo.replace(/("root":\s*"[0-9a-f]{63})([0-9a-f])/g, flip);
    expect(other).not.toBe(drawsTwo);
    expect(await run(`return checkDrawVectorsTwo(DrawVectorsTwo.parse(${other}));`)).not.toEqual([]);
  });

  test('every published round of the beacon holds with its randomness, and with one bit changed none does', async () => {
    const found = await run(`
      const flipped = (hex) => hex.slice(0, -1) + (parseInt(hex.slice(-1), 16) ^ 1).toString(16);
      return (${rounds}).rounds.map(({ round, signature }) => {
        const answer = verifyBeacon({ round, signature });
        return { round, randomness: answer.ok && answer.value, forged: verifyBeacon({ round, signature: flipped(signature) }).ok };
      });`);
    const known: { rounds: { round: number; randomness?: string }[] } = JSON.parse(rounds);
    const someHash: unknown = expect.stringMatching(/^[0-9a-f]{64}$/);
    expect(found).toEqual(
      known.rounds.map(({ round, randomness }) => ({
        round,
        randomness: randomness ?? someHash,
        forged: false,
      })),
    );
  });
});
