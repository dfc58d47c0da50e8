import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { AxeBuilder } from '@axe-core/playwright';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { pagePolicy } from '../../functions/chain/page-policy.ts';
import { buildWeb } from '../../infra/web-bundle.ts';
import { steps } from '../../shared/api/contract.ts';
import type { Problem } from '../../shared/api/problems.ts';
import type { Result } from '../../shared/base/result.ts';
import { commitmentOf } from '../../shared/draw/ceremony.ts';
import { committedBatch, parties, secretOf, times } from '../support/draw-ceremony.ts';
import { jointEntry, numbered, officer, publishedPlan, settle, shop } from '../support/drawable-county.ts';
import { expectOk, person, systemForTest, type TestSystem } from '../support/system.ts';

const token = 'a-token-of-finance';
const finance = person('CZJ', 'officer', '李四');
const passphrase = '财政局的口令要长一些才好记';

let system: TestSystem;
let server: Server;
let browser: Browser;
let page: Page;
let url: string;
let id: string;
let number: string;

beforeAll(async () => {
  await buildWeb();
  system = await systemForTest();
  await settle(system.deps, {
    objects: numbered(40, (n) => shop(n)),
    inspectors: [...numbered(3, (n) => officer('SCJG', n)), ...numbered(3, (n) => officer('WJW', n))],
    plans: [publishedPlan([jointEntry()])],
  });
  ({ id, number } = await committedBatch(system));
  const answerRequest = async (request: IncomingMessage, response: ServerResponse) => {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://page');
    const file = { '/ceremony': 'web/portal/ceremony/ceremony.html' }[pathname] ?? assetOf(pathname);
    if (file !== undefined) {
      const types = { html: 'text/html; charset=utf-8', js: 'text/javascript', css: 'text/css' } as const;
      const type = types[file.split('.').at(-1) as keyof typeof types];
      response.writeHead(200, { 'content-type': type, 'content-security-policy': pagePolicy });
      return response.end(readFileSync(file));
    }
    const body = JSON.parse((await Array.fromAsync(request)).join('') || '{}');
    const answer =
      request.headers.authorization === `Bearer ${token}` ? await answerTo(pathname, searchParams, body) : undefined;
    response.writeHead(answer?.ok ? 200 : 409, { 'content-type': 'application/json' });
    return response.end(JSON.stringify(answer?.ok ? answer.value : (answer?.error ?? { detail: '没有登录。' })));
  };
  server = createServer((request, response) => {
    answerRequest(request, response).catch((error: unknown) => response.destroy(error as Error));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  browser = await chromium.launch(inject('browser'));
  page = await (await browser.newContext({ acceptDownloads: true })).newPage();
});
afterAll(async () => {
  await browser?.close();
  server?.close();
});

const assetOf = (path: string) =>
  ({
    '/ceremony/ceremony.js': 'dist/web/ceremony.js',
    '/ceremony/verification.css': 'web/portal/verification/verification.css',
  })[path];

/** What the system answers under the paths of its contract. */
async function answerTo(
  path: string,
  query: URLSearchParams,
  body: { commitment?: string; secret?: string },
): Promise<Result<unknown, Problem>> {
  const { getBatch, listBatches, submitCommitment, revealSecret } = steps.draws.routes;
  const at = (route: { readonly path: string }) => route.path.replace('{id}', id);
  const params = { id };
  const call = system.as(finance);
  if (path === steps.accounts.routes.getMe.path) return call('getMe', {});
  if (path === listBatches.path) return call('listBatches', { query: Object.fromEntries(query) });
  if (path === at(getBatch)) return call('getBatch', { params });
  if (path === at(submitCommitment))
    return call('submitCommitment', { params, body: { commitment: body.commitment ?? '' } });
  if (path === at(revealSecret)) return call('revealSecret', { params, body: { secret: body.secret ?? '' } });
  throw new Error(`nothing is at ${path}`);
}

const open = async () => {
  await page.goto(`${url}/ceremony`);
  await page.fill('#token', token);
  await page.fill('#number', number);
  await page.click('button:has-text("读取")');
  await page.waitForSelector('.notice');
};
const violations = async () => (await new AxeBuilder({ page }).analyze()).violations.map(({ id: rule }) => rule);

test('an official makes and keeps a secret, commits to it, and reveals it from the kept file after the deadline', async () => {
  // The page goes by the clock of the official's computer.
  await page.clock.setFixedTime(new Date(times.freeze));
  await open();
  expect(await page.textContent('.notice')).toContain('2026年11月23日10时00分（北京时间，UTC+8）前生成密数并提交承诺');
  expect(await page.textContent('h2#batch-title')).toBe((await system.deps.records.find('batch', id))?.value.title);
  expect(await page.content()).not.toContain(id);
  expect(await violations()).toEqual([]);
  await page.fill('#passphrase', passphrase);
  await page.fill('#again', passphrase);
  const downloaded = page.waitForEvent('download');
  await page.click('button:has-text("生成密数并保存密封文件")');
  const kept = readFileSync(await (await downloaded).path(), 'utf8');
  expect(await page.isDisabled('button:has-text("提交承诺")')).toBe(true);
  await page.check('input[type=checkbox]');
  await page.click('button:has-text("提交承诺")');
  await page.waitForSelector('.notice:has-text("承诺已提交")');
  const stored = async () => (await system.deps.records.find('batch', id))?.value.ceremony?.parts;
  const { commitment } = JSON.parse(kept) as { commitment: string };
  expect((await stored())?.find(({ party }) => party === 'CZJ')).toMatchObject({ commitment });

  for (const party of parties.filter((each) => each !== 'CZJ')) {
    const other = { params: { id }, body: { commitment: commitmentOf(secretOf(party)) } };
    expectOk(await system.as(person(party, 'officer'))('submitCommitment', other));
  }
  system.at(times.reveal);
  await page.clock.setFixedTime(new Date(times.reveal));
  await open();
  const file = { name: '密数.json', mimeType: 'application/json', buffer: Buffer.from(kept) };
  await page.setInputFiles('#file', file);
  await page.fill('#opening', `${passphrase}错`);
  await page.click('button:has-text("公开密数")');
  await page.waitForSelector('.problem:has-text("口令不对")');
  await page.fill('#opening', passphrase);
  expect(await violations()).toEqual([]);
  await page.click('button:has-text("公开密数")');
  await page.waitForSelector('.notice:has-text("已经公开")');
  const revealed = (await stored())?.find(({ party }) => party === 'CZJ')?.secret ?? '';
  expect(commitmentOf(revealed)).toBe(commitment);
});

test('what the system refuses is told in its words', async () => {
  await page.goto(`${url}/ceremony?number=${number}`);
  await page.fill('#token', 'somebody-else');
  await page.click('button:has-text("读取")');
  await page.waitForSelector('.problem');
  expect(await page.textContent('.problem')).toContain('没有登录。');
});

test('a number that no draw of the department has is said to be none', async () => {
  await page.goto(`${url}/ceremony?number=${number}9`);
  await page.fill('#token', token);
  await page.click('button:has-text("读取")');
  await page.waitForSelector('.problem:has-text("没有编号为")');
  expect(await page.textContent('.problem')).toContain(`没有编号为“${number}9”的抽取`);
});

test('without the system a secret is made and opened on the computer alone', async () => {
  await page.goto(`${url}/ceremony?number=41142220261123-9`);
  await page.click('summary');
  await page.fill('#passphrase', passphrase);
  await page.fill('#again', passphrase);
  const downloaded = page.waitForEvent('download');
  await page.click('button:has-text("生成密数并保存密封文件")');
  const kept = readFileSync(await (await downloaded).path());
  const { commitment } = JSON.parse(kept.toString()) as { commitment: string };
  expect(await page.textContent('details')).toContain(commitment);
  await page.setInputFiles('#file', { name: '密数.json', mimeType: 'application/json', buffer: kept });
  await page.fill('#opening', passphrase);
  await page.click('button:has-text("打开密封文件")');
  await page.waitForSelector('p:has-text("密数：") .hex');
  const shown = (await page.textContent('p:has-text("密数：") .hex')) ?? '';
  expect(commitmentOf(shown)).toBe(commitment);
});
