import { DeleteCommand } from '@aws-sdk/lib-dynamodb';
import { beforeEach, describe, expect, test } from 'vitest';
import type { CallOf } from '../../shared/api/client.ts';
import type { Principal } from '../../shared/api/principal.ts';
import { keys } from '../../shared/platform/tables.ts';
import { listResults } from '../../shared/use-cases/result/read-results.ts';
import { listVisits } from '../../shared/use-cases/visit/read-visits.ts';
import { dispatchedBatch, drawnBatch, lead, office, voidBatch } from '../support/draw-ceremony.ts';
import { jointEntry, numbered, officer, publishedPlan, settle, shop } from '../support/drawable-county.ts';
import { requestsOf } from '../support/requests-of.ts';
import { expectOk, person, systemForTest, type TestSystem } from '../support/system.ts';

let system: TestSystem;
const health = person('WJW', 'officer');
const police = person('GAJ', 'officer');

/** Half of the shops are drawn; every second is visited by 卫健 as well. */
beforeEach(async () => {
  system = await systemForTest();
  const document = '方案';
  const quotas = (['A', 'B', 'C'] as const).map((creditClass) => ({ creditClass, take: { ratio: 5000 }, document }));
  await settle(system.deps, {
    objects: numbered(40, (n) => shop(n)),
    inspectors: [...numbered(3, (n) => officer('SCJG', n)), ...numbered(3, (n) => officer('WJW', n))],
    plans: [publishedPlan([jointEntry({ quotas })])],
  });
  await system.runJob('index-search');
});

const visits = async (query: CallOf<'listVisits'>['query'], who: Principal = office) =>
  expectOk(await system.as(who)('listVisits', { query: { limit: 100, ...query } })).items;
const results = async (query: CallOf<'listResults'>['query'], who: Principal = office) =>
  expectOk(await system.as(who)('listResults', { query: { limit: 100, ...query } })).items;

describe('drawn objects are searched by name and number', () => {
  test('in the visits, by whoever takes part in them, whatever width and blanks were typed', async () => {
    const { id } = await dispatchedBatch(system);
    const all = await visits({ batch: id });
    const [one] = all;
    if (!one) throw new Error('nothing was drawn');
    expect((await visits({ name: one.object.name })).map((visit) => visit.id)).toEqual([one.id]);
    expect((await visits({ name: '商　店' })).length).toBe(all.length);
    expect((await visits({ code: one.object.id.toLowerCase() })).map((visit) => visit.id)).toEqual([one.id]);
    const joint = all.filter(({ departments }) => departments.includes('WJW')).map((visit) => visit.id);
    expect((await visits({ name: '商店' }, health)).map((visit) => visit.id).toSorted()).toEqual(joint.toSorted());
    expect(await visits({ name: '商店' }, police)).toEqual([]);
    expect(await visits({ name: '饭店' })).toEqual([]);
  });

  test('in the results, page by page, each once, also within a visit of several departments', async () => {
    const { id } = await dispatchedBatch(system);
    const owed = (await results({ batch: id })).map((result) => result.id);
    for (const limit of [1, 2, 7]) {
      const found: string[] = [];
      let cursor: string | undefined;
      do {
        const query = { name: '商店', limit, ...(cursor !== undefined && { cursor }) };
        const page = expectOk(await system.as(office)('listResults', { query }));
        expect(page.items.length).toBeLessThanOrEqual(limit);
        found.push(...page.items.map((result) => result.id));
        cursor = page.next;
      } while (cursor !== undefined);
      expect(found.toSorted()).toEqual(owed.toSorted());
    }
    const own = (await results({ name: '商店' }, health)).map(({ department }) => department);
    expect(new Set(own)).toEqual(new Set(['WJW']));
  });

  test('in three requests a page, however many were drawn', async () => {
    await dispatchedBatch(system);
    const any = { id: 'o', name: 'o', department: 'SCJG', scope: 'any' } as const;
    const joint = { ...any, department: 'WJW', scope: 'joint' } as const;
    const page = { limit: 50 };
    const now = system.deps.clock();
    for (const actor of [any, joint]) {
      const posted = (deps: TestSystem['deps']['records']) => ({ records: { ...deps, isPosted: async () => true } });
      const forVisits = await requestsOf(system.store, ({ records }) =>
        listVisits(posted(records), { name: '商店' }, actor, page, '2026-11-23'),
      );
      const forResults = await requestsOf(system.store, ({ records, registry }) =>
        listResults({ ...posted(records), registry }, { name: '商店' }, actor, page, now),
      );
      expect([forVisits, forResults]).toEqual([3, 3]);
    }
  });

  test('not before their visits are dispatched, and as voided once their batch is', async () => {
    const { id } = await drawnBatch(system);
    expect(await visits({ name: '商店' })).toEqual([]);
    expectOk(await system.as(lead)('dispatchBatch', { params: { id } }));
    expect(await visits({ name: '商店', status: 'voided' })).toEqual([]);
    const drawn = (await visits({ name: '商店' })).length;
    expectOk(await voidBatch(system, id, { category: '其他', reason: '停止抽查' }));
    expect(await visits({ name: '商店', status: 'dispatched' })).toEqual([]);
    expect(await visits({ name: '商店', status: 'voided' })).toHaveLength(drawn);
    expect((await results({ name: '商店' })).every(({ status }) => status === 'voided')).toBe(true);
  });

  test('also those that an earlier version dispatched, before and after they are posted', async () => {
    const { id } = await dispatchedBatch(system);
    const all = await visits({ batch: id });
    const { client, names } = system.store.db;
    for (const visit of all) {
      const Key = keys.posting('visit', 'all', `${visit.dispatchedAt}#${visit.id}`);
      await client.send(new DeleteCommand({ TableName: names.workflow, Key }));
    }
    await client.send(new DeleteCommand({ TableName: names.workflow, Key: keys.visitIndex() }));
    const earlier = { ...system.deps.records, isPosted: async () => false };
    const actor = { id: 'o', name: 'o', department: 'SCJG', scope: 'any' } as const;
    const asked = { name: all[0]?.object.name };
    const walked = await listVisits(
      { records: earlier },
      { ...asked, batchId: id },
      actor,
      { limit: 100 },
      '2026-12-01',
    );
    expect(walked.items.map(({ value }) => value.id)).toEqual([all[0]?.id]);
    expect(await system.runJob('index-search')).toMatchObject({ records: all.length });
    expect(await visits({ name: '商店' })).toHaveLength(all.length);
  });
});
