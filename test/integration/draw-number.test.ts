import { beforeEach, expect, test } from 'vitest';
import { frozenBatch, lead, times } from '../support/draw-ceremony.ts';
import { jointEntry, numbered, officer, publishedPlan, settle, shop } from '../support/drawable-county.ts';
import { expectOk, systemForTest, type TestSystem } from '../support/system.ts';

let system: TestSystem;
beforeEach(async () => {
  system = await systemForTest();
  await settle(system.deps, {
    objects: numbered(40, (n) => shop(n)),
    inspectors: [...numbered(3, (n) => officer('SCJG', n)), ...numbered(3, (n) => officer('WJW', n))],
    plans: [
      publishedPlan([
        // R9: three draws of the same shops need a reason.
        ...['E1', 'E2', 'E3'].map((id) => jointEntry({ id, frequencyWaiver: '专项整治' })),
        // Nobody mines in this county.
        jointEntry({ id: 'NONE', filter: { industries: ['B06'] } }),
      ]),
    ],
  });
  system.at(times.freeze);
});

const freeze = (entryId: string) => {
  const body = { title: '年末联合抽查', entries: [{ planId: 'P1', entryId }] };
  return system.as(lead)('freezeBatch', { key: `freeze-${entryId}-key`, body });
};

test('a freeze that is refused leaves no gap in the public numbers of draws', async () => {
  expect(await freeze('NONE')).toMatchObject({ error: { kind: 'empty-frame' } });
  expect((await frozenBatch(system)).number).toBe('41142220261123-1');
  expect(await freeze('NONE')).toMatchObject({ error: { kind: 'empty-frame' } });
  expect(expectOk(await freeze('E2')).number).toBe('41142220261123-2');
});

test('freezes that meet have numbers of their own, one after another', async () => {
  const frozen = await Promise.all(['E1', 'E2', 'E3'].map(freeze));
  expect(frozen.map((batch) => expectOk(batch).number).toSorted()).toEqual([
    '41142220261123-1',
    '41142220261123-2',
    '41142220261123-3',
  ]);
});

test('a number that was only looked at is given to whoever takes it first', async () => {
  const { counters, work } = system.deps;
  expect([await counters.peek('c'), await counters.peek('c')]).toEqual([1, 1]);
  const take = (number: number) => work.commit([{ change: 'take-number', counter: 'c', number }]);
  expect((await take(1)).ok).toBe(true);
  expect(await take(1)).toMatchObject({ error: { kind: 'stale-version', entity: 'counter' } });
  expect(await counters.next('c')).toBe(2);
  expect(await take(2)).toMatchObject({ error: { kind: 'stale-version' } });
  expect(await counters.peek('c')).toBe(3);
});
