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
 * the inspection. Rows without negative information have none, nor have those whose term hangs on an outcome, or on a list
 * until the entry is off it. A negative overall code that no row carries counts for every row that was checked.
 */
export function rowEnds(result: Ending): ReadonlyMap<string, LocalDate> {
  const { inspectedOn, findings, overall, nonPerformance, delisted = [] } = result;
  if (inspectedOn === undefined || nonPerformance) return new Map();
  const carried = codesIn(findings);
  const ofAll = overall.filter((code) => !carried.has(national(code)));
  return new Map(
    findings.flatMap(({ itemId, checked, codes }) => {
      const removedOn = delisted.find(({ item }) => item === itemId)?.on;
      const end = checked ? endOf([...codes, ...ofAll], inspectedOn, removedOn) : undefined;
      return end === undefined ? [] : [[itemId, end] as const];
    }),
  );
}

type Ending = Rows & Pick<InspectionResult, 'inspectedOn' | 'delisted'>;

/** `removedOn`: since when the entry that the codes led to is off its list. */
function endOf(codes: readonly ResultCode[], from: LocalDate, removedOn?: LocalDate): LocalDate | undefined {
  const ends: LocalDate[] = [];
  for (const { grade } of codes.map((code) => resultGrades[code])) {
    if (grade === undefined) continue;
    if (grade === 'with-listing' && removedOn !== undefined) {
      ends.push(removedOn);
      continue;
    }
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

/** The terms of an edition that is about to be public; `listing` are those that it has because an entry is off its list. */
export function termsOf(result: Ending): readonly Term[] {
  const own = rowEnds({ ...result, delisted: [] });
  return [...rowEnds(result)].map(([item, stopsOn]) => ({
    ...{ item, stopsOn },
    ...(!own.has(item) && { listing: true as const }),
  }));
}

/**
 * A result whose rows led to an entry, once that is off its list since a day, or on it again: the terms of these rows are
 * those of the edition that is public, if one is, and every later edition goes by the day.
 */
export function afterListing(
  result: InspectionResult,
  edition: InspectionResult | undefined,
  items: readonly string[],
  removedOn: LocalDate | undefined,
): InspectionResult {
  const others = <T extends { readonly item: string }>(all: readonly T[] = []) =>
    all.filter(({ item }) => !items.includes(item));
  const days = removedOn === undefined ? [] : items.map((item) => ({ item, on: removedOn }));
  const delisted = [...others(result.delisted), ...days];
  if (!edition) return { ...result, delisted };
  const counted = termsOf({ ...edition, delisted }).filter(({ item }) => items.includes(item));
  return { ...result, delisted, terms: [...others(result.terms ?? termsOf(edition)), ...counted] };
}

type Term = NonNullable<InspectionResult['terms']>[number];
