import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { creditCodeSource } from '../../local/demo/credit-codes.ts';
import { type ImportView, putFile } from '../../local/demo/import-file.ts';
import { Random } from '../../local/demo/random.ts';
import type { AnswerOf, CallOf } from '../../shared/api/client.ts';
import { anItem } from '../support/drawable-county.ts';
import { fileOf, inspectorsOf, type Row } from './year/files.ts';
import { beginLife, type Life } from './year/life.ts';
import { approved, at, type BatchView, quotas, written } from './year/steps.ts';

// Over HTTP: a month's file of the classes of 1,942 enterprises, the draw that is frozen on it, and the file of the next month.
let life: Life;
const who = (name: string) => life.person(name);
const clerk = () => who('scjg-officer1');

const nextCode = creditCodeSource(new Random(2_026_05));
/** 1,911 are in the files of April and of May, four in that of April alone, 31 in that of May alone. */
const codes = Array.from({ length: 1_946 }, () => nextCode('91'));
const [both, onlyApril, onlyMay] = [codes.slice(0, 1_911), codes.slice(1_911, 1_915), codes.slice(1_915)];
const inMay = [...both, ...onlyMay];
/** A 1,200, B 640, C 90, D 12. */
const may = new Map(inMay.map((code, n) => [code, n < 1_200 ? 'A' : n < 1_840 ? 'B' : n < 1_930 ? 'C' : 'D']));
/** Twelve are better in May than in April and nine worse; the four that are gone were C. */
const april = new Map<string, string>([
  ...both.map((code, n) => [code, n < 12 ? 'B' : n >= 1_300 && n < 1_309 ? 'A' : (may.get(code) ?? '')] as const),
  ...onlyApril.map((code) => [code, 'C'] as const),
]);
const rowsOf = (classes: ReadonlyMap<string, string>): Row[] =>
  [...classes].map(([统一社会信用代码, 信用风险分类]) => ({ 统一社会信用代码, 信用风险分类 }));

async function checked(month: string, rows: readonly Row[]): Promise<ImportView> {
  const bytes = await fileOf(rows);
  const body = { month, source: '省级' as const, fileName: `${month}信用风险分类.csv`, bytes: bytes.byteLength };
  const created = await who('office1').does('announceClassFile', { key: life.key(), body });
  await putFile(created.upload, bytes);
  const params = { id: created.import.id };
  await who('office1').does('checkClassFile', { params });
  for (;;) {
    const found = await who('office1').does('getImport', { params });
    if (found.status !== 'staging') return found;
    await wait(20);
  }
}
async function applied(entry: ImportView): Promise<void> {
  await who('office2').does('activateClassFile', at(entry));
  await life.system.idle();
}
const reportOf = async ({ id }: ImportView) => {
  const { url } = await who('office1').does('getImportReport', { params: { id } });
  return (await fetch(url)).text();
};
const objectOf = (code = '') => clerk().does('getObject', { params: { id: code } });

/** Everything that a filter finds: pages may be short. */
async function listed(query: CallOf<'listObjects'>['query']) {
  const found: AnswerOf<'listObjects'>['items'][number][] = [];
  let cursor: string | undefined;
  do {
    const page = await clerk().does('listObjects', { query: { ...query, ...(cursor && { cursor }) } });
    found.push(...page.items);
    cursor = page.next;
  } while (cursor !== undefined);
  return found;
}

beforeAll(async () => {
  life = await beginLife('2026-05-06');
  const people = inspectorsOf('SCJG', ['俞检查', '靳执法']);
  await life.imported(clerk(), 'inspector', 'scjg.csv', people, undefined, who('scjg-officer2'));
  await clerk().does('createItem', { key: life.key(), body: anItem('SCJG', { id: 'SCJG-101', name: '餐饮检查' }) });
  const gone = new Set(onlyApril);
  const rows = codes.map((统一社会信用代码, n) => ({
    ...{ 统一社会信用代码, 名称: `睢县第${n + 1}餐饮有限公司`, 对象类别: '企业', 乡镇街道: '城关镇' },
    ...{ 地址: `城关镇北街${n}号`, 行业代码: gone.has(统一社会信用代码) ? 'F5211' : 'H6210' },
    ...{ 信用风险分类: 'B', 状态: '存续' },
  }));
  await life.imported(clerk(), 'object', '企业.csv', rows);
}, 600_000);
afterAll(() => life.end());

let frozen: BatchView;

test('the first file of a source gives every object in it its class: 1,915 are new', async () => {
  const entry = await checked('2026-04', rowsOf(april));
  expect(entry).toMatchObject({ counts: { rows: 1_915 }, classFile: { diff: { new: 1_915, gone: 0 } } });
  await applied(entry);
  expect((await objectOf(onlyApril[0])).creditClass).toBe('C');
});

test('a file with class E or a wrong check digit is refused as a whole, with the numbers of the rows', async () => {
  const rows = rowsOf(may);
  const wrong = inMay[7] ?? '';
  const spoilt = rows.map((row, n) =>
    n === 3
      ? { ...row, 信用风险分类: 'E' }
      : n === 7
        ? { ...row, 统一社会信用代码: `${wrong.slice(0, 17)}${wrong.endsWith('0') ? '1' : '0'}` }
        : row,
  );
  const entry = await checked('2026-05', spoilt);
  expect(entry).toMatchObject({ status: 'refused', counts: { rows: 1_942, refused: 2, changed: 0 } });
  const lines = (await reportOf(entry)).split('\n').slice(1);
  expect(lines[0]).toMatch(/^5,信用风险分类,E,/);
  expect(lines[1]).toMatch(/^9,统一社会信用代码,/);
  await who('office2').isRefused('activateClassFile', at(entry), 'illegal-transition');
  expect((await objectOf(both[0])).creditClass).toBe('B');
});

test('that of May: 1,942 rows, up 12, down 9, new 31, gone 4; who brought it does not apply it, a second person does', async () => {
  const entry = await checked('2026-05', rowsOf(may));
  expect(entry.counts).toMatchObject({ rows: 1_942, refused: 0 });
  expect(entry.classFile?.diff).toEqual({
    ...{ up: 12, down: 9, new: 31, gone: 4, stale: 0 },
    ...{ rescored: 0, unknown: 0, kept: 0 },
  });
  await who('office1').isRefused('activateClassFile', at(entry), 'same-person');
  await who('scjg-admin').isRefused('activateClassFile', at(entry), 'forbidden');
  expect((await objectOf(both[0])).creditClass).toBe('B');
  await applied(entry);
  expect((await objectOf(both[0])).creditClass).toBe('A');
  expect((await objectOf(both[1_300])).creditClass).toBe('B');
  expect(await objectOf(onlyApril[0])).toMatchObject({ creditClass: 'C', classBy: { absentSince: '2026-05' } });
});

test('a class that is changed by hand is refused', async () => {
  const { version, updatedAt: _, classBy: __, supervision: ___, ...object } = await objectOf(both[0]);
  const body = { ...object, creditClass: 'D' } as CallOf<'updateObject'>['body'];
  const call = { params: { id: object.id }, version, body };
  const refused = await clerk().isRefused('updateObject', call, 'class-not-editable');
  expect(refused.detail).toContain('信用风险分类不得手工修改，请更正其来源');
});

test('a frame of A 1,200, B 640, C 90, D 12 is drawn from by 12, 20, 9 and 6: 47', async () => {
  const window = { from: '2026-06-01', to: '2026-08-31' };
  const draft = await written(life, clerk(), {
    scope: 'department',
    title: '餐饮单位抽查计划',
    entries: [
      {
        ...{
          id: 'E1',
          title: '餐饮单位抽查',
          lead: 'SCJG',
          method: '1',
          drawKind: '不定向',
          listPublicity: '公示名单',
        },
        departments: [{ department: 'SCJG', items: ['SCJG-101'] }],
        ...{ filter: { industries: ['H62'] }, quotas: quotas({ A: 100, B: 300, C: 1_000, D: 5_000 }), window },
      },
    ],
  });
  const plan = await approved(life, await clerk().does('submitPlan', at(draft)));
  const entries = [{ planId: plan.id, entryId: 'E1' }];
  frozen = await who('scjg-admin').does('freezeBatch', { key: life.key(), body: { title: '餐饮单位抽查', entries } });
  expect(frozen.frames).toMatchObject([
    {
      size: 1_942,
      strata: [
        { stratum: 'A', size: 1_200, quota: 12 },
        { stratum: 'B', size: 640, quota: 20 },
        { stratum: 'C', size: 90, quota: 9 },
        { stratum: 'D', size: 12, quota: 6 },
      ],
    },
  ]);
});

test('the next file changes nothing of what is frozen; what is gone from two is stale, class B and listed', async () => {
  await life.goOn('2026-06-10', 9);
  const june = new Map([...may, ...both.slice(0, 40).map((code) => [code, 'D'] as const)]);
  const entry = await checked('2026-06', rowsOf(june));
  expect(entry.classFile?.diff).toMatchObject({ up: 0, down: 40, new: 0, gone: 0, stale: 4 });
  await applied(entry);
  expect((await objectOf(both[0])).creditClass).toBe('D');
  const batch = await who('scjg-admin').does('getBatch', { params: { id: frozen.id } });
  expect(batch.frames).toEqual(frozen.frames);
  const items = await listed({ classMark: 'stale' });
  expect(items.map(({ id }) => id).toSorted()).toEqual(onlyApril.toSorted());
  expect(items.every(({ creditClass, classBy }) => creditClass === 'B' && classBy?.staleSince === '2026-06')).toBe(
    true,
  );
});

test('the versions of an object are the history of its class', async () => {
  const { items } = await clerk().does('listObjectVersions', { params: { id: both[0] ?? '' } });
  expect(items.map(({ creditClass, classBy }) => [creditClass, classBy?.month])).toEqual([
    ['B', undefined],
    ['B', '2026-04'],
    ['A', '2026-05'],
    ['D', '2026-06'],
  ]);
});
