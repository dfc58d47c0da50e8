import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ItemFinding } from '../../shared/domain/result/findings.ts';
import { anItem } from '../support/drawable-county.ts';
import { actsOf } from './year/acts.ts';
import { inspectorsOf } from './year/files.ts';
import { beginLife, type Life } from './year/life.ts';

// Over HTTP, story A1 as far as records go: a visit with codes 5 and 8, an entry in 经营异常名录, a penalty, the removal.
let life: Life;
const who = (name: string) => life.person(name);
type Code = 'scjg' | 'wjw';
const { act, refused } = actsOf(() => life);
const objectId = '91411422MA1MF3RAB6';
const team = (department: string) => [`${department}-R001`, `${department}-R002`];
const finding = (itemId: string, more: Partial<ItemFinding>) => ({
  ...{ itemId, checked: true, method: '1', codes: ['1'], measures: [], evidence: [], ...more },
});

/** A lead of today about the company, a direct check on it by two, with these findings, approved and published. */
async function published(code: Code, findings: readonly ReturnType<typeof finding>[]): Promise<string> {
  const department = code.toUpperCase();
  const today = await life.today();
  const lead = await who(`${code}-officer1`).does('registerLead', {
    key: life.key(),
    body: {
      ...{ source: '3', subSource: '301', kinds: ['patrol'], receivedOn: today, objectId, items: [] },
      matter: '日常巡查发现的问题',
    },
  });
  await act(`${code}-officer1`, 'acceptLead', 'lead', lead.id);
  const { id } = await who(`${code}-officer1`).does('createCheckOrder', {
    key: life.key(),
    body: {
      ...{ leadId: lead.id, basis: '有关法律的规定', reason: '核查线索所反映的问题', method: '1' },
      ...{ items: findings.map(({ itemId }) => itemId), window: { from: today, to: today }, team: team(department) },
    },
  });
  await act(`${code}-officer1`, 'submitCheckOrder', 'order', id);
  await act(`${code}-admin`, 'approveCheckOrder', 'order', id);
  const { visitId = '' } = await act(`${code}-officer1`, 'dispatchCheck', 'order', id);
  const resultId = `${visitId}.${department}`;
  const overall = findings.flatMap(({ codes }) => codes);
  const draft = { inspectedOn: today, present: team(department), findings, overall };
  await act(`${code}-inspector1`, 'saveResult', 'result', resultId, draft);
  await act(`${code}-inspector1`, 'submitResult', 'result', resultId, { completedOn: today });
  await act(`${code}-officer2`, 'approveResult', 'result', resultId);
  await act(`${code}-officer2`, 'publishResult', 'result', resultId);
  return resultId;
}
const toSign = async (code: Code, resultId: string) => {
  const { items } = await who(`${code}-officer1`).does('listFollowUps', { query: { box: 'to-sign', limit: 20 } });
  return items.find((each) => each.resultId === resultId)?.id ?? '';
};
const scoreOn = async (on: string) => {
  const {
    score,
    class: code,
    lines,
  } = await who('scjg-officer1').does('getScore', { params: { objectId }, query: { on } });
  expect(lines.reduce((sum, line) => sum + line.points, 0)).toBe(score);
  return [score, code];
};

let visit = '';
let entry = '';
let referred = '';

beforeAll(async () => {
  life = await beginLife('2026-04-01');
  for (const [code, names] of [
    ['scjg', ['俞检查', '靳执法']],
    ['wjw', ['甄卫监', '褚健康']],
  ] as const) {
    const department = code.toUpperCase() as 'SCJG' | 'WJW';
    const [clerk, second] = [who(`${code}-officer1`), who(`${code}-officer2`)];
    await life.imported(clerk, 'inspector', `${code}.csv`, inspectorsOf(department, names), undefined, second);
    for (const id of [`${department}-101`, `${department}-102`])
      await clerk.does('createItem', { key: life.key(), body: anItem(department, { id, name: `${id}的检查` }) });
  }
  await who('scjg-officer1').does('createObject', {
    key: life.key(),
    body: {
      ...{ id: objectId, kind: '企业', department: 'SCJG', supervisors: ['SCJG', 'WJW'], tags: [], status: '存续' },
      ...{ name: '睢县启明商贸有限公司', township: '411422105', address: '城关镇南街9号', industry: 'H6210' },
      creditClass: 'B',
    },
  });
});
afterAll(() => life.end());

describe('a company with a visit, an entry and a penalty (A1)', () => {
  test('visited on 17 April with codes 5 and 8, and listed on the 20th, has 290 points, B, at the end of April', async () => {
    await life.goOn('2026-04-14', 9);
    const measures = ['列入经营异常名录建议' as const];
    const away = await published('wjw', [finding('WJW-101', { codes: ['4'], finding: '住所大门紧锁', measures })]);
    const proposal = await toSign('scjg', away);
    await act('scjg-officer1', 'receiveFollowUp', 'follow-up', proposal);
    const body = { followUpId: proposal, reason: 'a4' as const };
    entry = (await who('scjg-officer1').does('suggestListing', { key: life.key(), body })).id;
    await act('scjg-officer1', 'notifyListing', 'entry', entry, {
      ...{ document: '睢市监异告〔2026〕7号', servedOn: '2026-04-14', facts: '通过登记的住所无法联系' },
      ...{ grounds: '实地检查和两次专用信函均无人应答', basis: '《企业信息公示暂行条例》第十七条' },
      ...{ measures: '列入经营异常名录并公示', rights: '可以在五日内陈述、申辩' },
    });
    await life.goOn('2026-04-17', 9);
    visit = await published('scjg', [
      finding('SCJG-101', { codes: ['5'], finding: '后厨地面积水', measures: ['责令改正'] }),
      finding('SCJG-102', {
        ...{ codes: ['8'], finding: '无法提供进货凭证', measures: ['移送案件线索'] },
        receivers: [{ measure: '移送案件线索', department: 'WJW' }],
      }),
    ]);
    await life.goOn('2026-04-20', 9);
    await act('scjg-admin', 'enterOnList', 'entry', entry, { number: '睢市监异列〔2026〕7号', on: '2026-04-20' });
    await life.goOn('2026-05-06', 9);
    expect(await scoreOn('2026-04-30')).toEqual([290, 'B']);
  });

  test('punished on 20 May for what code 8 was, has 510 points, C, and is public for it until 20 May 2027', async () => {
    referred = await toSign('wjw', visit);
    await act('wjw-officer1', 'receiveFollowUp', 'follow-up', referred);
    await life.goOn('2026-05-21', 9);
    const penalty = { text: '已处罚', document: '睢卫罚〔2026〕3号', decisionKind: 'd1' };
    await refused('wjw-officer1', 'reportFollowUp', 'follow-up', referred, penalty, 'closing-incomplete');
    await act('wjw-officer1', 'reportFollowUp', 'follow-up', referred, {
      ...penalty,
      ...{ decisionNumber: '睢卫罚〔2026〕3号', decidedOn: '2026-05-20', penalty: 'heavy-fine' },
    });
    await act('scjg-officer2', 'confirmFollowUp', 'follow-up', referred);
    await life.goOn('2026-06-01', 9);
    expect(await scoreOn('2026-05-31')).toEqual([510, 'C']);
    const { items } = await who('wjw-officer1').does('listRecordsOfSubject', { params: { objectId } });
    expect(items.map(({ kind, department, date, grade, maxEnds }) => [kind, department, date, grade, maxEnds])).toEqual(
      [
        ['penalty', 'WJW', '2026-05-20', 'general', '2027-05-20'],
        ['listing', 'SCJG', '2026-04-20', undefined, undefined],
        ['check-result', 'SCJG', '2026-04-17', 'light', undefined],
        ['check-result', 'WJW', '2026-04-14', undefined, undefined],
      ],
    );
  });

  test('which rose by 290 points in April and by 220 in May, is told to 市场监管 once for each (R64)', async () => {
    const { items } = await who('scjg-officer1').does('listNotices', { query: { limit: 100 } });
    expect(items.filter(({ kind }) => kind === 'credit-warning').map(({ text }) => text)).toEqual([
      ...['5月31日', '4月30日'].map(
        (day) =>
          `睢县启明商贸有限公司的信用风险得分截至2026年${day}较上月末明显上升，请查看得分说明；仅供监管研判，不据此自动检查。`,
      ),
    ]);
  });

  test('taken off the list on 15 June has 410 points, B, at the end of June', async () => {
    await life.goOn('2026-06-15', 9);
    const removal = { reason: '已变更登记的住所并经核实', verifiedOn: '2026-06-15', document: '核查记录〔2026〕3号' };
    await act('scjg-officer1', 'requestRemoval', 'entry', entry, removal);
    await act('scjg-admin', 'approveRemoval', 'entry', entry, { number: '睢市监异移〔2026〕4号' });
    await life.goOn('2026-07-01', 9);
    expect(await scoreOn('2026-06-30')).toEqual([410, 'B']);
  });

  test('reads its own records, and neither there nor in public stands a class or a score (R57)', async () => {
    const { code } = await who('scjg-officer1').does('issueSubjectCode', {
      key: life.key(),
      body: { objectId, handedTo: '法定代表人' },
    });
    const own = await life.holder(code).does('listOwnCreditRecords', {});
    expect(own.items.map(({ kind, status }) => [kind, status])).toEqual([
      ['penalty', 'current'],
      ['listing', 'repaired'],
      ['check-result', 'current'],
      // Its only row was public as long as the entry.
      ['check-result', 'expired'],
    ]);
    const open = await life.anyone.does('listPublicResults', { query: { name: '启明商贸' } });
    expect(open.items).toHaveLength(1);
    expect(JSON.stringify([own, open])).not.toMatch(/creditClass|"score"|"class"/);
    await who('purchaser').isRefused('getScore', { params: { objectId }, query: {} }, 'forbidden');
  });
});
