import { expect, test } from 'vitest';
import type { Bottleneck } from '../../shared/draw/match-bottleneck.ts';
import { matchFailuresOf } from '../../shared/use-cases/match/match-visits.ts';

const matching = { perDepartment: 2 };
const bottleneck = (visits: number, excluded: number): Bottleneck => ({
  department: 'SCJG',
  constraint: 'eligibility',
  visits: Array.from({ length: visits }, (_, n) => `S${n}`),
  needed: 2 * visits,
  missing: 1,
  qualifications: [],
  serving: [],
  excluded: Array.from({ length: excluded }, (_, n) => ({ inspector: `R${n}`, constraint: 'certificate', visits: 3 })),
  proven: true,
});
const namedIn = (bottlenecks: readonly Bottleneck[]) =>
  matchFailuresOf({ matching }, bottlenecks, new Map([['R0', '张三']])).map(({ visits, visitCount, excluded }) => [
    visits.length,
    visitCount,
    excluded.length,
  ]);

test('a failed match names a hundred visits and people of a bottleneck, a thousand in all, and counts every visit', () => {
  expect(namedIn([bottleneck(120, 130)])).toEqual([[100, 120, 100]]);
  expect(namedIn([bottleneck(7, 0)])).toEqual([[7, 7, 0]]);
  expect(namedIn(Array.from({ length: 10 }, () => bottleneck(120, 130)))[9]).toEqual([100, 120, 100]);
  // 1,000 over 11 departments and fields, rounded up.
  expect(namedIn(Array.from({ length: 11 }, () => bottleneck(120, 130)))[0]).toEqual([91, 120, 91]);
  expect(namedIn([])).toEqual([]);
});

test('whom a constraint keeps away is named for officials, and without a name where the registry has none', () => {
  const [failure] = matchFailuresOf({ matching }, [bottleneck(1, 2)], new Map([['R0', '张三']]));
  expect(failure?.excluded).toEqual([
    { id: 'R0', name: '张三', constraint: expect.any(String), visits: 3 },
    { id: 'R1', name: '', constraint: expect.any(String), visits: 3 },
  ]);
  expect(failure).toMatchObject({ department: 'SCJG', constraint: 'eligibility', missing: 1, visits: ['S0'] });
});
