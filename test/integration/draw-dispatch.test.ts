import { beforeEach, describe, expect, test } from 'vitest';
import { dynamoStore } from '../../functions/adapters/dynamodb/store.ts';
import type { Principal } from '../../shared/api/principal.ts';
import { visitIdOf } from '../../shared/domain/visit/visit-ids.ts';
import type { Actor } from '../../shared/use-cases/actor.ts';
import { continueDispatch, dispatchBatch } from '../../shared/use-cases/batch/dispatch-batch.ts';
import { readYearChecks } from '../../shared/use-cases/frame/year-checks.ts';
import { drawnBatch, lead, office, revealedBatch, voidBatch } from '../support/draw-ceremony.ts';
import { jointEntry, numbered, ofClassA, officer, publishedPlan, settle, shop } from '../support/drawable-county.ts';
import { dyingAfter } from '../support/dying-client.ts';
import { readPublicDraw } from '../support/public-draw.ts';
import { expectOk, systemForTest, type TestSystem } from '../support/system.ts';

let system: TestSystem;

beforeEach(async () => {
  system = await systemForTest();
  await settle(system.deps, {
    objects: numbered(120, (n) => shop(n)),
    inspectors: [...numbered(4, (n) => officer('SCJG', n)), ...numbered(4, (n) => officer('WJW', n))],
    plans: [publishedPlan([jointEntry(ofClassA(10_000))])],
  });
});

const asActor = (principal: Principal): Actor => ({ ...principal, scope: 'own' });

/** All 40 shops of class A; every second is 卫健's as well. */
const [visits, results] = [40, 60];

const seen = async (id: string) => {
  const count = async (kind: 'visit' | 'result') =>
    (await system.deps.records.list({ kind, in: 'ofBatch', of: id, page: { limit: 1000 } })).items.length;
  return [await count('visit'), await count('result')];
};

describe('two people press the same button', () => {
  test('one draw comes of it, and both see it', async () => {
    const { id } = await revealedBatch(system);
    const press = (who: Principal) => system.as(who)('drawBatch', { params: { id } });
    const [mine, theirs] = (await Promise.all([press(lead), press(office)])).map(expectOk);
    expect(mine?.status).toBe('drawn');
    expect(mine).toEqual(theirs);
    const drawn = (await system.deps.audit.events('batch', id)).filter(({ action }) => action === 'draw');
    expect(drawn).toHaveLength(1);
  });

  test('one dispatch comes of it', async () => {
    const { id } = await drawnBatch(system);
    const press = (who: Principal) => system.as(who)('dispatchBatch', { params: { id } });
    const [mine, theirs] = (await Promise.all([press(lead), press(office)])).map(expectOk);
    expect(mine?.version).toBe(theirs?.version);
    expect(await seen(id)).toEqual([visits, results]);
  });
});

describe('a dispatch that dies half-way', () => {
  // 40 visits are one transaction, 60 results in two versions each are two beside each other, the flip is the fourth.
  test.each([1, 2, 3])('after %i writes nobody sees anything, and repeating it completes', async (writes) => {
    const { id, number } = await drawnBatch(system);
    const { db } = system.store;
    const dying = dynamoStore({ ...db, client: dyingAfter(db.client, writes) });
    const now = new Date('2026-11-23T05:00:00Z');
    await expect(dispatchBatch({ ...system.deps, ...dying }, { id }, asActor(lead), now)).rejects.toThrow('killed');

    expect(await seen(id)).toEqual([0, 0]);
    const { objects } = await readPublicDraw(system.deps.published, number);
    const firstVisit = visitIdOf(id, objects[0]?.id ?? '');
    expect(await system.deps.records.find('visit', firstVisit)).toBeUndefined();

    expectOk(await system.as(lead)('dispatchBatch', { params: { id } }));
    expect(await seen(id)).toEqual([visits, results]);
    expect((await system.deps.records.find('visit', firstVisit))?.value.status).toBe('dispatched');
  });

  test('and whose batch is voided instead leaves nothing to see', async () => {
    const { id } = await drawnBatch(system);
    const { db } = system.store;
    const dying = dynamoStore({ ...db, client: dyingAfter(db.client, 3) });
    const now = new Date('2026-11-23T05:00:00Z');
    await expect(dispatchBatch({ ...system.deps, ...dying }, { id }, asActor(lead), now)).rejects.toThrow('killed');
    const body = { category: '其他', reason: '停止抽查' } as const;
    expectOk(await voidBatch(system, id, body));
    expect(await seen(id)).toEqual([0, 0]);
  });
});

describe('a dispatch that has no time left', () => {
  const now = new Date('2026-11-23T05:00:00Z');
  const after = (asked: number) => {
    let left = asked;
    return () => left-- > 0;
  };

  test('says how many visits lie there, which nobody sees, and the next run completes it', async () => {
    const { id } = await drawnBatch(system);
    const run = (hasTime: () => boolean) => continueDispatch(system.deps, { id, hasTime }, asActor(lead), now);
    expect(await run(after(0))).toEqual({ ok: true, value: { status: 'staging', visits: 0 } });
    expect(await seen(id)).toEqual([0, 0]);
    expect(await run(after(1))).toMatchObject({ ok: true, value: { status: 'dispatched' } });
    expect(await seen(id)).toEqual([visits, results]);
  });

  test('and one that is repeated writes none of the rows that stand, and seals what the first would have', async () => {
    const { id } = await drawnBatch(system);
    const { db } = system.store;
    const dying = dynamoStore({ ...db, client: dyingAfter(db.client, 3) });
    const act = { id, hasTime: () => true };
    await expect(continueDispatch({ ...system.deps, ...dying }, act, asActor(lead), now)).rejects.toThrow('killed');

    // What is left to write: one block of the sealed list, its head and the commit.
    const frugal = dynamoStore({ ...db, client: dyingAfter(db.client, 3) });
    const later = new Date('2026-11-23T06:00:00Z');
    expect(await continueDispatch({ ...system.deps, ...frugal }, act, asActor(lead), later)).toMatchObject({
      ok: true,
    });
    const event = (await system.deps.audit.events('batch', id)).find(({ action }) => action === 'dispatch');
    expect(event?.rows?.size).toBe(visits + results);
    expect(await system.runJob('verify-audit')).toMatchObject({ broken: 0 });
  });

  test('one request refuses a batch that it could not dispatch in its time, and says who does', async () => {
    const { id } = await drawnBatch(system);
    // 40 visits of a batch of two departments.
    const refused = await dispatchBatch(system.deps, { id, limit: 79 }, asActor(lead), now);
    expect(refused).toMatchObject({ ok: false, error: { kind: 'not-ready', entity: 'batch' } });
    expect(refused.ok ? '' : 'reason' in refused.error && refused.error.reason).toContain('抽取流程');
    expect(await dispatchBatch(system.deps, { id, limit: 80 }, asActor(lead), now)).toMatchObject({ ok: true });
    // What is done is answered whatever its size.
    expect(await dispatchBatch(system.deps, { id, limit: 1 }, asActor(lead), now)).toMatchObject({ ok: true });
  });
});

test('the visits of a voided batch are void with it, and no longer count as checks of the year', async () => {
  const { id } = await drawnBatch(system);
  expectOk(await system.as(lead)('dispatchBatch', { params: { id } }));
  const listed = async () => expectOk(await system.as(lead)('listVisits', { query: { batch: id } })).items;
  expect((await listed()).every(({ status }) => status === 'dispatched')).toBe(true);
  const body = { category: '其他', reason: '停止抽查' } as const;
  expectOk(await voidBatch(system, id, body));
  expect((await listed()).every(({ status }) => status === 'voided')).toBe(true);
  expect((await readYearChecks(system.deps, 2026)).checks.size).toBe(0);
});
