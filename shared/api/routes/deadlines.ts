import * as z from 'zod';
import { DepartmentCode, LocalDate, PlainId } from '../../base/primitives.ts';
import { askedDeadlines, deadlineStates } from '../../domain/deadline/state.ts';
import { ObjectId } from '../../domain/registry/object-id.ts';
import { resultStatuses } from '../../domain/result/states.ts';
import { ownStaffAndOverseers } from '../policies.ts';
import { defineStep } from '../route.ts';
import { listOf, PageQuery, pageOf } from '../schemas.ts';

/** One open result, with both candidates for day 0 (R7). */
const DueView = z.object({
  resultId: PlainId,
  visitId: PlainId,
  /** Absent of a direct check. */
  batchId: PlainId.optional(),
  department: DepartmentCode,
  objectId: ObjectId,
  objectName: z.string(),
  status: z.enum(resultStatuses),
  producedOn: LocalDate.optional(),
  completedOn: LocalDate.optional(),
  /** The day of the inspection; where it lies before both candidates, that is flagged. */
  inspectedOn: LocalDate.optional(),
  inspectedBeforeDayZero: z.boolean(),
  /** The last day for the inspection. */
  inspectBy: LocalDate,
  /** Absent where the duty is kept waiting: inspected and not submitted, or not inspected in the window. */
  day0: LocalDate.optional(),
  /** Its end, 24:00 in Asia/Shanghai; absent while the calendar is not published. */
  deadline: LocalDate.optional(),
  state: z.enum(deadlineStates),
  /** The state in words, e.g. 日历待发布. */
  stateName: z.string(),
  /** Calendar days since the deadline: 1 on the day after it. */
  daysOverdue: z.int().min(0),
});

const count = z.int().min(0);
const Figures = z.object({
  /** Still to be published or withheld: running, due soon, overdue and undetermined together. */
  open: count,
  dueSoon: count,
  overdue: count,
  undetermined: count,
  publishedInTime: count,
  publishedLate: count,
  withheld: count,
  /** As of today, whatever the period: inspected and not submitted, or not inspected within the window. */
  lateEntry: count,
  visitOverdue: count,
});

/** 公示期限: what has to be published by when, and how well departments keep to it. */
export const deadlines = defineStep({
  summary: { zh: '公示期限', en: 'Publication deadlines' },
  uses: { results: 'read', workflow: 'read' },
  routes: {
    listDueResults: {
      method: 'GET',
      path: '/deadlines',
      summary: {
        zh: '查询未公示结果的期限（state=overdue 为逾期未公示，late-entry 为已检查未提交，visit-overdue 为逾期未检查）',
        en: 'List open results, the earliest deadline first, undetermined ones last; `state` selects e.g. the overdue',
      },
      access: ownStaffAndOverseers,
      query: z.object({
        ...PageQuery.shape,
        department: listOf(DepartmentCode).optional(),
        state: z.enum(askedDeadlines).optional(),
      }),
      success: { status: 200, body: pageOf(DueView) },
      failures: [],
      paged: true,
    },
    getDeadlineFigures: {
      method: 'GET',
      path: '/deadlines/figures',
      summary: {
        zh: '各部门公示期限统计（按第0日所在期间）',
        en: 'Figures per department, of the results whose day 0 lies in a period',
      },
      access: ownStaffAndOverseers,
      query: z.object({
        from: LocalDate.optional(),
        to: LocalDate.optional(),
        department: listOf(DepartmentCode).optional(),
      }),
      success: {
        status: 200,
        body: z.object({
          from: LocalDate,
          to: LocalDate,
          /** The day on which open results are judged. */
          asOf: LocalDate,
          departments: z.array(z.object({ department: DepartmentCode, name: z.string(), ...Figures.shape })),
          total: Figures,
        }),
      },
      failures: ['invalid-input'],
    },
  },
});
