import { calendar } from '../../shared/api/routes/calendar.ts';
import { ok } from '../../shared/base/result.ts';
import { listCalendarYears as list } from '../../shared/use-cases/calendar/calendar.ts';
import { operation } from '../http-handler.ts';
import { yearView } from './year-view.ts';

export const listCalendarYears = operation(calendar.routes.listCalendarYears, async (deps) =>
  ok({ items: (await list(deps)).map(yearView) }),
);
