import { describe, expect, test } from 'vitest';
import { type EntryPreview, expectedVisits, previewWarnings } from '../../shared/domain/plan/preview.ts';

const frame = (department: 'SCJG' | 'WJW', size: number, quota: number) => ({
  department,
  strata: [{ stratum: 'A' as const, size, quota }],
});
const shared = (objects: number) => ({ stratum: 'A' as const, departments: ['SCJG', 'WJW'] as const, objects });
const only = (department: 'SCJG' | 'WJW', objects: number) => ({
  stratum: 'A' as const,
  departments: [department],
  objects,
});

describe('how many objects are about to be visited', () => {
  test('two departments that draw from the same objects visit as many as the larger draw, not the sum', () => {
    expect(expectedVisits([frame('SCJG', 100, 10), frame('WJW', 100, 4)], [shared(100)])).toBe(10);
  });

  test('departments without a common object visit the sum', () => {
    const overlaps = [only('SCJG', 100), only('WJW', 50)];
    expect(expectedVisits([frame('SCJG', 100, 10), frame('WJW', 50, 5)], overlaps)).toBe(15);
  });

  test('in between, a common object is visited by the larger share only: 50·10 % + 50·20 % + 50·20 % = 25', () => {
    const overlaps = [only('SCJG', 50), shared(50), only('WJW', 50)];
    expect(expectedVisits([frame('SCJG', 100, 10), frame('WJW', 100, 20)], overlaps)).toBe(25);
    expect(expectedVisits([frame('SCJG', 100, 10), frame('WJW', 100, 10)], overlaps)).toBe(15);
  });

  test('a department that draws nothing of a class adds nothing to what another draws of it', () => {
    expect(expectedVisits([frame('SCJG', 100, 10)], [shared(50), only('WJW', 30)])).toBe(5);
  });

  test('nothing to draw is no visit', () => {
    expect(expectedVisits([frame('SCJG', 0, 0)], [])).toBe(0);
  });
});

describe('what the planner is warned of', () => {
  const part = (facts: Partial<EntryPreview['departments'][number]> = {}) => ({
    department: 'SCJG' as const,
    size: 100,
    strata: [],
    excluded: [],
    visits: 10,
    inspectors: { available: 4, perVisit: 2 },
    itemsWithoutObjects: [],
    ...facts,
  });
  const sound = { unheld: [], lawfulTeam: true };
  const kinds = (warnings: EntryPreview['warnings']) => warnings.map(({ kind }) => kind);

  test('nothing, where all is in order', () => {
    expect(previewWarnings(part(), sound)).toEqual([]);
  });

  test('fewer than two lawful inspectors', () => {
    const alone = part({ inspectors: { available: 1, perVisit: 2 } });
    expect(previewWarnings(alone, { unheld: [], lawfulTeam: false })).toEqual([
      { kind: 'too-few-inspectors', department: 'SCJG', message: '市场监督管理局可派执法人员 1 人，每次检查须有 2 人' },
    ]);
  });

  test('a qualification that nobody holds', () => {
    expect(kinds(previewWarnings(part(), { unheld: ['特种设备'], lawfulTeam: false }))).toEqual([
      'missing-qualification',
    ]);
  });

  test('qualifications that are held, but not by any two together', () => {
    expect(kinds(previewWarnings(part(), { unheld: [], lawfulTeam: false }))).toEqual(['no-lawful-team']);
  });

  test('an empty frame, items without objects and a number above the cap', () => {
    const aboveCap = { item: 'SCJG-001', ratio: 1189, cap: 1000 };
    const warnings = previewWarnings(part({ size: 0, itemsWithoutObjects: ['SCJG-002'] }), { ...sound, aboveCap });
    expect(kinds(warnings)).toEqual(['empty-frame', 'item-without-objects', 'ratio-above-cap']);
    expect(warnings.map(({ message }) => message)).toEqual([
      '市场监督管理局没有可抽取的对象',
      '事项 SCJG-002 没有适用的检查对象',
      '抽取数量占 11.89%，超过事项 SCJG-001 的上限 10%',
    ]);
  });
});
