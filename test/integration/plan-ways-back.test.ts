import { beforeAll, describe, expect, test } from 'vitest';
import { findPublishedPlan } from '../../shared/use-cases/plan/read-plans.ts';
import { expectOk, person } from '../support/system.ts';
import { anEntry, anItem } from '../unit/plan-entries.ts';
import { departmentAdmin, office, officer, type PlanSystem, planSystem } from './plan-system.ts';

let system: PlanSystem;
beforeAll(async () => {
  system = await planSystem();
  await system.keep('item', [anItem()]);
});

type Written = Awaited<ReturnType<PlanSystem['written']>>;
const seen = ({ id, version }: Written) => ({ params: { id }, version });
const returned = async (plan: Written) =>
  expectOk(await system.as(office)('returnPlan', { ...seen(plan), body: { reason: '请补充' } }));
const adjusting = async () => {
  const plan = await system.published(await system.written([anEntry()]));
  return expectOk(await system.as(officer)('adjustPlan', { ...seen(plan), body: { reason: '新增专项任务' } }));
};

describe('a plan that was submitted', () => {
  test('is taken back by who submitted it, is a draft again, and can be submitted anew', async () => {
    const submitted = await system.after(await system.written([anEntry()]), 'submitPlan', officer);
    const draft = expectOk(await system.as(officer)('takeBackPlan', seen(submitted)));
    expect(draft.status).toBe('draft');
    expect(draft.submittedBy).toBeUndefined();
    const body = { title: '改过的标题', entries: [anEntry()] };
    const changed = expectOk(await system.as(officer)('updatePlan', { ...seen(draft), body }));
    expect((await system.after(changed, 'submitPlan', officer)).status).toBe('submitted');
  });

  test('is taken back by nobody else', async () => {
    const submitted = await system.after(await system.written([anEntry()]), 'submitPlan', officer);
    const colleague = { ...officer, id: 'colleague' };
    expect(await system.as(colleague)('takeBackPlan', seen(submitted))).toMatchObject({
      error: { kind: 'not-ready', detail: expect.stringContaining('只有报送人可以撤回') },
    });
    expect(await system.as(person('WJW', 'officer'))('takeBackPlan', seen(submitted))).toMatchObject({
      error: { kind: 'not-found' },
    });
  });

  test('and is approved meanwhile cannot be taken back', async () => {
    const submitted = await system.after(await system.written([anEntry()]), 'submitPlan', officer);
    const approved = await system.after(submitted, 'approvePlan', office);
    expect(await system.as(officer)('takeBackPlan', seen(approved))).toMatchObject({
      error: { kind: 'illegal-transition' },
    });
  });

  test('as an adjustment is an adjustment again, whose public edition stays in force', async () => {
    const submitted = await system.after(await adjusting(), 'submitPlan', officer);
    const open = expectOk(await system.as(officer)('takeBackPlan', seen(submitted)));
    expect(open).toMatchObject({ status: 'adjusting', edition: 1, adjustmentReason: '新增专项任务' });
    const given = expectOk(await system.as(officer)('abandonAdjustment', seen(open)));
    expect(given).toMatchObject({ status: 'published', edition: 1 });
  });
});

describe('a draft of a plan', () => {
  test('is deleted: lists no longer show it unless asked, nothing can be done with it, and its trail stays', async () => {
    const draft = await system.written([anEntry({ window: { from: '2033-03-01', to: '2033-06-30' } })], { year: 2033 });
    const gone = expectOk(await system.as(officer)('discardPlan', seen(draft)));
    expect(gone.status).toBe('discarded');
    const listed = async (query: object) =>
      expectOk(await system.as(officer)('listPlans', { query: { year: 2033, ...query } })).items.map(({ id }) => id);
    expect(await listed({})).toEqual([]);
    expect(await listed({ status: 'discarded' })).toEqual([draft.id]);
    expect(await system.as(officer)('submitPlan', seen(gone))).toMatchObject({ error: { kind: 'illegal-transition' } });
    const call = { params: { id: draft.id }, key: 'rehearse-a-deleted-plan', body: {} };
    expect(await system.as(officer)('startRehearsal', call)).toMatchObject({
      error: { kind: 'not-ready', detail: expect.stringContaining('计划已删除') },
    });
    const events = await system.deps.audit.events('plan', draft.id);
    expect(events.map(({ action }) => action)).toEqual(['create', 'edit', 'discard']);
  });

  test('that was deleted by mistake is restored with what was in it', async () => {
    const draft = await system.written([anEntry()]);
    const gone = expectOk(await system.as(officer)('discardPlan', seen(draft)));
    const back = expectOk(await system.as(officer)('restorePlan', seen(gone)));
    expect(back).toMatchObject({ status: 'draft', number: draft.number, entries: [anEntry()] });
  });

  test('that the office returned can be deleted as well', async () => {
    const sent = await system.after(await system.written([anEntry()]), 'submitPlan', officer);
    const gone = expectOk(await system.as(officer)('discardPlan', seen(await returned(sent))));
    expect(gone.status).toBe('discarded');
    const back = expectOk(await system.as(officer)('restorePlan', seen(gone)));
    expect(back).toMatchObject({ status: 'draft', returnReason: '请补充' });
  });

  test('is not what a returned adjustment is: its public edition cannot be deleted', async () => {
    const sent = await system.after(await adjusting(), 'submitPlan', officer);
    expect(await system.as(officer)('discardPlan', seen(await returned(sent)))).toMatchObject({
      error: { kind: 'illegal-transition' },
    });
  });

  test('is deleted by its own department alone', async () => {
    const draft = await system.written([anEntry()]);
    expect(await system.as(office)('discardPlan', seen(draft))).toMatchObject({ error: { kind: 'forbidden' } });
    expect(await system.as(person('WJW', 'officer'))('discardPlan', seen(draft))).toMatchObject({
      error: { kind: 'not-found' },
    });
  });
});

test('a plan that was closed by mistake is reopened, and its edition is drawn from again', async () => {
  const plan = await system.published(await system.written([anEntry()]));
  const closed = await system.after(plan, 'closePlan', departmentAdmin);
  const open = expectOk(await system.as(office)('reopenPlan', seen(closed)));
  expect(open).toMatchObject({ status: 'published', edition: 1 });
  const found = await findPublishedPlan(system.deps, plan.id);
  expect(found.ok && found.value.value.entries).toEqual([anEntry()]);
});
