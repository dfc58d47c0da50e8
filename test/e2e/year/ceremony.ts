import { readFileSync } from 'node:fs';
import { chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { buildWeb } from '../../../infra/web-bundle.ts';
import { demoUsers } from '../../../local/demo/users.ts';
import { formatChineseTime } from '../../../shared/calendar/local-date.ts';
import { who, year } from './county.ts';
import { inspectorsOf } from './files.ts';
import { type BatchView, type Ceremony, drawnByAll } from './steps.ts';

const minute = 60_000;
const passphrase = '水利局的口令要长一些才好记';

/** An instant as an official writes it: on the clock of Shanghai, with its offset. */
const inShanghai = (time: Date): string =>
  `${new Date(time.getTime() + 8 * 60 * minute).toISOString().slice(0, 19)}+08:00`;

const tokenOf = (name: string): Promise<string> => {
  const user = demoUsers.find(({ username }) => username === name);
  if (!user) throw new Error(`there is no ${name}`);
  return year.life.system.tokenOf(user);
};

/** What a person finds in the inbox about a ceremony. */
const remindedOf = async (name: string, { number }: BatchView): Promise<readonly string[]> => {
  const { items } = await who(name).does('listNotices', { query: { limit: 100 } });
  return items.filter(({ kind, text }) => kind === 'ceremony-due' && text.includes(number)).map(({ text }) => text);
};

/** The works are drawn in a ceremony of which one party, the water department, uses the page. */
export function ceremony(title: string): { readonly drawn: () => BatchView } {
  let page: Page;
  let close: () => Promise<void>;
  let batch: BatchView;
  let held: Ceremony;

  describe('March: a ceremony that officials hold', () => {
    beforeAll(async () => {
      await buildWeb();
      const browser = await chromium.launch(inject('browser'));
      page = await (await browser.newContext({ acceptDownloads: true })).newPage();
      close = () => browser.close();
    });
    afterAll(() => close());

    const open = async () => {
      await page.clock.setFixedTime(await year.life.now());
      await page.goto(`${year.life.system.gatewayUrl}/ceremony?number=${batch.number}`);
      await page.fill('#token', await tokenOf('slj-officer1'));
      await page.click('button:has-text("读取")');
      await page.waitForSelector('.notice');
    };

    test('a freeze that is refused takes no number of the day', async () => {
      await year.life.goOn('2026-03-02', 9);
      const lead = who('slj-admin');
      const entries = year.projects.entries.map(({ id }) => ({ planId: year.projects.id, entryId: id }));
      const clerk = who('slj-officer1');
      const people = inspectorsOf('SLJ', ['甲同志', '乙同志']);
      const alone = people.map((row, index) => (index === 0 ? row : { ...row, 状态: '失效' }));
      // Who may be matched is brought into force by another than had the file checked.
      const second = who('slj-officer2');
      await year.life.imported(clerk, 'inspector', '水利人员-培训期间.csv', alone, undefined, second);
      await lead.isRefused('freezeBatch', { key: year.life.key(), body: { title, entries } }, 'no-lawful-team');
      await year.life.imported(clerk, 'inspector', '水利人员.csv', people, undefined, second);
      const frozen = await lead.does('freezeBatch', { key: year.life.key(), body: { title, entries } });
      expect(frozen.number).toMatch(/20260302-1$/);

      // Officials write whole minutes.
      const now = Math.ceil((await year.life.now()).getTime() / minute) * minute;
      const [commitBy, revealBy] = [new Date(now + 120 * minute), new Date(now + 240 * minute)];
      const body = {
        source: 'ceremony' as const,
        reason: '演示不联网，没有到时可取的公共随机数',
        parties: ['SLJ' as const, 'ZJJ' as const, 'SFJ' as const],
        commitBy: inShanghai(commitBy),
        revealBy: inShanghai(revealBy),
      };
      batch = await lead.does('commitBatch', { params: { id: frozen.id }, version: frozen.version, body });
      // What was written with an offset is the same instant, kept in one form.
      expect(batch.ceremony?.commitBy).toBe(commitBy.toISOString());
      held = {
        parties: ['slj-officer1', 'zjj-officer1', 'sfj-officer1'].map(year.life.person),
        commitBy,
        revealBy,
      };
    });

    let kept: Buffer;
    test('a party is told of its duty at once and before the deadline, and commits on the page', async () => {
      await year.life.goTo(new Date(held.commitBy.getTime() - 110 * minute));
      expect(await remindedOf('slj-officer1', batch)).toHaveLength(1);
      await year.life.goTo(new Date(held.commitBy.getTime() - 55 * minute));
      const told = await remindedOf('slj-officer1', batch);
      expect(told).toHaveLength(2);
      const until = `${formatChineseTime(held.commitBy)}（北京时间）前提交密数承诺`;
      for (const text of told) expect(text).toContain(until);

      await open();
      expect(await page.textContent('.notice')).toContain(formatChineseTime(held.commitBy));
      await page.fill('#passphrase', passphrase);
      await page.fill('#again', passphrase);
      const downloaded = page.waitForEvent('download');
      await page.click('button:has-text("生成密数并保存密封文件")');
      kept = readFileSync(await (await downloaded).path());
      await page.check('input[type=checkbox]');
      await page.click('button:has-text("提交承诺")');
      await page.waitForSelector('.notice:has-text("承诺已提交")');
      await year.life.goTo(new Date(held.commitBy.getTime() - 5 * minute));
      // Whoever has committed is reminded no more; the others are, ten minutes before.
      expect(await remindedOf('slj-officer1', batch)).toHaveLength(2);
      expect(await remindedOf('zjj-officer1', batch)).toHaveLength(3);
    });

    test('after the deadline it is told to open its secret, and opens it from the file it has kept', async () => {
      const others = held.parties.slice(1);
      batch = await drawnByAll(year.life, who('slj-admin'), batch, { ...held, parties: others }, async () => {
        await year.life.goTo(new Date(held.revealBy.getTime() - 55 * minute));
        const until = `${formatChineseTime(held.revealBy)}（北京时间）前公开密数`;
        const told = await remindedOf('slj-officer1', batch);
        expect(told.some((text) => text.includes(until))).toBe(true);
        await open();
        await page.setInputFiles('#file', { name: '密数.json', mimeType: 'application/json', buffer: kept });
        await page.fill('#opening', passphrase);
        await page.click('button:has-text("公开密数")');
        await page.waitForSelector('.notice:has-text("已经公开")');
      });
      expect(batch.status).toBe('dispatched');
    });
  });
  return { drawn: () => batch };
}
