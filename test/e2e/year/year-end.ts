import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { SignJWT } from 'jose';
import { describe, expect, test } from 'vitest';
import { county } from '../../../shared/codes/county.ts';
import { readAnyRecord } from '../../../shared/verification/read-any-record.ts';
import { fetchFiles } from '../../../verify/fetch-files.ts';
import { verifyTwo } from '../../../verify/verify-two.ts';
import { who, year } from './county.ts';
import { approved, at } from './steps.ts';

export function yearEnd(): void {
  describe('December and January: one year ends, the next begins', () => {
    test('next year’s plan stands before this year’s in what the public reads', async () => {
      await year.life.goOn('2026-12-21', 9);
      const author = who('slj-officer1');
      const [entry] = year.projects.entries;
      const draft = await author.does('createPlan', {
        key: year.life.key(),
        body: { year: 2027, scope: 'department', title: '睢县2027年度水利工程质量抽查计划' },
      });
      const entries = entry ? [{ ...entry, window: { from: '2027-03-01', to: '2027-04-30' } }] : [];
      const edited = await author.does('updatePlan', { ...at(draft), body: { title: draft.title, entries } });
      const next = await approved(year.life, await author.does('submitPlan', at(edited)));
      const { items } = await year.life.anyone.does('listPublicPlans', { query: {} });
      expect(items[0]?.number).toBe(next.number);
      expect(new Set(items.map(({ year }) => year))).toEqual(new Set([2026, 2027]));
      const { items: draws } = await year.life.anyone.does('listPublicDraws', { query: { year: '2026' } });
      expect(draws.map(({ status }) => status).toSorted()).toEqual([
        'dispatched',
        'dispatched',
        'dispatched',
        'voided',
      ]);
    });

    test('an item that has changed is public in its present version, and one out of force is not', async () => {
      const officer = who('slj-officer1');
      const { version, updatedAt: _, ...item } = await officer.does('getItem', { params: { id: 'SLJ-101' } });
      const body = { ...item, content: '质量管理体系、隐蔽工程验收记录' };
      await officer.does('updateItem', { params: { id: 'SLJ-101' }, version, body });
      const { items } = await year.life.anyone.does('listPublicItems', { query: { department: 'SLJ' } });
      expect(items.map(({ content }) => content)).toEqual(['质量管理体系、隐蔽工程验收记录']);
    });

    test('a token that runs for a month is refused, whoever signed it', async () => {
      const { key, url } = await year.life.issuer();
      const now = Math.floor((await year.life.now()).getTime() / 1000);
      const token = (hours: number) =>
        new SignJWT({ sub: 'x', 'custom:department': 'SLJ', 'cognito:groups': ['officer'], amr: ['mfa'] })
          .setProtectedHeader({ alg: 'ES256', kid: key.kid, typ: 'at+jwt' })
          .setIssuer(url)
          .setAudience('suiji')
          .setIssuedAt(now)
          .setExpirationTime(now + hours * 3600)
          .sign(key.sign);
      const answer = await fetch(`${year.life.system.gatewayUrl}/me`, {
        headers: { authorization: `Bearer ${await token(30 * 24)}` },
      });
      expect(answer.status).toBe(401);
    });

    test('the office fixes a figure of the county by its document, with another person; no absurd one, and not alone', async () => {
      const name = 'importExpiry';
      const document = { number: '睢双随机办〔2027〕1号', title: '关于导入文件确认期限的通知' };
      const body = { value: 3, from: await year.life.today(), document };
      const [office, second] = [who('office1'), who('office2')];
      const absurd = { params: { name }, key: year.life.key(), body: { ...body, value: 100_000 } } as const;
      await office.isRefused('proposeSetting', absurd, 'invalid-input');
      const { id: proposalId } = await office.does('proposeSetting', { params: { name }, key: year.life.key(), body });
      const params = { name, proposalId } as const;
      await office.isRefused('approveSetting', { params }, 'same-person');
      await second.does('approveSetting', { params });
      const { items } = await who('slj-officer1').does('listSettings', {});
      const shown = items.find((one) => one.name === name);
      expect([shown?.value, shown?.edition?.document.number, shown?.standard.value]).toEqual([3, document.number, 7]);
    });

    test('the page for everybody says whose system it is, and whom to ask', async () => {
      // It is drawn on the device, from this script; how it looks there is tested in a browser.
      const script = await (await fetch(`${year.life.system.gatewayUrl}/verification/verify.js`)).text();
      for (const told of [county.name, county.authority, county.contact.phone]) expect(script).toContain(told);
    });

    test('in January everything of the year can be checked by anybody, from the files alone', async () => {
      await year.life.goOn('2027-01-11', 9);
      const { items } = await year.life.anyone.does('listPublicDraws', { query: { year: '2026' } });
      for (const { number, status } of items.filter((one) => one.status !== 'voided')) {
        const folder = year.life.folder(number);
        const fetched = await fetchFiles({ url: year.life.system.gatewayUrl, number, folder }, () => undefined);
        expect(fetched.ok, `${number} ${status}`).toBe(true);
        const record = join(folder, 'draw.json');
        // A program of the office has saved the record again, with a byte order mark and indented.
        const text = JSON.stringify(JSON.parse(readFileSync(record, 'utf8')), null, 2).replaceAll('\n', '\r\n');
        writeFileSync(record, `\ufeff${text}`);
        const read = readAnyRecord(readFileSync(record));
        expect(read.ok).toBe(true);
        if (!read.ok || read.value.spec !== 'suiji-draw/2') throw new Error(`${number}: another specification`);
        const verdict = verifyTwo(read.value.read, { does: 'verify', record, frames: [] });
        expect(verdict.ok && verdict.value.verdict, JSON.stringify(verdict)).toBe('verified');
      }
    });
  });
}
