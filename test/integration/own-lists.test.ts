import { beforeAll, describe, expect, test } from 'vitest';
import type { DepartmentCode } from '../../shared/base/primitives.ts';
import type { Task } from '../../shared/domain/visit/visit.ts';
import { listBatches } from '../../shared/use-cases/batch/read-batches.ts';
import { createRecord } from '../../shared/use-cases/changes.ts';
import { listJointItems } from '../../shared/use-cases/plan/item-list.ts';
import { listPlans } from '../../shared/use-cases/plan/read-plans.ts';
import { createPlan } from '../../shared/use-cases/plan/write-plan.ts';
import { listTasks } from '../../shared/use-cases/visit/read-visits.ts';
import { publishedPlan } from '../support/drawable-county.ts';
import { aBatch } from '../support/inspection-samples.ts';
import { anEvent } from '../support/stored-rows.ts';
import { anItem } from '../unit/plan-entries.ts';
import { type PlanSystem, planSystem } from './plan-system.ts';

let system: PlanSystem;
const actor = (department: DepartmentCode, scope: 'own' | 'joint' | 'any') =>
  ({ id: `${department}-甲`, name: '甲', department, scope }) as const;
const page = { limit: 100 };

const aTask = (department: DepartmentCode): Task => ({
  id: `task-${department}`,
  number: '411422202603020001',
  title: '联合抽查',
  source: '年度计划',
  scope: '跨部门',
  department,
  departments: ['SCJG', 'WJW'],
  planId: 'plan-1',
  entryId: 'E1',
  batchId: 'batch-1',
  window: { from: '2026-03-01', to: '2026-04-30' },
  status: 'dispatched',
});

describe('what two departments do together', () => {
  /** A plan, a batch and a task of each of two departments, all shared with the other. */
  beforeAll(async () => {
    system = await planSystem();
    const event = anEvent();
    const both = (['SCJG', 'WJW'] as const).flatMap((department) => [
      createRecord('plan', `P-${department}`, publishedPlan([], { id: `P-${department}`, department }), event),
      createRecord('batch', `B-${department}`, { ...aBatch(`B-${department}`, 'drawn'), department }, event),
      createRecord('task', `task-${department}`, aTask(department), event),
    ]);
    const done = await system.deps.work.commit(both);
    if (!done.ok) throw new Error(done.error.kind);
  });

  test.each([
    ['own', ['WJW']],
    ['joint', ['SCJG', 'WJW']],
    ['any', ['SCJG', 'WJW']],
  ] as const)('is listed to whoever reaches what is %s (R14)', async (scope, leads) => {
    const who = actor('WJW', scope);
    const found = [
      await listPlans(system.deps, {}, who, page),
      await listBatches(system.deps, {}, who, page),
      await listTasks(system.deps, {}, who, page),
    ];
    for (const { items } of found)
      expect(items.map(({ value }) => value.department).toSorted()).toEqual([...leads].toSorted());
  });

  test('is not listed to a department that takes no part', async () => {
    for (const scope of ['own', 'joint'] as const) {
      const who = actor('YJJ', scope);
      expect((await listPlans(system.deps, {}, who, page)).items).toEqual([]);
      expect((await listBatches(system.deps, {}, who, page)).items).toEqual([]);
      expect((await listTasks(system.deps, {}, who, page)).items).toEqual([]);
    }
  });

  test('is listed by department and state, where these are asked for', async () => {
    const who = actor('WJW', 'any');
    const leads = ({ items }: { readonly items: readonly { readonly value: { readonly department: string } }[] }) =>
      items.map(({ value }) => value.department).toSorted();
    expect(leads(await listPlans(system.deps, { department: ['SCJG'] }, who, page))).toEqual(['SCJG']);
    expect(leads(await listPlans(system.deps, { status: 'draft' }, who, page))).toEqual([]);
    expect(leads(await listPlans(system.deps, { status: 'published', scope: 'joint' }, who, page))).toHaveLength(2);
    expect(leads(await listPlans(system.deps, { scope: 'department' }, who, page))).toEqual([]);
    expect(leads(await listPlans(system.deps, { year: 2026 }, who, page))).toHaveLength(2);
    expect(leads(await listPlans(system.deps, { year: 2027 }, who, page))).toEqual([]);
    expect(leads(await listBatches(system.deps, { department: ['SCJG'] }, who, page))).toEqual(['SCJG']);
    expect(leads(await listBatches(system.deps, { status: 'frozen' }, who, page))).toEqual([]);
    expect(leads(await listTasks(system.deps, { departments: ['SCJG'] }, who, page))).toEqual(['SCJG']);
    expect(leads(await listTasks(system.deps, { status: 'voided' }, who, page))).toEqual([]);
  });
});

test('the joint item list has its fields, departments and items in order, and a lead where exactly one is marked', async () => {
  system = await planSystem();
  const joint = (id: string, department: DepartmentCode, jointField: string, tags: string[] = []) =>
    anItem({ id, name: id, department, jointField, tags });
  await system.keep('item', [
    joint('WJW-002', 'WJW', 'B领域'),
    joint('WJW-001', 'WJW', 'B领域', ['牵头']),
    joint('SCJG-002', 'SCJG', 'B领域'),
    joint('SCJG-001', 'SCJG', 'B领域'),
    joint('SCJG-003', 'SCJG', 'A领域', ['牵头']),
    joint('YJJ-001', 'YJJ', 'A领域', ['牵头']),
    joint('SCJG-004', 'SCJG', 'C领域'),
  ]);
  const named = (...ids: string[]) => ids.map((id) => ({ id, name: id }));
  expect(await listJointItems(system.deps)).toEqual([
    {
      field: 'A领域',
      departments: [
        { department: 'SCJG', items: named('SCJG-003') },
        { department: 'YJJ', items: named('YJJ-001') },
      ],
    },
    {
      field: 'B领域',
      lead: 'WJW',
      departments: [
        { department: 'SCJG', items: named('SCJG-001', 'SCJG-002') },
        { department: 'WJW', items: named('WJW-001', 'WJW-002') },
      ],
    },
    { field: 'C领域', departments: [{ department: 'SCJG', items: named('SCJG-004') }] },
  ]);
});

test('a plan asked for again is the one that was made, and under its number no other is made', async () => {
  system = await planSystem();
  const wanted = { id: 'plan-1', year: 2026, scope: 'department', title: '年度计划' } as const;
  const make = (more: object = {}) =>
    createPlan(system.deps, { ...wanted, ...more }, actor('SCJG', 'own'), new Date('2026-01-05T01:00:00Z'));
  const made = await make();
  expect(made).toMatchObject({ ok: true, value: { value: { number: '4114220020260001', createdBy: 'SCJG-甲' } } });
  expect(await make()).toEqual(made);
  for (const other of [{ year: 2027 }, { scope: 'joint' }, { title: '另一个计划' }])
    expect(await make(other)).toEqual({ ok: false, error: { kind: 'already-exists', entity: 'plan', id: 'plan-1' } });
});
