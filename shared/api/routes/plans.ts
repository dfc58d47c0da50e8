import * as z from 'zod';
import type { FailureKind } from '../../base/failures.ts';
import { DepartmentCode, Instant, LineText, LocalDate, PlainId } from '../../base/primitives.ts';
import { localDateOf } from '../../calendar/local-date.ts';
import { Consultation } from '../../domain/plan/asked-department.ts';
import { consultationState, consultationStates } from '../../domain/plan/consultation.ts';
import { EntryPreview } from '../../domain/plan/entry-preview.ts';
import { Plan, PlanEntry } from '../../domain/plan/plan.ts';
import type { Stored } from '../../use-cases/ports/records.ts';
import {
  allStaffAndOverseers,
  jointOfficers,
  jointStaffAndOverseers,
  officeAlone,
  ownAdminOrOffice,
  ownOfficers,
} from '../policies.ts';
import { commitFailures, defineStep, type Policy } from '../route.ts';
import { fieldsOf, listOf, PageQuery, pageOf, VersionFields, versioned } from '../schemas.ts';

const readFailures = ['not-found', 'foreign-department'] as const satisfies readonly FailureKind[];
const changeFailures = [
  ...readFailures,
  ...commitFailures,
  'illegal-transition',
  'invalid-input',
  'same-person',
  'not-ready',
  'class-without-chance',
] as const satisfies readonly FailureKind[];

const params = z.object({ id: PlainId });
/** What one department of a joint plan was asked and said. */
const ConsultationView = z.object({
  ...fieldsOf(Consultation, ['department', 'askedBy', 'askedAt', 'answerBy']),
  state: z.enum(consultationStates),
  reason: LineText.optional(),
  answeredBy: z.string().optional(),
  answeredAt: Instant.optional(),
});
const PlanView = z.object({
  ...fieldsOf(Plan, [
    'id',
    'number',
    'year',
    'scope',
    'department',
    'departments',
    'title',
    'entries',
    'status',
    'edition',
    'returnReason',
    'adjustmentReason',
    'drawnVisits',
    'createdBy',
    'submittedBy',
    'approvedBy',
    'publishedAt',
  ]),
  consultations: z.array(ConsultationView),
  ...VersionFields,
});
export const planView = (now: Date) => (plan: Stored<Plan>) => ({
  ...versioned(plan),
  consultations: (plan.value.consultations ?? []).map((asked) => ({
    ...asked,
    state: consultationState(plan.value, asked, localDateOf(now)),
    ...(asked.answer && { reason: asked.answer.reason, answeredBy: asked.answer.by, answeredAt: asked.answer.at }),
  })),
});
/** A plan as lists show it: a page of whole plans could be larger than an answer may be. */
const PlanHead = z.object({
  ...fieldsOf(PlanView, [
    'id',
    'number',
    'year',
    'scope',
    'department',
    'departments',
    'title',
    'status',
    'edition',
    'returnReason',
    'adjustmentReason',
    'createdBy',
    'submittedBy',
    'approvedBy',
    'publishedAt',
  ]),
  entryCount: z.int(),
  ...VersionFields,
});
export const planHead = (plan: Stored<Plan>) => ({ ...versioned(plan), entryCount: plan.value.entries.length });
const Reason = z.strictObject({ reason: LineText });

/** One step of the plan's workflow, on the version the caller has seen. */
const act = <const P extends string>(name: P, summary: { readonly zh: string; readonly en: string }, access: Policy) =>
  ({
    method: 'POST',
    path: `/plans/{id}/${name}`,
    summary,
    access,
    params,
    success: { status: 200, body: PlanView },
    failures: changeFailures,
    ifMatch: true,
  }) as const;

/** 年度抽查计划: a joint plan is read by every department that takes part in it, and decided by the joint meeting's office. */
export const plans = defineStep({
  summary: { zh: '年度抽查计划', en: 'Annual plans' },
  uses: { workflow: 'write', registry: 'read', public: 'write', audit: 'append', ops: 'write' },
  blobs: { draws: 'read', books: 'read' },
  starts: ['change-windows'],
  routes: {
    createPlan: {
      method: 'POST',
      path: '/plans',
      summary: { zh: '新建年度计划', en: 'Begin a plan' },
      access: ownOfficers,
      body: z.strictObject({ year: Plan.shape.year, scope: Plan.shape.scope, title: Plan.shape.title }),
      success: { status: 201, body: PlanView },
      failures: [...changeFailures, 'too-many-drafts'],
      creates: true,
    },
    getPlan: {
      method: 'GET',
      path: '/plans/{id}',
      summary: { zh: '查看年度计划', en: 'Show a plan, as it is or as it was at a version' },
      access: jointStaffAndOverseers,
      params,
      query: z.object({ version: z.coerce.number<string | number>().int().min(1).optional() }),
      success: { status: 200, body: PlanView },
      failures: readFailures,
    },
    listPlans: {
      method: 'GET',
      path: '/plans',
      summary: { zh: '查询年度计划', en: 'List plans' },
      access: jointStaffAndOverseers,
      query: z.object({
        ...PageQuery.shape,
        year: z.coerce.number<string | number>().int().min(2020).max(2100).optional(),
        status: Plan.shape.status.optional(),
        scope: Plan.shape.scope.optional(),
        department: listOf(DepartmentCode).optional(),
      }),
      success: { status: 200, body: pageOf(PlanHead) },
      failures: [],
      paged: true,
    },
    listPlanVersions: {
      method: 'GET',
      path: '/plans/{id}/versions',
      summary: { zh: '年度计划的历史版本', en: 'Versions of a plan' },
      access: jointStaffAndOverseers,
      params,
      success: { status: 200, body: z.object({ items: z.array(PlanHead) }) },
      failures: readFailures,
    },
    updatePlan: {
      method: 'PUT',
      path: '/plans/{id}',
      summary: { zh: '修改年度计划', en: 'Change a plan that is being written' },
      access: ownOfficers,
      params,
      body: z.strictObject({
        /** Another year, while the plan has never been public. */
        year: Plan.shape.year.optional(),
        title: Plan.shape.title,
        entries: z.array(PlanEntry).max(100),
        drawnVisits: Plan.shape.drawnVisits,
      }),
      success: { status: 200, body: PlanView },
      failures: changeFailures,
      ifMatch: true,
    },
    previewEntry: {
      method: 'POST',
      path: '/plans/{id}/previews',
      summary: { zh: '预览计划条目', en: 'Show what an entry would draw, and who could check it' },
      access: jointStaffAndOverseers,
      params,
      body: z.union([z.strictObject({ entryId: PlainId }), z.strictObject({ entry: PlanEntry })]),
      success: { status: 200, body: EntryPreview },
      failures: [
        ...readFailures,
        ...(['invalid-input', 'class-without-chance', 'unknown-reference', 'not-ready', 'allowance-spent'] as const),
      ],
    },
    consultPlan: {
      ...act(
        'consult',
        { zh: '征求参加部门意见', en: 'Ask the other departments of a joint plan about their entries, until a day' },
        ownOfficers,
      ),
      body: z.strictObject({ answerBy: LocalDate }),
    },
    answerPlan: {
      ...act(
        'answer',
        { zh: '答复征求意见（同意或提出异议）', en: 'Consent to the own entries of a joint plan, or object to them' },
        jointOfficers,
      ),
      body: z.discriminatedUnion('answer', [
        z.strictObject({ answer: z.literal('consented') }),
        z.strictObject({ answer: z.literal('objected'), reason: LineText }),
      ]),
    },
    submitPlan: act('submit', { zh: '报送年度计划', en: 'Submit a plan to the joint meeting' }, ownOfficers),
    takeBackPlan: act(
      'take-back',
      { zh: '撤回报送的年度计划', en: 'Take back the own submission while nobody has decided' },
      ownOfficers,
    ),
    returnPlan: {
      ...act('return', { zh: '退回年度计划', en: 'Return a plan with a reason' }, officeAlone),
      body: Reason,
    },
    approvePlan: act('approve', { zh: '批准年度计划', en: 'Approve a plan of somebody else' }, officeAlone),
    publishPlan: act('publish', { zh: '公布年度计划', en: 'Publish an approved plan' }, ownAdminOrOffice),
    adjustPlan: {
      ...act('adjust', { zh: '调整年度计划', en: 'Open the next edition of a plan' }, ownOfficers),
      body: Reason,
    },
    abandonAdjustment: act('abandon', { zh: '放弃调整年度计划', en: 'Give the adjustment of a plan up' }, ownOfficers),
    closePlan: act('close', { zh: '结束年度计划', en: 'Close a plan' }, ownAdminOrOffice),
    reopenPlan: act('reopen', { zh: '恢复执行年度计划', en: 'Put a closed plan in force again' }, ownAdminOrOffice),
    discardPlan: act('discard', { zh: '删除年度计划草稿', en: 'Delete a plan that was never published' }, ownOfficers),
    restorePlan: act('restore', { zh: '恢复已删除的年度计划', en: 'Make a deleted plan a draft again' }, ownOfficers),
    listJointItems: {
      method: 'GET',
      path: '/joint-items',
      summary: { zh: '联合抽查事项清单', en: 'The joint item list, field by field' },
      // A joint plan is put together from the items of all departments.
      access: allStaffAndOverseers,
      success: {
        status: 200,
        body: z.object({
          items: z.array(
            z.object({
              field: z.string(),
              lead: DepartmentCode.optional(),
              departments: z.array(
                z.object({
                  department: DepartmentCode,
                  items: z.array(z.object({ id: PlainId, name: z.string() })),
                }),
              ),
            }),
          ),
        }),
      },
      failures: [],
    },
  },
});
