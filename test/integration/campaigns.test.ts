import { beforeEach, describe, expect, test } from 'vitest';
import type { Principal } from '../../shared/api/principal.ts';
import type { RecordOf } from '../../shared/platform/records.ts';
import { closeCampaign } from '../../shared/use-cases/campaign/end-campaign.ts';
import { createRecord, replaceRecord } from '../../shared/use-cases/changes.ts';
import { everyShard } from '../../shared/use-cases/draw/shard-files.ts';
import { freezeBatch } from '../../shared/use-cases/frame/freeze-batch.ts';
import { freezeShard } from '../../shared/use-cases/frame/freeze-shard.ts';
import { reduceFrames } from '../../shared/use-cases/frame/reduce-frames.ts';
import {
  aCampaign,
  act,
  campaignCounty,
  checked,
  clerk,
  draft,
  freeze,
  fromAbove,
  generalItem,
  head,
  nextKey,
  otherClerk,
  published,
} from '../support/campaigns.ts';
import { commitFrozen, office, revealCommitted, times, voidBatch } from '../support/draw-ceremony.ts';
import { anItem, numbered, officer } from '../support/drawable-county.ts';
import { aFollowUp } from '../support/follow-ups.ts';
import { anEntry, failureOf, patrolled, register } from '../support/leads.ts';
import { meanwhile } from '../support/meanwhile.ts';
import { anEvent } from '../support/stored-rows.ts';
import { expectOk, person, systemForTest, type TestSystem } from '../support/system.ts';

let system: TestSystem;
beforeEach(async () => {
  system = await systemForTest();
  await campaignCounty(system, 20, {
    items: [generalItem(), anItem('SCJG', { id: 'SCJG-002' }), generalItem({ id: 'WJW-001', department: 'WJW' })],
    inspectors: [...numbered(6, (n) => officer('SCJG', n)), ...numbered(3, (n) => officer('WJW', n))],
  });
  system.at(times.freeze);
});

const stored = async (id: string) => {
  const found = await system.store.records.find('campaign', id);
  if (!found) throw new Error(`no campaign ${id}`);
  return found.value;
};
/** The same person with the head's rights as well. */
const headToo = (who: Principal): Principal => ({ ...who, roles: ['officer', 'department-admin'] });
const aLead = (more: Parameters<typeof anEntry>[0] = {}) =>
  register(system, patrolled({ receivedOn: '2026-11-20', items: ['SCJG-001'], ...more }));

describe('R25: a campaign is a draw on a ground', () => {
  test('of all objects it is refused, unless of key items alone', async () => {
    const refused = await draft(system, { ratio: 10_000 });
    expect(refused).toMatchObject({
      error: {
        kind: 'campaign-not-random',
        detail: '专项检查应以随机抽查方式进行，不得全覆盖；请设定抽查比例和依据（一般检查事项的抽查比例应低于100%）',
      },
    });
    const departments = (items: string[]) => [{ department: 'SCJG' as const, items }];
    expect(failureOf(await draft(system, { ratio: 10_000, departments: departments(['SCJG-002', 'SCJG-001']) }))).toBe(
      'campaign-not-random',
    );
    expectOk(await draft(system, { ratio: 10_000, departments: departments(['SCJG-002']) }));
  });

  test('above the ratio that an item allows it is refused by the field', async () => {
    expect(await draft(system, { ratio: 5001 })).toMatchObject({
      error: { kind: 'invalid-input', errors: [{ path: 'body.ratio' }] },
    });
    expectOk(await draft(system, { ratio: 5000 }));
  });

  test('is not submitted without its document, nor without a lead that no higher level replaces', async () => {
    const lead = await aLead();
    const groundless = expectOk(await draft(system, { basis: undefined, leads: [lead.id] }));
    expect(await act(system, clerk, 'submitCampaign', groundless.id)).toMatchObject({
      error: { kind: 'campaign-not-random', detail: expect.stringContaining('缺少依据文件') },
    });
    const leadless = expectOk(await draft(system));
    expect(await act(system, clerk, 'submitCampaign', leadless.id)).toMatchObject({
      error: { kind: 'campaign-not-random', detail: expect.stringContaining('应关联本部门的线索') },
    });
    expectOk(await act(system, clerk, 'updateCampaign', leadless.id, aCampaign({ leads: [lead.id] })));
    expectOk(await act(system, clerk, 'submitCampaign', leadless.id));
    const ordered = expectOk(await draft(system, fromAbove));
    expectOk(await act(system, clerk, 'submitCampaign', ordered.id));
  });

  test('rests on leads of the own department alone, and tells nobody who sent them', async () => {
    expect(await draft(system, { leads: ['nowhere'] })).toMatchObject({ error: { kind: 'unknown-reference' } });
    const foreign = await register(
      system,
      patrolled({ receivedOn: '2026-11-20', items: [] }),
      person('WJW', 'officer'),
    );
    expect(failureOf(await draft(system, { leads: [foreign.id] }))).toBe('unknown-reference');
    const told = await register(system, anEntry({ receivedOn: '2026-11-20' }));
    const exposing = await draft(system, { leads: [told.id], title: '李春梅举报的后厨专项检查' });
    expect(exposing).toMatchObject({ error: { kind: 'informant-exposed', errors: [{ path: 'body.title' }] } });
  });

  test('is not drawn before it is public', async () => {
    const { id } = expectOk(await draft(system, fromAbove));
    for (const step of ['submitCampaign', 'approveCampaign', undefined] as const) {
      expect(await freeze(system, id)).toMatchObject({
        error: { kind: 'not-ready', detail: expect.stringContaining('公布后方可抽取') },
      });
      if (step) expectOk(await act(system, step === 'approveCampaign' ? head : clerk, step, id));
    }
    expectOk(await act(system, clerk, 'publishCampaign', id));
    expectOk(await freeze(system, id));
  });
});

describe('who decides', () => {
  test('nobody approves what they wrote, took back or submitted', async () => {
    const both = headToo(clerk);
    const { id } = expectOk(await draft(system, fromAbove, otherClerk));
    expectOk(await act(system, both, 'updateCampaign', id, aCampaign(fromAbove)));
    expectOk(await act(system, otherClerk, 'submitCampaign', id));
    expect(failureOf(await act(system, both, 'approveCampaign', id))).toBe('same-person');
    const submitter = headToo(otherClerk);
    expect(failureOf(await act(system, submitter, 'approveCampaign', id))).toBe('same-person');
    expectOk(await act(system, head, 'approveCampaign', id));
  });

  test('of several departments the office decides, not the head; each of them reads it, without its leads', async () => {
    const lead = await aLead();
    const departments = (['SCJG', 'WJW'] as const).map((department) => ({ department, items: [`${department}-001`] }));
    const { id } = expectOk(await draft(system, { departments, leads: [lead.id] }));
    expectOk(await act(system, clerk, 'submitCampaign', id));
    expect(await act(system, head, 'approveCampaign', id)).toMatchObject({ error: { kind: 'not-ready' } });
    expectOk(await act(system, office, 'approveCampaign', id));
    const theirs = expectOk(await system.as(person('WJW', 'officer'))('getCampaign', { params: { id } }));
    expect({ leadCount: theirs.leadCount, leads: theirs.leads }).toEqual({ leadCount: 1, leads: undefined });
    expect(expectOk(await system.as(clerk)('getCampaign', { params: { id } })).leads).toEqual([lead.id]);
    expect(failureOf(await system.as(person('NYNC', 'officer'))('getCampaign', { params: { id } }))).toBe('not-found');
  });

  test('only the own department drafts, and is among those that inspect', async () => {
    const departments = [{ department: 'WJW' as const, items: ['WJW-001'] }];
    expect(await draft(system, { departments })).toMatchObject({
      error: { kind: 'invalid-input', errors: [{ path: 'body.departments' }] },
    });
  });
});

describe('every step has its way back', () => {
  test('a submission is taken back by who made it, or returned with a reason, also once it is approved', async () => {
    const { id } = expectOk(await draft(system, fromAbove));
    expectOk(await act(system, clerk, 'submitCampaign', id));
    expect(failureOf(await act(system, otherClerk, 'takeBackCampaign', id))).toBe('not-ready');
    expect(expectOk(await act(system, clerk, 'takeBackCampaign', id)).status).toBe('draft');
    expectOk(await act(system, clerk, 'submitCampaign', id));
    expectOk(await act(system, head, 'approveCampaign', id));
    const returned = expectOk(await act(system, head, 'returnCampaign', id, { reason: '范围过宽' }));
    expect(returned).toMatchObject({ status: 'draft', returnReason: '范围过宽' });
    expect(returned.approvedBy).toBeUndefined();
    expectOk(await act(system, otherClerk, 'submitCampaign', id));
    const first = headToo(clerk);
    expect(failureOf(await act(system, first, 'approveCampaign', id))).toBe('same-person');
  });

  test('one that is cancelled says so in public and is not drawn', async () => {
    const { id } = await published(system, fromAbove);
    expectOk(await act(system, head, 'cancelCampaign', id, { reason: '上级另有部署' }));
    const shown = expectOk(await system.as(undefined)('getPublicCampaign', { params: { id } }));
    expect(shown.cancelledAt).toBe(times.freeze);
    expect(JSON.stringify(shown)).not.toContain('上级另有部署');
    expect(failureOf(await freeze(system, id))).toBe('not-ready');
  });

  test('with a frozen batch it is not cancelled before the batch is voided; then it can be drawn again', async () => {
    const { id } = await published(system, fromAbove);
    const batch = expectOk(await freeze(system, id));
    expect(await stored(id)).toMatchObject({ batchId: batch.id, batches: [batch.id] });
    expect(failureOf(await act(system, head, 'cancelCampaign', id, { reason: '改期' }))).toBe('not-ready');
    expect(failureOf(await freeze(system, id))).toBe('already-exists');
    expectOk(await voidBatch(system, batch.id, { category: '其他', reason: '误操作' }));
    expect((await stored(id)).batchId).toBeUndefined();
    const again = expectOk(await freeze(system, id));
    expect((await stored(id)).batches).toEqual([batch.id, again.id]);
    expect(expectOk(await system.as(head)('getBatch', { params: { id: again.id } })).repeats).toEqual([batch.number]);
  });

  test.each(['drawn', 'running'] as const)('a void takes one that is %s back to published', async (status) => {
    const { id } = await published(system, fromAbove);
    const batch = await drawn(id);
    if (status === 'running') expectOk(await system.as(head)('dispatchBatch', { params: { id: batch } }));
    expect((await stored(id)).status).toBe(status);
    expectOk(await voidBatch(system, batch, { category: '程序违规', reason: '名录有误', document }));
    const { status: now, batchId, batches } = await stored(id);
    expect({ now, batchId, batches }).toEqual({ now: 'published', batchId: undefined, batches: [batch] });
  });
});

const document = '睢联席办〔2026〕9号';
async function drawn(campaign: string): Promise<string> {
  system.at(times.freeze);
  const frozen = expectOk(await freeze(system, campaign));
  await commitFrozen(system, frozen);
  await system.runJob('stage-public-frames', { batchId: frozen.id });
  await revealCommitted(system, frozen.id);
  expectOk(await system.as(head)('drawBatch', { params: { id: frozen.id } }));
  return frozen.id;
}

describe('R24: the year’s cap', () => {
  const framed = async (more: Parameters<typeof published>[1]) => {
    const { id } = await published(system, more);
    const batch = expectOk(await freeze(system, id));
    const [frame] = batch.frames;
    return { id, batch, size: frame?.size, excluded: frame?.excluded, quota: frame?.strata[0]?.quota };
  };
  const often = numbered(11, (n) => `S${String(n).padStart(4, '0')}`);
  beforeEach(async () => {
    for (const shop of often) await checked(system, shop, 2);
    await checked(system, 'S0020', 1);
  });

  test('holds the county’s own campaign: who has had the checks of the year stands in no frame', async () => {
    const lead = await aLead();
    expect(await framed({ leads: [lead.id] })).toMatchObject({
      ...{ size: 9, quota: 2 },
      excluded: [{ reason: '年度检查次数已达上限', count: 11 }],
    });
  });

  test('lets one pass that a higher level has ordered; whoever of them is drawn is listed with the document', async () => {
    const { id, size, excluded, quota } = await framed({ ...fromAbove, ratio: 5000 });
    expect({ size, excluded, quota }).toEqual({ size: 20, excluded: [], quota: 10 });
    expectOk(await voidBatch(system, (await stored(id)).batchId ?? '', { category: '其他', reason: '误操作' }));
    const batch = await drawn(id);
    const over = async () =>
      expectOk(await system.as(clerk)('listOverCap', { params: { id: batch }, query: {} })).items;
    expect(await over()).toEqual([]);
    expectOk(await system.as(head)('dispatchBatch', { params: { id: batch } }));
    const { items } = expectOk(await system.as(clerk)('listVisits', { query: { batch, limit: 100 } }));
    const objects = items.map(({ object }) => object.id).filter((object) => often.includes(object));
    expect(items).toHaveLength(10);
    expect(objects.length).toBeGreaterThan(0);
    expect((await over()).map(({ objectId, checks, document: by }) => [objectId, checks, by])).toEqual(
      objects.toSorted().map((object) => [object, 2, fromAbove.basis]),
    );
  });

  test('of a registry that is frozen by shards the same are kept with the frame', async () => {
    const { id } = await published(system, fromAbove);
    const actor = { ...head, scope: 'own' } as const;
    const now = new Date(times.freeze);
    const request = { id: 'large', title: '专项检查', entries: [{ campaignId: id }] };
    expect(await freezeBatch(system.deps, request, actor, now, -1)).toMatchObject({ ok: true });
    for (const shard of everyShard) await freezeShard(system.deps, { batchId: 'large', shard }, actor, now);
    const { value } = await reduceFrames(system.deps, { batchId: 'large' }, now);
    const { size, overCap } = value.frames[0] ?? {};
    const file: unknown = JSON.parse(system.deps.blobs.files.get(overCap?.blob ?? '')?.toString() ?? '{}');
    expect(size).toBe(20);
    expect(file).toEqual({ document: fromAbove.basis, objects: often.map((shop) => ({ id: shop, checks: 2 })) });
  }, 180_000);

  test('a preview counts as the freeze does', async () => {
    const { id } = await published(system, fromAbove);
    const preview = expectOk(await system.as(clerk)('previewCampaign', { params: { id } }));
    expect({ size: preview.size, visits: preview.visits, waived: preview.frequency.waived }).toEqual({
      ...{ size: 20, visits: 4, waived: true },
    });
  });
});

async function replaced<K extends 'result' | 'follow-up'>(kind: K, id: string, value: RecordOf<K>): Promise<void> {
  const found = await system.store.records.find(kind, id);
  if (!found) throw new Error(`no ${kind} ${id}`);
  const done = await system.store.work.commit([replaceRecord(kind, id, found, value, anEvent())]);
  if (!done.ok) throw new Error(JSON.stringify(done.error));
}

/** The result of a visit is approved, and has left a follow-up that is not closed. */
async function leftOver(visitId: string) {
  const resultId = `${visitId}.SCJG`;
  const followUp = aFollowUp({ id: `${resultId}.rectify`, resultId });
  const done = await system.store.work.commit([createRecord('follow-up', followUp.id, followUp, anEvent())]);
  if (!done.ok) throw new Error(JSON.stringify(done.error));
  const result = await system.store.records.find('result', resultId);
  if (!result) throw new Error(`no result ${resultId}`);
  await replaced('result', resultId, { ...result.value, status: 'approved', followUps: [followUp.id] });
  return followUp;
}

interface Found {
  readonly followUpId: string;
  readonly resultId: string;
  readonly version: number;
}

describe('what is drawn', () => {
  test('has its campaign as the basis, in public too, and its results the source 专项', async () => {
    const { id, number } = await published(system, fromAbove);
    const batchId = await drawn(id);
    const batch = expectOk(await system.as(head)('getBatch', { params: { id: batchId } }));
    const campaign = { id, number, title: '餐饮后厨专项检查', basis: fromAbove.basis, higherLevel: true };
    expect(batch.campaign).toEqual(campaign);
    const shown = expectOk(await system.as(undefined)('getPublicDraw', { params: { number: batch.number } }));
    expect(shown.campaign).toEqual(campaign);
    expectOk(await system.as(head)('dispatchBatch', { params: { id: batchId } }));
    const { items } = expectOk(await system.as(clerk)('listTasks', { query: {} }));
    expect(items).toMatchObject([{ source: '专项', campaignId: id, batchId }]);
    expect(items[0]?.planId).toBeUndefined();
    expect((await stored(id)).status).toBe('running');
  });

  test('is summed up once every inspection is over, and can be summed up anew', async () => {
    const { id } = await published(system, { ...fromAbove, ratio: 500 });
    const batchId = await drawn(id);
    expectOk(await system.as(head)('dispatchBatch', { params: { id: batchId } }));
    const { items } = expectOk(await system.as(clerk)('listVisits', { query: { batch: batchId } }));
    expect(items).toHaveLength(1);
    expect(await act(system, clerk, 'closeCampaign', id, { summary: '已完成' })).toMatchObject({
      error: { kind: 'not-ready', detail: expect.stringContaining('还有 1 次检查') },
    });
    system.at('2026-12-02T08:00:00Z');
    for (const visit of items) {
      const inspectorId = visit.parts[0]?.team[0]?.id ?? '';
      const who = { ...person('SCJG', 'inspector'), inspectorId };
      const call = { params: { id: visit.id }, version: visit.version, body: { completedOn: '2026-12-02' } };
      expectOk(await system.as(who)('completeVisit', call));
    }
    expect(failureOf(await act(system, clerk, 'closeCampaign', id, { summary: '' }))).toBe('invalid-input');
    expect(await act(system, clerk, 'closeCampaign', id, { summary: '已完成' })).toMatchObject({
      error: { kind: 'not-ready', detail: expect.stringContaining('还有 1 份检查结果没有审核') },
    });
    const followUp = await leftOver(items[0]?.id ?? '');
    expect(await act(system, clerk, 'closeCampaign', id, { summary: '已完成' })).toMatchObject({
      error: { kind: 'follow-ups-open', detail: expect.stringContaining(followUp.number) },
    });
    await replaced('follow-up', followUp.id, { ...followUp, status: 'closed', endedOn: '2026-12-02' });
    const closed = expectOk(await act(system, clerk, 'closeCampaign', id, { summary: '检查一户，未发现问题' }));
    expect(closed).toMatchObject({ status: 'closed', summary: '检查一户，未发现问题' });
    const read = async () => expectOk(await system.as(undefined)('getPublicCampaign', { params: { id } }));
    expect((await read()).closedAt).toBe('2026-12-02T08:00:00.000Z');
    expect(JSON.stringify(await read())).not.toContain('未发现问题');
    expect(expectOk(await act(system, head, 'reopenCampaign', id)).status).toBe('running');
    expect((await read()).closedAt).toBeUndefined();
  });

  test.each([
    [
      'a follow-up that is opened again',
      ({ followUpId }: Found) => {
        const call = { params: { id: followUpId }, version: 2, body: { reason: '整改不到位' } };
        return system.as(office)('reopenFollowUp', call);
      },
      'follow-ups-open',
    ],
    [
      'a result that is sent back',
      ({ resultId, version }: Found) => {
        const call = { params: { id: resultId }, version, body: { reason: '照片不清' } };
        return system.as(otherClerk)('returnResult', call);
      },
      'not-ready',
    ],
  ])('is not summed up beside %s at the same moment (R42)', async (_, act_, refused) => {
    const { id } = await published(system, { ...fromAbove, ratio: 500 });
    const batchId = await drawn(id);
    expectOk(await system.as(head)('dispatchBatch', { params: { id: batchId } }));
    const [visit] = expectOk(await system.as(clerk)('listVisits', { query: { batch: batchId } })).items;
    if (!visit) throw new Error('no visit');
    system.at('2026-12-02T08:00:00Z');
    const who = { ...person('SCJG', 'inspector'), inspectorId: visit.parts[0]?.team[0]?.id ?? '' };
    const call = { params: { id: visit.id }, version: visit.version, body: { completedOn: '2026-12-02' } };
    expectOk(await system.as(who)('completeVisit', call));
    const followUp = await leftOver(visit.id);
    await replaced('follow-up', followUp.id, { ...followUp, status: 'closed', endedOn: '2026-12-02' });
    const version = (await system.store.records.find('result', followUp.resultId))?.meta.version ?? 0;
    const found = { followUpId: followUp.id, resultId: followUp.resultId, version };
    const work = meanwhile(system.deps.work, async () => expect((await act_(found)).ok).toBe(true));
    const request = { id, version: (await system.store.records.find('campaign', id))?.meta.version ?? 0 };
    const actor = { id: clerk.id, name: clerk.id, department: 'SCJG', scope: 'own' } as const;
    const closed = await closeCampaign({ ...system.deps, work }, { ...request, summary: '已完成' }, actor, new Date());
    expect(failureOf(closed)).toBe('stale-version');
    expect((await stored(id)).status).toBe('running');
    expect(failureOf(await act(system, clerk, 'closeCampaign', id, { summary: '已完成' }))).toBe(refused);
  });

  test('is either entries of plans or one campaign', async () => {
    const { id } = await published(system, fromAbove);
    for (const body of [{ title: '抽查', campaign: id, entries: [{ planId: 'P1', entryId: 'E1' }] }, { title: '抽查' }])
      expect(failureOf(await system.as(head)('freezeBatch', { key: nextKey(), body }))).toBe('invalid-input');
  });
});

describe('two at once', () => {
  test('of a freeze and a cancellation one loses, and nothing is drawn for what is cancelled', async () => {
    const { id, version } = await published(system, fromAbove);
    const cancel = system.as(head)('cancelCampaign', { params: { id }, version, body: { reason: '改期' } });
    const answers = await Promise.all([freeze(system, id), cancel]);
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
    const { status, batchId } = await stored(id);
    expect([status === 'cancelled', batchId !== undefined]).toEqual(answers[1].ok ? [true, false] : [false, true]);
  });

  test('of two freezes one draws it', async () => {
    const { id } = await published(system, fromAbove);
    const answers = await Promise.all([freeze(system, id), freeze(system, id)]);
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
    expect((await stored(id)).batches).toHaveLength(1);
  });

  test('of two approvals one counts', async () => {
    const { id } = expectOk(await draft(system, fromAbove));
    const { version } = expectOk(await act(system, clerk, 'submitCampaign', id));
    const approve = (who: typeof head) => system.as(who)('approveCampaign', { params: { id }, version, body: {} });
    const answers = await Promise.all([approve(head), approve(person('SCJG', 'department-admin', '丁'))]);
    expect(answers.map((answer) => failureOf(answer) ?? 'done').toSorted()).toEqual(['done', 'stale-version']);
  });
});

describe('hot items', () => {
  const on = (objectId: string, more: Parameters<typeof anEntry>[0] = {}) =>
    aLead({ subjectText: undefined, objectId, ...more });

  test('are those with five leads on three objects in ninety days, with the leads', async () => {
    for (const object of ['S0001', 'S0001', 'S0002', 'S0003']) await on(object);
    const asked = async (who = clerk, query = {}) => expectOk(await system.as(who)('listHotItems', { query }));
    expect((await asked()).items).toEqual([]);
    const last = await on('S0004');
    const { items, rule } = await asked();
    expect(rule).toEqual({ leads: 5, objects: 3, days: 90 });
    expect(items).toMatchObject([{ itemId: 'SCJG-001', itemName: 'SCJG日常检查', leadCount: 5, objects: 4 }]);
    expect(items[0]?.leads[0]).toMatchObject({ id: last.id, objectId: 'S0004' });
    expect((await asked(person('WJW', 'officer'))).items).toEqual([]);
    expect((await asked(person('WJW', 'officer'), { department: 'SCJG' })).items).toEqual([]);
    expect((await asked(office, { department: 'SCJG' })).items).toHaveLength(1);
  });
});
