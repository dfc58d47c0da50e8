import { DeleteCommand, ScanCommand } from '@aws-sdk/lib-dynamodb';
import { beforeEach, describe, expect, test } from 'vitest';
import { departmentCodes } from '../../shared/codes/departments.ts';
import type { Plan } from '../../shared/domain/plan/plan.ts';
import { createRecord, replaceRecord } from '../../shared/use-cases/changes.ts';
import { publishedPlan } from '../support/drawable-county.ts';
import { aBatch } from '../support/inspection-samples.ts';
import { requestsOf } from '../support/requests-of.ts';
import { anEvent } from '../support/stored-rows.ts';
import { expectOk, person, systemForTest, type TestSystem } from '../support/system.ts';

let system: TestSystem;
beforeEach(async () => {
  system = await systemForTest();
});

const office = person('FGW', 'office');
const numberOf = (n: number) => `41142200${2020 + (n % 7)}${String(n).padStart(4, '0')}`;
const planOf = (n: number, more: Partial<Plan> = {}): Plan =>
  publishedPlan([], {
    id: `P${n}`,
    number: numberOf(n),
    year: 2020 + (n % 7),
    department: departmentCodes[n % 27] ?? 'SCJG',
    departments: [departmentCodes[n % 27] ?? 'SCJG', ...(n % 9 === 0 ? (['YYJ'] as const) : [])],
    ...more,
  });
const store = async (plans: readonly Plan[]) => {
  for (const plan of plans) {
    expect((await system.deps.work.commit([createRecord('plan', plan.id, plan, anEvent())])).ok).toBe(true);
  }
};
const numbers = (items: readonly { readonly number: string }[]) => items.map(({ number }) => number);

describe('a list over all departments', () => {
  test('is one list, the newest first, page by page, whoever the records belong to', async () => {
    await system.runJob('index-search');
    await store(Array.from({ length: 60 }, (_, n) => planOf(n)));
    const found: string[] = [];
    let cursor: string | undefined;
    do {
      const page = expectOk(await system.as(office)('listPlans', { query: { limit: 25, ...(cursor && { cursor }) } }));
      found.push(...numbers(page.items));
      cursor = page.next;
    } while (cursor);
    const all = Array.from({ length: 60 }, (_, n) => numberOf(n));
    expect(found).toEqual(all.toSorted().toReversed());
  });

  test('takes two requests a page, for the office and for a department that takes part in few', async () => {
    await system.runJob('index-search');
    await store(Array.from({ length: 120 }, (_, n) => planOf(n)));
    const page = { limit: 50 };
    const everything = await requestsOf(system.store, ({ records }) =>
      records.posted({ kind: 'plan', where: [], page }),
    );
    const few = await requestsOf(system.store, ({ records }) =>
      records.posted({ kind: 'plan', where: [{ field: 'departments', contains: 'YYJ' }], page }),
    );
    expect([everything, few]).toEqual([2, 2]);
    const own = expectOk(await system.as(person('YYJ', 'officer'))('listPlans', { query: { limit: 100 } }));
    const taking = Array.from({ length: 120 }, (_, n) => planOf(n)).filter(({ departments }) =>
      departments.includes('YYJ'),
    );
    expect(numbers(own.items).toSorted()).toEqual(taking.map(({ number }) => number).toSorted());
  });

  test('shows a record as it is, whatever its posting says, and under no filter that it does not meet', async () => {
    await system.runJob('index-search');
    await store([planOf(1)]);
    const found = await system.deps.records.find('plan', 'P1');
    if (!found) throw new Error('no plan');
    const closed: Plan = { ...found.value, status: 'closed' };
    await system.deps.work.commit([replaceRecord('plan', 'P1', found, closed, anEvent('close'))]);
    const listed = async (status: Plan['status']) =>
      expectOk(await system.as(office)('listPlans', { query: { status } })).items.map((item) => item.status);
    expect([await listed('published'), await listed('closed')]).toEqual([[], ['closed']]);
  });

  test('holds what an earlier version wrote once the job has run, and until then walks the departments', async () => {
    await store([planOf(1), planOf(2)]);
    const batch = aBatch('b1', 'frozen');
    await system.deps.work.commit([createRecord('batch', 'b1', batch, anEvent())]);
    await withoutPostings();
    const listed = async () => [
      numbers(expectOk(await system.as(office)('listPlans', { query: {} })).items).toSorted(),
      expectOk(await system.as(office)('listBatches', { query: {} })).items.map(({ id }) => id),
    ];
    const all = [[numberOf(1), numberOf(2)].toSorted(), ['b1']];
    expect(await listed()).toEqual(all);
    expect(await system.deps.records.isPosted()).toBe(false);
    expect(await system.runJob('index-search')).toMatchObject({ records: 3 });
    expect(await system.deps.records.isPosted()).toBe(true);
    expect(await listed()).toEqual(all);
    expect(await system.runJob('index-search')).toMatchObject({ records: 0 });
  });
});

async function withoutPostings(): Promise<void> {
  const { client, names } = system.store.db;
  const { Items = [] } = await client.send(new ScanCommand({ TableName: names.workflow }));
  for (const { pk, sk } of Items.filter((row) => String(row.pk).startsWith('find#'))) {
    await client.send(new DeleteCommand({ TableName: names.workflow, Key: { pk, sk } }));
  }
}
