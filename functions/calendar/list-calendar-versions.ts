import { calendar } from '../../shared/api/routes/calendar.ts';
import { err, ok } from '../../shared/base/result.ts';
import { calendarVersions } from '../../shared/use-cases/calendar/calendar.ts';
import { operation } from '../http-handler.ts';
import { yearView } from './year-view.ts';

export const listCalendarVersions = operation(calendar.routes.listCalendarVersions, async (deps, { params }) => {
  const found = await calendarVersions(deps, params.year);
  if (found.length === 0) return err({ kind: 'not-found', entity: 'calendar', id: String(params.year) });
  return ok({ items: found.map(yearView) });
});
