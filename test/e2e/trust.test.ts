import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { AnswerOf, CallOf } from '../../shared/api/client.ts';
import { anItem } from '../support/drawable-county.ts';
import { actsOf } from './year/acts.ts';
import { inspectorsOf } from './year/files.ts';
import { beginLife, type Life } from './year/life.ts';
import { at } from './year/steps.ts';

// Over HTTP: two firms that deliver by drone are advised for a time instead of being drawn.
let life: Life;
const who = (name: string) => life.person(name);
const clerk = () => who('scjg-officer1');
const firm = (n: number) => `SCJG-W${String(n).padStart(3, '0')}`;
const [first, other] = [firm(1), firm(2)];
const ordinary = 'SCJG-101';
const fire = 'SCJG-102';

const { act } = actsOf(() => life);
const proposal = (objectId: string, more: Partial<CallOf<'proposeTrustPeriod'>['body']> = {}) => ({
  key: life.key(),
  body: {
    ...{ objectId, field: 'form' as const, from: '2026-03-15', to: '2028-03-15', document: '睢政办〔2026〕3号' },
    ...more,
  },
});
const lead = (objectId: string, receivedOn: string) =>
  clerk().does('registerLead', {
    key: life.key(),
    body: {
      ...{ source: '3' as const, subSource: '301' as const, kinds: ['patrol' as const], objectId, items: [ordinary] },
      ...{ matter: '配送服务问题', receivedOn },
    },
  });

/** A campaign of a month against what a lead tells of, public. */
async function campaignOn(item: string, month: string): Promise<string> {
  const { id: about } = await lead(firm(60), await life.today());
  const window = { from: `${month}-01`, to: `${month}-28` };
  const { id } = await clerk().does('createCampaign', {
    key: life.key(),
    body: {
      ...{ title: '配送服务专项检查', problem: '近期投诉集中', basis: '睢市监〔2026〕31号', higherLevel: false },
      ...{ leads: [about], departments: [{ department: 'SCJG', items: [item] }], filter: { industries: ['G60'] } },
      ...{ ratio: 2000, window, method: '1', listPublicity: '公示名单' },
    },
  });
  await act('scjg-officer1', 'submitCampaign', 'campaign', id);
  await act('scjg-admin', 'approveCampaign', 'campaign', id);
  await act('scjg-officer1', 'publishCampaign', 'campaign', id);
  return id;
}
const frozen = async (item: string, month: string) =>
  who('scjg-admin').does('freezeBatch', {
    key: life.key(),
    body: { title: '配送服务专项检查', campaign: await campaignOn(item, month) },
  });

/** The order of a check on a complaint, which shows the checks of the year. */
async function ordered(objectId: string): Promise<AnswerOf<'createCheckOrder'>> {
  const today = await life.today();
  const { id: leadId } = await lead(objectId, today);
  await act('scjg-officer1', 'acceptLead', 'lead', leadId);
  return clerk().does('createCheckOrder', {
    key: life.key(),
    body: {
      ...{ leadId, items: [ordinary], basis: '有关法律的规定', reason: '核查线索', method: '1' },
      ...{ window: { from: today, to: '2026-07-31' }, team: ['SCJG-R001', 'SCJG-R002'] },
    },
  });
}

beforeAll(async () => {
  life = await beginLife('2026-03-02');
  const two = inspectorsOf('SCJG', ['俞检查', '靳执法']).slice(0, 2);
  await life.imported(clerk(), 'inspector', 'scjg.csv', two, undefined, life.person('scjg-officer2'));
  const ratioCap = { ratio: 5000, document: '睢政办〔2020〕13号' };
  for (const [id, name] of [
    [ordinary, '快递服务检查'],
    [fire, '消防安全检查'],
  ] as const)
    await clerk().does('createItem', {
      key: life.key(),
      body: anItem('SCJG', { id, name, kind: 'general', ratioCap }),
    });
  const rows = Array.from({ length: 60 }, (_, n) => ({
    ...{ 对象编号: firm(n + 1), 名称: `第${n + 1}无人机配送站`, 对象类别: '个体工商户', 乡镇街道: '城关镇' },
    ...{ 地址: `城关镇南街${n}号`, 行业代码: 'G6010', 信用风险分类: n % 3 === 0 ? 'A' : 'B', 状态: '存续' },
  }));
  await life.imported(clerk(), 'object', 'stations.csv', rows);
});
afterAll(() => life.end());

describe('a period of trust', () => {
  let own = '';
  let others = '';

  test('until 2028-04-15 is refused, for an item on fire safety as well; until 2028-03-15 a second person approves it', async () => {
    await clerk().isRefused('proposeTrustPeriod', proposal(first, { to: '2028-04-15' }), 'trust-limit');
    await clerk().isRefused('proposeTrustPeriod', proposal(first, { items: [fire] }), 'trust-limit');
    own = (await clerk().does('proposeTrustPeriod', proposal(first))).id;
    others = (await clerk().does('proposeTrustPeriod', proposal(other))).id;
    for (const id of [own, others])
      expect(await act('scjg-admin', 'approveTrustPeriod', 'period', id)).toMatchObject({ status: 'active' });
    const { proposedBy, decidedBy } = await clerk().does('getTrustPeriod', { params: { id: own } });
    expect(decidedBy).not.toBe(proposedBy);
  });

  test('leaves 58 of 60 in a frame, and the public reads how many were left out and why', async () => {
    await life.goOn('2026-03-16', 10);
    const batch = await frozen(ordinary, '2026-04');
    const excluded = [{ reason: '包容审慎观察期', count: 2 }];
    expect(batch.frames).toMatchObject([{ size: 58, excluded }]);
    const now = (await life.now()).getTime();
    const [commitBy, revealBy] = [new Date(now + 1_800_000), new Date(now + 5_400_000)];
    const body: CallOf<'commitBatch'>['body'] = {
      ...{ source: 'ceremony', reason: '未开通外网', parties: ['CZJ', 'SFJ', 'FGW'] },
      ...{ commitBy: commitBy.toISOString(), revealBy: revealBy.toISOString() },
    };
    await who('scjg-admin').does('commitBatch', { ...at(batch), body });
    const shown = await life.anyone.does('getPublicDraw', { params: { number: batch.number } });
    expect(shown).toMatchObject({ frames: [{ size: 58, excluded }] });
  });

  test('leaves nobody out of what is checked for fire safety', async () => {
    const { size, excluded } = await clerk().does('previewCampaign', {
      params: { id: await campaignOn(fire, '2026-05') },
    });
    expect([size, excluded]).toEqual([60, []]);
  });

  test('keeps nobody from a check on a complaint, which counts', async () => {
    await life.goOn('2026-07-01', 10);
    const { id, checksOfYear } = await ordered(first);
    expect(checksOfYear).toEqual([]);
    await act('scjg-officer1', 'submitCheckOrder', 'order', id);
    await act('scjg-admin', 'approveCheckOrder', 'order', id);
    await act('scjg-officer1', 'dispatchCheck', 'order', id);
    expect((await ordered(first)).checksOfYear).toHaveLength(1);
  });

  test('that is ended for a grave finding puts its object into the next frame: 59', async () => {
    expect(await act('scjg-admin', 'revokeTrustPeriod', 'period', own, { reason: '检查发现严重问题' })).toMatchObject({
      status: 'revoked',
      endedOn: '2026-07-01',
    });
    const excluded = [{ reason: '包容审慎观察期', count: 1 }];
    expect((await frozen(ordinary, '2026-08')).frames).toMatchObject([{ size: 59, excluded }]);
  });

  test('shows its object the visits that advised, which are no checks', async () => {
    await act('scjg-officer1', 'addGuidance', 'period', others, { on: '2026-06-18', text: '指导完善配送人员培训' });
    expect((await ordered(other)).checksOfYear).toEqual([]);
    const { code } = await clerk().does('issueSubjectCode', {
      key: life.key(),
      body: { objectId: other, handedTo: '经营者本人' },
    });
    const { items } = await life.holder(code).does('listOwnTrustPeriods', {});
    expect(items).toMatchObject([{ guidance: [{ on: '2026-06-18', text: '指导完善配送人员培训' }] }]);
  });

  test('has ended by itself on 2028-03-16', async () => {
    await life.goOn('2028-03-16', 9);
    expect(await clerk().does('getTrustPeriod', { params: { id: others } })).toMatchObject({
      ...{ status: 'ended', endedOn: '2028-03-16' },
    });
  });
});
