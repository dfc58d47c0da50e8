import { publicPeriod } from '../../calendar/due.ts';
import type { LocalDate } from '../../calendar/local-date.ts';
import { publicTerms } from '../../codes/public-terms.ts';
import { resultGrades } from '../../codes/result-grades.ts';
import type { ResultCode } from '../../codes/results.ts';
import { nationalResultCode } from './codes.ts';
import type { InspectionResult } from './inspection-result.ts';

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

/** By the terms of the edition that is public, whatever a correction has entered since. */
function rowsWithEnd(result: InspectionResult): ReadonlyMap<string, LocalDate> {
  if (!isStoppable(result)) return new Map();
  const stopped = stoppedItems(result);
  const terms = result.terms ?? termsOf(result);
  return new Map(terms.flatMap(({ item, stopsOn }) => (stopped.has(item) ? [] : [[item, stopsOn] as const])));
}

/** The terms of an edition that is about to be public. */
export const termsOf = (result: Parameters<typeof rowEnds>[0]): readonly Term[] =>
  [...rowEnds(result)].map(([item, stopsOn]) => ({ item, stopsOn }));

type Term = NonNullable<InspectionResult['terms']>[number];
