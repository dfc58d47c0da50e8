import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { AxeBuilder } from '@axe-core/playwright';
import { build } from 'esbuild';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { buildWeb, forBrowser } from '../../infra/web-bundle.ts';
import { type PortalServer, portalServer } from '../support/portal-server.ts';
import { fileOf, publishedDraw } from '../support/published-draw.ts';

const executablePath = '/usr/bin/chromium';
const hasBrowser = existsSync(executablePath);
if (!hasBrowser) console.warn(`no ${executablePath}: what only a browser can show is not tested`);

const vectors = readFileSync(join(import.meta.dirname, '../vectors/draw-vectors.json'), 'utf8');
const published = publishedDraw();
const folder = mkdtempSync(join(tmpdir(), 'suiji-page-'));
const conformance = join(folder, 'conformance.mjs');

beforeAll(async () => {
  await buildWeb();
  const contents = `export { checkDrawVectors, DrawVectors } from './local/conformance-draw.ts';`;
  const entry = { contents, resolveDir: join(import.meta.dirname, '../..'), loader: 'ts' } as const;
  await build({ ...forBrowser, stdin: entry, outfile: conformance, write: true });
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('every draw vector holds in the code that is built for browsers, run by Node', async () => {
  expect(readFileSync(conformance, 'utf8')).not.toContain('node:crypto');
  const { checkDrawVectors, DrawVectors } = await import(/* @vite-ignore */ pathToFileURL(conformance).href);
  expect(checkDrawVectors(DrawVectors.parse(JSON.parse(vectors)))).toEqual([]);
});

describe.runIf(hasBrowser)('in a browser', () => {
  let browser: Browser;
  let portal: PortalServer;
  let page: Page;

  beforeAll(async () => {
    browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
    portal = await portalServer(published);
    page = await (await browser.newContext()).newPage();
  });
  afterAll(async () => {
    await browser?.close();
    await portal?.close();
  });

  test('every draw vector holds', async () => {
    const blank = await browser.newPage();
    const code = readFileSync(conformance, 'utf8');
    // As text, so that the import stays the browser's own.
    const found = await blank.evaluate(
      `import(URL.createObjectURL(new Blob([${JSON.stringify(code)}], { type: 'text/javascript' }))).then(
        ({ checkDrawVectors, DrawVectors }) => checkDrawVectors(DrawVectors.parse(${vectors})))`,
    );
    expect(found).toEqual([]);
    await blank.close();
  });

  test('a published draw passes every step, and the page is accessible', async () => {
    await page.goto(`${portal.url}/verification?draw=${published.draw.number}`);
    await page.waitForSelector('.verdict');
    expect(await page.textContent('.verdict h2')).toContain('核对通过');
    expect(await page.$$('.steps > li:not(.passed)')).toEqual([]);
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
  });

  test('whoever types an id is told whether it was drawn', async () => {
    await page.fill('#id', ` ${published.list[0]?.id.toLowerCase()} `);
    await page.click('text=查询');
    await page.waitForSelector('.answers .drawn');
    expect(await page.textContent('.answers')).toContain('抽中');
    await page.fill('#id', 'NOBODY');
    await page.click('text=查询');
    await page.waitForFunction(() => !document.querySelector('.answers .drawn'));
    expect(await page.textContent('.answers')).toContain('不在抽样框');
  });

  test('files from a disk are verified, and one that was tampered with names the step', async () => {
    const files = [...published.frames].map(([frame, lines], index) => {
      const text = lines.map((line) => `${line}\n`).join('');
      const path = join(folder, `${frame}.ndjson`);
      writeFileSync(path, index === 0 ? text.replace('"version":1', '"version":2') : text);
      return path;
    });
    const record = join(folder, 'draw.json');
    writeFileSync(record, fileOf(published));
    await page.click('text=用已经下载的文件核对');
    await page.setInputFiles('#files', [record, ...files]);
    await page.waitForSelector('.verdict.failed');
    expect(await page.textContent('.steps > .failed')).toContain('抽样框');
  });
});
