import { describe, expect, test } from 'vitest';
import type { EntryPreview } from '../../shared/domain/plan/entry-preview.ts';
import { frameWarnings, ownDrawn, partWarnings } from '../../shared/domain/plan/preview.ts';

const stratum = (size: number, quota: number, own: number) => ({ stratum: 'A', size, quota, own });

describe('how many of its own objects a department checks is left to the draw', () => {
  test('on average the ratio of the draw, in each stratum of its own', () => {
    expect(ownDrawn([stratum(100, 10, 30), stratum(20, 5, 8)]).mean).toBe(5);
  });

  test('all of what is drawn, where all objects are its own', () => {
    expect(ownDrawn([stratum(100, 10, 100)])).toEqual({ mean: 10, none: 0 });
  });

  test('none in 7 of 15 draws of two from ten of which three are its own: 7/10 · 6/9', () => {
    expect(ownDrawn([stratum(10, 2, 3)]).none).toBe(4667);
  });

  test('none for certain without an object, and never where more are drawn than are not its own', () => {
    expect(ownDrawn([stratum(10, 2, 0)])).toEqual({ mean: 0, none: 10_000 });
    expect(ownDrawn([stratum(10, 8, 3)]).none).toBe(0);
    expect(ownDrawn([stratum(0, 0, 0)])).toEqual({ mean: 0, none: 10_000 });
  });
});

describe('what the planner is warned of', () => {
  const part = (facts: Partial<EntryPreview['departments'][number]> = {}) => ({
    department: 'SCJG' as const,
    size: 100,
    drawn: { mean: 10, none: 0 },
    inspectors: { available: 4, perVisit: 2 },
    itemsWithoutObjects: [],
    ...facts,
  });
  const sound = { unheld: [], lawfulTeam: true };
  const kinds = (warnings: EntryPreview['warnings']) => warnings.map(({ kind }) => kind);

  test('nothing, where all is in order', () => {
    expect([...partWarnings(part(), sound), ...frameWarnings(100, undefined)]).toEqual([]);
  });

  test('fewer than two lawful inspectors', () => {
    const alone = part({ inspectors: { available: 1, perVisit: 2 } });
    expect(partWarnings(alone, { unheld: [], lawfulTeam: false })).toEqual([
      { kind: 'too-few-inspectors', department: 'SCJG', message: '市场监督管理局可派执法人员 1 人，每次检查须有 2 人' },
    ]);
  });

  test('a qualification that nobody holds', () => {
    expect(kinds(partWarnings(part(), { unheld: ['特种设备'], lawfulTeam: false }))).toEqual(['missing-qualification']);
  });

  test('qualifications that are held, but not by any two together', () => {
    expect(kinds(partWarnings(part(), { unheld: [], lawfulTeam: false }))).toEqual(['no-lawful-team']);
  });

  test('a department and items without objects', () => {
    const warnings = partWarnings(part({ size: 0, itemsWithoutObjects: ['SCJG-002'] }), sound);
    expect(warnings.map(({ kind, message }) => [kind, message])).toEqual([
      ['empty-part', '市场监督管理局没有可检查的对象'],
      ['item-without-objects', '事项 SCJG-002 没有适用的检查对象'],
    ]);
  });

  test('an empty frame, a number above the cap, and a list that would tell the class', () => {
    const aboveCap = { kind: 'ratio-above-cap', item: 'SCJG-001', ratio: 1189, cap: 1000 } as const;
    const shown = { kind: 'class-would-show', frame: '食品', among: 'drawn', stratum: 'D', count: 3, of: 3 } as const;
    expect(kinds(frameWarnings(0, undefined))).toEqual(['empty-frame']);
    expect(frameWarnings(9, aboveCap)[0]?.message).toBe('事项 SCJG-001 的抽查比例 11.89% 超过上限 10%。');
    expect(frameWarnings(9, shown)[0]?.message).toContain('抽中的 3 户中有 3 户同为 D 类');
  });
});
