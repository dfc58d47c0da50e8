import { dateOfMonth, type LocalDate } from '../../calendar/local-date.ts';
import type { CreditClassCode, DirectList } from '../../codes/credit-classes.ts';
import { creditDimensions, creditModel, type IndicatorCode, indicatorOf } from '../../codes/credit-model.ts';
import { type InForce, isInForce } from './in-force.ts';

/** 风险事件: what an indicator counts, of one subject. `until` is of what counts while it is in force. */
export interface RiskEvent extends InForce {
  readonly indicator: IndicatorCode;
  readonly repairedOn?: LocalDate | undefined;
  /** Its source was wrong: it counts no more from that day. */
  readonly revokedOn?: LocalDate | undefined;
  /** When its source was contested: it does not count then (R61, R95). */
  readonly contested?: readonly InForce[] | undefined;
  /** The credit record that it comes from. */
  readonly source?: string | undefined;
  /** One set of facts (result, penalty, listing): it counts once. */
  readonly case?: string | undefined;
}

/** An entry of a list that gives D by itself. */
export interface DirectEntry extends InForce {
  readonly list: DirectList;
}

/** Why a line has its points: in force; full or half, by its age; or none, and for what reason. */
export const whyPoints = [
  'in force',
  'full',
  'half',
  'expired',
  'ended',
  'repaired',
  'case repaired',
  'same case',
  'contested',
  'revoked',
] as const;
export type WhyPoints = (typeof whyPoints)[number];

export interface ScoreLine {
  readonly indicator: IndicatorCode;
  readonly on: LocalDate;
  readonly points: number;
  readonly why: WhyPoints;
  readonly case?: string;
  readonly source?: string;
}

export interface Score {
  readonly score: number;
  /** Points of each dimension that has any, capped. */
  readonly dimensions: Readonly<Record<string, number>>;
  /** Of the dimensions whose cap took something away: the points before. */
  readonly uncapped: Readonly<Record<string, number>>;
  /** R61: what the score is made of, in the order given. */
  readonly lines: readonly ScoreLine[];
  readonly direct: readonly DirectList[];
  readonly class: CreditClassCode;
}

/** The score and class of a subject at the end of a day, by `suiji-credit/1`. What begins later does not count. */
export function scoreOf(
  { events, direct }: { readonly events: readonly RiskEvent[]; readonly direct: readonly DirectEntry[] },
  asOf: LocalDate,
): Score {
  const known = events.filter(({ on }) => on <= asOf);
  const repairedCases = new Set(known.flatMap((event) => (isRepaired(event, asOf) ? (event.case ?? []) : [])));
  const lines = heaviestOfEachCase(known.map((event) => lineOf(event, asOf, repairedCases)));

  const sums: Record<string, number> = {};
  for (const { indicator, points } of lines) {
    const { dimension } = indicatorOf(indicator);
    if (points > 0) sums[dimension] = (sums[dimension] ?? 0) + points;
  }
  const dimensions: Record<string, number> = {};
  const uncapped: Record<string, number> = {};
  for (const [code, { cap }] of Object.entries(creditDimensions)) {
    const sum = sums[code];
    if (sum === undefined) continue;
    dimensions[code] = Math.min(cap, sum);
    if (sum > cap) uncapped[code] = sum;
  }
  const total = Object.values(dimensions).reduce((sum, points) => sum + points, 0);
  const score = Math.min(creditModel.most, total);
  const lists = [...new Set(direct.filter((entry) => isInForce(entry, asOf)).map(({ list }) => list))].toSorted();
  return { score, dimensions, uncapped, lines, direct: lists, class: lists.length > 0 ? 'D' : classOf(score) };
}

/** The class of a score by its band. */
export function classOf(score: number): CreditClassCode {
  const { A: _, ...above } = creditModel.bands;
  const reached = Object.entries(above).filter(([, lowest]) => score >= lowest);
  return (reached.at(-1)?.[0] as CreditClassCode | undefined) ?? 'A';
}

const isRepaired = ({ repairedOn }: RiskEvent, day: LocalDate) => repairedOn !== undefined && repairedOn <= day;

function lineOf(event: RiskEvent, asOf: LocalDate, repairedCases: ReadonlySet<string>): ScoreLine {
  const { indicator, on, case: caseId, source, revokedOn, contested = [] } = event;
  const line = (points: number, why: WhyPoints): ScoreLine => ({
    ...{ indicator, on, points, why },
    ...(caseId !== undefined && { case: caseId }),
    ...(source !== undefined && { source }),
  });
  if (revokedOn !== undefined && revokedOn <= asOf) return line(0, 'revoked');
  if (isRepaired(event, asOf)) return line(0, 'repaired');
  if (caseId !== undefined && repairedCases.has(caseId)) return line(0, 'case repaired');
  if (contested.some((time) => isInForce(time, asOf))) return line(0, 'contested');
  const { points, months } = indicatorOf(indicator);
  if (!months) return isInForce(event, asOf) ? line(points, 'in force') : line(0, 'ended');
  if (asOf < dateOfMonth(on, months.full)) return line(points, 'full');
  return asOf < dateOfMonth(on, months.full + months.half) ? line(Math.floor(points / 2), 'half') : line(0, 'expired');
}

/** One case counts once, by its heaviest line; of equal ones by the earliest. */
function heaviestOfEachCase(lines: readonly ScoreLine[]): readonly ScoreLine[] {
  const heaviest = new Map<string, ScoreLine>();
  for (const line of lines) {
    if (line.case === undefined) continue;
    const found = heaviest.get(line.case);
    if (!found || isHeavier(line, found)) heaviest.set(line.case, line);
  }
  return lines.map((line) =>
    line.case === undefined || heaviest.get(line.case) === line ? line : { ...line, points: 0, why: 'same case' },
  );
}

const isHeavier = (line: ScoreLine, other: ScoreLine): boolean =>
  line.points === other.points
    ? `${line.on} ${line.indicator}` < `${other.on} ${other.indicator}`
    : line.points > other.points;
