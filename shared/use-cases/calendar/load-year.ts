import type { Failure, FieldError } from '../../base/failures.ts';
import { err, ok, type Result } from '../../base/result.ts';
import { localDateOf, yearOf } from '../../calendar/local-date.ts';
import {
  type CalendarProblem,
  type CalendarYear,
  calendarProblemTexts,
  parseCalendarYear,
} from '../../calendar/parse-calendar-year.ts';
import { placeIn, publicLists } from '../../public/lists.ts';
import type { Actor } from '../actor.ts';
import { createRecord, eventOf, replaceRecord } from '../changes.ts';
import type { Jobs } from '../ports/jobs.ts';
import type { Records } from '../ports/records.ts';
import type { Change, CommitFailure, UnitOfWork } from '../ports/unit-of-work.ts';
import type { YearInForce } from './calendar.ts';

interface CalendarDeps {
  readonly records: Records;
  readonly work: UnitOfWork;
  readonly jobs: Jobs;
}

/**
 * Puts a year's calendar in force, for the first time (`seen` 0) or as a correction of the version the caller has seen,
 * publishes it, and starts the recomputation of the deadlines that depend on it.
 */
export async function loadCalendarYear(
  deps: CalendarDeps,
  { document, seen }: { readonly document: { readonly year: number }; readonly seen: number },
  actor: Actor,
  now: Date,
): Promise<Result<YearInForce, CommitFailure | Failure<'invalid-input'>>> {
  const parsed = parseCalendarYear(document);
  if (!parsed.ok) return err({ kind: 'invalid-input', errors: parsed.error.problems.map(fieldError) });
  const calendar = parsed.value;
  if (calendar.year > yearOf(localDateOf(now)) + 1)
    return err({ kind: 'invalid-input', errors: [fieldError({ path: 'year', reason: 'year-too-early' })] });
  const id = String(calendar.year);

  const before = await deps.records.find('calendar', id);
  if ((before?.meta.version ?? 0) !== seen) return err({ kind: 'stale-version', entity: 'calendar', id });
  const change = before
    ? replaceRecord('calendar', id, before, calendar, eventOf('correct', actor, now, countsOf(calendar)))
    : createRecord('calendar', id, calendar, eventOf('load', actor, now, countsOf(calendar)));
  const done = await deps.work.commit([change, publication(calendar, seen + 1, now)]);
  if (!done.ok) return done;

  await deps.jobs.start('recompute-deadlines', { year: id });
  return ok({ calendar, version: seen + 1, updatedAt: now.toISOString() });
}

const countsOf = ({ off, workdays }: CalendarYear) => ({ holidays: off.length, workdays: workdays.length });

const fieldError = ({ path, reason }: CalendarProblem): FieldError => ({
  path: path === '' ? 'body' : `body.${path}`,
  message: calendarProblemTexts[reason],
});

const publication = (calendar: CalendarYear, version: number, now: Date): Change => ({
  change: 'publish',
  document: {
    kind: 'calendar',
    id: String(calendar.year),
    body: { ...calendar, version, publishedAt: now.toISOString() },
    places: placeIn(publicLists.calendar.all, undefined, String(calendar.year)),
  },
});
