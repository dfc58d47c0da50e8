import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { anItem } from '../support/drawable-county.ts';
import { actsOf } from './year/acts.ts';
import { inspectorsOf } from './year/files.ts';
import { beginLife, type Life } from './year/life.ts';

// Over HTTP: what was found at a check leads to a penalty of another department, which is repaired; the check's row goes with it.
let life: Life;
const who = (name: string) => life.person(name);
const { act, refused } = actsOf(() => life);
const holder = () => life.holder(code);

let objectId = '';
let resultId = '';
let referred = '';
let code = '';
let recordId = '';
let repair = '';

const shown = async () => (await life.anyone.does('listPublicResults', { query: { name: '老街酱菜' } })).items;
const overall = async () => (await shown()).map((each) => each.overall.map(({ code: one }) => one));
const materials = [
  { code: 'm1' as const, document: '罚款缴纳凭证〔2026〕77号' },
  { code: 'm2' as const, document: '信用承诺书' },
];
const asking = () => ({ key: life.key(), body: { recordId, way: 'w1' as const, materials } });

beforeAll(async () => {
  life = await beginLife('2026-04-13');
  const [clerk, second] = [who('scjg-officer1'), who('scjg-officer2')];
  await life.imported(clerk, 'inspector', 'scjg.csv', inspectorsOf('SCJG', ['俞检查', '靳执法']), undefined, second);
  for (const n of [101, 102]) {
    const body = anItem('SCJG', { id: `SCJG-${n}`, name: `市场监管检查${n}` });
    await clerk.does('createItem', { key: life.key(), body });
  }
  const created = await clerk.does('createObject', {
    key: life.key(),
    body: {
      ...{ id: '91411422MA1MF3RAB6', kind: '企业', department: 'SCJG', supervisors: ['SCJG', 'NYNC'], tags: [] },
      ...{ name: '睢县老街酱菜有限公司', township: '411422105', address: '城关镇南街9号', industry: 'H6210' },
      ...{ creditClass: 'B', status: '存续' },
    },
  });
  objectId = created.id;
});
afterAll(() => life.end());

describe('a penalty that came of a check', () => {
  test('of 20 May is public as long as the row of the check of 17 April from which it came', async () => {
    const team = ['SCJG-R001', 'SCJG-R002'];
    const lead = await who('scjg-officer1').does('registerLead', {
      key: life.key(),
      body: {
        ...{ source: '3', subSource: '301', kinds: ['patrol'], receivedOn: '2026-04-13', objectId, items: [] },
        matter: '巡查时发现原料来源不明',
      },
    });
    await act('scjg-officer1', 'acceptLead', 'lead', lead.id);
    await life.goOn('2026-04-15', 10);
    const { id } = await who('scjg-officer1').does('createCheckOrder', {
      key: life.key(),
      body: {
        ...{ leadId: lead.id, basis: '有关法律的规定', reason: '核查线索', method: '1', team },
        ...{ items: ['SCJG-101', 'SCJG-102'], window: { from: '2026-04-15', to: '2026-04-30' } },
      },
    });
    await act('scjg-officer1', 'submitCheckOrder', 'order', id);
    await act('scjg-admin', 'approveCheckOrder', 'order', id);
    const { visitId = '' } = await act('scjg-officer1', 'dispatchCheck', 'order', id);
    resultId = `${visitId}.SCJG`;
    await life.goOn('2026-04-17', 10);
    const row = { checked: true, method: '1', evidence: [] };
    await act('scjg-inspector1', 'saveResult', 'result', resultId, {
      ...{ inspectedOn: '2026-04-17', present: team, overall: ['5', '8'] },
      findings: [
        { ...row, itemId: 'SCJG-101', codes: ['5'], finding: '车间地面积水', measures: ['责令改正'] },
        {
          ...{ ...row, itemId: 'SCJG-102', codes: ['8'], finding: '原料来源不明', measures: ['移送案件线索'] },
          receivers: [{ measure: '移送案件线索', department: 'NYNC' }],
        },
      ],
    });
    await act('scjg-inspector1', 'submitResult', 'result', resultId, { completedOn: '2026-04-17' });
    await act('scjg-officer2', 'approveResult', 'result', resultId);
    await act('scjg-officer2', 'publishResult', 'result', resultId);
    const { items } = await who('nync-officer1').does('listFollowUps', { query: { box: 'to-sign', limit: 10 } });
    referred = items.find((each) => each.resultId === resultId)?.id ?? '';
    await act('nync-officer1', 'receiveFollowUp', 'follow-up', referred);
    await life.goOn('2026-05-20', 10);
    await act('nync-officer1', 'reportFollowUp', 'follow-up', referred, {
      ...{ text: '已处罚', decisionKind: 'd1', decisionNumber: '睢农罚〔2026〕5号', caseNumber: '睢农立〔2026〕9号' },
      ...{ decidedOn: '2026-05-20', penalty: 'heavy-fine', document: '结案报告一号' },
    });
    await act('scjg-officer1', 'confirmFollowUp', 'follow-up', referred);
    code = (
      await who('scjg-officer1').does('issueSubjectCode', {
        key: life.key(),
        body: { objectId, handedTo: '法定代表人' },
      })
    ).code;
    const own = (await holder().does('listOwnRepairable', {})).items;
    const penalty = own.find(({ kind }) => kind === 'penalty');
    expect(penalty).toMatchObject({ department: 'NYNC', grade: 'general', earliest: '2026-08-21' });
    recordId = penalty?.id ?? '';
    expect(await overall()).toEqual([['5', '8']]);
  });

  test('is too early to be repaired on 20 August; the row of code 5 has ended by itself on 18 July', async () => {
    await life.goOn('2026-07-18', 1);
    expect(await overall()).toEqual([['8']]);
    await life.goOn('2026-08-20', 10);
    const { detail } = await holder().isRefused('fileOwnRepair', asking(), 'too-early');
    expect(detail).toBe('未达最短公示期限，最早可于2026年8月21日申请。');
  });

  test('is asked for and accepted on the 21st: to be decided by 1 September', async () => {
    await life.goOn('2026-08-21', 10);
    const filed = await holder().does('fileOwnRepair', asking());
    repair = filed.id;
    expect(filed).toMatchObject({ status: 'filed', due: '2026-08-25' });
    const accepted = await act('nync-officer1', 'acceptRepair', 'repair', repair);
    expect(accepted).toMatchObject({ status: 'accepted', due: '2026-09-01' });
  });

  test('is granted on the 28th by the head: penalty and row are gone from report, portal and open data at once', async () => {
    await life.goOn('2026-08-28', 10);
    const number = '睢农信修决〔2026〕1号';
    await refused('nync-officer1', 'grantRepair', 'repair', repair, { number }, 'forbidden');
    expect(await act('nync-admin', 'grantRepair', 'repair', repair, { number })).toMatchObject({
      ...{ status: 'executed', stopped: ['SCJG-102'], decision: { number, on: '2026-08-28' } },
    });
    expect(await shown()).toEqual([]);
    const { publicId = '', ...result } = await who('scjg-officer1').does('getResult', { params: { id: resultId } });
    expect(result).toMatchObject({ status: 'stopped', edition: 1, overall: ['5', '8'] });
    expect(result.stops).toMatchObject([
      { way: 'w2', items: ['SCJG-101'] },
      { way: 'w1', items: ['SCJG-102'], document: number },
    ]);
    const mark = await life.anyone.does('getPublicResult', { params: { id: publicId } });
    expect(JSON.stringify(mark)).not.toMatch(/老街酱菜|91411422MA1MF3RAB6|来源不明/);
    expect((await holder().does('listOwnRepairable', {})).items).toEqual([]);
    expect((await holder().does('listOwnRepairs', {})).items).toMatchObject([{ id: repair, status: 'executed' }]);
    const { items } = await who('nync-officer1').does('listRepairs', { query: { limit: 10 } });
    expect(items).toEqual([]);
  });

  test('the follow-up from which it came stays as it was', async () => {
    const followUp = await who('nync-officer1').does('getFollowUp', { params: { id: referred } });
    expect(followUp).toMatchObject({ status: 'closed' });
  });
});
