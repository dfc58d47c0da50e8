import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { CallOf } from '../../shared/api/client.ts';
import type { InspectionItem } from '../../shared/domain/registry/registry.ts';
import type { ItemFinding } from '../../shared/domain/result/findings.ts';
import { anItem } from '../support/drawable-county.ts';
import { actsOf } from './year/acts.ts';
import { inspectorsOf } from './year/files.ts';
import { beginLife, type Life } from './year/life.ts';
import { quotas, written } from './year/steps.ts';

// Over HTTP: a report about a restaurant becomes a direct check; an unlicensed guesthouse gets its licence.
let life: Life;
const who = (name: string) => life.person(name);
const registered = '92411422MAD1MF3RAB';

const item = (department: 'SCJG' | 'WJW', n: number): InspectionItem =>
  anItem(department, { id: `${department}-${n}01`, name: `${department}第${n}项检查` });
const enter = (name: string, value: InspectionItem) => who(name).does('createItem', { key: life.key(), body: value });
type NewObject = CallOf<'createObject'>['body'];
const shop = (more: Partial<NewObject>) =>
  ({
    ...{ kind: '企业', department: 'SCJG', supervisors: ['SCJG'], township: '411422105', address: '城关镇南街' },
    ...{ industry: 'H6210', creditClass: 'B', status: '存续', tags: [], ...more },
  }) as NewObject;

const { act, refused } = actsOf(() => life);
const order = (name: string, leadId: string, more: object) =>
  who(name).does('createCheckOrder', {
    key: life.key(),
    body: {
      ...{ leadId, basis: '有关法律的规定', reason: '核查线索所反映的问题', method: '1' },
      ...more,
    } as CallOf<'createCheckOrder'>['body'],
  });
/** Ordered, approved by the head and sent out. */
async function sentOut(department: 'scjg' | 'wjw', leadId: string, more: object) {
  const { id } = await order(`${department}-officer1`, leadId, more);
  await act(`${department}-officer1`, 'submitCheckOrder', 'order', id);
  await act(`${department}-admin`, 'approveCheckOrder', 'order', id);
  const { visitId = '' } = await act(`${department}-officer1`, 'dispatchCheck', 'order', id);
  return { id, visitId, resultId: `${visitId}.${department.toUpperCase()}` };
}
/** Both were there; one of them enters and submits, an officer approves. */
async function inspected(department: 'scjg' | 'wjw', resultId: string, findings: readonly Partial<ItemFinding>[]) {
  await entered(department, resultId, findings);
  return act(`${department}-officer2`, 'approveResult', 'result', resultId);
}
async function entered(department: 'scjg' | 'wjw', resultId: string, findings: readonly Partial<ItemFinding>[]) {
  const inspector = `${department}-inspector1`;
  const today = await life.today();
  const { items, inspectors, completedOn } = await who(inspector).does('getResult', { params: { id: resultId } });
  const found = items.map(({ id }, at) => ({
    ...{ itemId: id, checked: true, method: '1', codes: ['1'], measures: [], evidence: [] },
    ...findings[at],
  }));
  const overall = [...new Set(found.flatMap(({ codes }) => codes))];
  await act(inspector, 'saveResult', 'result', resultId, {
    inspectedOn: today,
    present: inspectors,
    findings: found,
    overall,
  });
  await act(inspector, 'submitResult', 'result', resultId, completedOn ? {} : { completedOn: today });
}
const team = (department: string) => [`${department}-R001`, `${department}-R002`];

beforeAll(async () => {
  life = await beginLife('2026-04-01');
  for (const [code, names] of [
    ['scjg', ['俞检查', '靳执法']],
    ['wjw', ['甄卫监', '褚健康']],
  ] as const) {
    const department = code.toUpperCase() as 'SCJG' | 'WJW';
    const [clerk, second] = [who(`${code}-officer1`), who(`${code}-officer2`)];
    await life.imported(clerk, 'inspector', `${code}.csv`, inspectorsOf(department, names), undefined, second);
    for (const n of [1, 2]) await enter(`${code}-officer1`, item(department, n));
  }
});
afterAll(() => life.end());

/** What was referred to 农业农村. */
let referred = '';

describe('from a report to a direct check', () => {
  let leadId = '';
  let objectId = '';

  test('on 13 April it is registered, to be verified by 7 May; nobody enters without an approved order', async () => {
    await life.goOn('2026-04-13', 10);
    const body = shop({ id: 'SCJG-C001', name: '睢县春风餐饮有限公司', supervisors: ['SCJG', 'NYNC'] });
    objectId = (await who('scjg-officer1').does('createObject', { key: life.key(), body })).id;
    const lead = await who('scjg-officer1').does('registerLead', {
      key: life.key(),
      body: {
        ...{ source: '2', subSource: '202', kinds: ['report'], receivedOn: '2026-04-13', objectId, items: [] },
        ...{ matter: '后厨使用过期食用油', informant: { realName: true, name: '李春梅', phone: '13903701234' } },
      },
    });
    leadId = lead.id;
    expect(lead.due).toBe('2026-05-07');
    await act('scjg-officer1', 'acceptLead', 'lead', leadId);
    const drafted = await order('scjg-officer1', leadId, {
      ...{ items: ['SCJG-101', 'SCJG-201'], window: { from: '2026-04-15', to: '2026-04-30' }, team: team('SCJG') },
    });
    await refused('scjg-officer1', 'dispatchCheck', 'order', drafted.id, {}, 'check-not-approved');
    await act('scjg-officer1', 'withdrawCheckOrder', 'order', drafted.id, { reason: '改由检查组另定' });
  });

  test('on 15 April another person approves, on the 17th two inspectors find codes 5 and 8, to be public by 19 May', async () => {
    await life.goOn('2026-04-15', 10);
    const { id, resultId } = await sentOut('scjg', leadId, {
      ...{ items: ['SCJG-101', 'SCJG-201'], window: { from: '2026-04-15', to: '2026-04-30' }, team: team('SCJG') },
    });
    const { decision, requestedBy } = await who('scjg-officer1').does('getCheckOrder', { params: { id } });
    expect(decision?.by).not.toBe(requestedBy);
    await life.goOn('2026-04-17', 15);
    const shown5 = { codes: ['5' as const], finding: '未按规定公示许可证', measures: ['责令改正' as const] };
    const oil = { codes: ['8' as const], finding: '查获过期食用油两桶' };
    await entered('scjg', resultId, [shown5, { ...oil, measures: ['无需后续处置'] }]);
    await refused('scjg-officer2', 'approveResult', 'result', resultId, {}, 'follow-up-missing');
    await act('scjg-officer2', 'returnResult', 'result', resultId, { reason: '第二项缺后续处置' });
    const result = await inspected('scjg', resultId, [shown5, { ...oil, measures: ['移送案件线索'] }]);
    expect(result).toMatchObject({ overall: ['5', '8'], deadline: '2026-05-19' });
    const sent = await who('office1').does('listFollowUps', { query: { box: 'sent', limit: 10 } });
    const opened = sent.items.filter((each) => each.resultId === resultId);
    expect(opened.map(({ kind, receiver }) => [kind, receiver]).toSorted()).toEqual([
      ['rectify', 'SCJG'],
      ['refer', 'NYNC'],
    ]);
    referred = opened.find(({ kind }) => kind === 'refer')?.id ?? '';
    await act('scjg-officer2', 'publishResult', 'result', resultId);
    const shown = await life.anyone.does('listPublicResults', { query: { name: '春风餐饮' } });
    const { publicId } = await who('scjg-officer1').does('getResult', { params: { id: resultId } });
    expect(shown.items.map((each) => each.id)).toEqual([publicId]);
    expect(shown.items[0]?.followUps).toEqual([
      { measure: '责令改正', state: '办理中' },
      { measure: '移送案件线索', state: '办理中' },
    ]);
    expect(JSON.stringify(shown)).not.toMatch(/个案线索|举报|李春梅|食用油|SCJG-C001/);
    const concluded = { outcome: 'substantiated', reason: '查获过期食用油两桶' };
    expect(await act('scjg-officer1', 'concludeLead', 'lead', leadId, concluded)).toMatchObject({
      resultIds: [resultId],
    });
  });
});

describe('the restaurant, by the code it was handed', () => {
  test('reads what is public of it and objects to it; who hands out codes judges nothing by that', async () => {
    const body = { objectId: 'SCJG-C001', handedTo: '经营者本人，凭身份证' };
    const { code } = await who('scjg-officer1').does('issueSubjectCode', { key: life.key(), body });
    const shop = life.holder(code);
    const { items } = await shop.does('listOwnResults', {});
    expect(items.map(({ overall }) => overall.map((each) => each.code))).toEqual([['5', '8']]);
    const filed = await shop.does('fileOwnObjection', {
      key: life.key(),
      body: { result: items[0]?.id ?? '', ground: 'fact', text: '许可证公示于收银台旁。' },
    });
    expect(filed).toMatchObject({ status: 'filed', filedOn: '2026-04-17', due: '2026-04-22' });
    await life.anyone.isRefused('listOwnResults', {}, 'unauthenticated');
    await shop.isRefused('listObjections', { query: { view: 'all', limit: 10 } }, 'unauthenticated');
    const withdrawn = { params: { id: filed.id }, version: filed.version, body: {} };
    expect(await shop.does('withdrawOwnObjection', withdrawn)).toMatchObject({ status: 'withdrawn' });
  });
});

describe('what was referred to 农业农村', () => {
  test('was to be signed by 24 April; signed on the 28th it is late, which is none of its sender’s; to be answered by 11 June', async () => {
    const sent = await who('scjg-officer1').does('getFollowUp', { params: { id: referred } });
    expect(sent).toMatchObject({ receiptDue: '2026-04-24', receipt: 'running' });
    await life.goOn('2026-04-28', 10);
    const signed = await act('nync-officer1', 'receiveFollowUp', 'follow-up', referred);
    expect(signed).toMatchObject({ receiver: 'NYNC', receipt: 'late', answerDue: '2026-06-11' });
    const own = await who('scjg-officer1').does('listFollowUps', { query: { box: 'to-answer', limit: 10 } });
    expect(own.items.filter(({ receipt }) => receipt === 'late')).toEqual([]);
  });
});

describe('an unlicensed guesthouse', () => {
  const facts = {
    ...{ licenceNeeded: true, registrationNeeded: true, hasLicence: false, hasRegistration: false, exempt: false },
    licenceDepartment: 'WJW',
  };
  let found = '';
  let leadId = '';
  let first = '';
  const guesthouse = 'WJW-W001';

  test('of 10 June has neither licence nor registration: it is the licence department’s, not the registrar’s', async () => {
    await life.goOn('2026-06-10', 10);
    const lead = await who('scjg-officer1').does('registerLead', {
      key: life.key(),
      body: {
        ...{ source: '3', subSource: '301', kinds: ['patrol'], receivedOn: '2026-06-10', items: [] },
        ...{ subjectText: '南街无名旅馆', place: '城关镇南街8号', matter: '无卫生许可证经营旅馆，未办营业执照' },
      },
    });
    found = lead.id;
    await act('scjg-officer1', 'acceptLead', 'lead', found);
    await refused('scjg-officer1', 'classifyUnlicensed', 'lead', found, { facts, handler: 'SCJG' }, 'wrong-handler');
    const classified = await act('scjg-officer1', 'classifyUnlicensed', 'lead', found, { facts });
    expect(classified.unlicensed).toMatchObject({ kind: 'n3', handler: 'WJW' });
  });

  test('is passed on on 12 June and to be received by the 22nd, after the festival; “not ours” without a receiver is refused', async () => {
    await life.goOn('2026-06-12', 10);
    const notOurs = { outcome: 'not-own-duty', reason: '非本部门职责' };
    await refused('scjg-admin', 'concludeLeadWithoutCheck', 'lead', found, notOurs, 'receiver-required');
    const reason = '属卫生健康部门职责';
    await refused('scjg-officer1', 'passLeadOn', 'lead', found, { receiver: 'GAJ', reason }, 'wrong-handler');
    const passed = await act('scjg-officer1', 'passLeadOn', 'lead', found, { receiver: 'WJW', reason });
    leadId = passed.passedTo?.leadId ?? '';
    expect(await who('wjw-officer1').does('getLead', { params: { id: leadId } })).toMatchObject({
      due: '2026-06-22',
      unlicensed: { kind: 'n3' },
    });
  });

  test('is visited by two on 23 June and given until 23 July; it is not closed before it is looked at again', async () => {
    await life.goOn('2026-06-18', 10);
    await act('wjw-officer1', 'acceptLead', 'lead', leadId);
    const body = shop({
      id: guesthouse,
      name: '南街无名旅馆',
      kind: '无证无照户',
      department: 'WJW',
      supervisors: ['WJW'],
      industry: 'H6129',
    });
    await who('wjw-officer1').does('createObject', { key: life.key(), body });
    const { resultId } = await sentOut('wjw', leadId, {
      ...{
        objectId: guesthouse,
        items: ['WJW-101'],
        window: { from: '2026-06-18', to: '2026-06-30' },
        team: team('WJW'),
      },
    });
    first = resultId;
    await life.goOn('2026-06-23', 15);
    await inspected('wjw', resultId, [{ codes: ['5'], finding: '无卫生许可证', measures: ['责令改正'] }]);
    await refused('wjw-officer1', 'recordUnlicensedOutcome', 'lead', leadId, { code: 'o1' }, 'invalid-input');
    const urged = await act('wjw-officer1', 'recordUnlicensedOutcome', 'lead', leadId, {
      code: 'o1',
      term: '2026-07-23',
    });
    expect(urged.unlicensed?.outcomes).toMatchObject([{ code: 'o1', term: '2026-07-23', on: '2026-06-23' }]);
    const concluded = { outcome: 'substantiated', reason: '已督促办证' };
    await refused('wjw-officer1', 'concludeLead', 'lead', leadId, concluded, 'not-ready');
  });

  test('is registered on 15 July: the old number resolves to the same object', async () => {
    await life.goOn('2026-07-15', 10);
    const row = {
      ...{ 统一社会信用代码: registered, 对象编号: guesthouse, 名称: '睢县南街旅馆', 对象类别: '个体工商户' },
      ...{ 乡镇街道: '城关镇', 地址: '城关镇南街8号', 行业代码: 'H6129', 信用风险分类: 'B', 状态: '存续' },
    };
    const { id, version } = await life.checked(who('wjw-officer1'), 'object', '登记.csv', [row]);
    const activation = { params: { id }, version, body: { validRowsOnly: false } };
    await who('wjw-officer1').does('activateImport', activation);
    await life.system.idle();
    expect(await who('wjw-officer1').does('getObject', { params: { id: guesthouse } })).toMatchObject({
      continuedAs: registered,
    });
    for (const object of [guesthouse, registered]) {
      const history = await who('wjw-officer1').does('listResults', { query: { object, limit: 10 } });
      expect(history.items.map((each) => each.id)).toEqual([first]);
    }
  });

  test('meanwhile the restaurant’s code 5, which is slight, is public until 17 July, and its code 8 goes on', async () => {
    const codes = async () => {
      const { items } = await life.anyone.does('listPublicResults', { query: { name: '春风餐饮' } });
      return items.map(({ overall }) => overall.map((each) => each.code));
    };
    await life.goOn('2026-07-17', 10);
    expect(await codes()).toEqual([['5', '8']]);
    await life.goOn('2026-07-18', 1);
    expect(await codes()).toEqual([['8']]);
  });

  test('shows its licence at the re-check of 22 July, and the lead is closed', async () => {
    await life.goOn('2026-07-22', 9);
    const again = await sentOut('wjw', leadId, {
      ...{
        objectId: guesthouse,
        items: ['WJW-101'],
        window: { from: '2026-07-22', to: '2026-07-23' },
        team: team('WJW'),
      },
    });
    const { objectId, yearCount } = await who('wjw-officer1').does('getCheckOrder', { params: { id: again.id } });
    expect({ objectId, yearCount }).toEqual({ objectId: registered, yearCount: 1 });
    await life.goOn('2026-07-22', 16);
    await inspected('wjw', again.resultId, []);
    const recheck = { visitId: again.visitId, licensed: true, licenceNumber: '睢卫公证字〔2026〕第18号' };
    await act('wjw-officer1', 'recheckUnlicensed', 'lead', leadId, recheck);
    const concluded = { outcome: 'substantiated', reason: '已取得卫生许可证和营业执照' };
    const { answers } = await act('wjw-officer1', 'concludeLead', 'lead', leadId, concluded);
    await refused('wjw-officer1', 'closeLead', 'lead', leadId, {}, 'answer-owed');
    const given = { channel: '平台', text: '已督促办证并复查' };
    await act('wjw-officer1', 'answerLead', 'lead', leadId, { answer: answers[0]?.id, given });
    await refused('wjw-officer1', 'closeLead', 'lead', leadId, {}, 'follow-ups-open');
    const inHand = await who('wjw-officer1').does('listFollowUps', { query: { box: 'to-answer', limit: 10 } });
    const order = inHand.items.find((each) => each.resultId === first)?.id ?? '';
    const licensed = { document: '睢卫责改〔2026〕1号', content: '取得卫生许可证前停止营业', term: 'immediate' };
    await act('wjw-officer1', 'orderRectification', 'follow-up', order, licensed);
    await act('wjw-officer1', 'recheckRectification', 'follow-up', order, {
      ...{ on: '2026-07-22', inspectors: team('WJW'), result: 'full' },
      ...{ text: '已取得卫生许可证', evidence: ['许可证照片'] },
    });
    await act('wjw-officer2', 'confirmFollowUp', 'follow-up', order);
    expect(await act('wjw-officer1', 'closeLead', 'lead', leadId)).toMatchObject({ status: 'closed' });
  });

  test('has had two checks in the year: the next random frame leaves it out', async () => {
    const plan = await written(life, who('wjw-officer1'), {
      scope: 'department',
      title: '卫生健康委抽查计划',
      entries: [
        {
          ...{
            id: 'E1',
            title: '公共场所抽查',
            lead: 'WJW',
            method: '1',
            drawKind: '不定向',
            listPublicity: '公示名单',
          },
          departments: [{ department: 'WJW', items: ['WJW-101'] }],
          ...{ filter: {}, quotas: quotas({ A: 5000, B: 5000, C: 5000, D: 5000 }) },
          window: { from: '2026-08-01', to: '2026-09-30' },
        },
      ],
    });
    const preview = await who('wjw-officer1').does('previewEntry', {
      params: { id: plan.id },
      body: { entryId: 'E1' },
    });
    expect(preview.excluded).toContainEqual({ reason: '年度检查次数已达上限', count: 1 });
    expect(preview.size).toBe(0);
  });

  test('a stall in the place that the county government has set is none: closed with its ground, no check counted', async () => {
    const lead = await who('scjg-officer1').does('registerLead', {
      key: life.key(),
      body: {
        ...{ source: '3', subSource: '301', kinds: ['patrol'], receivedOn: await life.today(), items: [] },
        ...{ subjectText: '西关集市菜摊', matter: '无照销售自产蔬菜' },
      },
    });
    await act('scjg-officer1', 'acceptLead', 'lead', lead.id);
    const none = { licenceNeeded: false, registrationNeeded: true, hasLicence: false, hasRegistration: false };
    const exempt = { facts: { ...none, exempt: true, licenceDepartment: null } };
    await refused('scjg-officer1', 'classifyUnlicensed', 'lead', lead.id, exempt, 'invalid-input');
    const classified = await act('scjg-officer1', 'classifyUnlicensed', 'lead', lead.id, {
      ...exempt,
      exemption: 'e1',
    });
    expect(classified.unlicensed).toMatchObject({ kind: 'n0', exemption: 'e1' });
    const unfounded = { outcome: 'unfounded', reason: '属第三条规定的活动' };
    await act('scjg-admin', 'concludeLeadWithoutCheck', 'lead', lead.id, unfounded);
    const closed = await act('scjg-officer1', 'closeLead', 'lead', lead.id);
    expect(closed).toMatchObject({ status: 'closed' });
    expect(closed.checkOrders ?? []).toEqual([]);
  });
});
