import { beforeAll, beforeEach, describe, test } from 'vitest';
import { campaignHandOvers } from '../../shared/domain/campaign/hand-overs.ts';
import { planHandOvers } from '../../shared/domain/plan/hand-overs.ts';
import { createRecord } from '../../shared/use-cases/changes.ts';
import * as campaigns from '../support/campaigns.ts';
import { anItem as anItemOf } from '../support/drawable-county.ts';
import { expectHandedOver, type Handing, type Reader, type Ready } from '../support/handed-over.ts';
import { anEvent } from '../support/stored-rows.ts';
import { expectOk, person, systemForTest, type TestSystem } from '../support/system.ts';
import { anEntry, anItem } from '../unit/plan-entries.ts';
import { departmentAdmin, office, officer, type PlanSystem, planSystem } from './plan-system.ts';

const owner: Reader = {
  inbox: 'SCJG',
  who: { ...departmentAdmin, id: 'owner', roles: ['officer', 'department-admin'] },
};
const health = { inbox: 'WJW', who: person('WJW', 'officer') };
const deciding = { inbox: 'office', who: person('FGW', 'office', '审批') };

describe('a plan', () => {
  let system: PlanSystem;
  beforeAll(async () => {
    system = await planSystem();
    await system.keep('item', [anItem(), anItem({ id: 'WJW-001', department: 'WJW', name: '公共场所卫生检查' })]);
  });
  const part = (department: 'SCJG' | 'WJW') => ({ department, items: [`${department}-001`] });
  const joint = [anEntry({ departments: [part('SCJG'), part('WJW')] })];
  type Plan = Awaited<ReturnType<PlanSystem['written']>>;
  type Step = 'submitPlan' | 'approvePlan' | 'publishPlan' | 'closePlan' | 'reopenPlan';

  const ready =
    (step: Step, { id, version }: Plan, who: typeof officer): Ready =>
    () =>
      system.as(who)(step, { params: { id }, version });
  const submitted = async () => system.after(await system.written([anEntry()]), 'submitPlan', officer);
  const closed = async () =>
    system.after(await system.published(await system.written(joint, { scope: 'joint' })), 'closePlan', office);

  const acts: Readonly<Record<Handing<typeof planHandOvers>, () => Promise<Ready>>> = {
    submit: async () => ready('submitPlan', await system.written([anEntry()]), officer),
    return: async () => {
      const { id, version } = await submitted();
      return () => system.as(office)('returnPlan', { params: { id }, version, body: { reason: '请补充' } });
    },
    approve: async () => ready('approvePlan', await submitted(), office),
    publish: async () => {
      const plan = await system.published(await system.written(joint, { scope: 'joint' }));
      const call = { params: { id: plan.id }, version: plan.version, body: { reason: '新增专项任务' } };
      const open = expectOk(await system.as(officer)('adjustPlan', call));
      const approved = await system.after(await system.after(open, 'submitPlan', officer), 'approvePlan', office);
      return ready('publishPlan', approved, departmentAdmin);
    },
    close: async () => {
      const plan = await system.published(await system.written(joint, { scope: 'joint' }));
      return ready('closePlan', plan, departmentAdmin);
    },
    reopen: async () => ready('reopenPlan', await closed(), departmentAdmin),
  };
  const readers = { office: [deciding], owner: [owner], departments: [owner, health] };

  test.each(Object.keys(acts) as Handing<typeof planHandOvers>[])(
    'after the step %s is with whom the table names, who is told once and finds it in the to-do list',
    async (act) => {
      const readersOf = (side: string) => readers[side as keyof typeof readers];
      await expectHandedOver(system, await acts[act](), { handsOver: planHandOvers[act], readersOf });
    },
  );
});

describe('a campaign', () => {
  let system: TestSystem;
  beforeEach(async () => {
    system = await systemForTest();
    await campaigns.campaignCounty(system, 10, { items: [campaigns.generalItem(), anItemOf('WJW')] });
  });
  const { act, clerk, draft, fromAbove, head } = campaigns;

  const ready = async (who: typeof clerk, operation: Parameters<typeof act>[2], id: string, body: object = {}) => {
    const version = (await system.store.records.find('campaign', id))?.meta.version ?? 0;
    return () => system.as(who)(operation, { params: { id }, version, body } as never);
  };
  const done = async (who: typeof clerk, operation: Parameters<typeof act>[2], id: string, body?: object) =>
    expectOk(await act(system, who, operation, id, body));
  const drafted = async () => expectOk(await draft(system, fromAbove)).id;
  const submitted = async () => {
    const id = await drafted();
    await done(clerk, 'submitCampaign', id);
    return id;
  };
  const approved = async () => {
    const id = await submitted();
    await done(head, 'approveCampaign', id);
    return id;
  };

  const stored = async (more: Parameters<typeof campaigns.storedCampaign>[0]) => {
    const campaign = campaigns.storedCampaign(more);
    const kept = await system.store.work.commit([createRecord('campaign', campaign.id, campaign, anEvent())]);
    if (!kept.ok) throw new Error(kept.error.kind);
    return campaign.id;
  };

  const acts: Readonly<Record<Handing<typeof campaignHandOvers>, () => Promise<Ready>>> = {
    submit: async () => ready(clerk, 'submitCampaign', await drafted()),
    return: async () => ready(head, 'returnCampaign', await submitted(), { reason: '请补充' }),
    approve: async () => ready(head, 'approveCampaign', await submitted()),
    publish: async () => ready(clerk, 'publishCampaign', await approved()),
    close: async () => ready(clerk, 'closeCampaign', await stored({ status: 'running' }), { summary: '已完成' }),
    reopen: async () => ready(head, 'reopenCampaign', await stored({ status: 'closed', summary: '已完成' })),
    cancel: async () => ready(head, 'cancelCampaign', await approved(), { reason: '任务取消' }),
  };

  test.each(Object.keys(acts) as (keyof typeof acts)[])(
    'after the step %s is with whom the table names, who is told once and finds it in the to-do list',
    async (step) => {
      const handsOver = campaignHandOvers[step];
      await expectHandedOver(system, await acts[step](), { handsOver, readersOf: () => [owner] });
    },
  );

  test('of several departments is for the joint meeting’s office to approve', async () => {
    const departments = (['SCJG', 'WJW'] as const).map((department) => ({ department, items: [`${department}-001`] }));
    const { id } = expectOk(await draft(system, { ...fromAbove, departments }));
    const submits = await ready(clerk, 'submitCampaign', id);
    const handsOver = campaignHandOvers.submit;
    await expectHandedOver(system, submits, { handsOver, readersOf: () => [deciding] });
  });
});
