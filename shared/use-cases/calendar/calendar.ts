import type { CalendarYear } from '../../calendar/parse-calendar-year.ts';
import { type WorkCalendar, workCalendar } from '../../calendar/working-days.ts';
import type { Records, Stored } from '../ports/records.ts';

/** With the texts that they were made from: only who asks for a day loads them. */
const shippedYears = async (): Promise<readonly CalendarYear[]> =>
  (await import('../../calendar/shipped-years.ts')).nationalCalendarYears;

/** A year in force. Version 0 is the one that ships with the product, never corrected. */
export interface YearInForce {
  readonly calendar: CalendarYear;
  readonly version: number;
  readonly updatedAt?: string;
}

const inForce = ({ value, meta }: Stored<CalendarYear>): YearInForce => ({
  calendar: value,
  version: meta.version,
  updatedAt: meta.updatedAt,
});

/**
 * The calendar for computing deadlines: the shipped years, each replaced by what an administrator loaded, and further
 * loaded years. `certain` names years to read past the index, which may lag behind a load.
 */
export async function loadCalendar(
  deps: { readonly records: Records },
  certain: readonly number[] = [],
): Promise<WorkCalendar> {
  const years = await listCalendarYears(deps);
  const read = await Promise.all(certain.map((year) => findCalendarYear(deps, year)));
  return workCalendar([...years, ...read.filter((found) => found !== undefined)].map(({ calendar }) => calendar));
}

/** Every year in force, the earliest first. */
export async function listCalendarYears(deps: { readonly records: Records }): Promise<readonly YearInForce[]> {
  const nationalCalendarYears = await shippedYears();
  const loaded = await deps.records.list({
    kind: 'calendar',
    in: 'loaded',
    page: { limit: 200 },
  });
  const shipped = nationalCalendarYears.map((calendar): YearInForce => ({ calendar, version: 0 }));
  const byYear = new Map([...shipped, ...loaded.items.map(inForce)].map((found) => [found.calendar.year, found]));
  return [...byYear.values()].toSorted((a, b) => a.calendar.year - b.calendar.year);
}

export async function findCalendarYear(
  deps: { readonly records: Records },
  year: number,
): Promise<YearInForce | undefined> {
  const loaded = await deps.records.find('calendar', String(year));
  if (loaded) return inForce(loaded);
  const calendar = (await shippedYears()).find((shipped) => shipped.year === year);
  return calendar && { calendar, version: 0 };
}

/** The versions of a year's calendar, the newest last; the shipped calendar comes first. */
export async function calendarVersions(
  deps: { readonly records: Records },
  year: number,
): Promise<readonly YearInForce[]> {
  const shipped = (await shippedYears()).filter((calendar) => calendar.year === year);
  const loaded = await deps.records.versions('calendar', String(year));
  return [...shipped.map((calendar) => ({ calendar, version: 0 })), ...loaded.map(inForce)];
}
