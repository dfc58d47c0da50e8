import * as z from 'zod';
import { CalendarYear } from '../../domain/calendar/calendar-year.ts';
import { everybody, sysadminAlone } from '../policies.ts';
import { commitFailures, defineStep } from '../route.ts';
import { fieldsOf, VersionFields } from '../schemas.ts';

const { year: _, ...document } = CalendarYear.shape;
/** Version 0 is the calendar that ships with the product: nobody has loaded another for that year. */
const YearView = z.object({
  ...fieldsOf(CalendarYear, ['year', 'notice', 'off', 'workdays']),
  version: VersionFields.version,
  updatedAt: VersionFields.updatedAt.optional(),
});
const params = z.object({ year: z.coerce.number<string | number>().int().min(2000).max(2100) });

/** 工作日历: which days are working days, year by year, each by the State Council's notice. When deadlines end is nobody's secret. */
export const calendar = defineStep({
  summary: { zh: '工作日历', en: 'Working-day calendar' },
  uses: { workflow: 'write', public: 'write', audit: 'append' },
  starts: ['recompute-deadlines'],
  routes: {
    listCalendarYears: {
      method: 'GET',
      path: '/calendar',
      summary: { zh: '查询已有的年度工作日历', en: 'List the years that are covered' },
      access: everybody,
      success: { status: 200, body: z.object({ items: z.array(YearView) }) },
      failures: [],
    },
    getCalendarYear: {
      method: 'GET',
      path: '/calendar/{year}',
      summary: { zh: '查看年度工作日历', en: "Show a year's calendar as it is in force" },
      access: everybody,
      params,
      success: { status: 200, body: YearView },
      failures: ['not-found'],
    },
    listCalendarVersions: {
      method: 'GET',
      path: '/calendar/{year}/versions',
      summary: { zh: '年度工作日历的历史版本', en: "Versions of a year's calendar, the newest last" },
      access: everybody,
      params,
      success: { status: 200, body: z.object({ items: z.array(YearView) }) },
      failures: ['not-found'],
    },
    loadCalendarYear: {
      method: 'PUT',
      path: '/calendar/{year}',
      summary: {
        zh: '载入或更正年度工作日历，并重算未公示结果的期限（首次载入的 If-Match 为 "0"）',
        en: 'Load a year\'s calendar (If-Match: "0" the first time) or correct it; open deadlines are recomputed',
      },
      access: sysadminAlone,
      params,
      body: z.strictObject(document),
      success: { status: 200, body: YearView },
      failures: [...commitFailures, 'invalid-input'],
      ifMatch: true,
    },
  },
});
