import { beforeEach, expect, test } from 'vitest';
import { createRow, replaceRow } from '../../shared/use-cases/changes.ts';
import { codeOf, csv, type ImportDesk, importDesk, objectHeader, objectRow } from '../support/import-desk.ts';
import { anEvent } from '../support/stored-rows.ts';
import { expectOk, person, systemForTest, type TestSystem } from '../support/system.ts';

// R60: nobody types the class of an object that is there.
const market = person('SCJG', 'officer', '甲');
const health = person('WJW', 'officer', '卫');
let system: TestSystem;
let desk: ImportDesk;
const shop = { id: codeOf(1) };

beforeEach(async () => {
  system = await systemForTest();
  desk = importDesk(system, market);
  await desk.imported(csv(objectRow(1), objectRow(2)));
});

const present = async () => expectOk(await system.as(market)('getObject', { params: shop }));
async function asItIs() {
  const { version, updatedAt: _, ...value } = await present();
  return { version, value };
}
const inClass = (row: string, creditClass: string) => row.replace(',B,', `,${creditClass},`);

test('a new object is entered with a class, which is none of a file', async () => {
  const { value } = await asItIs();
  const body = { ...value, id: codeOf(7), creditCode: codeOf(7), creditClass: 'C' as const };
  const created = expectOk(await system.as(market)('createObject', { key: 'create-00001', body }));
  expect([created.creditClass, created.classBy]).toEqual(['C', undefined]);
});

test('another class of one that is there is refused, typed or asked for; the same one passes', async () => {
  const { version, value } = await asItIs();
  const other = { ...value, creditClass: 'A' as const };
  const typed = await system.as(market)('updateObject', { params: shop, version, body: other });
  expect(typed).toMatchObject({ ok: false, error: { kind: 'class-not-editable' } });
  expect(typed.ok || typed.error.detail).toContain('信用风险分类不得手工修改，请更正其来源');
  const body = {
    kind: 'object',
    rowId: shop.id,
    version,
    change: { act: 'update', value: other },
    reason: '更正',
  } as const;
  const asked = await system.as(market)('requestChange', { key: 'change-00001', body });
  expect(asked).toMatchObject({ ok: false, error: { kind: 'class-not-editable' } });
  const renamed = { ...value, name: '改名饭店' };
  expectOk(await system.as(market)('updateObject', { params: shop, version, body: renamed }));
  expect(await present()).toMatchObject({ name: '改名饭店', creditClass: 'B', version: 2 });
});

test('in a file of objects such rows are refused one by one, with the class that the registry has', async () => {
  const rows = csv(inClass(objectRow(1), 'A'), objectRow(2, '改名饭店'), inClass(objectRow(3), 'D'));
  const entry = await desk.staged(rows);
  expect(entry.counts).toMatchObject({ rows: 3, refused: 1, changed: 1, added: 1 });
  expect(await desk.report(entry.id)).toMatch(/^2,信用风险分类,A,名录里为B。信用风险分类不得手工修改/m);
});

test('nor does a file of that column alone change it', async () => {
  const bytes = Buffer.from(`统一社会信用代码,信用风险分类\r\n${codeOf(1)},D\r\n${codeOf(2)},B`);
  const entry = await desk.staged({ bytes, update: 'given-columns' });
  expect(entry.counts).toMatchObject({ rows: 2, refused: 1, unchanged: 1 });
});

test('nor does an object that goes on under its credit code come by another class', async () => {
  const numbered = (code: string, creditClass: string) =>
    `${objectHeader},对象编号\r\n${code},睢县九号饭店,企业,城关镇,人民路9号,H6210,${creditClass},存续,SCJG-9`;
  await desk.imported(numbered('', 'B'));
  expect((await desk.staged(numbered(codeOf(9), 'D'))).counts).toMatchObject({ refused: 1, added: 0 });
});

test('a department that joins by its file leaves the class as it is, and is told so', async () => {
  const theirs = importDesk(system, health);
  const entry = await theirs.staged(csv(inClass(objectRow(1), 'D')));
  expect(entry.counts).toMatchObject({ refused: 0, changed: 1 });
  expect(await theirs.report(entry.id)).toContain('信用风险分类只由按月的分类文件更新');
  expectOk(await theirs.activate(entry));
  expect((await present()).creditClass).toBe('B');
});

test('what its keeper writes leaves the file that a class is by as it was', async () => {
  const classBy = { month: '2026-05', source: '省级', score: 20 } as const;
  const row = await system.deps.registry.find('object', shop.id);
  if (!row) throw new Error('no shop');
  expect((await system.deps.work.commit([replaceRow(row, { ...row.value, classBy }, anEvent())])).ok).toBe(true);
  await desk.imported(csv(objectRow(1, '又改名饭店')));
  const { version, value } = await asItIs();
  const { classBy: by, supervision: _, ...body } = value;
  expect(by).toEqual(classBy);
  const typed = { ...body, address: '新址' };
  expectOk(await system.as(market)('updateObject', { params: shop, version, body: typed }));
  expect(await present()).toMatchObject({ name: '又改名饭店', address: '新址', classBy });
});

test('an object goes on under its credit code with the class that a file gave it', async () => {
  const classBy = { month: '2026-05', source: '省级' } as const;
  const former = { ...(await asItIs()).value, id: 'SCJG-9', name: '睢县九号饭店' };
  const { creditCode: _, supervision: __, ...value } = former;
  const kept = { ...value, kind: '个体工商户' as const, creditClass: 'C' as const, classBy };
  expect((await system.deps.work.commit([createRow('object', kept, anEvent())])).ok).toBe(true);
  const row = `${codeOf(9)},睢县九号饭店,个体工商户,城关镇,人民路1号,H6210,C,存续`;
  await desk.imported(`${objectHeader},对象编号\r\n${row},SCJG-9`);
  const shown = expectOk(await system.as(market)('getObject', { params: { id: codeOf(9) } }));
  expect(shown).toMatchObject({ creditClass: 'C', classBy, formerIds: ['SCJG-9'] });
});
