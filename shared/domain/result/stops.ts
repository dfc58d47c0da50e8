import * as z from 'zod';
import { Instant, LineText, PlainId } from '../../base/primitives.ts';
import { publicPeriod } from '../../calendar/due.ts';
import type { LocalDate } from '../../calendar/local-date.ts';
import { publicTerms } from '../../codes/clocks.ts';
import { resultGrades } from '../../codes/result-grades.ts';
import type { ResultCode } from '../../codes/results.ts';
import { nationalResultCode } from './codes.ts';
import type { InspectionResult } from './inspection-result.ts';

/** Why rows of a published result are shown no longer (信用修复的方式), except by a correction, which makes an edition. */
export const stopWays = {
  w1: '依申请修复',
  w2: '期满或关联信息停止公示',
  w4: '破产重整、和解期间暂时屏蔽',
} as const;
export const stopWayCodes = ['w1', 'w2', 'w4'] as const satisfies readonly (keyof typeof stopWays)[];
export type StopWay = (typeof stopWayCodes)[number];

const stop = {
  /** The rows, by their items. */
  items: z.array(PlainId).min(1).max(600).readonly(),
  way: z.enum(stopWayCodes),
  reason: LineText,
  /** 依据文书. Absent when the term ended by itself. */
  document: LineText.optional(),
};

/** 停止公示: rows of a result, in all its editions, left out of what is public. */
export const Stop = z.strictObject({ ...stop, at: Instant, by: z.string() });
export type Stop = z.infer<typeof Stop>;

/** A stop that one person asked for and another decides (R5). */
export const StopRequest = z.strictObject({
  ...stop,
  document: LineText,
  requestedBy: z.string(),
  requestedAt: Instant,
});

/** Why rows are shown again. */
export const resumeGrounds = {
  'repair-cancelled': '信用修复被撤销',
  'reorganisation-failed': '重整或和解未成功',
} as const;
export const resumeGroundCodes = ['repair-cancelled', 'reorganisation-failed'] as const;
export type ResumeGround = (typeof resumeGroundCodes)[number];
/** The stops that a ground ends. A term that is over does not begin again. */
export const endedBy: Readonly<Record<ResumeGround, StopWay>> = {
  'repair-cancelled': 'w1',
  'reorganisation-failed': 'w4',
};

type Rows = Pick<InspectionResult, 'items' | 'findings' | 'overall' | 'nonPerformance' | 'stops'>;

export const stoppedItems = ({ stops = [] }: Pick<InspectionResult, 'stops'>): ReadonlySet<string> =>
  new Set(stops.flatMap(({ items }) => items));

/** Whether no row is left: then only the mark and the number of the document remain public. */
export function isWhollyStopped({ items, stops }: Pick<InspectionResult, 'items' | 'stops'>): boolean {
  const stopped = stoppedItems({ stops });
  return stopped.size > 0 && items.every(({ id }) => stopped.has(id));
}

/**
 * What is public of a result: without the rows that are stopped, and with the overall codes of the others. A code that no
 * row carries is of all rows, and goes with the last one.
 */
export function withoutStopped<R extends Rows>(result: R): R {
  const stopped = stoppedItems(result);
  if (stopped.size === 0) return result;
  const left = result.findings.filter(({ itemId }) => !stopped.has(itemId));
  const gone = codesIn(result.findings.filter(({ itemId }) => stopped.has(itemId)));
  const stay = codesIn(left);
  const overall = result.overall.filter((code) => stay.has(national(code)) || !gone.has(national(code)));
  const clean = overall.length === 0 && stay.has('1');
  return {
    ...result,
    items: result.items.filter(({ id }) => !stopped.has(id)),
    findings: left,
    overall: clean ? ['1'] : overall,
  };
}

const national = (code: ResultCode): string => nationalResultCode(code);
const codesIn = (findings: Rows['findings']): ReadonlySet<string> =>
  new Set(findings.flatMap(({ codes }) => codes.map(national)));

/**
 * R99: the day on which each row ceases to be public by itself: the day after the longest term of its codes, counted from
 * the inspection. Rows without negative information have none, nor have those whose term hangs on a list or an outcome.
 * A negative overall code that no row carries counts for every row that was checked.
 */
export function rowEnds(result: Rows & Pick<InspectionResult, 'inspectedOn'>): ReadonlyMap<string, LocalDate> {
  const { inspectedOn, findings, overall, nonPerformance } = result;
  if (inspectedOn === undefined || nonPerformance) return new Map();
  const carried = codesIn(findings);
  const ofAll = overall.filter((code) => !carried.has(national(code)));
  return new Map(
    findings.flatMap(({ itemId, checked, codes }) => {
      const end = checked ? endOf([...codes, ...ofAll], inspectedOn) : undefined;
      return end === undefined ? [] : [[itemId, end] as const];
    }),
  );
}

function endOf(codes: readonly ResultCode[], from: LocalDate): LocalDate | undefined {
  const ends: LocalDate[] = [];
  for (const { grade } of codes.map((code) => resultGrades[code])) {
    if (grade === undefined) continue;
    if (grade === 'with-listing' || grade === 'with-outcome') return undefined;
    ends.push(publicPeriod(publicTerms[grade], from).stopsOn);
  }
  return ends.toSorted().at(-1);
}

/** Whether an edition may be public; of what is being corrected the last one is. */
const isStoppable = ({ edition, status }: Pick<InspectionResult, 'edition' | 'status'>): boolean =>
  edition > 0 && status !== 'withheld';

/** The rows whose term is over on a day, and which are public still. */
export const rowsOver = (result: InspectionResult, today: LocalDate): readonly string[] =>
  [...rowsWithEnd(result)].flatMap(([item, end]) => (end <= today ? [item] : []));

/** The next day on which a row of what is public ends by itself; undefined when none will. */
export const nextStop = (result: InspectionResult): LocalDate | undefined =>
  [...rowsWithEnd(result).values()].toSorted().at(0);

function rowsWithEnd(result: InspectionResult): ReadonlyMap<string, LocalDate> {
  if (!isStoppable(result)) return new Map();
  const stopped = stoppedItems(result);
  return new Map([...rowEnds(result)].filter(([item]) => !stopped.has(item)));
}
