import { expect, test } from 'vitest';
import { departmentCodes } from '../../shared/codes/departments.ts';
import type { Bottleneck } from '../../shared/draw/match-bottleneck.ts';
import { matchFailuresOf } from '../../shared/use-cases/match/match-visits.ts';

const many = <T>(make: (n: number) => T): T[] => Array.from({ length: 500 }, (_, n) => make(n));
const visits = many((n) => `91411422MA${String(n).padStart(8, '0')}`);
const inspectors = many((n) => `411422-R${String(n).padStart(6, '0')}`);
const names = new Map(inspectors.map((id) => [id, '欧阳检查员']));

const bottleneck = (department: string): Bottleneck => ({
  department,
  constraint: 'eligibility',
  visits,
  needed: 1000,
  missing: 2,
  qualifications: ['特种设备'],
  serving: [],
  excluded: inspectors.map((inspector) => ({ inspector, constraint: 'certificate', visits: 500 })),
  proven: true,
});

/** A batch is one row of the database, which holds 400 KB, and its frames need a good part of them. */
const roomBytes = 200_000;

test('a match that fails in every department for hundreds of visits and inspectors can still be kept with the batch', () => {
  const kept = matchFailuresOf({ matching: { perDepartment: 2 } }, departmentCodes.map(bottleneck), names);
  expect(kept).toHaveLength(27);
  expect(Buffer.byteLength(JSON.stringify(kept))).toBeLessThan(roomBytes);
  for (const failure of kept) {
    expect(failure.visitCount).toBe(500);
    expect(failure.visits.length).toBeGreaterThanOrEqual(20);
    expect(failure.excluded?.length).toBeGreaterThanOrEqual(20);
  }
});

test('a match that fails in one department names a hundred of each', () => {
  const [only] = matchFailuresOf({ matching: { perDepartment: 2 } }, [bottleneck('SCJG')], names);
  expect(only?.visits).toEqual(visits.slice(0, 100));
  expect(only?.excluded?.map(({ id }) => id)).toEqual(inspectors.slice(0, 100));
});

test('of a thousand names in all each of eleven bottlenecks gets ninety-one, and every visit is counted', () => {
  const failures = matchFailuresOf({ matching: { perDepartment: 2 } }, Array(11).fill(bottleneck('SCJG')), names);
  expect(failures.map((one) => [one.visits.length, one.excluded?.length, one.visitCount])).toEqual(
    Array.from({ length: 11 }, () => [91, 91, 500]),
  );
  const ten = matchFailuresOf({ matching: { perDepartment: 2 } }, Array(10).fill(bottleneck('SCJG')), names);
  expect(ten[9]?.visits).toHaveLength(100);
});

test('whom a constraint keeps away is named for officials, without a name where the registry has none', () => {
  const [failure] = matchFailuresOf(
    { matching: { perDepartment: 2 } },
    [bottleneck('SCJG')],
    new Map([[inspectors[0] ?? '', '张三']]),
  );
  expect(failure?.excluded?.slice(0, 2)).toEqual([
    { id: inspectors[0], name: '张三', constraint: expect.any(String), visits: 500 },
    { id: inspectors[1], name: '', constraint: expect.any(String), visits: 500 },
  ]);
  expect(failure).toMatchObject({ department: 'SCJG', constraint: 'eligibility', missing: 2 });
});
