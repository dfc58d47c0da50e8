import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { buildWeb } from '../../infra/web-bundle.ts';
import { county } from '../../shared/codes/county.ts';
import { slipFragment } from '../../shared/verification/two/slip-file.ts';
import { type PortalServer, portalServer } from '../support/portal-server.ts';
import { fileOf, publishedDraw } from '../support/published-draw.ts';
import { fileOfTwo, number, publishedDrawTwo } from '../support/published-draw-two.ts';
import {
  matchFailedDraw,
  type ShownDraw,
  shownDraw,
  slipFor,
  unrevealedDraw,
  voidedDraw,
  waitingDraw,
} from '../support/published-states-two.ts';

const made = publishedDrawTwo('ceremony');
const published = shownDraw(made);
const [first] = made.list;
const record = () => fileOfTwo(published.draw, published.list);
/** Of an object that was not drawn. */
const frame = `${number}-1`;
const left = made.objects.get(frame)?.find(({ id }) => !made.list.some((one) => one.id === id))?.id ?? '';
const folder = mkdtempSync(join(tmpdir(), 'suiji-page-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('in a browser', () => {
  let browser: Browser;
  let portal: PortalServer;
  let page: Page;

  beforeAll(async () => {
    await buildWeb();
    browser = await chromium.launch(inject('browser'));
    portal = await portalServer(published);
    page = await (await browser.newContext()).newPage();
  });
  afterAll(async () => {
    await browser?.close();
    await portal?.close();
  });

  const askFor = async (id: string, on: Page = page) => {
    await on.fill('#id', id);
    await on.click('button:has-text("查询")');
  };
  const violations = async (on: Page) =>
    (await new AxeBuilder({ page: on }).analyze()).violations.map(({ id, nodes }) => [
      id,
      nodes.map(({ html }) => html),
    ]);
  /** How far the page is wider than a telephone. */
  const overflow = async (on: Page): Promise<unknown> => {
    await on.setViewportSize({ width: 360, height: 740 });
    return on.evaluate('document.documentElement.scrollWidth - 360');
  };

  test('the browser of these tests shows Chinese as wide as people see it', async () => {
    const blank = await browser.newPage();
    await blank.setContent('<span style="font-size: 100px">睢县市场监管</span>');
    expect((await blank.locator('span').boundingBox())?.width).toBe(600);
    await blank.close();
  });

  test('a published draw passes every step, and the page is accessible', async () => {
    await page.goto(`${portal.url}/verification?draw=${number}`);
    await page.waitForSelector('.verdict');
    expect(await page.textContent('.verdict h2')).toContain('核对通过');
    expect(await page.$$('.steps > li:not(.passed)')).toEqual([]);
    expect(await violations(page)).toEqual([]);
  });

  test('whoever types an id is told whether it stands on the list, and nothing of rows', async () => {
    // As on a Chinese keyboard: small, wide, with blanks.
    await askFor(` ${first?.id.toLowerCase().replace('-', '－')} `);
    await page.waitForSelector('.answers .drawn');
    expect(await page.textContent('.headline')).toContain('在名单上：抽中');
    expect(await page.textContent('.answers')).not.toMatch(/[0-9a-f]{64}|类/);
    await askFor('NOBODY');
    await page.waitForFunction(() => !document.querySelector('.answers .drawn'));
    expect(await page.textContent('.headline')).toContain('不在名单上。名单不说明一户是否在抽样框内');
    await askFor('SHОР-001');
    await page.waitForSelector('.notice >> text=不是英文字母和数字');
  });

  test.each([
    ['drawn', first?.id ?? '', '自查单上的一行抽中。名单所说的与抽签号一致。'],
    ['not drawn', left, '自查单上的一行没有抽中。名单所说的与抽签号一致。'],
  ])(
    'whoever holds the slip of an object that was %s opens it behind the address, and nobody is told',
    async (_, id, headline) => {
      const own = await (await browser.newContext()).newPage();
      const said: string[] = [];
      own.on('request', (request) =>
        said.push(request.url(), request.postData() ?? '', request.headers()['referer'] ?? ''),
      );
      const slip = slipFor(made, frame, id);
      await own.goto(`${portal.url}/verification#${slipFragment(slip)}`);
      await own.waitForSelector('.headline');
      expect(await own.textContent('.headline')).toBe(headline);
      await own.evaluate('for (const each of document.querySelectorAll("details")) each.open = true');
      expect(await own.textContent('.answers')).toContain(`printf '%s\\nobject\\n%s' ${published.draw.seed}`);
      expect(said.join(' ')).not.toContain(slip.salt);
      expect(said.join(' ')).not.toContain(id);
      expect(own.url()).not.toContain(slip.salt);
      await own.context().close();
    },
  );

  test('whoever knows only a name finds it in the published list and asks from there', async () => {
    await askFor(first?.name.replace('睢县', '').replace('-', '－') ?? '');
    await page.click(`.answers button:has-text("${first?.name}")`);
    await page.waitForSelector('.answers .drawn');
    expect(await page.textContent('.headline')).toContain('在名单上：抽中');
    await askFor('没有这家店');
    await page.waitForSelector('.headline >> text=现在不能判断是否抽中');
  });

  test('it says whose it is and whom to ask, and leads to plan, list and results', async () => {
    const foot = await page.textContent('footer');
    for (const fact of [county.authority, county.office, county.contact.phone]) expect(foot).toContain(fact);
    expect(await page.title()).toContain(county.name);
    const links = await page.$$eval('section[aria-labelledby="related"] a', (all) =>
      all.map((link) => link.getAttribute('href')),
    );
    const results = (department: string) =>
      `${portal.url}/public/results?department=${department}&from=2026-12&to=2027-12`;
    expect(links).toEqual([`${portal.url}/public/plans/P1?edition=1`, ...published.draw.departments.map(results)]);
    expect(await page.$$('.listed li')).toHaveLength(made.list.length);
  });

  test('draws of a past year can be chosen', async () => {
    await page.selectOption('#year', '2025');
    await page.waitForSelector('h3 >> text=2025年的抽取');
    expect(await page.$$('.recent li')).toHaveLength(0);
    await page.selectOption('#year', '2026');
    await page.waitForSelector(`.recent >> text=${number}`);
  });

  test('the keyboard alone leads from the number to the answer', async () => {
    const own = await (await browser.newContext()).newPage();
    await own.goto(`${portal.url}/verification`);
    await own.focus('#number');
    await own.keyboard.type(number);
    await own.keyboard.press('Enter');
    await own.waitForSelector('.verdict');
    expect(await own.evaluate('document.activeElement.id')).toBe('verdict');
    for (let tabs = 0; tabs < 10 && (await own.evaluate('document.activeElement.id')) !== 'id'; tabs += 1)
      await own.keyboard.press('Tab');
    await own.keyboard.type(first?.id ?? '');
    await own.keyboard.press('Enter');
    await own.waitForSelector('.answers .drawn');
    await own.context().close();
  });

  test.each<[string, ShownDraw, title: string, headline: string]>([
    ['drawn by beacon and ceremony', shownDraw(publishedDrawTwo('combined')), '核对通过', '在名单上：抽中'],
    ['whose list waits', shownDraw(publishedDrawTwo('combined', '检查后公示')), '名单待检查后公布', '名单尚未公布'],
    ['that waits for the beacon', waitingDraw(publishedDrawTwo('drand')), '还没有抽签', '名单尚未公布'],
    ['whose match failed', matchFailedDraw(made), '核对通过', '在名单上：抽中'],
    ['voided after it was drawn', voidedDraw(published), '核对通过', '已作废，不再据此检查'],
    ['voided before anything was drawn', unrevealedDraw(made), '没有抽出结果', '名单尚未公布'],
  ])('a draw %s is told as it is, on a telephone too', async (_, draw, title, headline) => {
    const server = await portalServer(draw);
    const own = await (await browser.newContext()).newPage();
    await own.goto(`${server.url}/verification?draw=${number}`);
    await own.waitForSelector('.verdict');
    expect(await own.textContent('.verdict h2')).toContain(title);
    await askFor(draw.list?.[0]?.id ?? left, own);
    await own.waitForSelector('.headline');
    expect(await own.textContent('.headline')).toMatch(new RegExp(headline));
    await own.evaluate('for (const each of document.querySelectorAll("details")) each.open = true');
    expect(await violations(own)).toEqual([]);
    expect(await overflow(own)).toBe(0);
    await own.context().close();
    await server.close();
  });

  test('a number that no draw has, and a portal that does not answer, are told in words', async () => {
    const server = await portalServer(published);
    const own = await (await browser.newContext()).newPage();
    await own.goto(`${server.url}/verification`);
    await own.fill('#number', '41142220260101-99');
    await own.click('text=开始核对');
    await own.waitForSelector('.problem');
    expect(await own.textContent('.problem')).toContain('没有编号为 41142220260101-99 的抽取');
    await server.close();
    await own.fill('#number', number);
    await own.click('text=开始核对');
    await own.waitForSelector('.problem >> text=无法连接公示网站');
    expect(await own.textContent('.problem')).not.toContain('没有编号为');
    await own.context().close();
  });

  test('files of suiji-draw/1 are verified by its own rules; saved again, the difference of form is told as such', async () => {
    const earlier = publishedDraw();
    const save = (name: string, text: string) => {
      const path = join(folder, name);
      writeFileSync(path, text);
      return path;
    };
    const saved = save(
      'draw (1).json',
      `\ufeff${JSON.stringify(JSON.parse(new TextDecoder().decode(fileOf(earlier))), null, 2)}`,
    );
    const files = [...earlier.frames].flatMap(([name, lines]) => [
      save(`${name} (2).ndjson`, lines.map((line) => `${line}\r\n`).join('')),
      save(`._${name}.ndjson`, 'Mac OS X'),
    ]);
    await page.click('text=用已经下载的文件核对');
    await page.setInputFiles('#files', [saved, save('._draw.json', 'Mac OS X'), ...files]);
    await page.waitForSelector('.notice >> text=draw.json 被重新保存过');
    expect(await page.textContent('.verdict h2')).toContain('核对通过');
    await page.waitForSelector('.notice >> text=换行符不同');
    await page.click('text=用已经下载的文件核对');
  });

  test('files from a disk are verified, and one that was tampered with names the step', async () => {
    const files = [...published.frames].map(([name, lines], index) => {
      const text = lines.map((line) => `${line}\n`).join('');
      const path = join(folder, `${name}.ndjson`);
      writeFileSync(path, index === 0 ? text.replace('"stratum":"A"', '"stratum":"B"') : text);
      return path;
    });
    const saved = join(folder, 'draw.json');
    writeFileSync(saved, record());
    await page.click('text=用已经下载的文件核对');
    await page.setInputFiles('#files', [saved, ...files]);
    await page.waitForSelector('.verdict.failed');
    expect(await page.textContent('.verdict')).toContain(`抽样框（${number}-1）：不符，名录与抽取前锁定的不同`);
    expect(await page.textContent('.steps > .failed')).toContain('抽样框');
    await askFor(first?.id ?? '');
    await page.waitForSelector('.notice >> text=不能作准');
  });
});
