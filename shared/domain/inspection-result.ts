import * as z from 'zod';
import { methodCodes } from '../codes/inspection.ts';
import { DepartmentCode, Instant, LineText, LocalDate, LongText, PlainId, Sha256Hex, ShortText } from './primitives.ts';
import type { Transitions } from './transitions.ts';
import { ObjectSnapshot, TeamMember } from './visit.ts';

export const resultStatuses = [
  'assigned',
  'draft',
  'submitted',
  'returned',
  'approved',
  'published',
  'correcting',
  'withheld',
  'voided',
] as const;
export type ResultStatus = (typeof resultStatuses)[number];
export const resultEvents = [
  'record',
  'submit',
  'return',
  'approve',
  'publish',
  'correct',
  'withhold',
  'void',
] as const;
export type ResultEvent = (typeof resultEvents)[number];

/** R5, R6: a second person approves; what is published stays, a correction becomes a new edition. */
export const resultTransitions: Transitions<ResultStatus, ResultEvent> = {
  assigned: { record: 'draft', void: 'voided' },
  draft: { record: 'draft', submit: 'submitted', void: 'voided' },
  returned: { record: 'draft', submit: 'submitted', void: 'voided' },
  correcting: { record: 'correcting', submit: 'submitted' },
  submitted: { return: 'returned', approve: 'approved' },
  approved: { publish: 'published', withhold: 'withheld' },
  published: { correct: 'correcting' },
  withheld: { correct: 'correcting' },
  voided: {},
};

export const resultWords = {
  entity: 'result',
  states: {
    assigned: '待检查',
    draft: '录入中',
    submitted: '待审核',
    returned: '已退回',
    approved: '待公示',
    published: '已公示',
    correcting: '更正中',
    withheld: '不予公开',
    voided: '已作废',
  },
  events: {
    record: '录入',
    submit: '提交',
    return: '退回',
    approve: '审核通过',
    publish: '公示',
    correct: '更正',
    withhold: '不予公开',
    void: '作废',
  },
} as const;

/** R10: another body's conclusion taken over as this item's, with the evidence attached. */
export const Citation = z.strictObject({
  source: z.enum(['其他部门检查结果', '司法机关生效文书', '专业机构意见']),
  reference: LineText,
  issuer: LineText,
  evidence: z.array(PlainId).min(1).max(10),
});

/** What was found on one item. */
export const ItemFinding = z
  .strictObject({
    itemId: PlainId,
    checked: z.boolean(),
    /** Why not, when it was not checked. */
    reason: LineText.optional(),
    method: z.enum(methodCodes).optional(),
    codes: z.array(z.string()).max(8),
    finding: LongText.optional(),
    measures: z.array(z.string()).max(8),
    evidence: z.array(PlainId).max(20),
    citation: Citation.optional(),
  })
  .refine((item) => item.checked || item.reason !== undefined, { path: ['reason'], message: '未检查的事项须说明原因' })
  .refine((item) => !item.checked || (item.codes.length > 0 && item.method !== undefined), {
    path: ['codes'],
    message: '已检查的事项须填写检查结果和核查方式',
  });
export type ItemFinding = z.infer<typeof ItemFinding>;

export const Evidence = z.strictObject({
  id: PlainId,
  name: ShortText,
  mediaType: z.string(),
  bytes: z.int(),
  sha256: Sha256Hex,
  blob: z.string(),
  addedBy: z.string(),
  addedAt: Instant,
});

/** 检查结果: what one department found at one visit. */
export const InspectionResult = z.strictObject({
  id: PlainId,
  visitId: PlainId,
  batchId: PlainId,
  department: DepartmentCode,
  lead: DepartmentCode,
  object: ObjectSnapshot,
  items: z.array(z.strictObject({ id: PlainId, version: z.int(), name: LineText, taskId: PlainId })).readonly(),
  team: z.array(TeamMember).readonly(),
  status: z.enum(resultStatuses),
  /** 0 until first published; each publication or correction is one edition. */
  edition: z.int(),
  documentNumber: z.string().optional(),
  inspectedOn: LocalDate.optional(),
  findings: z.array(ItemFinding).readonly(),
  /** 停业, 注销, … when the inspection could not be performed at all. */
  nonPerformance: z.strictObject({ reason: z.string(), note: LineText.optional() }).optional(),
  /** Overall result codes; `1` excludes all others. */
  overall: z.array(z.string()).readonly(),
  evidence: z.array(Evidence).readonly(),
  enteredBy: z.string().optional(),
  approvedBy: z.string().optional(),
  /** R7: the two candidates for day 0, and what follows. `deadline` absent with `day0` present = 日历待发布. */
  producedOn: LocalDate.optional(),
  completedOn: LocalDate.optional(),
  day0: LocalDate.optional(),
  deadline: LocalDate.optional(),
  publishedAt: Instant.optional(),
  withholding: z
    .strictObject({
      basis: LineText,
      reason: LineText,
      requestedBy: z.string(),
      requestedAt: Instant,
      approvedBy: z.string().optional(),
    })
    .optional(),
  correctionReason: LineText.optional(),
});
export type InspectionResult = z.infer<typeof InspectionResult>;
