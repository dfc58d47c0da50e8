import { afterAll, beforeAll, expect, test } from 'vitest';
import type { CallOf } from '../../shared/api/client.ts';
import type { ItemFinding } from '../../shared/domain/result/findings.ts';
import { anItem } from '../support/drawable-county.ts';
import { fivePapers } from '../support/follow-ups.ts';
import { crawlPublic, exposedIn, type PublicAnswer, publicOperations } from '../support/public-crawl.ts';
import { actsOf } from './year/acts.ts';
import { inspectorsOf } from './year/files.ts';
import { beginLife, type Life } from './year/life.ts';
import { announcedCampaign, drawnByAll } from './year/steps.ts';

// Over HTTP: a county with leads, direct checks, an exemption and suspected crimes, read by somebody without login.
let life: Life;
const who = (name: string) => life.person(name);
const clerk = () => who('scjg-officer1');
const key = () => life.key();
const { act } = actsOf(() => life);

/** What nobody without a part in it may learn, by what it is. */
const sealed = new Map<string, string>();
const seal = (what: string, text: string): string => {
  sealed.set(text, what);
  return text;
};
const known = { ids: new Set<string>(), names: new Set<string>(['餐馆', '李春']) };

const team = ['SCJG-R001', 'SCJG-R002'];
const restaurant = (n: number) => `SCJG-T${String(n).padStart(3, '0')}`;
type Entry = CallOf<'registerLead'>['body'];

async function lead(objectId: string, n: number, more: Partial<Entry> = {}): Promise<string> {
  const registered = await clerk().does('registerLead', {
    key: key(),
    body: {
      ...{ source: '2', subSource: '202', kinds: ['report'], receivedOn: await life.today(), objectId },
      ...{ items: ['SCJG-101'], externalNumber: seal('its number elsewhere', `12315转办第${n}号`) },
      matter: seal('the words of a report', `反映后厨使用过期调料第${n}桶`),
      informant: {
        ...{ realName: true, name: seal('an informant', `李春梅${'甲乙丙丁戊己庚'[n]}`) },
        ...{ phone: seal('a telephone', `1390370123${n}`), address: seal('an address', `城关镇西关街${n}巷5号`) },
      },
      ...more,
    },
  });
  seal('a lead', registered.id);
  seal('the number of a lead', registered.number);
  known.ids.add(registered.id).add(registered.number);
  known.names.add(`李春梅${'甲乙丙丁戊己庚'[n]}`);
  await act('scjg-officer1', 'acceptLead', 'lead', registered.id);
  return registered.id;
}

/** A direct check on a lead, with its one finding, published; answers the follow-up that it opened. */
async function checked(n: number, finding: Partial<ItemFinding>): Promise<string> {
  const today = await life.today();
  const leadId = leads[n];
  const { id } = await clerk().does('createCheckOrder', {
    key: key(),
    body: {
      ...{
        leadId,
        basis: '有关法律的规定',
        reason: seal('why it was checked', `核查线索所反映的第${n}桶`),
        method: '1',
      },
      ...{ items: ['SCJG-101'], window: { from: today, to: today }, team },
    },
  });
  seal('an order', id);
  known.ids.add(id);
  await act('scjg-officer1', 'submitCheckOrder', 'order', id);
  await act('scjg-admin', 'approveCheckOrder', 'order', id);
  const { visitId = '' } = await act('scjg-officer1', 'dispatchCheck', 'order', id);
  const resultId = seal('a result, as officials know it', `${visitId}.SCJG`);
  known.ids.add(resultId).add(visitId);
  const one = { itemId: 'SCJG-101', checked: true, method: '1', codes: ['5'], measures: [], evidence: [], ...finding };
  await act('scjg-inspector1', 'saveResult', 'result', resultId, {
    ...{ inspectedOn: today, present: team, findings: [one], overall: one.codes },
  });
  await act('scjg-inspector1', 'submitResult', 'result', resultId, { completedOn: today });
  await act('scjg-officer2', 'approveResult', 'result', resultId);
  await act('scjg-officer2', 'publishResult', 'result', resultId);
  const { items } = await clerk().does('listFollowUps', { query: { box: 'to-answer', limit: 50 } });
  const followUp = items.find((each) => each.resultId === resultId);
  seal('a follow-up', followUp?.id ?? '');
  seal('the number of a follow-up', followUp?.number ?? '');
  known.ids.add(followUp?.id ?? '');
  return followUp?.id ?? '';
}

/** Proposed, approved and handed over to the police. */
async function suspected(n: number): Promise<string> {
  const crime = { codes: ['8' as const], finding: seal('what was found', `查获假冒商标商品第${n}批`) };
  const followUpId = await checked(n, { ...crime, measures: ['本部门立案调查'] });
  const facts = seal('the facts of a crime', `销售金额达到追诉标准第${n}案`);
  const reportAt = (await life.now()).toISOString();
  const body = { followUpId, investigators: team, facts, reportAt };
  const { id, number } = await clerk().does('proposeTransfer', { key: key(), body });
  seal('a transfer', id);
  seal('the number of a transfer', number);
  known.ids.add(id).add(number);
  await act('scjg-admin', 'approveTransfer', 'transfer', id);
  await act('scjg-officer1', 'handOver', 'transfer', id, { papers: fivePapers });
  const receipt = seal('the receipt of the police', `睢公收〔2026〕${n}号`);
  await act('gaj-officer1', 'receiveTransfer', 'transfer', id, { receipt });
  return id;
}

let transfers: readonly string[] = [];
const leads: string[] = [];
beforeAll(async () => {
  life = await beginLife('2026-05-06');
  const two = inspectorsOf('SCJG', ['俞检查', '靳执法']).slice(0, 2);
  await life.imported(clerk(), 'inspector', 'scjg.csv', two, undefined, who('scjg-officer2'));
  for (const name of ['俞检查', '靳执法', ...team]) seal('who inspected', name);
  const ratioCap = { ratio: 5000, document: '睢政办〔2020〕13号' };
  const kitchens = anItem('SCJG', { id: 'SCJG-101', name: '餐饮后厨', kind: 'general', ratioCap });
  await clerk().does('createItem', { key: key(), body: kitchens });
  const rows = Array.from({ length: 40 }, (_, n) => ({
    ...{ 对象编号: restaurant(n + 1), 名称: `第${n + 1}餐馆`, 对象类别: '个体工商户', 乡镇街道: '城关镇' },
    ...{ 地址: `城关镇南街${n + 1}号`, 行业代码: 'H6210', 信用风险分类: n % 3 === 0 ? 'A' : 'B', 状态: '存续' },
  }));
  await life.imported(clerk(), 'object', 'shops.csv', rows);
  for (const { 对象编号: id } of rows) known.ids.add(id);

  // Tasks are numbered as leads are, day by day: those of the checks are of another day.
  for (const n of [0, 1, 2, 3]) leads.push(await lead(restaurant(n + 1), n));
  await life.goOn('2026-05-07', 10);
  const light = { finding: seal('what was found', '后厨地面积水三处'), measures: ['轻微免罚（首违不罚）' as const] };
  const exempted = await checked(1, { ...light, exemption: 'Q-07' });
  await act('scjg-officer1', 'grantExemption', 'follow-up', exempted, {
    ...{
      text: seal('why it was exempted', '已批评教育，当场改正积水'),
      evidence: [seal('evidence', '改正照片第一张')],
    },
    ...{ items: [{ listItem: 'Q-07', conditions: ['初次违法', '危害后果轻微', '及时改正'] }] },
    ...{ educationOn: await life.today(), document: seal('an exemption', '睢市监免罚〔2026〕1号') },
  });
  await act('scjg-officer2', 'confirmFollowUp', 'follow-up', exempted);
  transfers = [await suspected(2), await suspected(3)];

  const { id } = await clerk().does('createCampaign', {
    key: key(),
    body: {
      ...{ title: '餐饮后厨专项检查', basis: '睢市监〔2026〕31号', higherLevel: false, leads: leads.slice(0, 1) },
      problem: seal('the problem that leads show', '近期后厨调料投诉集中'),
      ...{ departments: [{ department: 'SCJG', items: ['SCJG-101'] }], filter: { industries: ['H62'] }, ratio: 2000 },
      ...{ window: { from: '2026-06-01', to: '2026-06-30' }, method: '1', listPublicity: '公示名单' },
    },
  });
  await act('scjg-officer1', 'submitCampaign', 'campaign', id);
  await act('scjg-admin', 'approveCampaign', 'campaign', id);
  await act('scjg-officer1', 'publishCampaign', 'campaign', id);
  const { batch, ceremony } = await announcedCampaign(life, who('scjg-admin'), id, [
    ...['czj-officer1', 'sfj-officer1', 'fgw-officer1'],
  ]);
  await drawnByAll(life, who('scjg-admin'), batch, ceremony);
  // The night seals the log of the days before.
  await life.goOn('2026-05-09', 10);
});
afterAll(() => life.end());

const crawled = () =>
  crawlPublic(life.system.gatewayUrl, {
    ...{ ids: [...known.ids], names: [...known.names], months: ['2026-05', '2026-06', '2025-01'] },
  });
const exposed = (answers: readonly PublicAnswer[]) =>
  answers.flatMap((answer) =>
    exposedIn(answer, [...sealed.keys()]).map((text) => `${answer.url}: ${sealed.get(text)} “${text}”`),
  );

test('what anybody can read tells of no lead, informant, order, follow-up, exemption or suspected crime', async () => {
  const answers = await crawled();
  const read = new Set(answers.flatMap(({ operation, status }) => (status === 200 ? [operation] : [])));
  // No plan was published: campaigns are drawn beside it.
  expect(publicOperations.filter((each) => !read.has(each))).toEqual(['getPublicPlan']);
  const everything = answers.map(({ text }) => text).join('\n');
  // It reads what is public: the results of the direct checks, and the campaign.
  for (const shown of ['睢市监抽查〔2026〕1号', '睢市监抽查〔2026〕3号', '餐饮后厨专项检查', '本部门立案调查'])
    expect(everything).toContain(shown);
  expect(exposed(answers)).toEqual([]);
  const records = answers.filter(({ url }) => url.startsWith('/public/') && !url.startsWith('/public/codes'));
  expect(records.filter((each) => exposedIn(each, ['犯罪', '移公', '举报', '投诉', '公安']).length > 0)).toEqual([]);
});

test('no more does it once the police have filed one of them, and declined the other', async () => {
  const [one = '', other = ''] = transfers;
  const number = seal('the number of a criminal case', '睢公（经）立字〔2026〕7号');
  await act('gaj-officer1', 'fileTransfer', 'transfer', one, { number });
  const reason = seal('why the police declined', '未达到该类案件的追诉标准');
  await act('gaj-officer1', 'declineTransfer', 'transfer', other, { reason });
  expect(exposed(await crawled())).toEqual([]);
});
