import { calendar } from '../../shared/api/routes/calendar.ts';
import { ok } from '../../shared/base/result.ts';
import { loadCalendarYear as load } from '../../shared/use-cases/calendar/calendar.ts';
import { operation } from '../http-handler.ts';
import { yearView } from './year-view.ts';

export const loadCalendarYear = operation(
  calendar.routes.loadCalendarYear,
  async (deps, { params, body, version, actor, now }) => {
    const document = { year: params.year, ...body };
    const loaded = await load(deps, { document, seen: version }, actor, now);
    return loaded.ok ? ok(yearView(loaded.value)) : loaded;
  },
);
