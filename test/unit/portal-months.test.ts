import { describe, expect, test } from 'vitest';
import { monthEnd, monthStart, monthsBetween, yearBefore } from '../../functions/portal/months.ts';

describe('the months a public search covers', () => {
  test('run from the newest to the oldest, over the turn of a year', () => {
    expect(monthsBetween('2025-11', '2026-02')).toEqual(['2026-02', '2026-01', '2025-12', '2025-11']);
  });

  test('are twelve when nothing else is asked for', () => {
    expect(monthsBetween(yearBefore('2026-11'), '2026-11')).toHaveLength(12);
    expect(yearBefore('2026-11')).toBe('2025-12');
  });

  test('may not run backwards, nor over more than five years', () => {
    expect(monthsBetween('2026-02', '2026-01')).toBeUndefined();
    expect(monthsBetween('2021-01', '2026-01')).toBeUndefined();
  });

  test('begin and end at midnight in Shanghai', () => {
    expect(monthStart('2026-11')).toBe('2026-10-31T16:00:00.000Z');
    expect(monthEnd('2026-12')).toBe('2026-12-31T16:00:00.000Z');
  });
});
