import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ItemFinding } from '../../shared/domain/result/findings.ts';
import { anItem } from '../support/drawable-county.ts';
import { fivePapers } from '../support/follow-ups.ts';
import { actsOf } from './year/acts.ts';
import { inspectorsOf } from './year/files.ts';
import { beginLife, type Life } from './year/life.ts';

// Over HTTP: a first violation that is exempted once, then ordered to be put right; and a suspected crime.
let life: Life;
const who = (name: string) => life.person(name);
type Code = 'scjg' | 'wjw';
const { act, refused } = actsOf(() => life);
const reading = (id: string) => ({ params: { id }, body: { reason: '办理' as const } });

const team = (department: string) => [`${department}-R001`, `${department}-R002`];
const objects: Record<string, string> = {};

/** A lead of today about an object, a direct check on it by two, and their one finding, submitted. */
async function inspected(code: Code, objectId: string, finding: Partial<ItemFinding>) {
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
      ...{ items: [`${department}-101`], window: { from: today, to: today }, team: team(department) },
    },
  });
  await act(`${code}-officer1`, 'submitCheckOrder', 'order', id);
  await act(`${code}-admin`, 'approveCheckOrder', 'order', id);
  const { visitId = '' } = await act(`${code}-officer1`, 'dispatchCheck', 'order', id);
  const resultId = `${visitId}.${department}`;
  await entered(code, resultId, finding);
  return resultId;
}
async function entered(code: Code, resultId: string, finding: Partial<ItemFinding>) {
  const today = await life.today();
  const itemId = `${code.toUpperCase()}-101`;
  const one = { itemId, checked: true, method: '1', codes: ['5'], measures: [], evidence: [], ...finding };
  await act(`${code}-inspector1`, 'saveResult', 'result', resultId, {
    ...{ inspectedOn: today, present: team(code.toUpperCase()), findings: [one], overall: one.codes },
  });
  const again = (await who(`${code}-inspector1`).does('getResult', { params: { id: resultId } })).completedOn;
  await act(`${code}-inspector1`, 'submitResult', 'result', resultId, again ? {} : { completedOn: today });
}
/** The follow-up that a result has opened. */
async function followUpOf(code: Code, resultId: string): Promise<string> {
  const { items } = await who(`${code}-officer1`).does('listFollowUps', { query: { box: 'to-answer', limit: 20 } });
  return items.find((each) => each.resultId === resultId)?.id ?? '';
}

beforeAll(async () => {
  life = await beginLife('2026-04-01');
  for (const [code, names] of [
    ['scjg', ['俞检查', '靳执法']],
    ['wjw', ['甄卫监', '褚健康']],
  ] as const) {
    const department = code.toUpperCase() as 'SCJG' | 'WJW';
    const [clerk, second] = [who(`${code}-officer1`), who(`${code}-officer2`)];
    await life.imported(clerk, 'inspector', `${code}.csv`, inspectorsOf(department, names), undefined, second);
    const item = anItem(department, { id: `${department}-101`, name: `${department}的检查` });
    await who(`${code}-officer1`).does('createItem', { key: life.key(), body: item });
  }
  for (const name of ['睢县晨光餐饮有限公司', '睢县远大商贸有限公司']) {
    const created = await who('scjg-officer1').does('createObject', {
      key: life.key(),
      body: {
        ...{ kind: '企业', department: 'SCJG', supervisors: ['SCJG', 'WJW'], township: '411422105', name },
        ...{ address: '城关镇南街', industry: 'H6210', creditClass: 'B', status: '存续', tags: [] },
        id: `SCJG-E${Object.keys(objects).length + 1}`,
      },
    });
    objects[name] = created.id;
  }
});
afterAll(() => life.end());

const exempt = { finding: '后厨地面积水', measures: ['轻微免罚（首违不罚）' as const], exemption: 'Q-07' };
const cafe = () => objects['睢县晨光餐饮有限公司'] ?? '';
const publicOfCafe = async () => (await life.anyone.does('listPublicResults', { query: { name: '晨光餐饮' } })).items;

describe('a first violation', () => {
  test('found on 10 April and put right on the 20th is exempted, with its document', async () => {
    await life.goOn('2026-04-10', 10);
    const first = await inspected('scjg', cafe(), exempt);
    await act('scjg-officer2', 'approveResult', 'result', first);
    await act('scjg-officer2', 'publishResult', 'result', first);
    await life.goOn('2026-04-20', 10);
    const followUp = await followUpOf('scjg', first);
    await act('scjg-officer1', 'grantExemption', 'follow-up', followUp, {
      ...{ text: '已批评教育，当场改正', evidence: ['改正照片'], educationOn: '2026-04-20' },
      ...{ items: [{ listItem: 'Q-07', conditions: ['初次违法', '危害后果轻微', '及时改正'] }] },
      document: '睢市监免罚〔2026〕1号',
    });
    expect(await act('scjg-officer2', 'confirmFollowUp', 'follow-up', followUp)).toMatchObject({ status: 'closed' });
  });
});

describe('a suspected crime', () => {
  const facts = '销售金额达到追诉标准';
  let followUpId = '';
  let id = '';
  let resultId = '';
  const penalty = {
    ...{ text: '已处罚', caseNumber: '睢市监立〔2026〕9号', decisionKind: 'd1', decisionNumber: '睢市监罚〔2026〕5号' },
    ...{ decidedOn: '2026-04-29', penalty: 'fine' },
  };

  test('is reported on 29 April by two investigators: to be decided by 6 May, after the holiday', async () => {
    await life.goOn('2026-04-28', 10);
    const found = { codes: ['8' as const], finding: '查获假冒注册商标的商品', measures: ['本部门立案调查' as const] };
    resultId = await inspected('scjg', objects['睢县远大商贸有限公司'] ?? '', found);
    await act('scjg-officer2', 'approveResult', 'result', resultId);
    await act('scjg-officer2', 'publishResult', 'result', resultId);
    followUpId = await followUpOf('scjg', resultId);
    await life.goOn('2026-04-29', 10);
    const body = { followUpId, investigators: team('SCJG'), facts, reportAt: (await life.now()).toISOString() };
    const proposed = await who('scjg-officer1').does('proposeTransfer', { key: life.key(), body });
    id = proposed.id;
    expect(proposed).toMatchObject({ status: 'proposed', due: '2026-05-06' });
  });

  test('is approved on 30 April at 16:00: to be handed over by 16:00 on 1 May, a holiday; not with four papers', async () => {
    await life.goOn('2026-04-30', 16, 0);
    const approved = await act('scjg-admin', 'approveTransfer', 'transfer', id);
    const by = new Date(approved.dueAt ?? '').getTime() - (await life.now()).getTime();
    expect([approved.due, Math.round(by / 3_600_000)]).toEqual(['2026-05-01', 24]);
    const four = { papers: fivePapers.slice(0, 4) };
    await refused('scjg-officer1', 'handOver', 'transfer', id, four, 'closing-incomplete');
  });

  test('is handed over and signed on 1 May at 10:00: to be filed or not by 6 May; no penalty in its place', async () => {
    await life.goOn('2026-05-01', 10);
    await act('scjg-officer1', 'handOver', 'transfer', id, { papers: fivePapers });
    const signed = await act('gaj-officer1', 'receiveTransfer', 'transfer', id, { receipt: '睢公收〔2026〕3号' });
    expect(signed.due).toBe('2026-05-06');
    const why = 'penalty-instead-of-transfer';
    await refused('scjg-officer1', 'reportFollowUp', 'follow-up', followUpId, penalty, why);
  });

  test('is known to nobody but its department, the police and the county government; the public sees code 8', async () => {
    await who('supervisor').does('readTransfer', reading(id));
    await who('wjw-officer1').isRefused('readTransfer', reading(id), 'not-found');
    for (const name of ['office1', 'auditor']) await who(name).isRefused('readTransfer', reading(id), 'forbidden');
    const shown = await life.anyone.does('listPublicResults', { query: { name: '远大商贸' } });
    expect(shown.items.map(({ overall }) => overall.map((each) => each.code))).toEqual([['8']]);
    const read = JSON.stringify([shown, await who('office1').does('getFollowUp', { params: { id: followUpId } })]);
    expect(read).not.toMatch(/移公|犯罪|追诉|criminal|transfer/);
  });

  test('is declined on 6 May: a review by 9 May; upheld, it needs an own decision before it is closed', async () => {
    await life.goOn('2026-05-06', 10);
    const declined = await act('gaj-officer1', 'declineTransfer', 'transfer', id, { reason: '未达到追诉标准' });
    expect(declined.due).toBe('2026-05-09');
    await life.goOn('2026-05-08', 10);
    await act('scjg-admin', 'askReview', 'transfer', id, { reason: '销售金额有银行流水证明' });
    await act('gaj-officer1', 'upholdTransfer', 'transfer', id, { letter: '睢公复字〔2026〕2号' });
    await refused('scjg-officer1', 'closeTransfer', 'transfer', id, {}, 'closing-incomplete');
    const ownDecision = { kind: 'd1', number: '睢市监罚〔2026〕5号', decidedOn: '2026-05-08' };
    await act('scjg-officer1', 'closeTransfer', 'transfer', id, { ownDecision });
    await act('scjg-officer1', 'reportFollowUp', 'follow-up', followUpId, penalty);
    expect(await act('scjg-officer2', 'confirmFollowUp', 'follow-up', followUpId)).toMatchObject({ status: 'closed' });
  });
});

describe('the same violation', () => {
  let second = '';
  let order = '';

  test('of April is public, as what is slight, for three months: on 10 July and no longer on the 11th', async () => {
    await life.goOn('2026-07-10', 10);
    expect((await publicOfCafe()).map(({ overall }) => overall.map((each) => each.code))).toEqual([['5']]);
    await life.goOn('2026-07-11', 10);
    expect(await publicOfCafe()).toEqual([]);
  });

  test('found again on 8 September by another department is not: the first is shown', async () => {
    await life.goOn('2026-09-08', 10);
    second = await inspected('wjw', cafe(), exempt);
    const { detail } = await refused('wjw-officer2', 'approveResult', 'result', second, {}, 'already-exempted');
    expect(detail).toContain('市场监督管理局2026年4月10日检查发现，睢市监免罚〔2026〕1号');
    await act('wjw-officer2', 'returnResult', 'result', second, { reason: '已适用过免罚，应当责令改正' });
    await entered('wjw', second, { finding: '后厨地面积水', measures: ['责令改正'] });
    await act('wjw-officer2', 'approveResult', 'result', second);
    order = await followUpOf('wjw', second);
  });

  test('is to be put right by 18 September; not by a day in the past, and extended once', async () => {
    const asked = { document: '睢卫责改〔2026〕1号', content: '清理后厨积水' };
    await refused(
      'wjw-officer1',
      'orderRectification',
      'follow-up',
      order,
      { ...asked, term: '2026-09-07' },
      'term-required',
    );
    const ordered = await act('wjw-officer1', 'orderRectification', 'follow-up', order, {
      ...asked,
      term: '2026-09-18',
    });
    expect(ordered.due).toBe('2026-09-18');
    await act('wjw-admin', 'extendFollowUp', 'follow-up', order, { reason: '须更换地漏', to: '2026-09-20' });
    await refused('wjw-admin', 'extendFollowUp', 'follow-up', order, { reason: '再等', to: '2026-09-25' }, 'not-ready');
  });

  test('is looked at again on 21 September by two: not put right, a case of its own by 21 December', async () => {
    await life.goOn('2026-09-21', 10);
    const recheck = {
      ...{ on: '2026-09-21', inspectors: team('WJW'), result: 'none', text: '仍有积水', evidence: ['复查照片'] },
    };
    const next = { kind: 'own-case', reason: '逾期未改正' };
    const alone = { ...recheck, inspectors: ['WJW-R001'], next };
    await refused('wjw-officer1', 'recheckRectification', 'follow-up', order, alone, 'term-required');
    await refused('wjw-officer1', 'recheckRectification', 'follow-up', order, recheck, 'closing-incomplete');
    const looked = await act('wjw-officer1', 'recheckRectification', 'follow-up', order, { ...recheck, next });
    const opened = await who('wjw-officer1').does('getFollowUp', { params: { id: looked.next?.[0] ?? '' } });
    // Ninety days after 21 September is Sunday, 20 December.
    expect(opened).toMatchObject({ kind: 'own-case', status: 'received', answerDue: '2026-12-21' });
  });

  test('leaves the department’s rate of orders carried out at 0 of 1', async () => {
    const figures = await who('wjw-officer1').does('getRectificationFigures', { query: { year: '2026' } });
    expect(figures).toEqual({ passed: 0, due: 1, share: 0 });
  });
});
