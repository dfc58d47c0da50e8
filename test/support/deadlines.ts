import type { CalendarYear } from '../../shared/domain/calendar/calendar-year.ts';
import type { InspectionResult } from '../../shared/domain/result/inspection-result.ts';
import { createRecord } from '../../shared/use-cases/changes.ts';
import type { TestStore } from './emulator.ts';
import { aResult } from './inspection-samples.ts';
import { anEvent } from './stored-rows.ts';

/** A year as no notice has set it: it stands in for one that is not published yet. */
export const aCalendarYear = (year: number, more: Partial<CalendarYear> = {}): CalendarYear => ({
  year,
  notice: `测试用假想通知（${year}年，并非国务院通知）`,
  off: [
    [`${year}-01-01`, `${year}-01-03`],
    [`${year}-02-10`, `${year}-02-16`],
    [`${year}-04-04`, `${year}-04-06`],
    [`${year}-05-01`, `${year}-05-05`],
    [`${year}-06-14`, `${year}-06-16`],
    [`${year}-10-01`, `${year}-10-07`],
  ],
  workdays: [],
  ...more,
});

/** Stores an open result of 市场监管 (unless said otherwise) whose deadline runs. */
export async function storeResult(store: TestStore, id: string, more: Partial<InspectionResult>): Promise<void> {
  const value = aResult({ id, status: 'submitted', visitStatus: 'completed', ...more });
  const done = await store.work.commit([createRecord('result', id, value, anEvent())]);
  if (!done.ok) throw new Error(`result ${id}: ${done.error.kind}`);
}
