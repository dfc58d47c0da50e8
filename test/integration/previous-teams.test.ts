import { beforeEach, describe, expect, test } from 'vitest';
import { assign } from '../../shared/domain/visit/assignment.ts';
import type { Visit } from '../../shared/domain/visit/visit.ts';
import { createRecord } from '../../shared/use-cases/changes.ts';
import { drawnBatch } from '../support/draw-ceremony.ts';
import { jointEntry, ofClassA, officer, publishedPlan, settle, shop } from '../support/drawable-county.ts';
import { anObject } from '../support/inspection-samples.ts';
import { anEvent } from '../support/stored-rows.ts';
import { expectOk, person, systemForTest, type TestSystem } from '../support/system.ts';

/**
 * Two shops are drawn and three inspectors can go, the third of them to one shop only. Whoever may not send the first
 * two again to either shop needs the third twice: there is no lawful match, whatever the seed. Whoever forgets who went
 * last time sends the first two twice.
 */
const [left, right] = [shop(3).id, shop(6).id];
const entry = jointEntry({
  departments: [{ department: 'SCJG', items: ['SCJG-001'] }],
  quotas: ofClassA(10_000).quotas,
});

let system: TestSystem;
beforeEach(async () => {
  system = await systemForTest();
  await settle(system.deps, {
    objects: [shop(3), shop(6)],
    inspectors: [officer('SCJG', 1), officer('SCJG', 2), officer('SCJG', 3, { capacity: 1 })],
    plans: [publishedPlan([entry], { scope: 'department', departments: ['SCJG'] })],
  });
});

/** A visit of a shop that this pair was sent to on that day. */
async function visited(objectId: string, day: string, pair = [1, 2], more: Partial<Visit> = {}): Promise<void> {
  const { visit } = assign({
    batchId: `earlier-${day}`,
    object: anObject({ id: objectId }),
    lead: 'SCJG',
    parts: [
      {
        department: 'SCJG',
        items: [{ id: 'SCJG-001', version: 1, name: '检查', taskId: 't' }],
        team: pair.map((n) => ({ id: officer('SCJG', n).id, version: 1, name: `检查员${n}`, certificate: '1' })),
      },
    ],
    window: { from: day, to: day },
    dispatchedAt: `${day}T01:00:00.000Z`,
  });
  const value = { ...visit, status: 'completed' as const, ...more };
  const done = await system.deps.work.commit([createRecord('visit', visit.id, value, anEvent())]);
  if (!done.ok) throw new Error(done.error.kind);
}

const ways = [
  ['the draw', async () => (await drawnBatch(system)).status === 'drawn'],
  [
    'the rehearsal',
    async () => {
      const call = system.as(person('SCJG', 'officer'));
      const { id } = expectOk(await call('startRehearsal', { params: { id: 'P1' }, key: 'rehearse-1', body: {} }));
      await system.runJobs();
      const answer = expectOk(await call('getRehearsal', { params: { id: 'P1', rehearsalId: id }, query: {} }));
      const [group] = answer.groups ?? [];
      if (!group) throw new Error(`the rehearsal is ${answer.status}`);
      const { seeds, feasible } = group.matching;
      if (feasible !== 0 && feasible !== seeds) throw new Error('it depends on the seed');
      return feasible === seeds;
    },
  ],
] as const;

describe.each(ways)('in %s the pair of the last visit is not sent again (R2)', (_, isMatched) => {
  const both = async (day: string, pair?: number[], more?: Partial<Visit>) => {
    await visited(left, day, pair, more);
    await visited(right, day, pair, more);
  };

  test('and without a last visit anybody may go', async () => {
    expect(await isMatched()).toBe(true);
  });

  test.each([
    ['of this year', '2026-03-10'],
    ['on the first day of last year', '2025-01-01'],
    ['on the last day of last year', '2025-12-31'],
  ])('when it was %s', async (__, day) => {
    await both(day);
    expect(await isMatched()).toBe(false);
  });

  test('but may be when it was before last year', async () => {
    await both('2024-12-31');
    expect(await isMatched()).toBe(true);
  });

  test('but may be when others went there since', async () => {
    await both('2025-06-01');
    await both('2025-09-01', [1, 3]);
    expect(await isMatched()).toBe(true);
  });

  test('though others had gone there before', async () => {
    await both('2025-06-01', [1, 3]);
    await both('2025-09-01');
    expect(await isMatched()).toBe(false);
  });

  test('but may be when it could not inspect at all', async () => {
    await both('2026-03-10', [1, 2], { status: 'not-performed' });
    expect(await isMatched()).toBe(true);
  });
});
