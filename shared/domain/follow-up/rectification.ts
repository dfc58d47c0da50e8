import * as z from 'zod';
import { DepartmentCode, LineText, LocalDate, LongText, PlainId, ShortText } from '../../base/primitives.ts';
import type { Transitions } from '../../base/transitions.ts';

export const rectificationStatuses = ['ordered', 'reported', 'verified', 'failed'] as const;
export type RectificationStatus = (typeof rectificationStatuses)[number];
export const rectificationEvents = ['report', 'verify', 'fail', 'extend'] as const;
export type RectificationEvent = (typeof rectificationEvents)[number];

/** R38: 责令改正 has a term and is looked at again by two; what was not put right has its next step. */
export const rectificationTransitions: Transitions<RectificationStatus, RectificationEvent> = {
  ordered: { report: 'reported', verify: 'verified', fail: 'failed', extend: 'ordered' },
  reported: { verify: 'verified', fail: 'failed' },
  verified: {},
  failed: {},
};

export const rectificationWords = {
  entity: 'rectification',
  states: { ordered: '限期改正中', reported: '已报告改正', verified: '复查合格', failed: '复查不合格' },
  events: { report: '报告改正', verify: '复查合格', fail: '复查不合格', extend: '延长改正期限' },
} as const;

/** What an order to put something right says; at once, or by a day. */
export const RectificationOrder = z.strictObject({
  document: ShortText,
  content: LongText,
  term: z.union([z.literal('immediate'), LocalDate]).optional(),
});
export type RectificationOrder = z.infer<typeof RectificationOrder>;

/** What somebody says was put right, and what shows it, by its number in the file. */
export const RectificationReport = z.strictObject({
  text: LongText,
  evidence: z.array(ShortText).max(20).readonly(),
});

/** What may follow where nothing, or not all, was put right. */
export const nextSteps = ['own-case', 'refer', 'list-abnormal', 'list-dishonest'] as const;

/** What two inspectors found when they looked again. */
export const RectificationRecheck = z.strictObject({
  on: LocalDate,
  inspectors: z.array(PlainId).max(10).readonly(),
  result: z.enum(['full', 'part', 'none']),
  text: LongText,
  evidence: z.array(ShortText).min(1).max(20).readonly(),
  next: z.strictObject({ kind: z.enum(nextSteps), receiver: DepartmentCode.optional(), reason: LineText }).optional(),
});
export type RectificationRecheck = z.infer<typeof RectificationRecheck>;

/** 责令改正 of a follow-up: the order, what was reported, and the re-check. */
export const Rectification = z.strictObject({
  status: z.enum(rectificationStatuses),
  document: ShortText,
  content: LongText,
  immediate: z.boolean(),
  /** The last day; of what is to be done at once, the day of the order. An extension stands in the follow-up. */
  term: LocalDate,
  orderedOn: LocalDate,
  orderedBy: z.string(),
  reported: z.strictObject({ ...RectificationReport.shape, on: LocalDate, by: z.string() }).optional(),
  recheck: z.strictObject({ ...RectificationRecheck.shape, by: z.string() }).optional(),
});
export type Rectification = z.infer<typeof Rectification>;
