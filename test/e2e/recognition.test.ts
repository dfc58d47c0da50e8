import { afterAll, beforeAll, expect, test } from 'vitest';
import type { AnswerOf, CallOf, OperationName } from '../../shared/api/client.ts';
import { anItem } from '../support/drawable-county.ts';
import { inspectorsOf } from './year/files.ts';
import { beginLife, type Life } from './year/life.ts';
import { announced, approved, at, drawnByAll, published, quotas, submitted, take, written } from './year/steps.ts';

// Over HTTP: what 市场监管 has published about a teahouse is recognised by 文化广电旅游, comes under review and is confirmed.
let life: Life;
const who = (name: string) => life.person(name);
const department = { scjg: 'SCJG', wgl: 'WGL', yjj: 'YJJ' } as const;

async function act<O extends OperationName>(
  name: string,
  operation: O,
  getter: 'getLead' | 'getCheckOrder' | 'getResult' | 'getRecognition' | 'getShareRequest',
  id: string,
  body: object = {},
): Promise<AnswerOf<O>> {
  const { version } = await who(name).does(getter, { params: { id } });
  return who(name).does(operation, { params: { id }, version, body } as unknown as CallOf<O>);
}

let object = '';
let source = '';
let visit = '';
const citing = () => `${visit}.WGL`;
const cites = () => ({ sourceId: source, items: [{ itemId: 'WGL-101', citedItemId: 'SCJG-101' }] });

beforeAll(async () => {
  life = await beginLife('2026-03-01');
  for (const [code, names] of [
    ['scjg', ['俞检查', '靳执法']],
    ['wgl', ['甄文旅', '褚广电']],
    ['yjj', ['卫应急', '蒋安全']],
  ] as const) {
    const [clerk, second] = [who(`${code}-officer1`), who(`${code}-officer2`)];
    const rows = inspectorsOf(department[code], names);
    await life.imported(clerk, 'inspector', `${code}.csv`, rows, undefined, second);
  }
  const items = [
    ['scjg', 'SCJG-101'],
    ['wgl', 'WGL-101'],
    ['yjj', 'YJJ-101'],
    ['yjj', 'YJJ-201'],
    ['yjj', 'YJJ-301'],
  ] as const;
  for (const [code, id] of items)
    await who(`${code}-officer1`).does('createItem', {
      key: life.key(),
      body: anItem(department[code], { id, name: `${id}检查` }),
    });
  const body = {
    ...{ id: '91411422MA1MF3RAB6', name: '睢县清风茶社有限公司', kind: '企业', department: 'SCJG', industry: 'H6291' },
    ...{ supervisors: ['SCJG', 'WGL', 'YJJ'], township: '411422105', address: '城关镇南街', creditClass: 'B' },
    ...{ status: '存续', tags: [] },
  } as CallOf<'createObject'>['body'];
  object = (await who('scjg-officer1').does('createObject', { key: life.key(), body })).id;
});
afterAll(() => life.end());

test('on 10 March 市场监管 publishes a conclusion; the list lets 文化广电旅游 recognise it for three months', async () => {
  await life.goOn('2026-03-02', 10);
  const lead = await who('scjg-officer1').does('registerLead', {
    key: life.key(),
    body: {
      ...{ source: '3', subSource: '301', kinds: ['patrol'], receivedOn: '2026-03-02', objectId: object, items: [] },
      matter: '门前未见许可证公示',
    },
  });
  await act('scjg-officer1', 'acceptLead', 'getLead', lead.id);
  const { id } = await who('scjg-officer1').does('createCheckOrder', {
    key: life.key(),
    body: {
      ...{ leadId: lead.id, items: ['SCJG-101'], basis: '有关法律的规定', reason: '核查线索', method: '1' },
      ...{ window: { from: '2026-03-10', to: '2026-03-20' }, team: ['SCJG-R001', 'SCJG-R002'] },
    },
  });
  await act('scjg-officer1', 'submitCheckOrder', 'getCheckOrder', id);
  await act('scjg-admin', 'approveCheckOrder', 'getCheckOrder', id);
  await life.goOn('2026-03-10', 10);
  const sent = await act('scjg-officer1', 'dispatchCheck', 'getCheckOrder', id);
  source = `${sent.visitId}.SCJG`;
  expect(await published(life, 'scjg', source)).toMatchObject({ status: 'published', edition: 1 });
  await who('office1').does('createRecognisableItem', {
    key: life.key(),
    body: { item: 'SCJG-101', by: ['WGL'], months: 3, document: '睢联席办〔2026〕2号', listed: true },
  });
});

test('on 1 June the part of 文化广电旅游 recognises it: no entry, one of four items cited, 25.00 %, one entry saved', async () => {
  await life.goOn('2026-05-20', 9);
  const lead = who('yjj-officer1');
  const draft = await written(life, lead, {
    scope: 'joint',
    title: '茶社联合抽查计划',
    entries: [
      {
        ...{ id: 'E1', title: '茶社联合抽查', lead: 'YJJ', method: '1', drawKind: '不定向', listPublicity: '公示名单' },
        departments: [
          { department: 'YJJ', items: ['YJJ-101', 'YJJ-201', 'YJJ-301'] },
          { department: 'WGL', items: ['WGL-101'] },
        ],
        ...{ filter: {}, quotas: quotas({ A: 5000, B: 5000, C: 5000, D: 5000 }) },
        window: { from: '2026-05-25', to: '2026-06-30' },
      },
    ],
  });
  const consulted = await lead.does('consultPlan', { ...at(draft), body: { answerBy: '2026-05-30' } });
  await who('wgl-officer1').does('answerPlan', { ...at(consulted), body: { answer: 'consented' } });
  const agreed = await lead.does('getPlan', { params: { id: draft.id }, query: {} });
  const plan = await approved(life, await lead.does('submitPlan', at(agreed)));
  const parties = ['yjj-officer1', 'wgl-officer1', 'sfj-officer1'];
  const { batch, ceremony } = await announced(life, who('yjj-admin'), plan, '茶社联合抽查', parties);
  expect(await drawnByAll(life, who('yjj-admin'), batch, ceremony)).toMatchObject({ status: 'dispatched', visits: 1 });
  const { items } = await who('wgl-officer1').does('listVisits', { query: { limit: 10 } });
  visit = items[0]?.id ?? '';

  await life.goOn('2026-06-01', 10);
  const offered = await who('wgl-officer1').does('listRecentConclusions', { params: { id: citing() } });
  expect(offered.items).toMatchObject([{ sourceId: source, itemId: 'SCJG-101', validUntil: '2026-06-10' }]);
  await act('wgl-officer1', 'recogniseResult', 'getResult', citing(), cites());
  expect(await submitted(who('wgl-officer1'), citing())).toMatchObject({ present: [], overall: ['1'] });
  await take(who('wgl-officer2'), 'approveResult', citing());
  await take(who('wgl-officer2'), 'publishResult', citing());
  await published(life, 'yjj', `${visit}.YJJ`);
  const figures = await who('auditor').does('getRecognitionFigures', { query: { month: '2026-06' } });
  expect(figures).toEqual({ concluded: 4, cited: 1, share: 2500, entriesSaved: 1 });
});

test('on 2 June a correction begins: to be looked at again by 9 June, and cited by nobody meanwhile', async () => {
  await life.goOn('2026-06-02', 10);
  await act('scjg-officer1', 'correctResult', 'getResult', source, { reason: '事项名称有误' });
  const { items } = await who('wgl-officer1').does('listRecognitions', { query: { limit: 10 } });
  expect(items).toMatchObject([{ sourceId: source, status: 'to-re-examine', due: '2026-06-09', edition: 1 }]);
  const told = await who('wgl-officer1').does('listNotices', { query: { limit: 100 } });
  expect(told.items.map(({ kind }) => kind)).toContain('recognition-to-review');
  const offered = await who('wgl-officer1').does('listRecentConclusions', { params: { id: citing() } });
  expect(offered.items).toMatchObject([{ sourceId: source, refused: 'source-under-review' }]);
});

test('edition 2 says the same: 文化广电旅游 confirms, and the recognition rests on it', async () => {
  await life.goOn('2026-06-03', 10);
  await published(life, 'scjg', source);
  const { items } = await who('wgl-officer1').does('listRecognitions', { query: { limit: 10 } });
  const confirmed = await act('wgl-officer2', 'confirmRecognition', 'getRecognition', items[0]?.id ?? '');
  expect(confirmed).toMatchObject({ status: 'ok', edition: 2 });
});

test('had it been stopped by repair, nothing would be looked at again', async () => {
  await act('scjg-officer1', 'requestStop', 'getResult', source, {
    ...{ way: 'w1', reason: '已履行义务', document: '准予修复决定书1号' },
  });
  await act('scjg-admin', 'approveStop', 'getResult', source);
  const made = await who('wgl-officer1').does('listRecognitions', { query: { view: 'made', limit: 10 } });
  expect(made.items).toMatchObject([{ status: 'ok', edition: 2 }]);
});

test('10 June was the last day: on the 11th it is refused as expired', async () => {
  // The result is opened again, and what was recognised given up, so that it could be cited anew.
  await life.goOn('2026-06-10', 10);
  const { items } = await who('wgl-officer1').does('listRecognitions', { query: { view: 'made', limit: 10 } });
  const given = { reason: '拟改为实地检查' };
  const withdrawn = await act('wgl-officer1', 'withdrawRecognition', 'getRecognition', items[0]?.id ?? '', given);
  expect(withdrawn).toMatchObject({ status: 'withdrawn', validUntil: '2026-06-10' });
  const { version } = await who('wgl-officer1').does('getResult', { params: { id: citing() } });
  const call = { params: { id: citing() }, version, body: cites() };
  await who('wgl-officer1').isRefused('recogniseResult', call, 'source-under-review');
  await life.goOn('2026-06-11', 1);
  await who('wgl-officer1').isRefused('recogniseResult', call, 'recognition-expired');
});

test('fields that the catalogue does not name, asked for on 2 March: answered by 16 March, opened by 14 April', async () => {
  const again = await beginLife('2026-03-02');
  try {
    const does = (name: string) => again.person(name);
    const entry = await does('scjg-officer1').does('createShareEntry', {
      key: again.key(),
      body: { title: '食品经营许可信息', fields: ['许可证号'], attribute: 'unconditional', cycle: 'day' },
    });
    const asked = await does('wgl-officer1').does('fileShareRequest', {
      key: again.key(),
      body: {
        ...{ entryId: entry.id, purpose: '核对娱乐场所内餐饮的许可', legalDuty: '《娱乐场所管理条例》第三条' },
        ...{ fields: ['法定代表人'], from: '2026-03-02', to: '2026-12-31' },
      },
    });
    expect(asked).toMatchObject({ atOnce: false, due: '2026-03-16' });
    await again.goOn('2026-03-16', 10);
    const granted = await does('scjg-officer1').does('grantShareRequest', { ...at(asked), body: {} });
    expect(granted).toMatchObject({ status: 'granted', due: '2026-04-14' });
  } finally {
    await again.end();
  }
});
