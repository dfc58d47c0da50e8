import { describe, expect, test } from 'vitest';
import type { DryFrame } from '../../shared/domain/rehearsal/dry-draw.ts';
import { failureTally, loadTally, type ObjectFacts, visitTally } from '../../shared/domain/rehearsal/tally.ts';
import { inspector } from './match-cases.ts';

const nothing = { mean: 0, min: 0, max: 0 };

describe('the visits of dry draws', () => {
  const frame = (entry: string, departments: readonly string[], quotas: readonly number[]): DryFrame => ({
    frame: entry,
    parts: departments.map((department) => ({ department, items: [`${department}-001`] })),
    objects: [],
    strata: quotas.map((quota, n) => ({ stratum: n === 0 ? 'A' : 'B', size: 9, quota })),
  });
  const frames = [frame('E1', ['SCJG', 'WJW'], [2, 1]), frame('E2', ['WJW'], [1])];
  const facts = new Map<string, ObjectFacts>([
    ['a', { creditClass: 'B', township: '411422200', kind: '企业' }],
    ['b', { creditClass: 'A', township: '411422105', kind: '个体工商户' }],
  ]);
  const visit = (id: string, ...departments: string[]) => ({
    id,
    visit: id,
    ticket: '0',
    checks: departments.map((department) => ({ department, items: [], frames: [] })),
  });

  test('are none before the first draw, whatever department is asked for', () => {
    const tally = visitTally(frames, facts);
    expect(tally.visitsOf('SCJG')).toEqual(nothing);
    expect(tally.visitsOf('YJJ')).toEqual(nothing);
    expect(tally.counted()).toMatchObject({ seeds: 0, visits: { separate: 4, merged: nothing } });
  });

  test('have mean, least and most over all draws, and so has what is saved by going together', () => {
    const tally = visitTally(frames, facts);
    tally.add([visit('a', 'SCJG', 'WJW'), visit('b', 'SCJG')]);
    tally.add([visit('a', 'SCJG')]);
    tally.add([visit('a', 'SCJG')]);
    expect(tally.visitsOf('SCJG')).toEqual({ mean: 1.33, min: 1, max: 2 });
    expect(tally.visitsOf('WJW')).toEqual({ mean: 0.33, min: 0, max: 1 });
    expect(tally.counted()).toEqual({
      seeds: 3,
      // Quotas of 2, 1 and 1 are four visits if everybody goes alone.
      visits: { separate: 4, merged: { mean: 1.33, min: 1, max: 2 }, saved: { mean: 2.67, min: 2, max: 3 } },
      byCreditClass: [
        { creditClass: 'A', visits: 0.33 },
        { creditClass: 'B', visits: 1 },
      ],
      byTownship: [
        { township: '411422105', visits: 0.33 },
        { township: '411422200', visits: 1 },
      ],
      byKind: [
        { kind: '个体工商户', visits: 0.33 },
        { kind: '企业', visits: 1 },
      ],
    });
  });

  test('of an object that stands in no frame are a fault', () => {
    expect(() => visitTally(frames, facts).add([visit('c', 'SCJG')])).toThrow('object c stands in no frame');
  });
});

describe('the loads of inspectors', () => {
  const window = { from: '2026-12-01', to: '2026-12-18' };

  test('of somebody who is sent nowhere count as none', () => {
    const tally = loadTally([inspector('R1'), inspector('R2')], window);
    tally.add(new Map([['R1', 3]]));
    tally.add(new Map([['R1', 4]]));
    expect(tally.loadsOf('SCJG')).toEqual({
      inspectors: 2,
      load: { mean: 1.75, min: 0, max: 4 },
      heaviest: [
        { inspectorId: 'R1', mean: 3.5, min: 3, max: 4 },
        { inspectorId: 'R2', mean: 0, min: 0, max: 0 },
      ],
    });
  });

  test('are unknown where no match succeeded', () => {
    expect(loadTally([inspector('R1')], window).loadsOf('SCJG')).toEqual({ inspectors: 1, heaviest: [] });
  });

  test('are shown of the hundred heaviest, equal ones by id, and counted of all', () => {
    const many = Array.from({ length: 101 }, (_, n) => inspector(`R${String(n).padStart(3, '0')}`));
    const tally = loadTally(many.toReversed(), window);
    tally.add(new Map([['R100', 2]]));
    const { inspectors, heaviest } = tally.loadsOf('SCJG');
    expect(inspectors).toBe(101);
    const first99 = Array.from({ length: 99 }, (_, n) => `R${String(n).padStart(3, '0')}`);
    expect(heaviest.map(({ inspectorId }) => inspectorId)).toEqual(['R100', ...first99]);
  });

  test('are a share of the capacity of all who have one, in ten-thousandths', () => {
    const tally = loadTally([inspector('R1', { capacity: 10 }), inspector('R2', { capacity: 20 })], window);
    tally.add(
      new Map([
        ['R1', 4],
        ['R2', 5],
      ]),
    );
    const { ofCapacity, heaviest } = tally.loadsOf('SCJG');
    // 9 of 30, 5 of 20, 4 of 10.
    expect([ofCapacity, ...heaviest.map((one) => one.ofCapacity)]).toEqual([3000, 2500, 4000]);
  });

  test('have no common share where somebody has no capacity of his own', () => {
    const tally = loadTally([inspector('R1', { capacity: 10 }), inspector('R2')], window);
    tally.add(new Map([['R1', 4]]));
    const { ofCapacity, heaviest } = tally.loadsOf('SCJG');
    expect(ofCapacity).toBeUndefined();
    expect(heaviest.map((one) => one.ofCapacity)).toEqual([4000, undefined]);
  });
});

describe('the failures of dry matches', () => {
  test('are told by department, each with its worst case and how many dry runs it stopped', () => {
    const tally = failureTally();
    tally.add([{ department: 'WJW', missing: 1, reason: '缺一人' }]);
    tally.add([
      { department: 'SCJG', missing: 1, reason: '缺专家' },
      { department: 'SCJG', missing: 3, reason: '缺三人' },
      { department: 'WJW', missing: 2, reason: '缺两人' },
    ]);
    tally.add([{ department: 'SCJG', missing: 2, reason: '缺两人' }]);
    expect(tally.all()).toEqual([
      { department: 'SCJG', seeds: 2, missing: 3, reason: '缺三人' },
      { department: 'WJW', seeds: 2, missing: 2, reason: '缺两人' },
    ]);
  });
});
