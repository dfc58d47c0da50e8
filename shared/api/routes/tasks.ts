import * as z from 'zod';
import type { FailureKind } from '../../base/failures.ts';
import { DepartmentCode, LineText, LocalDate, NamePart, PlainId } from '../../base/primitives.ts';
import { townshipCodes } from '../../codes/townships.ts';
import { CodePart } from '../../domain/registry/object-id.ts';
import { resultStatuses } from '../../domain/result/states.ts';
import { visitStatuses } from '../../domain/visit/states.ts';
import { NonPerformance, Task, Visit } from '../../domain/visit/visit.ts';
import { jointRecorders, jointStaffAndOverseers, ownOfficers, ownRecorders } from '../policies.ts';
import { commitFailures, defineStep } from '../route.ts';
import { fieldsOf, listOf, PageQuery, pageOf, VersionFields } from '../schemas.ts';
import { act, Reason } from './result-views.ts';

const readFailures = ['not-found', 'foreign-department'] as const satisfies readonly FailureKind[];
const endFailures = [
  ...readFailures,
  ...commitFailures,
  'illegal-transition',
  'uncertified-recorder',
  'invalid-input',
  'not-ready',
] as const satisfies readonly FailureKind[];

const decideFailures = ['uncertified-recorder', 'invalid-input', 'not-ready', 'same-person'] as const;

const params = z.object({ id: PlainId });
const TaskView = z.object({
  ...fieldsOf(Task, [
    'id',
    'number',
    'title',
    'source',
    'scope',
    'department',
    'departments',
    'planId',
    'entryId',
    'campaignId',
    'batchId',
    'case',
    'window',
    'status',
  ]),
  ...VersionFields,
});
const VisitView = z.object({
  ...fieldsOf(Visit, [
    'id',
    'batchId',
    'case',
    'year',
    'object',
    'lead',
    'parts',
    'departments',
    'inspectors',
    'tasks',
    'window',
    'dispatchedAt',
    'status',
    'completedOn',
    'completedBy',
    'nonPerformance',
  ]),
  ...VersionFields,
});

/**
 * 抽查任务与检查. What a joint visit shares is read by its participants. Each department's team says that its own part is
 * over; the lead's team may end the whole visit.
 */
export const tasks = defineStep({
  summary: { zh: '抽查任务与检查', en: 'Tasks and visits' },
  uses: { workflow: 'write', results: 'write', audit: 'append' },
  routes: {
    listTasks: {
      method: 'GET',
      path: '/tasks',
      summary: { zh: '查询抽查任务', en: 'List tasks' },
      access: jointStaffAndOverseers,
      query: z.object({
        ...PageQuery.shape,
        department: listOf(DepartmentCode).optional(),
        status: Task.shape.status.optional(),
      }),
      success: { status: 200, body: pageOf(TaskView) },
      failures: [],
      paged: true,
    },
    getTask: {
      method: 'GET',
      path: '/tasks/{id}',
      summary: { zh: '查看抽查任务', en: 'Show a task' },
      access: jointStaffAndOverseers,
      params,
      success: { status: 200, body: TaskView },
      failures: readFailures,
    },
    listVisits: {
      method: 'GET',
      path: '/visits',
      summary: {
        zh: '查询检查（本人、本部门、批次或任务）',
        en: 'List visits: my own, of a department, a batch or a task',
      },
      access: jointStaffAndOverseers,
      query: z.object({
        ...PageQuery.shape,
        /** A part of the object's name, and the beginning of its number or credit code: of whatever years, unless one is given. */
        name: NamePart.optional(),
        code: CodePart.optional(),
        mine: z.literal('true').optional(),
        department: DepartmentCode.optional(),
        batch: PlainId.optional(),
        task: PlainId.optional(),
        status: z.enum(visitStatuses).optional(),
        township: z.enum(townshipCodes).optional(),
        year: z.coerce.number<string>().int().min(2020).max(2100).optional(),
      }),
      success: { status: 200, body: pageOf(VisitView) },
      failures: [],
      paged: true,
    },
    getVisit: {
      method: 'GET',
      path: '/visits/{id}',
      summary: { zh: '查看检查及各部门结果的进度', en: 'Show a visit and how far each department is' },
      access: jointStaffAndOverseers,
      params,
      success: {
        status: 200,
        body: z.object({
          ...VisitView.shape,
          results: z.array(
            z.object({
              id: PlainId,
              department: DepartmentCode,
              status: z.enum(resultStatuses),
              edition: z.int(),
              completedOn: LocalDate.optional(),
              day0: LocalDate.optional(),
              deadline: LocalDate.optional(),
            }),
          ),
        }),
      },
      failures: readFailures,
    },
    completeVisit: {
      method: 'POST',
      path: '/visits/{id}/complete',
      summary: { zh: '登记本部门检查完成', en: 'Say that the own department’s part of the inspection is completed' },
      access: jointRecorders,
      params,
      body: z.strictObject({ completedOn: LocalDate }),
      success: { status: 200, body: VisitView },
      failures: [...endFailures, 'visit-under-inspection'],
      ifMatch: true,
    },
    endVisit: {
      method: 'POST',
      path: '/visits/{id}/end',
      summary: {
        zh: '登记整次检查结束（牵头部门）',
        en: 'End the whole visit with every part still open, as its lead',
      },
      access: jointRecorders,
      params,
      body: z.strictObject({ completedOn: LocalDate }),
      success: { status: 200, body: VisitView },
      failures: [...endFailures, 'visit-under-inspection'],
      ifMatch: true,
    },
    recordNonPerformance: {
      method: 'POST',
      path: '/visits/{id}/non-performance',
      summary: { zh: '登记本部门未实施检查', en: 'Say why the own department could not inspect the object' },
      access: jointRecorders,
      params,
      body: z.strictObject({ completedOn: LocalDate, reason: NonPerformance.shape.reason, note: LineText }),
      success: { status: 200, body: VisitView },
      failures: [...endFailures, 'visit-under-inspection'],
      ifMatch: true,
    },
    requestCompletionCorrection: act(
      'completion-correction',
      { zh: '申请更正检查完成日期', en: 'Ask for another day on which the department’s part was over' },
      ownRecorders,
      decideFailures,
      z.strictObject({ completedOn: LocalDate, reason: LineText }),
    ),
    approveCompletionCorrection: act(
      'completion-correction/approve',
      { zh: '同意更正检查完成日期', en: 'Approve another person’s correction of that day; the deadline follows' },
      ownOfficers,
      decideFailures,
    ),
    refuseCompletionCorrection: act(
      'completion-correction/refuse',
      { zh: '不同意更正检查完成日期', en: 'Refuse the correction of that day' },
      ownOfficers,
      decideFailures,
      Reason,
    ),
    withdrawCompletionCorrection: act(
      'completion-correction/withdraw',
      { zh: '撤回更正检查完成日期的申请', en: 'Withdraw the own request to correct that day' },
      ownRecorders,
      decideFailures,
    ),
  },
});
