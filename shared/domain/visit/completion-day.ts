import { formatChineseDate, type LocalDate, localDateOf } from '../../calendar/local-date.ts';
import { departmentName } from '../../codes/departments.ts';
import type { InspectionResult } from '../result/inspection-result.ts';
import { isWhollyRecognised } from '../result/recognised.ts';
import type { Visit } from './visit.ts';

/** The first possible day of a visit: it was dispatched and its window had begun. */
export function earliestDay({ window, dispatchedAt }: Pick<Visit, 'window' | 'dispatchedAt'>): string {
  const dispatched = localDateOf(new Date(dispatchedAt));
  return dispatched > window.from ? dispatched : window.from;
}

/**
 * The first day on which a department's part can have ended: that of its inspection. Where all is concluded by what another
 * department has found nobody goes there, and the day on which it was taken over neither holds the end of the visit up nor
 * is held up by it.
 */
export const partBegan = (
  result: Pick<InspectionResult, 'inspectedOn' | 'items' | 'findings'>,
): LocalDate | undefined => (isWhollyRecognised(result) ? undefined : result.inspectedOn);

/** Why a day cannot be the one on which these departments' inspections ended; undefined if it can. */
export function completionFault(
  visit: Pick<Visit, 'window' | 'dispatchedAt'>,
  results: readonly Pick<InspectionResult, 'department' | 'inspectedOn' | 'items' | 'findings'>[],
  completedOn: string,
  today: string,
): string | undefined {
  if (completedOn > today) return '完成日期不能晚于今天';
  const earliest = earliestDay(visit);
  if (completedOn < earliest) return `完成日期不能早于任务派发日和检查期限起始日（${earliest}）`;
  for (const result of results) {
    const began = partBegan(result);
    if (began !== undefined && completedOn < began)
      return `完成日期不能早于${departmentName(result.department)}录入的检查日期（${formatChineseDate(began)}）`;
  }
  return undefined;
}
