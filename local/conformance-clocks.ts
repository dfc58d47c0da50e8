import * as z from 'zod';
import { LocalDate } from '../shared/base/primitives.ts';
import { dueOf, publicPeriod } from '../shared/calendar/due.ts';
import { nationalCalendarYears } from '../shared/calendar/shipped-years.ts';
import { workCalendar } from '../shared/calendar/working-days.ts';
import { clocks, isClockName, type Period } from '../shared/codes/clocks.ts';
import { publicTerms } from '../shared/codes/public-terms.ts';
import { type Difference, differences } from './differences.ts';

const Moment = z.union([LocalDate, z.iso.datetime({ offset: true })]);
const Length = z.int().min(0);
const ends = { due: Moment.nullable().optional(), lastDay: LocalDate.nullable().optional() };

/** A clock by its name, or a bare period; what it ends on is `due`, of a term of days or months also `lastDay`. */
const ClockVector = z
  .union([
    z.strictObject({ clock: z.string(), start: Moment, ...ends }),
    z.strictObject({ workdays: Length, start: Moment, ...ends }),
    z.strictObject({ naturaldays: Length, rollOver: z.boolean().optional(), start: Moment, ...ends }),
    z.strictObject({ months: Length, start: Moment, ...ends }),
  ])
  .refine(({ due, lastDay }) => due !== undefined || lastDay !== undefined, { message: 'neither due nor lastDay' });
type ClockVector = z.infer<typeof ClockVector>;

const Term = z.strictObject({
  grade: z.enum(Object.keys(publicTerms) as [keyof typeof publicTerms, ...(keyof typeof publicTerms)[]]),
  decidedOn: LocalDate,
  minEnds: LocalDate.nullable(),
  /** A day, and in brackets on what condition. */
  earliestApplication: z.string(),
  lastPublicDay: LocalDate,
  stopsOn: LocalDate,
});

/** The format of a file of clock vectors: when a clock that starts at `start` runs out; null cannot be determined. */
export const ClockVectors = z.object({ vectors: z.array(ClockVector).min(1), terms: z.array(Term).optional() });
export type ClockVectors = z.infer<typeof ClockVectors>;

const calendar = workCalendar(nationalCalendarYears);

/** Recomputes every vector and term of a file with the calendar that ships with the product. */
export function checkClockVectors({ vectors, terms }: ClockVectors): readonly Difference[] {
  return [
    ...vectors.flatMap((vector, index) => checkVector(vector, `/vectors/${index}`)),
    ...differences('/terms', terms, terms?.map(computedTerm)),
  ];
}

function checkVector(vector: ClockVector, path: string): readonly Difference[] {
  const period = periodOf(vector);
  if (period === undefined) return [{ path: `${path}/clock`, expected: JSON.stringify(vector), got: 'no such clock' }];
  const isDay = LocalDate.safeParse(vector.start).success;
  if (isDay && period.unit === 'hour')
    return [{ path: `${path}/start`, expected: JSON.stringify(vector), got: 'hours need an instant' }];
  const start = isDay ? vector.start : new Date(vector.start);
  const due = dueOf(period, start, { calendar, rollOver: 'rollOver' in vector ? vector.rollOver : undefined });
  const end = due.kind === 'undetermined' ? null : due.kind === 'date' ? due.date : due.instant;
  return (['due', 'lastDay'] as const).flatMap((field) =>
    vector[field] === undefined ? [] : differences(`${path}/${field}`, comparable(vector[field]), comparable(end)),
  );
}

function periodOf(vector: ClockVector): Period | undefined {
  if ('workdays' in vector) return { unit: 'workday', length: vector.workdays };
  if ('naturaldays' in vector) return { unit: 'day', length: vector.naturaldays };
  if ('months' in vector) return { unit: 'month', length: vector.months };
  return isClockName(vector.clock) ? clocks[vector.clock] : undefined;
}

/** An instant in one spelling, whatever its offset. */
const comparable = (end: string | Date | null): string | null =>
  end instanceof Date || (end !== null && end.includes('T')) ? new Date(end).toISOString() : end;

function computedTerm({ grade, decidedOn, earliestApplication }: z.infer<typeof Term>) {
  const { leastEnds = null, repairFrom, lastDay, stopsOn } = publicPeriod(publicTerms[grade], decidedOn);
  const condition = earliestApplication.replace(/^\S+/, '');
  return {
    ...{ grade, decidedOn, minEnds: leastEnds, earliestApplication: `${repairFrom}${condition}` },
    ...{ lastPublicDay: lastDay, stopsOn },
  };
}
