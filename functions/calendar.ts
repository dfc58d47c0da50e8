import { calendar } from '../shared/api/routes/calendar.ts';
import { shown } from '../shared/api/schemas.ts';
import { err, ok } from '../shared/base/result.ts';
import {
  calendarVersions,
  findCalendarYear,
  listCalendarYears,
  type YearInForce,
} from '../shared/use-cases/calendar/calendar.ts';
import { loadCalendarYear } from '../shared/use-cases/calendar/load-year.ts';
import { onLambda, stepHandler } from './chain/http-handler.ts';
import { loadDependencies } from './load-dependencies.ts';

const notCovered = (year: number) => err({ kind: 'not-found', entity: 'calendar', id: String(year) } as const);
const yearView = ({ calendar, version, updatedAt }: YearInForce) => ({ ...calendar, version, updatedAt });

export const createHandler = stepHandler(calendar, {
  listCalendarYears: async (deps) => ok({ items: (await listCalendarYears(deps)).map(yearView) }),
  getCalendarYear: async (deps, { params }) => {
    const found = await findCalendarYear(deps, params.year);
    return found ? ok(yearView(found)) : notCovered(params.year);
  },
  listCalendarVersions: async (deps, { params }) => {
    const found = await calendarVersions(deps, params.year);
    return found.length > 0 ? ok({ items: found.map(yearView) }) : notCovered(params.year);
  },
  loadCalendarYear: async (deps, { params, body, version, actor, now }) => {
    const document = { year: params.year, ...body };
    return shown(await loadCalendarYear(deps, { document, seen: version }, actor, now), yearView);
  },
});

export const handler = onLambda(createHandler, loadDependencies);
