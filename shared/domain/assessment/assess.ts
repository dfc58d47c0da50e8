import { roundedHalfUp } from '../../base/rate.ts';
import { err, ok, type Result } from '../../base/result.ts';
import { type AssessmentGrade, assessmentGrades, assessmentLimits, type Indicator } from '../../codes/assessment.ts';
import type { FigureId } from '../../codes/figures.ts';
import type { AssessmentTable } from './table.ts';

/** 加减分 in hundredths of a point (R77). */
export interface Adjustment {
  readonly points: number;
  readonly reason: string;
  readonly document: string;
}

/** What a figure says of the assessed department; of a number, `num` alone. */
export type Scored = Readonly<Partial<Record<FigureId, { readonly num: number; readonly den: number }>>>;

/** All points in hundredths. */
export interface Assessment {
  /** Without a score where nothing was to be counted: the row and its weight are left out. */
  readonly rows: readonly { readonly id: string; readonly score: number | null }[];
  readonly sum: number;
  /** Of the rows that apply. */
  readonly weights: number;
  /** The sum as a part of the weights that apply; null where too few apply (不参评). */
  readonly base: number | null;
  readonly adjust: number;
  readonly total: number | null;
  readonly grade: AssessmentGrade | null;
}

export interface AdjustmentFault {
  readonly kind: 'adjustment-refused';
  readonly message: string;
}

/** The score of a department by a table, from its figures and what its assessors add or take. */
export function assess(
  table: AssessmentTable,
  figures: Scored,
  adjustments: readonly Adjustment[],
): Result<Assessment, AdjustmentFault> {
  const refused = refusalOf(adjustments);
  if (refused !== undefined) return err({ kind: 'adjustment-refused', message: refused });
  const rows = table.map((indicator) => ({ id: indicator.id, score: scoreOf(indicator, figures[indicator.figure]) }));
  const applied = table.filter((_, at) => rows[at]?.score !== null);
  const weights = applied.reduce((total, { weight }) => total + weight, 0);
  const sum = rows.reduce((total, { score }) => total + (score ?? 0), 0);
  const adjust = sumOf(adjustments);
  if (weights < assessmentLimits.leastWeight)
    return ok({ rows, sum, weights, base: null, adjust, total: null, grade: null });
  const base = roundedHalfUp(sum * assessmentLimits.full, weights);
  const total = within(base + adjust, 0, assessmentLimits.full);
  return ok({ rows, sum, weights, base, adjust, total, grade: gradeOf(total) });
}

export const gradeOf = (total: number): AssessmentGrade =>
  assessmentGrades.find(({ least }) => total >= least)?.name ?? '不合格';

const sumOf = (adjustments: readonly Adjustment[]) => adjustments.reduce((sum, { points }) => sum + points, 0);
const within = (value: number, least: number, most: number) => Math.min(most, Math.max(least, value));

function refusalOf(adjustments: readonly Adjustment[]): string | undefined {
  if (adjustments.some(({ document, reason }) => document.trim() === '' || reason.trim() === ''))
    return '每一项加分、减分都须写明理由和依据文件';
  const points = [...adjustments.map((each) => each.points), sumOf(adjustments)];
  const allowed = points.every((each) => Number.isInteger(each) && Math.abs(each) <= assessmentLimits.adjustment);
  return allowed ? undefined : '加分、减分每项和合计都不得超过 5 分，最多两位小数';
}

/** In fractions of the figure itself, not of its rounded rate. */
function scoreOf(indicator: Indicator, figure: { readonly num: number; readonly den: number } | undefined) {
  if (figure === undefined) return null;
  const { weight } = indicator;
  const { num, den } = figure;
  if (indicator.kind === 'deduct') return Math.max(0, weight - num * indicator.step);
  if (den === 0) return null;
  const whole = (indicator.target - indicator.floor) * den;
  const above = within(num * 10_000 - indicator.floor * den, 0, whole);
  return roundedHalfUp(weight * above, whole);
}
