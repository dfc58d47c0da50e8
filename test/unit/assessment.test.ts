import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { defaultAssessment, type Indicator } from '../../shared/codes/assessment.ts';
import { figureDefinitions, figureIds } from '../../shared/codes/figures.ts';
import { type Adjustment, assess, gradeOf, type Scored } from '../../shared/domain/assessment/assess.ts';
import { type AssessmentTable, checkTable } from '../../shared/domain/assessment/table.ts';
import { figuresOf } from '../../shared/domain/figures/figures.ts';
import { publishedFacts, wholeYear } from '../support/statistics.ts';

const indicators: readonly Indicator[] = defaultAssessment.indicators;
const tableOf = (rows: readonly Indicator[]): AssessmentTable => {
  const table = checkTable(rows);
  if (!table.ok) throw new Error(table.error.message);
  return table.value;
};
const table = tableOf(indicators);
/** The table with some rows written otherwise. */
const withRow = (id: string, other: object): readonly Indicator[] =>
  indicators.map((row) => (row.id === id ? { ...row, ...other } : row));

const figuresFor = (department: string, excluded: Parameters<typeof figuresOf>[1]['excluded'] = []): Scored =>
  Object.fromEntries(
    figuresOf(publishedFacts, { ...wholeYear, scope: { department }, excluded }).map((figure) => [figure.id, figure]),
  );
const scored = (figures: Scored, adjustments: readonly Adjustment[] = []) => {
  const result = assess(table, figures, adjustments);
  if (!result.ok) throw new Error(result.error.message);
  return result.value;
};
const points = (by: number): Adjustment => ({ points: by, reason: '省级通报表扬', document: '睢政〔2026〕8号' });
const none = { num: 0, den: 0 };

describe('the assessment', () => {
  test.each([
    ['SCJG', 2028, '不合格'],
    ['WJW', 4913, '不合格'],
    ['YJJ', 6154, '合格'],
  ] as const)('of %s comes to %i hundredths', (department, total, grade) => {
    expect(scored(figuresFor(department))).toMatchObject({ total, grade });
  });

  test('of YJJ without its late receipt leaves that rate and its weight out: 66.67 (R78)', () => {
    const figures = figuresFor('YJJ', [{ figure: 'receiptTimeliness', id: 'F5' }]);
    const { rows, ...rest } = scored(figures);
    expect(rows.find(({ id }) => id === 'A5')).toEqual({ id: 'A5', score: null });
    expect(rest).toEqual({ sum: 4000, weights: 6000, base: 6667, adjust: 0, total: 6667, grade: '合格' });
  });

  test('goes by the figure itself, not by its rounded rate: 7 of 9 are 4.44 points of 10 from 60 % on', () => {
    expect(scored({ visitTimeliness: { num: 7, den: 9 } }).rows[1]).toEqual({ id: 'A2', score: 444 });
  });

  test.each([
    [8999, '良好'],
    [9000, '优秀'],
    [8000, '良好'],
    [7999, '合格'],
    [6000, '合格'],
    [5999, '不合格'],
    [0, '不合格'],
  ] as const)('with %i hundredths is %s', (total, grade) => {
    expect(gradeOf(total)).toBe(grade);
  });

  test('is not made where less than half of the weights apply, whatever is added', () => {
    const all = { num: 1, den: 1 };
    // 15 + 10 + 20 of rates, and 5 of objections that nobody upheld.
    const half = { planDueDone: all, visitTimeliness: all, publicationTimeliness: all, objectionsUpheld: none };
    expect(scored(half)).toMatchObject({ weights: 5000, total: 10_000, grade: '优秀' });
    const less = { planDueDone: all, visitTimeliness: all, jointVisits: all, objectionsUpheld: none };
    expect(scored(less, [points(500)])).toMatchObject({ weights: 4000, base: null, total: null, grade: null });
  });

  test('takes a point for each upheld objection, and no more than there are', () => {
    const of = (num: number) => scored({ objectionsUpheld: { num, den: 0 } }).rows.at(-1)?.score;
    expect([of(0), of(1), of(4), of(5), of(6)]).toEqual([500, 400, 100, 0, 0]);
  });

  test('stays within 0 and 100 with what is added or taken', () => {
    const full = { num: 1, den: 1 };
    const best = Object.fromEntries(
      indicators.map(({ figure }) => [figure, { ...full, num: figure === 'objectionsUpheld' ? 0 : 1 }]),
    );
    expect(scored(best, [points(500)]).total).toBe(10_000);
    const worst = Object.fromEntries(
      indicators.map(({ figure }) => [figure, { num: figure === 'objectionsUpheld' ? 9 : 0, den: 1 }]),
    );
    expect(scored(worst, [points(-500)]).total).toBe(0);
  });

  test.each<[string, readonly Adjustment[]]>([
    ['more than 5 points at once', [points(501)]],
    ['more than 5 points taken at once', [points(-501)]],
    ['more than 5 points in all', [points(300), points(201)]],
    ['more than 5 points, with others taken', [points(600), points(-200)]],
    ['a part of a hundredth', [points(0.5)]],
    ['no document', [{ ...points(100), document: ' ' }]],
    ['no reason', [{ ...points(100), reason: '' }]],
  ])('is refused with an adjustment of %s (R77)', (_, adjustments) => {
    expect(assess(table, figuresFor('YJJ'), adjustments)).toMatchObject({
      ok: false,
      error: { kind: 'adjustment-refused' },
    });
  });

  test('never scores less for a better rate, nor beyond the weight', () => {
    fc.assert(
      fc.property(fc.nat(1000), fc.nat(1000), fc.integer({ min: 1, max: 1000 }), (one, other, den) => {
        const [less, more] = [Math.min(one, other, den), Math.min(Math.max(one, other), den)];
        const of = (num: number) => scored({ publicationTimeliness: { num, den } }).rows[2]?.score ?? -1;
        expect(of(less)).toBeGreaterThanOrEqual(0);
        expect(of(less)).toBeLessThanOrEqual(of(more));
        expect(of(more)).toBeLessThanOrEqual(2000);
      }),
    );
  });
});

describe('a table', () => {
  test.each([
    ['the rate of problems found', { figure: 'problemFound', name: '问题发现率' }],
    ['the rate of problems found under another name', { figure: 'problemFound', name: '检查质量' }],
    ['the amount of fines', { figure: '罚款数额', name: '罚款数额' }],
    ['the amount of fines by its name alone', { name: '年度 罚款数额' }],
    ['the number of checks', { figure: '检查次数', name: '检查次数' }],
    ['the number of checks in a year', { figure: '年度检查次数', name: '工作量' }],
    ['the number of cases', { figure: '立案数', name: '立案数' }],
    ['how many objects are checked', { figure: 'coverage', name: '抽查覆盖率' }],
    ['how often they are checked', { figure: 'checksPerCheckedObject', name: '户均检查' }],
  ])('that goes by %s is refused (R74)', (_, other) => {
    expect(checkTable(withRow('A2', other))).toMatchObject({
      ok: false,
      error: { kind: 'forbidden-indicator', indicators: ['A2'] },
    });
  });

  test.each([
    [900, 99],
    [1001, 100.01],
  ])('in which a row weighs %i instead of 1000 hundredths adds up to %d and is refused (R75)', (weight, sum) => {
    const refused = checkTable(withRow('A2', { weight }));
    expect(refused).toMatchObject({ ok: false, error: { kind: 'weights-not-hundred' } });
    expect(refused.ok ? '' : refused.error.message).toContain(sum.toFixed(2));
  });

  test('goes by no figure that only informs', () => {
    const informing = figureIds.filter((id) => figureDefinitions[id].mayBeScored === false);
    const forbidden = ['coverage', 'problemFound'];
    expect(informing.length).toBe(8);
    for (const figure of informing) {
      const kind = forbidden.includes(figure) ? 'forbidden-indicator' : 'unknown-indicator';
      expect(checkTable(withRow('A2', { figure }))).toMatchObject({ ok: false, error: { kind, indicators: ['A2'] } });
    }
  });

  test.each([
    ['A2', 'unknown-indicator', { figure: 'nothing' }],
    ['A2', 'unknown-indicator', { figure: 'objectionsUpheld' }],
    ['A10', 'unknown-indicator', { figure: 'visitTimeliness' }],
    ['A10', 'unknown-indicator', { figure: 'overCap' }],
    ['A2', 'indicator-incomplete', { weight: 0 }],
    ['A2', 'indicator-incomplete', { weight: 10.5 }],
    ['A2', 'indicator-incomplete', { target: 6000 }],
    ['A2', 'indicator-incomplete', { target: 10_001 }],
    ['A2', 'indicator-incomplete', { floor: -1 }],
    ['A10', 'indicator-incomplete', { step: 0 }],
    ['A10', 'indicator-incomplete', { step: 501 }],
  ])('whose row %s is %s, with %j, is refused', (id, kind, other) => {
    expect(checkTable(withRow(id, other))).toMatchObject({ ok: false, error: { kind, indicators: [id] } });
  });

  test('with one id twice is refused', () => {
    expect(checkTable(withRow('A2', { id: 'A1' }))).toMatchObject({ ok: false, error: { indicators: ['A1'] } });
  });
});
