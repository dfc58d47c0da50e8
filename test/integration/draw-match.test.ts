import { describe, expect, test } from 'vitest';
import type { Inspector } from '../../shared/domain/registry/registry.ts';
import { assign } from '../../shared/domain/visit/assignment.ts';
import { createRecord, replaceRecord, replaceRow } from '../../shared/use-cases/changes.ts';
import { dispatchedBatch, drawnBatch, lead, office, revealedBatch } from '../support/draw-ceremony.ts';
import {
  anItem,
  type County,
  jointEntry,
  numbered,
  ofClassA,
  officer,
  publishedPlan,
  settle,
  shop,
} from '../support/drawable-county.ts';
import { anObject } from '../support/inspection-samples.ts';
import { readPublicDraw, verified } from '../support/public-draw.ts';
import { anEvent } from '../support/stored-rows.ts';
import { expectOk, systemForTest, type TestSystem } from '../support/system.ts';

const everyA = ofClassA(10_000);
const ownEntry = { ...everyA, departments: [{ department: 'SCJG' as const, items: ['SCJG-001'] }] };

async function county(
  inspectors: readonly Inspector[],
  more: Partial<County> = {},
  entry = ownEntry,
): Promise<TestSystem> {
  const system = await systemForTest();
  const objects = numbered(15, (n) => shop(n));
  await settle(system.deps, { objects, inspectors, plans: [publishedPlan([jointEntry(entry)])], ...more });
  return system;
}

const visitsOf = async (system: TestSystem, id: string) => {
  const query = { kind: 'visit', in: 'ofBatch', of: id, page: { limit: 1000 } } as const;
  return (await system.deps.records.list(query)).items.map(({ value }) => value);
};

describe('a match that is impossible fails as a whole', () => {
  test.each([
    [
      'certificates that end within the window',
      numbered(3, (n) =>
        officer('SCJG', n, {
          certificate: { number: `${n}`, issuer: '省政府', validFrom: '2025-01-01', validTo: '2026-12-30' },
        }),
      ),
      '执法证件有效期不覆盖检查期3 人',
      2,
    ],
    [
      'a scope without the item',
      numbered(3, (n) => officer('SCJG', n, { itemScope: ['SCJG-777'] })),
      '检查事项不在其执法范围3 人',
      2,
    ],
    [
      'a qualification nobody holds',
      numbered(3, (n) => officer('SCJG', n)),
      '特种设备资质：5户需要5人次，可用0人×5户=0人次，缺5人次',
      1,
    ],
  ] as const)('for %s, with the department, how many are short and why', async (what, inspectors, reason, missing) => {
    const items = [anItem('SCJG', what.startsWith('a qualification') ? { qualification: '特种设备' } : {})];
    const system = await county(inspectors, { items });
    const batch = await drawnBatch(system);
    expect(batch.status).toBe('match-failed');
    expect(batch.matchFailure).toMatchObject([
      { department: 'SCJG', constraint: 'eligibility', missing, visitCount: 5 },
    ]);
    expect(batch.matchFailure?.[0]?.reason).toContain(reason);

    const published = await readPublicDraw(system.deps.published, batch.number);
    expect(published.document).toMatchObject({
      status: 'match-failed',
      matchFailure: [{ department: 'SCJG', missing }],
    });
    expect(JSON.stringify(published.document)).not.toContain('S0003');
    const dispatch = await system.as(lead)('dispatchBatch', { params: { id: batch.id } });
    expect(dispatch.ok ? 'done' : dispatch.error.kind).toBe('illegal-transition');
    expect(await visitsOf(system, batch.id)).toEqual([]);
  });

  test('a recusal of all but one for one object is enough, and drawing again says the same', async () => {
    const recused = { recusals: [{ objectId: 'S0003', ground: '亲属关系' as const }] };
    const system = await county([officer('SCJG', 1), officer('SCJG', 2, recused), officer('SCJG', 3, recused)]);
    const batch = await drawnBatch(system);
    expect(batch.matchFailure).toMatchObject([{ missing: 1, visits: ['S0003'], visitCount: 1 }]);
    const again = expectOk(await system.as(office)('drawBatch', { params: { id: batch.id } }));
    expect(again).toEqual(batch);
  });

  test('a recusal from a shop under the number it had before its credit code holds under the code', async () => {
    const recused = { recusals: [{ objectId: 'OLD-3', ground: '亲属关系' as const }] };
    const inspectors = [officer('SCJG', 1), officer('SCJG', 2, recused), officer('SCJG', 3, recused)];
    const objects = numbered(15, (n) => shop(n, n === 3 ? { formerIds: ['OLD-3'] } : {}));
    const batch = await drawnBatch(await county(inspectors, { objects }));
    expect(batch.matchFailure).toMatchObject([{ missing: 1, visits: ['S0003'], visitCount: 1 }]);
  });
});

describe('the teams follow from what was frozen', () => {
  test('an inspector who retires after the freeze is still drawn, as the frozen version says', async () => {
    const system = await county(numbered(2, (n) => officer('SCJG', n)));
    const { id } = await revealedBatch(system);
    const row = await system.deps.registry.find('inspector', 'SCJG-R001');
    if (!row) throw new Error('no inspector');
    const retired = replaceRow(row, { ...row.value, status: '失效' }, anEvent());
    expect((await system.deps.work.commit([retired])).ok).toBe(true);
    expect(expectOk(await system.as(lead)('drawBatch', { params: { id } })).status).toBe('drawn');
  });

  test('the pair of the last visit is not sent again where another can go', async () => {
    const system = await county(numbered(3, (n) => officer('SCJG', n)));
    const pairs = new Map<string, string>();
    for (const n of [3, 6, 9, 12, 15]) {
      const member = (k: number) => ({ id: `SCJG-R00${k}`, version: 1, name: `检查员${k}`, certificate: '1' });
      const pair = [(n % 3) + 1, ((n + 1) % 3) + 1].toSorted();
      const object = anObject({ id: shop(n).id });
      const { visit } = assign({
        batchId: 'earlier',
        object,
        lead: 'SCJG',
        parts: [
          {
            department: 'SCJG',
            items: [{ id: 'SCJG-001', version: 1, name: '检查', taskId: 't' }],
            team: pair.map(member),
          },
        ],
        window: { from: '2026-03-01', to: '2026-03-31' },
        dispatchedAt: '2026-03-01T01:00:00.000Z',
      });
      pairs.set(object.id, pair.map((k) => `SCJG-R00${k}`).join());
      const done = await system.deps.work.commit([
        createRecord('visit', visit.id, { ...visit, status: 'completed' }, anEvent()),
      ]);
      expect(done.ok).toBe(true);
    }
    const { id } = await dispatchedBatch(system);
    const visits = await visitsOf(system, id);
    expect(visits).toHaveLength(5);
    for (const { object, inspectors } of visits) expect([...inspectors].sort().join()).not.toBe(pairs.get(object.id));
  });
});

describe('a list that is published after the inspections', () => {
  const hidden = { ...ownEntry, listPublicity: '检查后公示' as const };

  test('is a salted digest until the window is over, and can be recomputed from then on', async () => {
    const system = await county(
      numbered(4, (n) => officer('SCJG', n)),
      {},
      hidden,
    );
    const { id, number } = await dispatchedBatch(system);
    const before = await readPublicDraw(system.deps.published, number);
    const digest = expect.stringMatching(/^[0-9a-f]{64}$/);
    expect(before.document.list).toEqual({ digest, teams: digest, parts: 0 });
    expect(before.document.frames[0]?.strata[0]).toMatchObject({ selected: 5, threshold: expect.any(String) });
    expect(before.objects).toEqual([]);
    // The rows are public, and name nobody.
    expect([...before.frames.values()].map((lines) => lines.length)).toEqual([5, 4]);
    expect(JSON.stringify([...before.frames])).not.toMatch(/S00\d\d|SCJG-R/);

    const publish = () => system.as(lead)('publishDrawList', { params: { id } });
    // The last second of 31 December in Shanghai, and the first of the new year.
    system.at('2026-12-31T15:59:59.999Z');
    const early = await publish();
    expect(early.ok ? 'published' : early.error.kind).toBe('not-ready');
    system.at('2026-12-31T16:00:00.000Z');
    const published = expectOk(await publish());
    expect(expectOk(await publish()).version).toBe(published.version);

    const after = await readPublicDraw(system.deps.published, number);
    expect(after.document.list?.digest).toBe(before.document.list?.digest);
    expect(after.objects.map(({ id: object }) => object).toSorted()).toEqual([
      'S0003',
      'S0006',
      'S0009',
      'S0012',
      'S0015',
    ]);
    expect(verified(after).verdict).toBe('verified');
  });
});

test('what the frozen batch says decides how many inspectors go, and not what the county has set since', async () => {
  const system = await county(numbered(5, (n) => officer('SCJG', n)));
  const { id, manifest } = await revealedBatch(system);
  expect(JSON.parse(manifest ?? '')).toMatchObject({ matching: { perDepartment: 2 } });
  const stored = await system.deps.records.find('batch', id);
  if (!stored) throw new Error('no batch');
  const frozen = { ...stored.value, matching: { perDepartment: 3 } };
  expect((await system.deps.work.commit([replaceRecord('batch', id, stored, frozen, anEvent())])).ok).toBe(true);
  expectOk(await system.as(lead)('drawBatch', { params: { id } }));
  expectOk(await system.as(lead)('dispatchBatch', { params: { id } }));
  const visits = await visitsOf(system, id);
  expect(visits.length).toBeGreaterThan(0);
  expect(visits.every(({ parts }) => parts.every(({ team }) => team.length === 3))).toBe(true);
});
