import { beforeEach, describe, expect, test } from 'vitest';
import { dynamoStore } from '../../functions/adapters/dynamodb/store.ts';
import type { Principal } from '../../shared/api/principal.ts';
import { wordsOf } from '../../shared/base/failure-words.ts';
import { ok } from '../../shared/base/result.ts';
import { rehearsalNotice } from '../../shared/domain/rehearsal/rehearsal.ts';
import { createRecord, replaceRecord, replaceRow } from '../../shared/use-cases/changes.ts';
import { previewEntry } from '../../shared/use-cases/plan/preview-entry.ts';
import { useReading } from '../../shared/use-cases/plan/registry-readings.ts';
import { countingReads } from '../../shared/use-cases/rehearsal/reading.ts';
import { getRehearsal } from '../../shared/use-cases/rehearsal/rehearsals.ts';
import { runRehearsal } from '../../shared/use-cases/rehearsal/run-rehearsal.ts';
import { jointEntry, numbered, ofClassA, officer, publishedPlan, settle, shop } from '../support/drawable-county.ts';
import { dyingAfter } from '../support/dying-client.ts';
import { anEvent } from '../support/stored-rows.ts';
import { expectOk, person, systemForTest, type TestSystem } from '../support/system.ts';
import { aTrustPeriod } from '../support/trust-periods.ts';

let system: TestSystem;
let keys = 0;
const planner = person('SCJG', 'officer');
const partner = person('WJW', 'officer');
const params = { id: 'P1' };

beforeEach(async () => {
  system = await systemForTest();
  await settle(system.deps, {
    objects: numbered(60, (n) => shop(n)),
    inspectors: [...numbered(6, (n) => officer('SCJG', n)), ...numbered(4, (n) => officer('WJW', n))],
    plans: [
      publishedPlan([
        jointEntry(),
        jointEntry({ id: 'E2', window: { from: '2026-11-25', to: '2026-11-30' } }),
        jointEntry({
          id: 'E3',
          listPublicity: '检查后公示',
          filter: { kinds: ['个体工商户'] },
          quotas: ofClassA(1000).quotas,
        }),
      ]),
      // Nobody mines in this county.
      publishedPlan([jointEntry({ filter: { industries: ['B06'] } })], { id: 'MINES', number: '4114220020260009' }),
    ],
  });
});

const start = (body: { entryId?: string } = {}, who: Principal = planner, key?: string) => {
  keys += 1;
  return system.as(who)('startRehearsal', { params, key: key ?? `rehearse-${keys}`, body });
};
const read = (rehearsalId: string, who: Principal = planner, compare?: 'true') =>
  system.as(who)('getRehearsal', { params: { ...params, rehearsalId }, query: { ...(compare && { compare }) } });
const rehearsed = async (body: { entryId?: string } = {}, who?: Principal) => {
  const { id } = expectOk(await start(body, who));
  await system.runJobs();
  return expectOk(await read(id, who));
};
const kindOf = (result: { ok: boolean; error?: { kind: string } }) => (result.ok ? 'ok' : result.error?.kind);

describe('a rehearsal of one entry', () => {
  test('shows, once its job has run, visits, loads and whether teams can be found, and that it is no draw', async () => {
    const begun = expectOk(await start({ entryId: 'E1' }));
    expect(begun).toMatchObject({ notice: rehearsalNotice, status: 'running', progress: 0 });
    expect((await read(begun.id)).ok && expectOk(await read(begun.id)).groups).toBeUndefined();
    await system.runJobs();
    const answer = expectOk(await read(begun.id));
    expect(answer).toMatchObject({ notice: '演练，不构成抽取结果', status: 'done', progress: 200, planVersion: 1 });
    const [group] = answer.groups ?? [];
    // 20 shops of each class, half of them 卫健's too: 2 of A, 3 of B, 5 of C are drawn, once for both departments.
    expect(group?.visits).toEqual({
      separate: 10,
      merged: { mean: 10, min: 10, max: 10 },
      saved: { mean: 0, min: 0, max: 0 },
    });
    expect(group?.departments.map(({ department, objects, inspectors }) => [department, objects, inspectors])).toEqual([
      ['SCJG', 60, 6],
      ['WJW', 30, 4],
    ]);
    const [market, health] = group?.departments.map(({ visits }) => visits) ?? [];
    expect(market).toEqual({ mean: 10, min: 10, max: 10 });
    // Half of ten on the average, with a standard deviation of 1.46: of 200 draws one of 0.1.
    expect(Math.abs((health?.mean ?? 0) - 5)).toBeLessThan(0.6);
    expect(group?.matching).toEqual({ seeds: 200, feasible: 200, bottlenecks: [] });
  });

  test('leaves out whom a period of trust leaves out of the frame', async () => {
    const watched = ['S0001', 'S0002'].map((objectId) =>
      aTrustPeriod({ id: `tp-${objectId}`, objectId, status: 'active' }),
    );
    const made = watched.map((each) => createRecord('trust-period', each.id, each, anEvent()));
    expect((await system.deps.work.commit(made)).ok).toBe(true);
    const [group] = (await rehearsed({ entryId: 'E1' })).groups ?? [];
    // 市场监管 has proposed both: the second stays in 卫健's part.
    expect(group?.departments.map(({ department, objects }) => [department, objects])).toEqual([
      ['SCJG', 58],
      ['WJW', 30],
    ]);
  });

  test('names no object, neither in the answer nor in what is stored', async () => {
    const { id } = await rehearsed({ entryId: 'E1' });
    const stored = await system.deps.records.find('rehearsal', id);
    expect(JSON.stringify(stored?.value)).not.toMatch(/S00\d\d/);
  });

  test('writes no draw: no batch, no task, nothing in the public record', async () => {
    await rehearsed();
    expect(expectOk(await system.as(planner)('listBatches', { query: {} })).items).toEqual([]);
    expect(expectOk(await system.as(undefined)('listPublicDraws', { query: { year: '2026' } })).items).toEqual([]);
  });
});

describe('rehearsals are bounded', () => {
  test('to two at a time of one person and five of one department; those that have ended do not count', async () => {
    const byPlanner = await Promise.all([start({ entryId: 'E1' }), start({ entryId: 'E2' })]);
    for (const begun of byPlanner) expectOk(begun);
    const third = await start({ entryId: 'E3' });
    expect(third).toMatchObject({ error: { kind: 'too-many-rehearsals', status: 409 } });
    expect(JSON.stringify(third)).toContain('每人同时进行的演练最多 2 项');
    // The same one asked for again is no further one.
    expect(kindOf(await start({ entryId: 'E1' }))).toBe('illegal-transition');
    await system.runJobs();
    expectOk(await start({ entryId: 'E3' }));
  });

  test('and comparisons with the registry to sixty an hour, like previews', async () => {
    const { id } = await rehearsed({ entryId: 'E1' });
    const now = system.deps.clock();
    for (let used = 0; used < 59; used += 1) expect(await useReading(system.deps, planner, now)).toEqual(ok(undefined));
    expectOk(await read(id, planner, 'true'));
    expect(kindOf(await read(id, planner, 'true'))).toBe('allowance-spent');
    const preview = (who: Principal) => system.as(who)('previewEntry', { params, body: { entryId: 'E1' } });
    const refused = await preview(planner);
    expect(refused).toMatchObject({ error: { kind: 'allowance-spent', status: 429 } });
    // The hour began at nine in Shanghai, this very minute.
    expect(JSON.stringify(refused)).toContain('每人每小时最多 60 次，请在 60 分钟后再试');
    expectOk(await preview(person('SCJG', 'officer', '乙')));
    // What reads no registry is not counted, and the next hour begins anew.
    expectOk(await read(id));
    system.at('2026-11-23T02:00:00Z');
    expectOk(await preview(planner));
  });

  test('a department has two hundred an hour, whoever of it asks', async () => {
    const now = system.deps.clock();
    const officers = Array.from({ length: 4 }, (_, n) => person('SCJG', 'officer', `第${n}人`));
    for (const each of officers) {
      for (let used = 0; used < 50; used += 1) expect((await useReading(system.deps, each, now)).ok).toBe(true);
    }
    const [first = planner] = officers;
    expect(await useReading(system.deps, first, now)).toMatchObject({
      error: { kind: 'allowance-spent', whose: 'department', limit: 200 },
    });
    expect((await useReading(system.deps, partner, now)).ok).toBe(true);
  });
});

describe('a registry too large for one request', () => {
  const actor = { ...planner, scope: 'own' } as const;
  const now = () => system.deps.clock();
  /** Smaller than any registry. */
  const never = -1;

  test('is previewed by the rehearsal of the entry, which says how far it has read', async () => {
    const asked = { entryId: 'E1' };
    const refused = await previewEntry(system.deps, 'P1', asked, actor, now(), never);
    expect(refused).toMatchObject({ ok: false, error: { kind: 'not-ready', entity: 'object' } });
    expect(refused.ok ? '' : wordsOf(refused.error).detail).toContain('POST /plans/{id}/rehearsals');

    const shown = expectOk(await system.as(planner)('previewEntry', { params, body: asked }));
    const { preview, status } = await rehearsed(asked);
    expect([status, preview]).toEqual(['done', shown]);
    expect(shown.size).toBe(60);
  });

  test('shows the preview of an entry that cannot be drawn, with the reason', async () => {
    const mining = { id: 'MINES' };
    const begun = await system.as(planner)('startRehearsal', {
      params: mining,
      key: 'rehearse-mining',
      body: { entryId: 'E1' },
    });
    await system.runJobs();
    const call = { params: { ...mining, rehearsalId: expectOk(begun).id }, query: {} };
    const { failure, preview, status } = expectOk(await system.as(planner)('getRehearsal', call));
    expect([status, failure]).toEqual(['failed', expect.stringContaining('没有符合条件的检查对象')]);
    expect(preview).toMatchObject({
      size: 0,
      warnings: expect.arrayContaining([{ kind: 'empty-frame', message: '没有可抽取的对象' }]),
    });
  });

  test('is compared by another rehearsal, not within a request', async () => {
    const { id } = await rehearsed({ entryId: 'E1' });
    const compared = { planId: 'P1', rehearsalId: id, compare: true };
    expect(await getRehearsal(system.deps, compared, actor, now(), never)).toMatchObject({
      ok: false,
      error: { kind: 'not-ready' },
    });
    expect(await getRehearsal(system.deps, { ...compared, compare: false }, actor, now(), never)).toMatchObject({
      ok: true,
    });
  });

  test('tells every twenty thousand objects that it is being read', async () => {
    const told: number[] = [];
    const [row] = await Array.fromAsync(system.deps.registry.all('object'));
    if (!row) throw new Error('no object');
    async function* all() {
      for (let n = 0; n < 45_000; n += 1) yield row;
    }
    const counted = countingReads(
      { ...system.deps.registry, all: all as typeof system.deps.registry.all },
      async (n) => {
        told.push(n);
      },
    );
    for await (const _ of counted.all('object'));
    for await (const _ of counted.all('inspector'));
    expect(told).toEqual([20_000, 40_000]);
  });
});

describe('a rehearsal of the whole plan', () => {
  test('draws together what one batch may hold: entries of one window whose lists are published the same way', async () => {
    const { groups } = await rehearsed();
    expect(groups?.map(({ entries }) => entries)).toEqual([['E1'], ['E2'], ['E3']]);
  });

  test('that is still a draft can be rehearsed; one that is closed, or without entries, cannot', async () => {
    const plan = await system.deps.records.find('plan', 'P1');
    if (!plan) throw new Error('no plan');
    const change = async (facts: object) => {
      const now = await system.deps.records.find('plan', 'P1');
      if (!now) throw new Error('no plan');
      const value = { ...now.value, ...facts };
      expect(await system.deps.work.commit([replaceRecord('plan', 'P1', now, value, anEvent())])).toMatchObject({
        ok: true,
      });
    };
    await change({ status: 'draft', edition: 0 });
    expect((await rehearsed()).status).toBe('done');
    await change({ entries: [] });
    expect(kindOf(await start())).toBe('invalid-input');
    await change({ status: 'closed' });
    expect(kindOf(await start())).toBe('not-ready');
  });

  test('that a freeze would refuse says what a freeze would say', async () => {
    const entry = jointEntry({ id: 'E1', filter: { kinds: ['社会组织'] } });
    await change([entry]);
    const answer = await rehearsed({ entryId: 'E1' });
    expect(answer).toMatchObject({
      status: 'failed',
      failure: '食品经营联合抽查 没有符合条件的检查对象。',
    });
  });

  test('with a mistake in an entry is answered with the place of the mistake, and nothing runs', async () => {
    await change([
      jointEntry({
        departments: [
          { department: 'SCJG', items: ['SCJG-001', 'SCJG-999'] },
          { department: 'WJW', items: ['WJW-001'] },
        ],
      }),
    ]);
    expect(await start()).toMatchObject({
      error: { kind: 'invalid-input', errors: [{ path: 'plan.entries.0.departments.0.items.1' }] },
    });
    expect(expectOk(await system.as(planner)('listRehearsals', { params })).items).toEqual([]);
  });
});

async function change(entries: readonly ReturnType<typeof jointEntry>[]) {
  const plan = await system.deps.records.find('plan', 'P1');
  if (!plan) throw new Error('no plan');
  const done = await system.deps.work.commit([
    replaceRecord('plan', 'P1', plan, { ...plan.value, entries }, anEvent()),
  ]);
  expect(done.ok).toBe(true);
}

describe('a rehearsal that is out of date', () => {
  test('is recognised by the plan, and by the registry when that is asked for', async () => {
    const { id } = await rehearsed({ entryId: 'E1' });
    expect(expectOk(await read(id)).stale).toEqual({ plan: false });
    expect(expectOk(await read(id, planner, 'true')).stale).toEqual({ plan: false, inputs: false });

    const row = await system.deps.registry.find('object', 'S0007');
    if (!row) throw new Error('no shop');
    await system.deps.work.commit([replaceRow(row, { ...row.value, address: '解放路700号' }, anEvent())]);
    expect(expectOk(await read(id)).stale).toEqual({ plan: false });
    expect(expectOk(await read(id, planner, 'true')).stale).toEqual({ plan: false, inputs: true });

    await change([jointEntry({ title: '食品经营抽查' })]);
    expect(expectOk(await read(id)).stale).toEqual({ plan: true });
    expect((await rehearsed({ entryId: 'E1' })).stale).toEqual({ plan: false });
  });

  test('an inspector who leaves makes it so as well', async () => {
    const { id } = await rehearsed({ entryId: 'E1' });
    const row = await system.deps.registry.find('inspector', 'WJW-R001');
    if (!row) throw new Error('nobody');
    await system.deps.work.commit([replaceRow(row, { ...row.value, status: '失效' }, anEvent())]);
    expect(expectOk(await read(id, planner, 'true')).stale).toEqual({ plan: false, inputs: true });
  });
});

describe('who may rehearse (R14)', () => {
  test('departments of the plan and the office; another department is refused, and inspectors and the public are', async () => {
    const { id } = await rehearsed({ entryId: 'E1' }, partner);
    const stranger = person('GAJ', 'officer');
    expect(kindOf(await start({ entryId: 'E1' }, stranger))).toBe('not-found');
    expect(kindOf(await read(id, stranger))).toBe('not-found');
    expect(kindOf(await system.as(stranger)('listRehearsals', { params }))).toBe('not-found');
    expect(kindOf(await start({ entryId: 'E1' }, person('SCJG', 'inspector')))).toBe('forbidden');
    expect(kindOf(await read(id, person('GAJ', 'office')))).toBe('ok');
  });

  test('a department sees its own inspectors one by one, and of the others the figures as a whole', async () => {
    const { id } = await rehearsed({ entryId: 'E1' });
    const rows = async (who: Principal) =>
      expectOk(await read(id, who)).groups?.[0]?.departments.map(({ heaviest, load }) => [
        heaviest.length,
        load !== undefined,
      ]);
    expect(await rows(planner)).toEqual([
      [6, true],
      [0, true],
    ]);
    expect(await rows(partner)).toEqual([
      [0, true],
      [4, true],
    ]);
    expect(await rows(person('SCJG', 'office'))).toEqual([
      [6, true],
      [4, true],
    ]);
  });

  test('a rehearsal is not read through another plan', async () => {
    const { id } = await rehearsed({ entryId: 'E1' });
    await settle(system.deps, { items: [], objects: [], inspectors: [], plans: [publishedPlan([], { id: 'P2' })] });
    const call = { params: { id: 'P2', rehearsalId: id }, query: {} };
    expect(kindOf(await system.as(planner)('getRehearsal', call))).toBe('not-found');
  });
});

describe('one that is under way', () => {
  test('is not started again, by whomever; the same request repeated finds it', async () => {
    const first = expectOk(await start({ entryId: 'E1' }, planner, 'rehearse-same'));
    expect(expectOk(await start({ entryId: 'E1' }, planner, 'rehearse-same')).version).toBe(first.version);
    const again = await start({ entryId: 'E1' }, partner);
    expect(again).toMatchObject({
      error: { kind: 'illegal-transition', detail: '演练处于“演练中”状态，不能“开始演练”。' },
    });
    expect(kindOf(await start({ entryId: 'E2' }))).toBe('ok');
    await system.runJobs();
    expect(expectOk(await read(first.id)).status).toBe('done');
    expect(kindOf(await start({ entryId: 'E1' }))).toBe('ok');
  });

  test('of two that start at the same moment one is let through', async () => {
    const answers = await Promise.all([start({ entryId: 'E1' }), start({ entryId: 'E1' }, partner)]);
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
  });

  test('whose job was lost is started again after twenty minutes, and the lost run then writes nothing', async () => {
    const { id } = expectOk(await start({ entryId: 'E1' }));
    const lost = await system.deps.records.find('rehearsal', id);
    system.forgetJobs();
    system.at('2026-11-23T01:19:59.999Z');
    expect(kindOf(await start({ entryId: 'E1' }))).toBe('illegal-transition');
    system.at('2026-11-23T01:20:00.000Z');
    expect(kindOf(await start({ entryId: 'E1' }))).toBe('ok');
    const before = await system.deps.records.find('rehearsal', id);
    expect(await system.runJob('simulate-plan', { rehearsalId: id, run: lost?.value.run ?? '' })).toEqual({});
    expect(await system.deps.records.find('rehearsal', id)).toEqual(before);
    await system.runJobs();
    expect(expectOk(await read(id)).status).toBe('done');
  });

  test.each([0, 1])(
    'whose run is killed after %i writes comes to the same figures when it is repeated',
    async (writes) => {
      const { id } = expectOk(await start({ entryId: 'E1' }));
      const run = (await system.deps.records.find('rehearsal', id))?.value.run ?? '';
      const { work } = dynamoStore({ ...system.store.db, client: dyingAfter(system.store.db.client, writes) });
      await expect(runRehearsal({ ...system.deps, work }, { rehearsalId: id, run })).rejects.toThrow('killed');
      expect(expectOk(await read(id)).status).toBe('running');
      await system.runJobs();
      const { groups, inputsDigest } = expectOk(await read(id));
      const fresh = await rehearsed({ entryId: 'E1' });
      expect([fresh.groups, fresh.inputsDigest]).toEqual([groups, inputsDigest]);
    },
  );

  test('that has ended is not run again by a message that comes twice', async () => {
    const { id } = await rehearsed({ entryId: 'E1' });
    const stored = await system.deps.records.find('rehearsal', id);
    expect(await system.runJob('simulate-plan', { rehearsalId: id, run: stored?.value.run ?? '' })).toEqual({});
  });
});
