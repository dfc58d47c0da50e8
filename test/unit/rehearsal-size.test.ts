import { expect, test } from 'vitest';
import { departmentCodes } from '../../shared/codes/departments.ts';
import { townshipCodes } from '../../shared/codes/townships.ts';
import type { RehearsalGroup } from '../../shared/domain/rehearsal/rehearsal.ts';
import { withinRow } from '../../shared/domain/rehearsal/row-limit.ts';

const spread = { mean: 12.34, min: 3, max: 45 };
const heaviest = Array.from({ length: 100 }, (_, n) => ({
  inspectorId: `SCJG-R0000${n}`,
  ...spread,
  ofCapacity: 4567,
}));

/** A month in which so many departments inspect. */
const groupOf = (departments: readonly (typeof departmentCodes)[number][]): RehearsalGroup => ({
  entries: ['E1', 'E2', 'E3'],
  window: { from: '2026-12-01', to: '2026-12-31' },
  objects: 5000,
  seeds: 200,
  visits: { separate: 400, merged: spread, saved: spread },
  byCreditClass: [{ creditClass: 'A', visits: 12.34 }],
  byTownship: townshipCodes.map((township) => ({ township, visits: 12.34 })),
  byKind: [{ kind: '企业', visits: 12.34 }],
  departments: departments.map((department) => ({
    ...{ department, objects: 3000, visits: spread, inspectors: 120, load: spread, ofCapacity: 1234, heaviest },
  })),
  matching: {
    seeds: 200,
    feasible: 0,
    bottlenecks: departments.map((department) => ({
      ...{
        department,
        seeds: 200,
        missing: 3,
        reason: '市场监督管理局：执法人员：12户需要24人次，可用1人×12户=12人次，缺12人次',
      },
    })),
  },
  notes: [],
});
const months = (count: number, departments = departmentCodes) =>
  Array.from({ length: count }, () => groupOf(departments));

test('the rehearsal of a year in which every department inspects every month fits the one row that keeps it', () => {
  const kept = withinRow(months(12));
  if (!kept.ok) throw new Error(kept.error.kind);
  expect(kept.value).toHaveLength(12);
  // The store takes 400 KB.
  expect(Buffer.byteLength(JSON.stringify(kept.value))).toBeLessThan(350_000);
  for (const { departments } of kept.value) {
    expect(departments).toHaveLength(27);
    for (const { heaviest: own } of departments) expect(own).toEqual(heaviest.slice(0, own.length));
    expect(departments[0]?.heaviest.length).toBeGreaterThanOrEqual(5);
  }
});

test('of one entry nothing is left out', () => {
  const [entry] = months(1, ['SCJG', 'WJW']);
  expect(withinRow(entry ? [entry] : [])).toEqual({ ok: true, value: [entry] });
});

test('a plan of a hundred windows is refused by name, and not by the store', () => {
  expect(withinRow(months(100))).toEqual({ ok: false, error: { kind: 'too-many-groups', groups: 100 } });
});
