import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { putFile } from '../../local/demo/import-file.ts';
import type { DishonestyList } from '../../shared/codes/dishonesty-lists.ts';
import { codeOf } from '../support/import-desk.ts';
import { aListRow, type ListRow, listCsv } from '../support/list-files.ts';
import { actsOf } from './year/acts.ts';
import { beginLife, type Life } from './year/life.ts';

// Over HTTP: a purchaser looks a supplier up that a court has published, and again on the day of evaluation, when it is no more.
let life: Life;
const who = (name: string) => life.person(name);
const { refused } = actsOf(() => life);

/** S2, whom a court has published; S1, whom nobody finds at its address; and another whom the court has published. */
const [supplier, abnormal, other] = [codeOf(2), codeOf(1), codeOf(3)];
const project = {
  number: '睢财采〔2026〕31号',
  name: '城区道路养护',
  announcedOn: '2026-08-03',
  evaluatedOn: '2026-08-25',
};
const published = aListRow('睢县顺达工程有限公司', supplier, '（2025）豫1422执871号', '2025-11-20');
const stays = aListRow('睢县恒泰建材有限公司', other, '（2025）豫1422执902号', '2025-12-01');

/** A clerk brings a list as of today, and a colleague applies what it changes. */
async function applied(department: 'fgw' | 'scjg', list: DishonestyList, rows: readonly ListRow[]) {
  const [clerk, colleague] = [who(`${department}-officer1`), who(`${department}-officer2`)];
  const bytes = listCsv(rows);
  const body = { list, asOf: await life.today(), fileName: '名单.csv', bytes: bytes.length };
  const { file, upload } = await clerk.does('createListFile', { key: life.key(), body });
  await putFile(upload, bytes);
  const params = { id: file.id };
  await clerk.does('startListFile', { params, body: {} });
  const settled = async (status: string) => {
    for (;;) {
      const found = await clerk.does('getListFile', { params });
      if (found.status !== status) return found;
      await wait(20);
    }
  };
  const checked = await settled('checking');
  await clerk.isRefused('applyListFile', { params, version: checked.version, body: {} }, 'same-person');
  await colleague.does('applyListFile', { params, version: checked.version, body: {} });
  await life.system.idle();
  return { ...checked, status: (await settled('applying')).status };
}

const asked = (code: string) => ({ purpose: 'procurement' as const, project, subject: { code } });
const lookedUp = (code: string) => who('purchaser').does('lookUp', { key: life.key(), body: asked(code) });
const decides = (id: string, body: { applied: []; reason: string }) => ({ key: life.key(), params: { id }, body });

let first = '';
let second = '';

beforeAll(async () => {
  life = await beginLife('2026-08-01');
  await who('scjg-officer1').does('createObject', {
    key: life.key(),
    body: {
      ...{ id: supplier, kind: '企业', department: 'SCJG', supervisors: ['SCJG'], tags: [] },
      ...{ name: '睢县顺达工程有限公司', township: '411422105', address: '城关镇北街2号', industry: 'E4813' },
      ...{ creditClass: 'B', status: '存续' },
    },
  });
  await applied('fgw', 'court', [published, stays]);
  await applied('scjg', 'abnormal', [
    aListRow('睢县启明商贸有限公司', abnormal, '睢市监异列〔2026〕7号', '2026-03-02'),
  ]);
});
afterAll(() => life.end());

describe('a supplier that a court has published', () => {
  test('is to be refused by P01 when it is looked up between announcement and evaluation, and the answer is printed', async () => {
    await life.goOn('2026-08-05', 10);
    const { id, hits, slip, subject } = await lookedUp(supplier);
    first = id;
    expect(hits).toMatchObject([
      { list: 'court', measures: ['P01'], effects: ['must-refuse'], number: '（2025）豫1422执871号' },
    ]);
    expect(subject.name).toBe('睢县顺达工程有限公司');
    const printed = slip.join('\n');
    for (const kept of [
      ...['查询网址：', id, '睢县顺达工程有限公司', '失信被执行人，睢县人民法院2025年11月20日', '应当拒绝'],
      ...['2026年8月5日', '财政局 购核查', '查询人签字：'],
    ])
      expect(printed).toContain(kept);
  });

  test('is not looked up without a project, nor three at once', async () => {
    const { project: _, ...without } = asked(supplier);
    const problem = await who('purchaser').isRefused('lookUp', { key: life.key(), body: without }, 'purpose-required');
    expect(problem.detail).toContain('项目编号');
    const subject = [{ code: supplier }, { code: abnormal }, { code: other }] as never;
    const three = { key: life.key(), body: { ...asked(supplier), subject } };
    await who('purchaser').isRefused('lookUp', three, 'invalid-input');
  });

  test('is off the list by the file of 20 August; on the 25th the answer of that day is asked for, and is none', async () => {
    await life.goOn('2026-08-20', 10);
    const file = await applied('fgw', 'court', [stays]);
    expect(file).toMatchObject({ status: 'applied', counts: { rows: 1, gone: 1, unchanged: 1, added: 0 } });
    await life.goOn('2026-08-25', 9);
    const early = decides(first, { applied: [], reason: '评审前核查' });
    const problem = await who('purchaser').isRefused('recordSanction', early, 'evaluation-lookup-required');
    expect(problem.detail).toContain('2026年8月25日');
    const { id, hits, slip } = await lookedUp(supplier);
    second = id;
    expect(hits).toEqual([]);
    expect(slip).toContain('查询结果：无');
  });

  test('is not refused, with the reason; both answers are kept until 25 August 2029', async () => {
    const reason = '评审当日已不在失信被执行人名单，不予限制';
    const decision = await who('purchaser').does('recordSanction', decides(second, { applied: [], reason }));
    expect(decision).toMatchObject({ status: 'declined', applied: [], reason });
    for (const id of [first, second])
      expect((await who('purchaser').does('getLookup', { params: { id } })).keptUntil).toBe('2029-08-25');
  });

  test('is not asked for by its class, which is no ground', async () => {
    const call = { key: life.key(), body: { ...asked(supplier), asks: ['class' as const] } };
    const { detail } = await who('purchaser').isRefused('lookUp', call, 'class-not-a-ground');
    expect(detail).toContain('风险');
  });

  test('reads by its bound code who looked it up, and that it was on the list and is no more', async () => {
    const { code } = await who('scjg-officer1').does('issueSubjectCode', {
      key: life.key(),
      body: { objectId: supplier, handedTo: '法定代表人' },
    });
    const { items } = await life.holder(code).does('listOwnLookups', {});
    expect(items.map(({ department, purpose, asOf, hits }) => [department, purpose, asOf, hits.length])).toEqual([
      ['CZJ', 'procurement', '2026-08-25', 0],
      ['CZJ', 'procurement', '2026-08-05', 1],
    ]);
    expect((await life.holder(code).does('listOwnListEntries', {})).items).toMatchObject([
      { list: 'court', authority: '睢县人民法院', inForce: false, removal: { on: '2026-08-20' } },
    ]);
  });
});

test('a supplier that is on the list of abnormal operations alone is met by no measure of a procurement', async () => {
  const { id, hits } = await lookedUp(abnormal);
  expect(hits).toMatchObject([{ list: 'abnormal', measures: [] }]);
  const applied = [{ entry: hits[0]?.entry ?? '', measure: 'P03' as const }];
  const call = { key: life.key(), params: { id }, body: { applied, reason: '列入经营异常名录' } };
  await who('purchaser').isRefused('recordSanction', call, 'measure-not-in-list');
});

test('the entry of the court that is left is revoked by its document: whoever was told of it is told, and nothing else changes', async () => {
  const { id } = await lookedUp(other);
  const { hits } = await who('purchaser').does('getLookup', { params: { id } });
  const entry = hits[0]?.entry ?? '';
  const decision = { applied: [{ entry, measure: 'P01' as const }], reason: '财库〔2016〕125号' };
  const recorded = await who('purchaser').does('recordSanction', { key: life.key(), params: { id }, body: decision });
  const { act } = actsOf(() => life);
  const document = { reason: '法院撤销纳入决定', verifiedOn: '2026-08-25', document: '（2026）豫1422执监5号' };
  await act('fgw-officer1', 'requestRevocation', 'entry', entry, document);
  const revocation = { number: '（2026）豫1422执监5号', reason: '纳入错误' };
  await refused('fgw-admin', 'approveRemoval', 'entry', entry, { number: '一号' }, 'not-ready');
  expect(await act('fgw-admin', 'revokeListing', 'entry', entry, revocation)).toMatchObject({ status: 'revoked' });
  expect((await lookedUp(other)).hits).toEqual([]);
  const { groups } = await who('purchaser').does('listTodo', {});
  expect(groups.map(({ kind, items }) => [kind, items.map(({ ids }) => ids)])).toEqual([
    ['sanction-to-lift', [{ id: recorded.id }]],
  ]);
  const { items } = await who('czj-officer1').does('listNotices', { query: {} });
  expect(items.filter(({ kind }) => kind === 'looked-up-entry-ended')).toHaveLength(1);
});
