import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { anItem } from '../support/drawable-county.ts';
import { actsOf } from './year/acts.ts';
import { inspectorsOf } from './year/files.ts';
import { beginLife, type Life } from './year/life.ts';

// Over HTTP: a company that nobody finds at its address is told, listed, found again and taken off the list.
let life: Life;
const who = (name: string) => life.person(name);
const { act, refused } = actsOf(() => life);
const shown = async () => (await life.anyone.does('listPublicResults', { query: { name: '启明商贸' } })).items;

/** What a purchaser of the county is told of the company today. */
const lookedUp = async (purpose: 'land' | 'procurement') => {
  const dates = { announcedOn: '2026-05-20', evaluatedOn: '2026-06-20' };
  const project = { number: purpose === 'land' ? '2026-07号地块' : '睢财采〔2026〕9号' };
  return who('purchaser').does('lookUp', {
    key: life.key(),
    body: {
      ...{ purpose, subject: { code: objectId, name: '睢县启明商贸有限公司' } },
      project: purpose === 'procurement' ? { ...project, ...dates } : project,
    },
  });
};

let objectId = '';
let resultId = '';
let followUp = '';
let entry = '';

beforeAll(async () => {
  life = await beginLife('2026-05-06');
  const [clerk, second] = [who('wjw-officer1'), who('wjw-officer2')];
  await life.imported(clerk, 'inspector', 'wjw.csv', inspectorsOf('WJW', ['甄卫监', '褚健康']), undefined, second);
  const body = anItem('WJW', { id: 'WJW-101', name: '公共场所检查' });
  await clerk.does('createItem', { key: life.key(), body });
  const created = await who('scjg-officer1').does('createObject', {
    key: life.key(),
    body: {
      ...{ id: '91411422MA1MF3RAB6', kind: '企业', department: 'SCJG', supervisors: ['SCJG', 'WJW'], tags: [] },
      ...{ name: '睢县启明商贸有限公司', township: '411422105', address: '城关镇南街9号', industry: 'H6210' },
      ...{ creditClass: 'B', status: '存续' },
    },
  });
  objectId = created.id;
});
afterAll(() => life.end());

describe('a company that cannot be contacted', () => {
  test('visited on 14 May and approved on the 15th is proposed to 市场监管, to be decided by 29 May', async () => {
    await life.goOn('2026-05-14', 9);
    const team = ['WJW-R001', 'WJW-R002'];
    const lead = await who('wjw-officer1').does('registerLead', {
      key: life.key(),
      body: {
        ...{ source: '3', subSource: '301', kinds: ['patrol'], receivedOn: '2026-05-14', objectId, items: [] },
        matter: '巡查时未见营业',
      },
    });
    await act('wjw-officer1', 'acceptLead', 'lead', lead.id);
    const { id } = await who('wjw-officer1').does('createCheckOrder', {
      key: life.key(),
      body: {
        ...{ leadId: lead.id, basis: '有关法律的规定', reason: '核查线索', method: '1', items: ['WJW-101'], team },
        window: { from: '2026-05-14', to: '2026-05-14' },
      },
    });
    await act('wjw-officer1', 'submitCheckOrder', 'order', id);
    await act('wjw-admin', 'approveCheckOrder', 'order', id);
    const { visitId = '' } = await act('wjw-officer1', 'dispatchCheck', 'order', id);
    resultId = `${visitId}.WJW`;
    await act('wjw-inspector1', 'saveResult', 'result', resultId, {
      ...{ inspectedOn: '2026-05-14', present: team, overall: ['4'] },
      findings: [
        {
          ...{ itemId: 'WJW-101', checked: true, method: '1', codes: ['4'], evidence: [] },
          ...{ finding: '住所大门紧锁，电话无人接听', measures: ['列入经营异常名录建议'] },
        },
      ],
    });
    await act('wjw-inspector1', 'submitResult', 'result', resultId, { completedOn: '2026-05-14' });
    await life.goOn('2026-05-15', 10);
    await act('wjw-officer2', 'approveResult', 'result', resultId);
    await act('wjw-officer2', 'publishResult', 'result', resultId);
    const { items } = await who('scjg-officer1').does('listFollowUps', { query: { box: 'to-sign', limit: 10 } });
    followUp = items.find((each) => each.resultId === resultId)?.id ?? '';
    await life.goOn('2026-05-18', 9);
    const signed = await act('scjg-officer1', 'receiveFollowUp', 'follow-up', followUp);
    expect(signed).toMatchObject({ kind: 'list-abnormal', receiver: 'SCJG', answerDue: '2026-05-29' });
  });

  test('is not listed without a notice; told on 18 May, it is listed on the 27th, with the number', async () => {
    const report = { text: '已列入', decisionNumber: '睢市监异列〔2026〕7号', creditEntry: '一号' };
    await refused('scjg-officer1', 'reportFollowUp', 'follow-up', followUp, report, 'notice-missing');
    const body = { followUpId: followUp, reason: 'a4' as const };
    const suggested = await who('scjg-officer1').does('suggestListing', { key: life.key(), body });
    entry = suggested.id;
    const decision = { number: '睢市监异列〔2026〕7号', on: '2026-05-18' };
    const { detail } = await refused('scjg-admin', 'enterOnList', 'entry', entry, decision, 'notice-missing');
    expect(detail).toBe('列入前应书面告知事实、理由、依据、措施和权利');
    await act('scjg-officer1', 'notifyListing', 'entry', entry, {
      ...{ document: '睢市监异告〔2026〕7号', servedOn: '2026-05-18', facts: '通过登记的住所无法联系' },
      ...{ grounds: '实地检查和两次专用信函均无人应答', basis: '《企业信息公示暂行条例》第十七条' },
      ...{ measures: '列入经营异常名录并公示', rights: '可以在五日内陈述、申辩' },
    });
    await life.goOn('2026-05-26', 10);
    expect((await lookedUp('land')).hits).toEqual([]);
    await life.goOn('2026-05-27', 10);
    const listed = { ...decision, on: '2026-05-27' };
    expect(await act('scjg-admin', 'enterOnList', 'entry', entry, listed)).toMatchObject({
      ...{ status: 'listed', reason: 'a4', decision: { number: '睢市监异列〔2026〕7号', on: '2026-05-27' } },
    });
    await refused('scjg-officer1', 'reportFollowUp', 'follow-up', followUp, report, 'closing-incomplete');
    const { answer } = await act('scjg-officer1', 'reportFollowUp', 'follow-up', followUp, {
      ...report,
      creditEntry: suggested.number,
    });
    expect(answer).toBe('in-time');
    expect(await act('wjw-officer1', 'confirmFollowUp', 'follow-up', followUp)).toMatchObject({ status: 'closed' });
  });

  test('is met on 27 May in a sale of land by L01, and in a procurement by nothing: it is for information only', async () => {
    expect((await lookedUp('land')).hits).toMatchObject([
      { list: 'abnormal', measures: ['L01'], effects: ['restrict'], number: '睢市监异列〔2026〕7号' },
    ]);
    const { hits, slip, id } = await lookedUp('procurement');
    expect(hits).toMatchObject([{ list: 'abnormal', measures: [], effects: [] }]);
    expect(slip.join()).toContain('仅供参考，无启用措施');
    expect(slip.join()).not.toContain('拒绝');
    const reason = '评审前核查';
    await who('purchaser').isRefused(
      'recordSanction',
      { key: life.key(), params: { id }, body: { applied: [], reason } },
      'evaluation-lookup-required',
    );
  });

  test('changes its address, which is verified on 15 June: another person takes it off the list', async () => {
    await life.goOn('2026-06-15', 10);
    expect((await shown()).map(({ overall }) => overall.map(({ code }) => code))).toEqual([['4']]);
    const removal = { reason: '已变更登记的住所并经核实', verifiedOn: '2026-06-15', document: '核查记录〔2026〕3号' };
    await act('scjg-officer1', 'requestRemoval', 'entry', entry, removal);
    const removed = await act('scjg-admin', 'approveRemoval', 'entry', entry, { number: '睢市监异移〔2026〕4号' });
    expect(removed).toMatchObject({ status: 'repaired', removal: { on: '2026-06-15' } });
    expect((await lookedUp('land')).hits).toEqual([]);
  });

  test('reads by its bound code who looked it up, for what, and when', async () => {
    const { code } = await who('scjg-officer1').does('issueSubjectCode', {
      key: life.key(),
      body: { objectId, handedTo: '法定代表人' },
    });
    const { items } = await life.holder(code).does('listOwnLookups', {});
    expect(items.map(({ department, purpose, asOf, hits }) => [department, purpose, asOf, hits.length])).toEqual([
      ['CZJ', 'land', '2026-06-15', 0],
      ['CZJ', 'procurement', '2026-05-27', 1],
      ['CZJ', 'land', '2026-05-27', 1],
      ['CZJ', 'land', '2026-05-26', 0],
    ]);
  });

  test('its result stops being public the same night, linked to the entry; the edition stays internally', async () => {
    expect(await shown()).toHaveLength(1);
    await life.goOn('2026-06-16', 1);
    expect(await shown()).toEqual([]);
    const { publicId = '', ...result } = await who('wjw-officer1').does('getResult', { params: { id: resultId } });
    expect(result).toMatchObject({ status: 'stopped', edition: 1, overall: ['4'] });
    expect(result.stops).toMatchObject([{ way: 'w2', reason: '已移出名录、名单，自2026年6月16日起停止公示' }]);
    const mark = await life.anyone.does('getPublicResult', { params: { id: publicId } });
    expect(JSON.stringify(mark)).not.toMatch(/启明商贸|91411422MA1MF3RAB6/);
  });
});
