import { beforeAll, describe, expect, test } from 'vitest';
import type { Principal } from '../../shared/api/principal.ts';
import type { TeamChange } from '../../shared/domain/batch/amendments.ts';
import type { Campaign } from '../../shared/domain/campaign/campaign.ts';
import type { TrustPeriod } from '../../shared/domain/trust/trust-period.ts';
import { createRecord } from '../../shared/use-cases/changes.ts';
import { overview } from '../../shared/use-cases/todo/read-todo.ts';
import { storedCampaign } from '../support/campaigns.ts';
import { publishedPlan } from '../support/drawable-county.ts';
import { aBatch, aDraft } from '../support/inspection-samples.ts';
import { type Inspections, inspectionsForTest, inspector, officer, resultOf } from '../support/inspections.ts';
import { anObjection } from '../support/objections.ts';
import { aRecognition } from '../support/recognition.ts';
import { aShareRequest } from '../support/sharing.ts';
import { anEvent } from '../support/stored-rows.ts';
import { expectOk, person } from '../support/system.ts';
import { aTrustPeriod } from '../support/trust-periods.ts';

let county: Inspections;
beforeAll(async () => {
  county = await inspectionsForTest('2026-03-12');
});

const head = person('SCJG', 'department-admin', '负责人');
const office = person('FGW', 'office');
const kindsOf = async (who: Principal) => expectOk(await county.as(who)('listTodo', {})).groups;
const idsOf = async (who: Principal, kind: string) =>
  (await kindsOf(who)).find((each) => each.kind === kind)?.items.map(({ ids }) => ids.id) ?? [];
const commit = async (changes: Parameters<typeof county.store.work.commit>[0]) => {
  const done = await county.store.work.commit(changes);
  if (!done.ok) throw new Error(JSON.stringify(done.error));
};

describe('a result', () => {
  test('waits for its team, then for another person to approve, then to be published, and then for nobody', async () => {
    const id = resultOf(await county.dispatch());
    expect(await idsOf(inspector(1), 'result-to-inspect')).toContain(id);
    expect(await idsOf(inspector(3), 'result-to-inspect')).not.toContain(id);
    expect(await idsOf(officer('甲'), 'result-to-inspect')).toContain(id);
    expect(await idsOf(officer('甲', 'WJW'), 'result-to-inspect')).not.toContain(id);

    const clerk = officer('录入');
    expectOk(await county.act(clerk, 'saveResult', id, aDraft()));
    expect(await idsOf(clerk, 'result-to-submit')).toContain(id);
    expectOk(await county.act(clerk, 'submitResult', id));
    expect(await idsOf(clerk, 'result-to-approve')).not.toContain(id);
    const approval = (await kindsOf(officer('审核'))).find(({ kind }) => kind === 'result-to-approve');
    // Twenty working days after 12 March, with Tomb-Sweeping Day off.
    expect(approval?.items.find(({ ids }) => ids.id === id)).toEqual({
      ...{ kind: 'result-to-approve', operation: 'approveResult', ids: { id }, due: '2026-04-10' },
      title: (await county.store.records.find('result', id))?.value.object.name,
    });
    expectOk(await county.act(officer('审核'), 'returnResult', id, { reason: '缺照片' }));
    expect(await idsOf(clerk, 'result-to-mend')).toContain(id);
    expectOk(await county.act(clerk, 'submitResult', id, {}));
    expectOk(await county.act(officer('审核'), 'approveResult', id));
    expect(await idsOf(officer('公示'), 'result-to-publish')).toContain(id);
    expectOk(await county.act(officer('公示'), 'publishResult', id));
    const left = (await kindsOf(officer('公示'))).flatMap(({ items }) => items.map(({ ids }) => ids.id));
    expect(left).not.toContain(id);
  });

  test('of which rows are to be shown no longer waits for the head, who is another person', async () => {
    const id = resultOf(await county.dispatch());
    await county.published(id);
    const asked = { way: 'w1', reason: '已履行义务', document: '准予修复决定书1号' };
    expectOk(await county.act(officer('甲'), 'requestStop', id, asked));
    expect(await idsOf(head, 'stop-to-decide')).toContain(id);
    expect((await kindsOf(officer('乙'))).map(({ kind }) => kind)).not.toContain('stop-to-decide');
  });

  test('of a batch that was voided waits for nobody', async () => {
    const id = resultOf(await county.dispatch({ batchId: 'batch-void' }));
    await county.voidBatch('batch-void');
    expect(await idsOf(officer('甲'), 'result-to-inspect')).not.toContain(id);
  });
});

describe('what waits for others', () => {
  beforeAll(async () => {
    await commit([
      createRecord(
        'plan',
        'plan-submitted',
        publishedPlan([], { id: 'plan-submitted', status: 'submitted' }),
        anEvent(),
      ),
      createRecord('plan', 'plan-approved', publishedPlan([], { id: 'plan-approved', status: 'approved' }), anEvent()),
      createRecord('objection', 'filed', anObjection({ id: 'filed' }), anEvent()),
      createRecord('objection', 'taken-up', anObjection({ id: 'taken-up', status: 'checking' }), anEvent()),
      createRecord('share-request', 'asked', aShareRequest({ id: 'asked' }), anEvent()),
      createRecord('share-request', 'disputed', aShareRequest({ id: 'disputed', status: 'disputed' }), anEvent()),
      createRecord(
        'recognition',
        'reviewed',
        aRecognition({ id: 'reviewed', department: 'SCJG', status: 'to-re-examine', due: '2026-03-19' }),
        anEvent(),
      ),
    ]);
  });

  test('stands with whoever decides, and with nobody else', async () => {
    const clerk = officer('甲');
    expect(await idsOf(office, 'plan-to-approve')).toContain('plan-submitted');
    expect(await idsOf(head, 'plan-to-publish')).toEqual(['plan-approved']);
    expect(await idsOf(clerk, 'objection')).toEqual(['filed']);
    expect(await idsOf(head, 'objection-to-decide')).toEqual(['taken-up']);
    expect(await idsOf(clerk, 'share-to-answer')).toEqual(['asked']);
    expect(await idsOf(office, 'share-to-decide')).toEqual(['disputed']);
    expect(await idsOf(clerk, 'recognition')).toEqual(['reviewed']);
    const others = (await kindsOf(officer('甲', 'YJJ'))).flatMap(({ items }) => items);
    expect(others).toEqual([]);
    expect((await kindsOf(clerk)).map(({ kind }) => kind)).not.toContain('objection-to-decide');
  });

  test('of a campaign is its approval, its publication, its draw, and its summary once its window is over', async () => {
    const joint: Partial<Campaign> = {
      departments: [
        { department: 'SCJG', items: ['SCJG-001'] },
        { department: 'WJW', items: ['WJW-001'] },
      ],
    };
    const ended = { window: { from: '2026-03-01', to: '2026-03-11' } };
    const lasting = { window: { from: '2026-03-01', to: '2026-03-12' } };
    const all: Readonly<Record<string, Partial<Campaign>>> = {
      draft: {},
      returned: { returnReason: '缺依据' },
      submitted: { status: 'submitted', submittedBy: officer('乙').id },
      joint: { status: 'submitted', ...joint },
      own: { status: 'submitted', submittedBy: head.id },
      approved: { status: 'approved' },
      published: { status: 'published' },
      frozen: { status: 'published', batchId: 'b' },
      drawn: { status: 'drawn', batchId: 'b' },
      running: { status: 'running', batchId: 'b', ...lasting },
      over: { status: 'running', batchId: 'b', ...ended },
      closed: { status: 'closed', ...ended },
      cancelled: { status: 'cancelled' },
    };
    await commit(
      Object.entries(all).map(([id, more]) =>
        createRecord('campaign', id, storedCampaign({ id, createdBy: 'u', ...more }), anEvent()),
      ),
    );
    const clerk = officer('甲');
    expect(await idsOf(clerk, 'campaign-to-mend')).toEqual(['returned']);
    // R5: not what the head has submitted; of several departments the office decides.
    expect(await idsOf(head, 'campaign-to-approve')).toEqual(['submitted']);
    expect(await idsOf(office, 'campaign-to-approve')).toEqual(['joint']);
    expect(await idsOf(clerk, 'campaign-to-approve')).toEqual([]);
    expect(await idsOf(clerk, 'campaign-to-publish')).toEqual(['approved']);
    expect(await idsOf(head, 'campaign-to-draw')).toEqual(['published']);
    expect(await idsOf(clerk, 'campaign-to-close')).toEqual(['over']);
    const found = (await kindsOf(clerk)).find(({ kind }) => kind === 'campaign-to-publish');
    expect(found?.items).toMatchObject([
      { operation: 'publishCampaign', title: '餐饮后厨专项检查', due: '2026-12-31' },
    ]);
    const elsewhere = (await kindsOf(person('YJJ', 'department-admin'))).map(({ kind }) => kind);
    expect(elsewhere.filter((kind) => kind.startsWith('campaign'))).toEqual([]);
  });

  test('of a period of trust is its approval: by the head, or by the office where it is for all departments', async () => {
    const all: Readonly<Record<string, Partial<TrustPeriod>>> = {
      'trust-own': {},
      'trust-all': { everywhere: true },
      'trust-mine': { proposedBy: head.id },
      'trust-office': { everywhere: true, proposedBy: office.id },
      'trust-active': { status: 'active', everywhere: true },
    };
    await commit(
      Object.entries(all).map(([id, more]) =>
        createRecord('trust-period', id, aTrustPeriod({ id, ...more }), anEvent()),
      ),
    );
    expect(await idsOf(head, 'trust-to-decide')).toEqual(['trust-own']);
    expect(await idsOf(office, 'trust-to-decide')).toEqual(['trust-all']);
    const both: Principal = { ...head, id: 'both', roles: ['department-admin', 'office'] };
    expect((await idsOf(both, 'trust-to-decide')).toSorted()).toEqual([
      'trust-all',
      'trust-mine',
      'trust-office',
      'trust-own',
    ]);
  });

  test('of a draw is each request that another person decides, with whoever may', async () => {
    const asked = { requestedBy: 'u', requestedAt: '2026-03-10T02:00:00.000Z' };
    const closed = { as: 'withdrawn', by: 'u', at: '2026-03-11T02:00:00.000Z' } as const;
    const reserve = (id: string, more: object) => ({
      ...{ id, visitId: 'v', objectId: 'S0001', reason: '注销' as const, evidence: 'evidence-1' },
      ...asked,
      ...more,
    });
    const change = (id: string, more: Partial<TeamChange>) => ({
      ...{ id, visitId: 'v', department: 'WJW' as const, inspectorId: 'WJW-R001', reason: '疾病' as const },
      ...{ requestedFrom: 'WJW' as const, ...asked, ...more },
    });
    await commit([
      createRecord(
        'batch',
        'asked',
        {
          ...aBatch('asked', 'dispatched'),
          voidRequest: { id: 'void', category: '其他', reason: '理由', ...asked },
          reserves: [
            reserve('open', {}),
            reserve('gone', { closed }),
            reserve('mine', { requestedBy: head.id }),
            reserve('done', { approvedBy: 'w', approvedAt: asked.requestedAt }),
          ],
          teamChanges: [change('own', {}), change('by-lead', { requestedFrom: 'SCJG' })],
        },
        anEvent(),
      ),
      createRecord(
        'batch',
        'voided',
        { ...aBatch('voided', 'voided'), voidRequest: { id: 'void', category: '其他', reason: '理由', ...asked } },
        anEvent(),
      ),
    ]);
    const requestsOf = async (who: Principal, kind: string) =>
      (await kindsOf(who)).find((each) => each.kind === kind)?.items.map(({ ids }) => `${ids.id} ${ids.requestId}`) ??
      [];
    expect(await requestsOf(office, 'void-to-decide')).toEqual(['asked void']);
    expect(await requestsOf(head, 'void-to-decide')).toEqual([]);
    expect(await requestsOf(head, 'reserve-to-decide')).toEqual(['asked open']);
    expect(await requestsOf(office, 'reserve-to-decide')).toEqual(['asked open', 'asked mine']);
    const partner = person('WJW', 'department-admin');
    expect(await requestsOf(partner, 'reserve-to-decide')).toEqual([]);
    expect(await requestsOf(partner, 'team-change-to-decide')).toEqual(['asked own']);
    expect(await requestsOf(head, 'team-change-to-decide')).toEqual([]);
    expect(await requestsOf(office, 'team-change-to-decide')).toEqual(['asked own', 'asked by-lead']);
  });

  test('of the office is a proposal of another to fix a figure', async () => {
    const proposal = {
      ...{ id: 'p1', name: 'frequencyCap', value: 3, document: { number: '睢政办〔2026〕9号', title: '频次上限' } },
      ...{ from: '2026-04-01', proposedBy: 'FGW-office-乙', proposedAt: '2026-03-12T02:00:00.000Z' },
    };
    await commit([createRecord('settings', 'county', { editions: [], proposals: [proposal] }, anEvent())]);
    const found = (await kindsOf(office)).find(({ kind }) => kind === 'setting-to-decide');
    expect(found?.items).toEqual([
      {
        ...{ kind: 'setting-to-decide', operation: 'approveSetting', ids: { name: 'frequencyCap', proposalId: 'p1' } },
        ...{ title: '每个对象每年检查次数上限', due: '2026-04-01' },
      },
    ]);
  });

  test('is nothing for who only watches', async () => {
    for (const role of ['auditor', 'sysadmin', 'secadmin', 'convener'] as const)
      expect(await kindsOf(person('ZWDSJ', role))).toEqual([]);
  });

  test('is shown with the nearest day first', async () => {
    const days = (await kindsOf(officer('甲'))).map(({ items: [first] }) => first?.due ?? '9999');
    expect(days).toEqual(days.toSorted());
    expect(days.length).toBeGreaterThan(2);
  });
});

describe('very much that waits', () => {
  test('is counted to a hundred, with one request for each kind; its list is read in pages', async () => {
    const own = await inspectionsForTest('2026-03-12');
    const many = Array.from({ length: 150 }, (_, n) => `objection-${String(n).padStart(3, '0')}`);
    for (let from = 0; from < many.length; from += 25) {
      const some = many
        .slice(from, from + 25)
        .map((id) => createRecord('objection', id, anObjection({ id }), anEvent()));
      const done = await own.store.work.commit(some);
      if (!done.ok) throw new Error(JSON.stringify(done.error));
    }
    const clerk = officer('甲');
    const asked: string[] = [];
    const { records } = own.store;
    const counting = {
      ...records,
      list: ((query) => {
        asked.push(`${query.kind} ${query.in} ${query.page.limit}`);
        return records.list(query);
      }) as typeof records.list,
    };
    const now = new Date('2026-03-12T02:00:00Z');
    const kinds = await overview({ records: counting }, { ...clerk, scope: 'own' }, now);
    expect(kinds).toMatchObject([{ kind: 'objection', count: 100, more: true }]);
    expect(kinds[0]?.items).toHaveLength(5);
    expect(asked.filter((each) => each.startsWith('objection'))).toEqual(['objection open 100']);

    const params = { kind: 'objection' as const };
    const first = expectOk(await own.as(clerk)('listTodoOfKind', { params, query: { limit: 100 } }));
    const rest = expectOk(
      await own.as(clerk)('listTodoOfKind', {
        params,
        query: { limit: 100, ...(first.next && { cursor: first.next }) },
      }),
    );
    expect([...first.items, ...rest.items].map(({ ids }) => ids.id).toSorted()).toEqual(many);
    expect(expectOk(await own.as(office)('listTodoOfKind', { params, query: {} })).items).toEqual([]);
  });
});
