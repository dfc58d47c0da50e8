import { calendar } from '../../shared/api/routes/calendar.ts';
import type { Dependencies } from '../dependencies.ts';
import { onLambda, stepHandler } from '../http-handler.ts';
import { loadDependencies } from '../load-dependencies.ts';
import { getCalendarYear } from './get-calendar-year.ts';
import { listCalendarVersions } from './list-calendar-versions.ts';
import { listCalendarYears } from './list-calendar-years.ts';
import { loadCalendarYear } from './load-calendar-year.ts';

export const createHandler = (deps: Dependencies) =>
  stepHandler(calendar, { listCalendarYears, getCalendarYear, listCalendarVersions, loadCalendarYear }, deps);

export const handler = onLambda(createHandler, loadDependencies);
