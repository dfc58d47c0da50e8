import { formatChineseDate, localDateOf } from '../../calendar/local-date.ts';
import { departmentName } from '../../codes/departments.ts';
import type { InspectionResult } from '../result/inspection-result.ts';
import type { Visit } from './visit.ts';

/** The first possible day of a visit: it was dispatched and its window had begun. */
export function earliestDay({ window, dispatchedAt }: Pick<Visit, 'window' | 'dispatchedAt'>): string {
  const dispatched = localDateOf(new Date(dispatchedAt));
  return dispatched > window.from ? dispatched : window.from;
}

/** Why a day cannot be the one on which these departments' inspections ended; undefined if it can. */
export function completionFault(
  visit: Pick<Visit, 'window' | 'dispatchedAt'>,
  results: readonly Pick<InspectionResult, 'department' | 'inspectedOn'>[],
  completedOn: string,
  today: string,
): string | undefined {
  if (completedOn > today) return '完成日期不能晚于今天';
  const earliest = earliestDay(visit);
  if (completedOn < earliest) return `完成日期不能早于任务派发日和检查期限起始日（${earliest}）`;
  const later = results.find(({ inspectedOn }) => inspectedOn !== undefined && completedOn < inspectedOn);
  return later?.inspectedOn === undefined
    ? undefined
    : `完成日期不能早于${departmentName(later.department)}录入的检查日期（${formatChineseDate(later.inspectedOn)}）`;
}
