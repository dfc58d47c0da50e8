import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { CallOf, OperationName } from '../../shared/api/client.ts';
import type { FailureKind } from '../../shared/base/failures.ts';
import type { CampaignContent } from '../../shared/domain/campaign/campaign.ts';
import { anItem } from '../support/drawable-county.ts';
import { actsOf } from './year/acts.ts';
import { inspectorsOf } from './year/files.ts';
import { beginLife, type Life } from './year/life.ts';
import { at, drawnByAll, published } from './year/steps.ts';

// Over HTTP: complaints about kitchens become a random check of all restaurants, once by the county, once ordered from above.
let life: Life;
const who = (name: string) => life.person(name);
const clerk = () => who('scjg-officer1');
const head = () => who('scjg-admin');
const item = 'SCJG-101';
const ordered = '豫市监〔2026〕12号';
const restaurant = (n: number) => `SCJG-T${String(n).padStart(3, '0')}`;
const [a, b, c, d] = [101, 102, 103, 104].map(restaurant) as [string, string, string, string];
/** Those that have had the checks of the year. */
const often = Array.from({ length: 9 }, (_, n) => restaurant(n + 1));

const { act, refused: refusedOn } = actsOf(() => life);
const refused = (name: string, operation: OperationName, id: string, body: object, why: FailureKind) =>
  refusedOn(name, operation, 'campaign', id, body, why);

type Entry = CallOf<'registerLead'>['body'];
const lead = (objectId: string, more: Partial<Entry> = {}) =>
  clerk().does('registerLead', {
    key: life.key(),
    body: {
      ...{ source: '3', subSource: '301', kinds: ['patrol'], objectId, items: [], matter: '后厨卫生问题' },
      ...{ receivedOn: '2026-05-06', ...more },
    },
  });
/** A direct check on a lead about the object. */
async function checkedOnLead(objectId: string): Promise<void> {
  const { id: leadId } = await lead(objectId);
  await act('scjg-officer1', 'acceptLead', 'lead', leadId);
  const { id } = await clerk().does('createCheckOrder', {
    key: life.key(),
    body: {
      ...{ leadId, items: [item], basis: '有关法律的规定', reason: '核查线索', method: '1' },
      ...{ window: { from: '2026-05-06', to: '2026-05-31' }, team: ['SCJG-R001', 'SCJG-R002'] },
    },
  });
  await act('scjg-officer1', 'submitCheckOrder', 'order', id);
  await act('scjg-admin', 'approveCheckOrder', 'order', id);
  await act('scjg-officer1', 'dispatchCheck', 'order', id);
}

const content = (more: Partial<CampaignContent> = {}): CampaignContent => ({
  ...{ title: '餐饮后厨专项检查', problem: '近期后厨卫生投诉集中', basis: '睢市监〔2026〕31号', higherLevel: false },
  ...{ leads: [], departments: [{ department: 'SCJG', items: [item] }], filter: { industries: ['H62'] }, ratio: 2000 },
  ...{ window: { from: '2026-06-01', to: '2026-06-30' }, method: '1', listPublicity: '公示名单', ...more },
});
const drafted = (more: Partial<CampaignContent>) =>
  clerk().does('createCampaign', { key: life.key(), body: content(more) });
async function publishedCampaign(id: string): Promise<void> {
  await act('scjg-officer1', 'submitCampaign', 'campaign', id);
  await act('scjg-admin', 'approveCampaign', 'campaign', id);
  await act('scjg-officer1', 'publishCampaign', 'campaign', id);
}
const frozen = (campaign: string) =>
  head().does('freezeBatch', { key: life.key(), body: { title: '餐饮后厨专项检查', campaign } });

beforeAll(async () => {
  life = await beginLife('2026-04-01');
  const two = inspectorsOf('SCJG', ['俞检查', '靳执法']).slice(0, 2);
  await life.imported(clerk(), 'inspector', 'scjg.csv', two, undefined, life.person('scjg-officer2'));
  const ratioCap = { ratio: 5000, document: '睢政办〔2020〕13号' };
  const kitchens = anItem('SCJG', { id: item, name: '餐饮后厨', kind: 'general', ratioCap });
  await clerk().does('createItem', { key: life.key(), body: kitchens });
  const row = (number: string, name: string, industry: string, n: number) => ({
    ...{ 对象编号: number, 名称: name, 对象类别: '个体工商户', 乡镇街道: '城关镇', 地址: `城关镇南街${n}号` },
    ...{ 行业代码: industry, 信用风险分类: n % 3 === 0 ? 'A' : 'B', 状态: '存续' },
  });
  const rows = [
    ...Array.from({ length: 137 }, (_, n) => row(restaurant(n + 1), `第${n + 1}餐馆`, 'H6210', n + 1)),
    ...Array.from({ length: 13 }, (_, n) => row(`SCJG-F${n + 1}`, `第${n + 1}商店`, 'F5211', 200 + n)),
  ];
  await life.imported(clerk(), 'object', 'shops.csv', rows);
});
afterAll(() => life.end());

describe('from complaints to a campaign', () => {
  let own = '';
  let above = '';

  test('five leads on four objects within ninety days make an item hot', async () => {
    await life.goOn('2026-05-06', 10);
    for (const object of [a, a, b, c]) await lead(object, { items: [item] });
    expect((await clerk().does('listHotItems', { query: {} })).items).toEqual([]);
    await lead(d, { items: [item] });
    const { items } = await clerk().does('listHotItems', { query: {} });
    expect(items).toMatchObject([{ itemId: item, itemName: '餐饮后厨', leadCount: 5, objects: 4 }]);
    expect(items[0]?.leads.map(({ objectId }) => objectId)).toEqual([d, c, b, a, a]);
  });

  test('of all objects or without its document it is refused; at 20 % two persons make it public', async () => {
    const { items } = await clerk().does('listHotItems', { query: {} });
    const leads = (items[0]?.leads ?? []).map(({ id }) => id);
    const all = { key: life.key(), body: content({ ratio: 10_000, leads }) };
    await clerk().isRefused('createCampaign', all, 'campaign-not-random');
    const { id } = await drafted({ basis: undefined, leads });
    own = id;
    await refused('scjg-officer1', 'submitCampaign', own, {}, 'campaign-not-random');
    await act('scjg-officer1', 'updateCampaign', 'campaign', own, content({ leads }));
    await act('scjg-officer1', 'submitCampaign', 'campaign', own);
    await act('scjg-admin', 'approveCampaign', 'campaign', own);
    const { submittedBy, approvedBy } = await clerk().does('getCampaign', { params: { id: own } });
    expect(approvedBy).not.toBe(submittedBy);
    const early = { key: life.key(), body: { title: '餐饮后厨专项检查', campaign: own } };
    await head().isRefused('freezeBatch', early, 'not-ready');
    await act('scjg-officer1', 'publishCampaign', 'campaign', own);
    const shown = await life.anyone.does('getPublicCampaign', { params: { id: own } });
    expect(shown).toMatchObject({ title: '餐饮后厨专项检查', basis: '睢市监〔2026〕31号', ratio: 2000 });
    expect(JSON.stringify(shown)).not.toMatch(/投诉|线索|SCJG-T/);
  });

  test('of 137 restaurants, nine of them with two checks, the county’s own has 128 in its frame and draws 26', async () => {
    for (const object of [...often, ...often, a]) await checkedOnLead(object);
    const batch = await frozen(own);
    expect(batch.frames).toMatchObject([
      {
        ...{ size: 128, strata: [{ stratum: '*', size: 128, quota: 26 }] },
        // A was checked once on a lead: it is in the frame as any other.
        excluded: [{ reason: '年度检查次数已达上限', count: 9 }],
      },
    ]);
    const { voidRequest } = await head().does('requestVoid', {
      ...{ params: { id: batch.id }, key: life.key() },
      body: { category: '其他', reason: '上级统一部署' },
    });
    const params = { id: batch.id, requestId: voidRequest?.id ?? '' };
    await who('office1').does('approveVoid', { params });
    const cancelled = await act('scjg-admin', 'cancelCampaign', 'campaign', own, { reason: '上级统一部署' });
    expect(cancelled).toMatchObject({ status: 'cancelled' });
  });

  test('ordered by a higher document it has 137 and draws 28; those of the nine that are drawn are listed with it', async () => {
    const { id } = await drafted({ higherLevel: true, basis: ordered });
    above = id;
    await publishedCampaign(above);
    const batch = await frozen(above);
    expect(batch.frames).toMatchObject([{ size: 137, excluded: [], strata: [{ stratum: '*', size: 137, quota: 28 }] }]);
    const now = (await life.now()).getTime();
    const [commitBy, revealBy] = [new Date(now + 1_800_000), new Date(now + 5_400_000)];
    const times = { commitBy: commitBy.toISOString(), revealBy: revealBy.toISOString() };
    const body: CallOf<'commitBatch'>['body'] = {
      ...{ source: 'ceremony', reason: '未开通外网', parties: ['CZJ', 'SFJ', 'FGW'], ...times },
    };
    const committed = await head().does('commitBatch', { ...at(batch), body });
    const parties = ['czj-officer1', 'sfj-officer1', 'fgw-officer1'].map(life.person);
    const drawn = await drawnByAll(life, head(), committed, { parties, commitBy, revealBy });
    expect(drawn).toMatchObject({ status: 'dispatched', visits: 28, campaign: { id: above, basis: ordered } });
    const { items: visits } = await clerk().does('listVisits', { query: { batch: batch.id, limit: 100 } });
    const objects = visits.map(({ object }) => object.id);
    const over = await clerk().does('listOverCap', { params: { id: batch.id }, query: { limit: 100 } });
    expect(over.items.map(({ objectId, checks, document }) => [objectId, checks, document])).toEqual(
      often.filter((object) => objects.includes(object)).map((object) => [object, 2, ordered]),
    );
    const shown = await life.anyone.does('getPublicDraw', { params: { number: batch.number } });
    expect(shown.campaign).toMatchObject({ title: '餐饮后厨专项检查', basis: ordered, higherLevel: true });
  });

  test('its results appear under the source 专项; it is closed with a summary, once all inspections are over and approved', async () => {
    await life.goOn('2026-06-02', 10);
    const { number, batchId = '' } = await clerk().does('getCampaign', { params: { id: above } });
    const { items: tasks } = await clerk().does('listTasks', { query: {} });
    const special = tasks.filter(({ source }) => source === '专项');
    expect(special.at(0)).toMatchObject({ campaignId: above, batchId });
    await refused('scjg-officer1', 'closeCampaign', above, { summary: '检查28户' }, 'not-ready');
    const { items: visits } = await clerk().does('listVisits', { query: { batch: batchId, limit: 100 } });
    for (const { id } of visits)
      await act('scjg-inspector1', 'completeVisit', 'visit', id, { completedOn: '2026-06-02' });
    const [first] = visits;
    const result = await published(life, 'scjg', `${first?.id}.SCJG`);
    const [shown] = (await life.anyone.does('listPublicResults', { query: { department: 'SCJG' } })).items;
    expect(shown).toMatchObject({ id: result.publicId, tasks: [{ planNumber: number, planName: '餐饮后厨专项检查' }] });
    await refused('scjg-officer1', 'closeCampaign', above, {}, 'invalid-input');
    await refused('scjg-officer1', 'closeCampaign', above, { summary: '检查28户' }, 'not-ready');
    for (const { id } of visits.slice(1)) await published(life, 'scjg', `${id}.SCJG`);
    const summary = '检查28户，问题已督促整改';
    expect(await act('scjg-officer1', 'closeCampaign', 'campaign', above, { summary })).toMatchObject({
      ...{ status: 'closed', summary },
    });
  });
});
