import { beforeAll, describe, expect, test } from 'vitest';
import { brokenAt } from '../../shared/domain/audit/audit-chain.ts';
import { ItemDocument, PlanDocument } from '../../shared/public/plan-documents.ts';
import { findPublishedPlan } from '../../shared/use-cases/plan/read-plans.ts';
import { expectOk, person } from '../support/system.ts';
import { retire } from '../support/two-persons.ts';
import { anEntry, anItem } from '../unit/plan-entries.ts';
import { departmentAdmin, office, officer, type PlanSystem, planSystem } from './plan-system.ts';

let system: PlanSystem;
beforeAll(async () => {
  system = await planSystem();
  await system.keep('item', [
    anItem({ jointField: '餐饮服务', tags: ['牵头'] }),
    anItem({ id: 'SCJG-002', name: '食品销售监督检查' }),
    anItem({ id: 'WJW-001', department: 'WJW', name: '公共场所卫生检查', jointField: '餐饮服务' }),
    anItem({ id: 'WJW-002', department: 'WJW', name: '已废止', jointField: '餐饮服务', status: '失效' }),
  ]);
});

const publicPlan = (id: string, part?: string) => system.deps.published.find('plan', id, part);
const jointEntry = anEntry({
  departments: [
    { department: 'SCJG', items: ['SCJG-001'] },
    { department: 'WJW', items: ['WJW-001'] },
  ],
});

describe('from draft to published', () => {
  test('a plan gets the next number of its year: 区划6 + 00 + 年4 + 序号4', async () => {
    const numbers = [await system.written([], { year: 2031 }), await system.written([], { year: 2031 })];
    expect(numbers.map(({ number }) => number)).toEqual(['4114220020310001', '4114220020310002']);
  });

  test('forty can be in the writing of one department, and no more until one of them is submitted', async () => {
    const who = person('CZJ', 'officer');
    const begin = (n: number) =>
      system.as(who)('createPlan', {
        key: `draft-${n}-key`,
        body: { year: 2033, scope: 'department', title: `草稿${n}` },
      });
    for (let n = 1; n <= 40; n += 1) expectOk(await begin(n));
    const refused = await begin(41);
    expect(refused).toMatchObject({ error: { kind: 'too-many-drafts', status: 409 } });
    expect(JSON.stringify(refused)).toContain('最多 40 份');
    // A repeat of what was made is answered, and other departments write on.
    expectOk(await begin(40));
    expectOk(
      await system.as(officer)('createPlan', {
        key: 'other-draft',
        body: { year: 2033, scope: 'department', title: '计划' },
      }),
    );
  });

  test.each([{ ratio: 0 }, { number: 0 }])(
    'an entry that draws %j of a class is refused, written or previewed: each class keeps a chance (R59)',
    async (take) => {
      const { id, version, title } = await system.written([]);
      const entry = anEntry();
      const quotas = entry.quotas.map((quota, at) => (at === 0 ? { ...quota, take } : quota));
      const refused = {
        error: {
          kind: 'class-without-chance',
          detail: '抽查范围内的每一类对象都应有被抽中的可能：A 类的抽取数量为零。',
        },
      };
      const none = { ...entry, quotas };
      const as = system.as(officer);
      expect(await as('updatePlan', { params: { id }, version, body: { title, entries: [none] } })).toMatchObject(
        refused,
      );
      expect(await as('previewEntry', { params: { id }, body: { entry: none } })).toMatchObject(refused);
    },
  );

  test('the same request twice makes one plan', async () => {
    const body = { year: 2032, scope: 'department', title: '计划' } as const;
    const call = { key: 'the-same-key', body };
    const [once, twice] = [
      await system.as(officer)('createPlan', call),
      await system.as(officer)('createPlan', call),
    ].map(expectOk);
    expect(twice).toEqual(once);
    const { items } = expectOk(await system.as(officer)('listPlans', { query: { year: 2032 } }));
    expect(items.map(({ id }) => id)).toEqual([once?.id]);
  });

  test("publication shows the plan, its quotas with their documents and its items, and nobody's name or reasons", async () => {
    const waived = anEntry({ frequencyWaiver: '重点行业加密抽查' });
    const plan = await system.published(await system.written([waived]));
    expect(plan).toMatchObject({ status: 'published', edition: 1, publishedAt: '2026-11-23T01:00:00.000Z' });
    const { frequencyWaiver: _, ...shown } = waived;
    expect(await publicPlan(plan.id)).toEqual({
      id: plan.id,
      number: plan.number,
      year: 2026,
      scope: 'department',
      department: 'SCJG',
      title: '2026年度抽查计划',
      edition: 1,
      publishedAt: '2026-11-23T01:00:00.000Z',
      entries: [shown],
      items: [{ id: 'SCJG-001', version: 1, name: '餐饮服务食品安全检查', department: 'SCJG' }],
    });
    expect(await publicPlan(plan.id, 'edition-0001')).toEqual(await publicPlan(plan.id));
  });

  test('the public finds a plan by its year and an item by its department', async () => {
    const plan = await system.published(await system.written([anEntry()]));
    const { published } = system.deps;
    const page = { limit: 100 };
    const ofYear = await published.list({ kind: 'plan', in: 'ofYear', of: '2026', page });
    const plans = ofYear.items.map((body) => PlanDocument.parse(body));
    expect(plans.filter(({ id }) => id === plan.id)).toHaveLength(1);
    const { status: _, applies: __, tags: ___, ...listed } = anItem({ jointField: '餐饮服务' });
    const { items } = await published.list({ kind: 'item', in: 'ofDepartment', of: 'SCJG', page });
    expect(items.map((body) => ItemDocument.parse(body))).toContainEqual({ ...listed, version: 1 });
  });

  test('every step is in the audit chain of the plan', async () => {
    const plan = await system.published(await system.written([anEntry()]));
    const events = await system.deps.audit.events('plan', plan.id);
    expect(events.map(({ action }) => action)).toEqual(['create', 'edit', 'submit', 'approve', 'publish']);
    const stored = await system.deps.records.find('plan', plan.id);
    expect(stored && brokenAt(events, stored.meta.chain)).toBeUndefined();
  });
});

describe('approval', () => {
  test('nobody approves what the same person submitted, whatever roles that person has', async () => {
    const both = { ...officer, id: 'both', roles: ['officer', 'office'] } as typeof officer;
    const submitted = await system.after(await system.written([anEntry()]), 'submitPlan', both);
    const call = { params: { id: submitted.id }, version: submitted.version };
    expect(await system.as(both)('approvePlan', call)).toMatchObject({ error: { kind: 'same-person' } });
    expectOk(await system.as(office)('approvePlan', call));
  });

  test('nobody approves what the same person wrote, though another submitted it, in this edition or one before', async () => {
    const writer = { ...officer, id: 'writer', roles: ['officer', 'office'] } as typeof officer;
    const begun = await system.written([anEntry()]);
    const content = { title: '改过的标题', entries: [anEntry()] };
    const call = { params: { id: begun.id }, version: begun.version, body: content };
    const written = expectOk(await system.as(writer)('updatePlan', call));
    const submitted = await system.after(written, 'submitPlan', officer);
    const approve = ({ id, version }: typeof submitted) =>
      system.as(writer)('approvePlan', { params: { id }, version });
    expect(await approve(submitted)).toMatchObject({ error: { kind: 'same-person' } });

    const published = await system.after(await system.after(submitted, 'approvePlan', office), 'publishPlan', office);
    const adjusting = expectOk(
      await system.as(officer)('adjustPlan', {
        params: { id: published.id },
        version: published.version,
        body: { reason: '上级新增任务' },
      }),
    );
    expect(await approve(await system.after(adjusting, 'submitPlan', officer))).toMatchObject({
      error: { kind: 'same-person' },
    });
  });

  test.each([officer, departmentAdmin, person('SCJG', 'supervisor')])('$id cannot approve', async (who) => {
    const { id, version } = await system.after(await system.written([anEntry()]), 'submitPlan', officer);
    expect(await system.as(who)('approvePlan', { params: { id }, version })).toMatchObject({
      error: { kind: 'forbidden' },
    });
  });

  test('of two people who approve at once one is told that the plan has moved on', async () => {
    const { id, version } = await system.after(await system.written([anEntry()]), 'submitPlan', officer);
    const others = [office, person('SCJG', 'office', '乙')];
    const answers = await Promise.all(others.map((who) => system.as(who)('approvePlan', { params: { id }, version })));
    expect(answers.map((answer) => (answer.ok ? 'approved' : answer.error.kind)).toSorted()).toEqual([
      'approved',
      'stale-version',
    ]);
    expect((await system.deps.audit.events('plan', id)).filter(({ action }) => action === 'approve')).toHaveLength(1);
  });

  test('a returned plan carries the reason, can be changed, and loses the reason when it is submitted again', async () => {
    const submitted = await system.after(await system.written([anEntry()]), 'submitPlan', officer);
    const { id } = submitted;
    const call = { params: { id }, version: submitted.version, body: { reason: '比例依据不足' } };
    const returned = expectOk(await system.as(office)('returnPlan', call));
    expect(returned).toMatchObject({ status: 'returned', returnReason: '比例依据不足' });
    const again = await system.after(returned, 'submitPlan', officer);
    expect(again.returnReason).toBeUndefined();
  });

  test("what is submitted cannot be changed under the office's eyes", async () => {
    const { id, version } = await system.after(await system.written([anEntry()]), 'submitPlan', officer);
    const body = { title: '另一个计划', entries: [anEntry()] };
    expect(await system.as(officer)('updatePlan', { params: { id }, version, body })).toMatchObject({
      error: { kind: 'illegal-transition', detail: '抽查计划处于“待审批”状态，不能“修改”。' },
    });
  });

  test('a plan without entries cannot be submitted', async () => {
    const { id, version } = await system.written([]);
    expect(await system.as(officer)('submitPlan', { params: { id }, version })).toMatchObject({
      error: { kind: 'invalid-input', errors: [{ path: 'plan.entries', message: '计划至少应有一个条目' }] },
    });
  });

  test('an item abolished after approval stops the publication, and the plan can be returned', async () => {
    await system.keep('item', [anItem({ id: 'SCJG-050', name: '将废止的事项' })]);
    const entry = anEntry({ departments: [{ department: 'SCJG', items: ['SCJG-050'] }] });
    const submitted = await system.after(await system.written([entry]), 'submitPlan', officer);
    const { id, version } = await system.after(submitted, 'approvePlan', office);
    await retire(system, officer, { kind: 'item', rowId: 'SCJG-050', version: 1 }, '法律修订');
    expect(await system.as(office)('publishPlan', { params: { id }, version })).toMatchObject({
      error: { errors: [{ path: 'plan.entries.0.departments.0.items.0', message: '事项 SCJG-050 已失效' }] },
    });
    expect(await publicPlan(id)).toBeUndefined();
    expectOk(await system.as(office)('returnPlan', { params: { id }, version, body: { reason: '事项已废止' } }));
  });

  test('a county item cannot be planned once the provincial list has it', async () => {
    await system.keep('item', [anItem({ id: 'SCJG-060', name: '检验机构检查' })]);
    const entry = anEntry({ departments: [{ department: 'SCJG', items: ['SCJG-060'] }] });
    const { id, version } = await system.written([entry]);
    await system.keep('item', [anItem({ id: 'SCJG-160', name: '检验机构检查', level: '省' })]);
    expect(await system.as(officer)('submitPlan', { params: { id }, version })).toMatchObject({
      error: { errors: [{ message: '事项 SCJG-060 已被上级清单事项 SCJG-160 取代' }] },
    });
  });
});

describe('adjustment and end', () => {
  test('the published edition stays public and in force until the adjusted one is published', async () => {
    const first = await system.published(await system.written([anEntry()]));
    const { id } = first;
    const reason = { reason: '新增专项任务' };
    const open = expectOk(
      await system.as(officer)('adjustPlan', { params: { id }, version: first.version, body: reason }),
    );
    const body = { title: '调整后的计划', entries: [anEntry(), anEntry({ id: 'E2' })] };
    const written = expectOk(await system.as(officer)('updatePlan', { params: { id }, version: open.version, body }));

    expect(await publicPlan(id)).toMatchObject({ edition: 1, title: '2026年度抽查计划' });
    expect(await findPublishedPlan(system.deps, id)).toMatchObject({
      value: { value: { edition: 1, status: 'published' } },
    });

    const second = await system.published(written);
    expect(second).toMatchObject({ edition: 2, adjustmentReason: '新增专项任务' });
    expect(await publicPlan(id)).toMatchObject({ edition: 2, title: '调整后的计划' });
    expect(await publicPlan(id, 'edition-0001')).toMatchObject({ edition: 1, title: '2026年度抽查计划' });
    expect(await publicPlan(id)).toMatchObject({ adjustmentReason: '新增专项任务' });
  });

  test('given up leaves the plan as its public edition says, also after it was returned', async () => {
    const first = await system.published(await system.written([anEntry()]));
    const { id } = first;
    const call = system.as(officer);
    const reason = { reason: '新增专项任务' };
    const open = expectOk(await call('adjustPlan', { params: { id }, version: first.version, body: reason }));
    const body = { title: '不再需要的调整', entries: [anEntry({ id: 'E9' })] };
    const written = expectOk(await call('updatePlan', { params: { id }, version: open.version, body }));
    const sent = await system.after(written, 'submitPlan', officer);
    const returned = expectOk(
      await system.as(office)('returnPlan', { params: { id }, version: sent.version, body: { reason: '不必调整' } }),
    );
    const again = expectOk(await call('abandonAdjustment', { params: { id }, version: returned.version }));
    expect(again).toMatchObject({ status: 'published', edition: 1, title: '2026年度抽查计划', entries: [anEntry()] });
    expect(again.adjustmentReason).toBeUndefined();
    expect(await publicPlan(id)).toMatchObject({ edition: 1, title: '2026年度抽查计划' });
  });

  test('of a plan that was never published is not there to be given up', async () => {
    const sent = await system.after(await system.written([anEntry()]), 'submitPlan', officer);
    const { id } = sent;
    const returned = expectOk(
      await system.as(office)('returnPlan', { params: { id }, version: sent.version, body: { reason: '请补充' } }),
    );
    expect(await system.as(officer)('abandonAdjustment', { params: { id }, version: returned.version })).toMatchObject({
      error: { kind: 'illegal-transition' },
    });
    expect(expectOk(await system.as(officer)('getPlan', { params: { id } })).status).toBe('returned');
  });

  test('every version stays readable', async () => {
    const plan = await system.published(await system.written([anEntry()]));
    const { items } = expectOk(await system.as(officer)('listPlanVersions', { params: { id: plan.id } }));
    expect(items.map(({ version, status, entryCount }) => [version, status, entryCount])).toEqual([
      [1, 'draft', 0],
      [2, 'draft', 1],
      [3, 'submitted', 1],
      [4, 'approved', 1],
      [5, 'published', 1],
    ]);
    const past = expectOk(await system.as(officer)('getPlan', { params: { id: plan.id }, query: { version: 3 } }));
    expect(past).toMatchObject({ version: 3, status: 'submitted', entries: [anEntry()] });
    expect(await system.as(officer)('getPlan', { params: { id: plan.id }, query: { version: 9 } })).toMatchObject({
      error: { kind: 'not-found' },
    });
  });

  test('a closed plan stays public and nothing is drawn from it', async () => {
    const plan = await system.published(await system.written([anEntry()]));
    const closed = await system.after(plan, 'closePlan', departmentAdmin);
    expect(closed.status).toBe('closed');
    expect(await publicPlan(plan.id)).toMatchObject({ edition: 1 });
    expect(await findPublishedPlan(system.deps, plan.id)).toMatchObject({ error: { kind: 'not-ready' } });
  });
});

describe('whose plan it is', () => {
  const other = person('WJW', 'officer');

  test("a department's own plan is closed to others; a joint plan is read by those who take part", async () => {
    const own = await system.written([anEntry()]);
    const joint = await system.written([jointEntry], { scope: 'joint' });
    expect(await system.as(other)('getPlan', { params: { id: own.id } })).toMatchObject({
      error: { kind: 'not-found' },
    });
    expect(expectOk(await system.as(other)('getPlan', { params: { id: joint.id } })).entries).toEqual([jointEntry]);
    const { items } = expectOk(await system.as(other)('listPlans', { query: { year: 2026 } }));
    expect(items.map(({ id }) => id)).toContain(joint.id);
    expect(items.every(({ departments }) => departments.includes('WJW'))).toBe(true);
  });

  test('taking part is no right to change, submit, adjust or publish', async () => {
    const { id, version } = await system.written([jointEntry], { scope: 'joint' });
    const foreign = { error: { kind: 'foreign-department' } };
    const body = { title: '改', entries: [jointEntry] };
    const admin = person('WJW', 'department-admin');
    expect(await system.as(other)('updatePlan', { params: { id }, version, body })).toMatchObject(foreign);
    expect(await system.as(other)('submitPlan', { params: { id }, version })).toMatchObject(foreign);
    expect(await system.as(admin)('publishPlan', { params: { id }, version })).toMatchObject(foreign);
  });

  test('lists go by state and page by page', async () => {
    for (let count = 1; count <= 2; count += 1) await system.published(await system.written([anEntry()]));
    const query = { year: 2026, status: 'published', limit: 1 } as const;
    const first = expectOk(await system.as(office)('listPlans', { query }));
    expect(first.items).toHaveLength(1);
    const cursor = String(first.next);
    const second = expectOk(await system.as(office)('listPlans', { query: { ...query, cursor } }));
    expect(second.items.map(({ status }) => status)).toEqual(['published']);
    expect(second.items[0]?.id).not.toBe(first.items[0]?.id);
  });

  test("the joint item list is what the departments' items in force make it", async () => {
    expect(expectOk(await system.as(other)('listJointItems', {})).items).toEqual([
      {
        field: '餐饮服务',
        lead: 'SCJG',
        departments: [
          { department: 'SCJG', items: [{ id: 'SCJG-001', name: '餐饮服务食品安全检查' }] },
          { department: 'WJW', items: [{ id: 'WJW-001', name: '公共场所卫生检查' }] },
        ],
      },
    ]);
  });
});
