import { beforeAll, describe, expect, test } from 'vitest';
import { replaceRecord } from '../../shared/use-cases/changes.ts';
import { anEvent } from '../support/stored-rows.ts';
import { expectOk, person } from '../support/system.ts';
import { anEntry, anItem } from '../unit/plan-entries.ts';
import { office, officer, type PlanSystem, planSystem } from './plan-system.ts';

let system: PlanSystem;
beforeAll(async () => {
  system = await planSystem();
  await system.keep('item', [
    anItem(),
    anItem({ id: 'WJW-001', department: 'WJW', name: '公共场所卫生检查' }),
    anItem({ id: 'CGJ-001', department: 'CGJ', name: '户外招牌检查' }),
  ]);
});

type Plan = Awaited<ReturnType<PlanSystem['written']>>;
const health = person('WJW', 'officer');
const city = person('CGJ', 'officer');
const part = (department: 'SCJG' | 'WJW' | 'CGJ') => ({ department, items: [`${department}-001`] });
const withHealth = anEntry({ departments: [part('SCJG'), part('WJW')] });
const withCity = anEntry({ id: 'E2', departments: [part('SCJG'), part('CGJ')] });
const seen = ({ id, version }: Plan) => ({ params: { id }, version });
const written = (entries = [withHealth, withCity]) => system.written(entries, { scope: 'joint' });
// The clock stands at 2026年11月23日.
const consulted = async (plan: Plan, answerBy = '2026-11-27') =>
  expectOk(await system.as(officer)('consultPlan', { ...seen(plan), body: { answerBy } }));
const consents = (who: typeof health, plan: Plan) =>
  system.as(who)('answerPlan', { ...seen(plan), body: { answer: 'consented' } });
const objects = (who: typeof health, plan: Plan, reason = '人手不足') =>
  system.as(who)('answerPlan', { ...seen(plan), body: { answer: 'objected', reason } });
const submit = (plan: Plan) => system.as(officer)('submitPlan', seen(plan));
const statesOf = ({ consultations }: Plan) =>
  Object.fromEntries((consultations ?? []).map(({ department, state }) => [department, state]));
const noticesOf = async (who: typeof health, plan: Plan) => {
  const { items } = expectOk(await system.as(who)('listNotices', { query: { limit: 100 } }));
  const about = items.filter(({ text }) => text.includes(plan.number)).map(({ kind, text }) => ({ kind, text }));
  return about.toSorted((a, b) => (a.text < b.text ? -1 : 1));
};

describe('a joint plan before it is submitted', () => {
  test('is put to each other department, which is told until when, and what it says is told to the owner', async () => {
    const asked = await consulted(await written());
    expect(statesOf(asked)).toEqual({ CGJ: 'waiting', WJW: 'waiting' });
    expect(await noticesOf(health, asked)).toEqual([
      { kind: 'plan-consulted', text: expect.stringContaining('请于2026年11月27日前答复') },
    ]);
    const objected = expectOk(await objects(health, asked));
    const answered = expectOk(await consents(city, objected));
    expect(statesOf(answered)).toEqual({ CGJ: 'consented', WJW: 'objected' });
    expect(await noticesOf(officer, asked)).toEqual([
      { kind: 'plan-answered', text: expect.stringMatching(/^卫生健康委.*有异议：人手不足/) },
      { kind: 'plan-answered', text: expect.stringMatching(/^城市管理局.*同意/) },
    ]);
  });

  test('cannot be submitted while a department has not been asked, or has time left to answer', async () => {
    const plan = await written();
    expect(await submit(plan)).toMatchObject({
      error: {
        kind: 'invalid-input',
        errors: [
          { path: 'plan.consultations', message: expect.stringContaining('尚未征求卫生健康委、城市管理局的意见') },
        ],
      },
    });
    const half = expectOk(await consents(health, await consulted(plan)));
    expect(await submit(half)).toMatchObject({
      error: { errors: [{ message: expect.stringMatching(/城市管理局尚未答复.*2026年11月27日/) }] },
    });
    expect(expectOk(await submit(expectOk(await consents(city, half)))).status).toBe('submitted');
  });

  test('is submitted with an objection, which the office reads', async () => {
    const asked = await consulted(await written());
    const plan = expectOk(await objects(health, expectOk(await consents(city, asked)), '比例过高'));
    const submitted = expectOk(await submit(plan));
    const shown = expectOk(await system.as(office)('getPlan', { params: { id: submitted.id } }));
    expect(shown.consultations).toContainEqual(
      expect.objectContaining({ department: 'WJW', state: 'objected', reason: '比例过高' }),
    );
  });

  test('is submitted when the day for answers has passed: silence is no objection', async () => {
    const asked = await consulted(await written(), '2026-11-24');
    system.at('2026-11-25T01:00:00Z');
    const plan = expectOk(await system.as(officer)('getPlan', { params: { id: asked.id } }));
    expect(statesOf(plan)).toEqual({ CGJ: 'silent', WJW: 'silent' });
    expect(expectOk(await submit(plan)).status).toBe('submitted');
    system.at('2026-11-23T01:00:00Z');
  });

  test('that changes for one department afterwards needs the answer of that one alone', async () => {
    const asked = await consulted(await written());
    const agreed = expectOk(await consents(city, expectOk(await consents(health, asked))));
    const quotas = withCity.quotas.map((quota) => ({ ...quota, take: { ratio: 500 } }));
    const body = { title: '换了标题', entries: [withHealth, { ...withCity, quotas }] };
    const changed = expectOk(await system.as(officer)('updatePlan', { ...seen(agreed), body }));
    expect(statesOf(changed)).toEqual({ CGJ: 'lapsed', WJW: 'consented' });
    expect(await submit(changed)).toMatchObject({
      error: { errors: [{ message: expect.stringContaining('尚未征求城市管理局的意见') }] },
    });
    expect(await consents(city, changed)).toMatchObject({ error: { kind: 'not-ready' } });
    const again = await consulted(changed);
    expect(await noticesOf(health, again)).toHaveLength(1);
    expect(expectOk(await submit(expectOk(await consents(city, again)))).status).toBe('submitted');
  });

  test('is answered for the own department alone, on what was read, and the answer can be changed until it is submitted', async () => {
    const asked = await consulted(await written());
    expect(await consents(person('GAJ', 'officer'), asked)).toMatchObject({ error: { kind: 'not-found' } });
    expect(await consents(officer, asked)).toMatchObject({ error: { kind: 'not-ready' } });
    const first = expectOk(await objects(health, asked));
    expect(await consents(city, asked)).toMatchObject({ error: { kind: 'stale-version' } });
    const second = expectOk(await consents(health, first));
    expect(statesOf(second)).toMatchObject({ WJW: 'consented' });
    const submitted = expectOk(await submit(expectOk(await consents(city, second))));
    expect(await objects(health, submitted)).toMatchObject({ error: { kind: 'illegal-transition' } });
  });

  test('gives its departments between one day and two months', async () => {
    const plan = await written();
    for (const answerBy of ['2026-11-23', '2027-01-23']) {
      expect(await system.as(officer)('consultPlan', { ...seen(plan), body: { answerBy } })).toMatchObject({
        error: { kind: 'invalid-input', errors: [{ path: 'body.answerBy' }] },
      });
    }
  });
});

test('who answered for a department does not approve the plan (R5)', async () => {
  const both = { ...health, id: 'both', roles: ['officer', 'office'] } as typeof health;
  const asked = await consulted(await written([withHealth]));
  const submitted = expectOk(await submit(expectOk(await consents(both, asked))));
  expect(await system.as(both)('approvePlan', seen(submitted))).toMatchObject({ error: { kind: 'same-person' } });
});

test('a plan of one department asks nobody', async () => {
  const plan = await system.written([anEntry()]);
  expect(await system.as(officer)('consultPlan', { ...seen(plan), body: { answerBy: '2026-11-27' } })).toMatchObject({
    error: { kind: 'not-ready' },
  });
  expect(expectOk(await submit(plan)).status).toBe('submitted');
});

describe('the year of a draft', () => {
  const window = { from: '2036-03-01', to: '2036-06-30' };

  test('can be changed: the plan gets a number of that year and stands in its list', async () => {
    const plan = await system.written([anEntry()]);
    const body = { year: 2036, title: plan.title, entries: [anEntry({ window })] };
    const moved = expectOk(await system.as(officer)('updatePlan', { ...seen(plan), body }));
    expect(moved).toMatchObject({ year: 2036, number: '4114220020360001' });
    const { items } = expectOk(await system.as(officer)('listPlans', { query: { year: 2036 } }));
    expect(items.map(({ id }) => id)).toEqual([plan.id]);
    const again = expectOk(await system.as(officer)('updatePlan', { ...seen(moved), body }));
    expect(again.number).toBe('4114220020360001');
  });

  test('is that of its windows', async () => {
    const plan = await system.written([anEntry()]);
    const body = { year: 2036, title: plan.title, entries: [anEntry()] };
    expect(await system.as(officer)('updatePlan', { ...seen(plan), body })).toMatchObject({
      error: { kind: 'invalid-input', errors: [{ path: 'body.entries.0.window.from' }, {}] },
    });
  });

  test('stays once the plan has been public', async () => {
    const plan = await system.published(await system.written([anEntry()]));
    const open = expectOk(await system.as(officer)('adjustPlan', { ...seen(plan), body: { reason: '改年度' } }));
    const body = { year: 2036, title: plan.title, entries: [anEntry({ window })] };
    expect(await system.as(officer)('updatePlan', { ...seen(open), body })).toMatchObject({
      error: { kind: 'invalid-input', errors: [{ path: 'body.year', message: expect.stringContaining('已公布') }] },
    });
  });
});

test('a method can be set per department and per item, and is public with the plan', async () => {
  await system.keep('item', [anItem({ id: 'SCJG-005', name: '抽样检验', methods: ['4'] })]);
  const departments = [
    {
      department: 'SCJG' as const,
      items: ['SCJG-001', 'SCJG-005'],
      itemMethods: [{ item: 'SCJG-005', method: '4' as const }],
    },
    { ...part('WJW'), method: '2' as const },
  ];
  const asked = await consulted(await written([anEntry({ departments })]));
  const agreed = expectOk(await consents(health, asked));
  const plan = await system.published(agreed);
  expect(await system.deps.published.find('plan', plan.id)).toMatchObject({ entries: [{ method: '1', departments }] });
});

test('a joint plan stored before departments were asked is read, and asks them before its next edition', async () => {
  const asked = await consulted(await written([withHealth]));
  const plan = await system.published(expectOk(await consents(health, asked)));
  const stored = await system.deps.records.find('plan', plan.id);
  if (!stored) throw new Error('no plan');
  const { consultations: _, ...earlier } = stored.value;
  await system.deps.work.commit([replaceRecord('plan', plan.id, stored, earlier, anEvent('publish'))]);
  const read = expectOk(await system.as(officer)('getPlan', { params: { id: plan.id } }));
  expect(read.consultations).toEqual([]);
  const open = expectOk(await system.as(officer)('adjustPlan', { ...seen(read), body: { reason: '新增' } }));
  expect(await submit(open)).toMatchObject({ error: { kind: 'invalid-input' } });
});
