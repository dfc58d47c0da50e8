import { twoDecimals } from '../../base/rate.ts';
import { err, ok, type Result } from '../../base/result.ts';
import { assessmentLimits, forbiddenFigures, type Indicator } from '../../codes/assessment.ts';
import { type FigureId, figureDefinitions, figureIds } from '../../codes/figures.ts';

/** Why a table is refused; `message` is for who drew it up, `indicators` are the ids of the rows. */
export interface TableFault {
  readonly kind: 'forbidden-indicator' | 'weights-not-hundred' | 'unknown-indicator' | 'indicator-incomplete';
  readonly indicators: readonly string[];
  readonly message: string;
}

/** 考核办法 that may be used. */
export type AssessmentTable = readonly (Indicator & { readonly figure: FigureId })[];

/** R74, R75: what an assessment may go by, and how much each row of it weighs. */
export function checkTable(indicators: readonly Indicator[]): Result<AssessmentTable, TableFault> {
  const forbidden = indicators.filter(isForbidden);
  if (forbidden.length > 0)
    return fault(
      'forbidden-indicator',
      forbidden,
      '不得以检查次数、立案数、罚没金额、问题发现率等作为考核指标（国办发〔2024〕54号）',
    );
  const unknown = indicators.filter((indicator) => scoredFigure(indicator) === undefined);
  if (unknown.length > 0) return fault('unknown-indicator', unknown, `没有可用于考核的统计指标：${namesOf(unknown)}`);
  const incomplete = indicators.filter((indicator, at) => !isSound(indicator, indicators.slice(0, at)));
  if (incomplete.length > 0)
    return fault(
      'indicator-incomplete',
      incomplete,
      `权重、目标值、底线或扣分填写有误，或者编号重复：${namesOf(incomplete)}`,
    );
  const sum = indicators.reduce((total, { weight }) => total + weight, 0);
  if (sum !== assessmentLimits.full)
    return fault('weights-not-hundred', indicators, `各项分值之和应为 100，现为 ${twoDecimals(sum)}`);
  return ok(
    indicators.flatMap((indicator) => {
      const figure = scoredFigure(indicator);
      return figure === undefined ? [] : [{ ...indicator, figure }];
    }),
  );
}

const fault = (kind: TableFault['kind'], rows: readonly Indicator[], message: string) =>
  err({ kind, indicators: rows.map(({ id }) => id), message });
const namesOf = (rows: readonly Indicator[]): string => rows.map(({ name }) => name).join('、');

/** By its figure, or by what its name says that it counts, however it is spaced. */
const isForbidden = ({ figure, name }: Indicator): boolean =>
  forbiddenFigures.figures.some((word) => [figure, name].some((text) => tight(text).includes(word)));
const tight = (text: string): string => text.replace(/\s/g, '');

function scoredFigure({ kind, figure }: Indicator): FigureId | undefined {
  const id = figureIds.find((known) => known === figure);
  if (id === undefined) return undefined;
  const { mayBeScored, mayBeDeducted } = figureDefinitions[id];
  return (kind === 'rate' ? mayBeScored : mayBeDeducted) === true ? id : undefined;
}

function isSound(indicator: Indicator, before: readonly Indicator[]): boolean {
  const { id, weight } = indicator;
  if (!isWhole(weight, 1, assessmentLimits.full) || before.some((other) => other.id === id)) return false;
  if (indicator.kind === 'deduct') return isWhole(indicator.step, 1, weight);
  return isWhole(indicator.floor, 0, 9999) && isWhole(indicator.target, indicator.floor + 1, 10_000);
}
const isWhole = (value: number, least: number, most: number): boolean =>
  Number.isInteger(value) && value >= least && value <= most;
