import { calendar } from '../../shared/api/routes/calendar.ts';
import { err, ok } from '../../shared/base/result.ts';
import { findCalendarYear } from '../../shared/use-cases/calendar/calendar.ts';
import { operation } from '../http-handler.ts';
import { yearView } from './year-view.ts';

export const getCalendarYear = operation(calendar.routes.getCalendarYear, async (deps, { params }) => {
  const found = await findCalendarYear(deps, params.year);
  return found ? ok(yearView(found)) : err({ kind: 'not-found', entity: 'calendar', id: String(params.year) });
});
