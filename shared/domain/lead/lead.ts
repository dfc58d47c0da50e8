import * as z from 'zod';
import { DepartmentCode, Instant, LineText, LocalDate, LongText, PlainId, ShortText } from '../../base/primitives.ts';
import {
  caseSourceCodes,
  type LeadKind,
  leadKindCodes,
  leadOutcomeCodes,
  leadSubSourceCodes,
  leadSubSources,
} from '../../codes/case-sources.ts';
import { leadStatuses } from './states.ts';
import { UnlicensedCase } from './unlicensed.ts';

/** The source that a lead of each kind has. */
export const sourceOfKind = {
  complaint: '2',
  report: '2',
  transfer: '1',
  patrol: '3',
  monitor: '4',
  application: '5',
} as const satisfies Record<LeadKind, (typeof caseSourceCodes)[number]>;

export const answerChannels = ['书面', '电话', '短信', '平台', '当面'] as const;

/** An answer as it was given. */
export const Answer = z.strictObject({ channel: z.enum(answerChannels), text: LongText });

/** R27: an answer that somebody is owed, and that answer once it is given. */
export const OwedAnswer = z.strictObject({
  id: PlainId,
  to: z.union([z.literal('informant'), DepartmentCode]),
  /** Whose record says who the informant is. */
  informant: PlainId.optional(),
  /** Of a department that passed a lead on: that lead, where it finds the answer, whichever lead owes it by then. */
  leadId: PlainId.optional(),
  given: z.strictObject({ ...Answer.shape, by: z.string(), at: Instant }).optional(),
});
export type OwedAnswer = z.infer<typeof OwedAnswer>;

/** The most answers that one lead may owe, those of merged ones included. */
export const mostAnswers = 50;

const lead = {
  source: z.enum(caseSourceCodes),
  subSource: z.enum(leadSubSourceCodes),
  kind: z.enum(leadKindCodes),
  receivedOn: LocalDate,
  /** One of both: an object of the registry, or who it is about in words. */
  objectId: PlainId.optional(),
  subjectText: LineText.optional(),
  place: LineText.optional(),
  matter: LongText,
  items: z.array(PlainId).max(30).readonly(),
  /** Its number elsewhere: of 12315, or of the document that handed it on. */
  externalNumber: ShortText.optional(),
};

/** What a lead says, as somebody enters it. */
export const LeadContent = z.strictObject(lead);
export type LeadContent = z.infer<typeof LeadContent>;

const Elsewhere = z.strictObject({ department: DepartmentCode, leadId: PlainId, number: z.string() });

/** 个案线索. Who sent it stands in a sealed record of its own, never here. */
export const Lead = z.strictObject({
  ...lead,
  id: PlainId,
  /** County code, day and a number of four digits, without a gap in the county's day. */
  number: z.string(),
  department: DepartmentCode,
  /** The object's name when it was entered. */
  objectName: z.string().optional(),
  informant: z.strictObject({ id: PlainId, realName: z.boolean() }).optional(),
  answers: z.array(OwedAnswer).readonly(),
  status: z.enum(leadStatuses),
  /** The persons who handle it; they alone may read the sealed record. */
  handlers: z.array(z.string()).readonly(),
  registeredBy: z.string(),
  registeredOn: LocalDate,
  /** The file that brought it. */
  importId: PlainId.optional(),
  /** The day from which its clocks run, and the last day for what is to be done next; without one its year has no calendar. */
  clockFrom: LocalDate,
  due: LocalDate.optional(),
  dueSince: LocalDate.optional(),
  acceptedOn: LocalDate.optional(),
  extension: z.strictObject({ reason: LineText, by: z.string(), on: LocalDate }).optional(),
  outcome: z.enum(leadOutcomeCodes).optional(),
  outcomeNote: LongText.optional(),
  concludedOn: LocalDate.optional(),
  ground: LineText.optional(),
  closedOn: LocalDate.optional(),
  passedTo: z.strictObject({ ...Elsewhere.shape, reason: LineText }).optional(),
  /** What the department that it was passed on to has answered. */
  reply: z.strictObject({ text: LongText, on: LocalDate }).optional(),
  origin: Elsewhere.optional(),
  mergedInto: PlainId.optional(),
  mergedFrom: z.array(PlainId).readonly().optional(),
  /** 无证无照: by whom it is handled and what became of it. */
  unlicensed: UnlicensedCase.optional(),
  /** The orders of checks that were written on it, the earliest first. */
  checkOrders: z.array(PlainId).readonly().optional(),
  /** What the checks found, once it is concluded. */
  resultIds: z.array(PlainId).readonly().optional(),
  reopenings: z
    .array(z.strictObject({ newFacts: LongText, by: z.string(), on: LocalDate }))
    .readonly()
    .optional(),
});
export type Lead = z.infer<typeof Lead>;

/** What does not agree in what somebody entered, by the field. */
export function contentProblems({
  source,
  subSource,
  kind,
  objectId,
  subjectText,
}: LeadContent): readonly { readonly field: keyof LeadContent; readonly message: string }[] {
  const sub = leadSubSources[subSource];
  return [
    ...(sub.of === source ? [] : [{ field: 'subSource', message: '细分来源不属于所选的线索来源' } as const]),
    ...(sourceOfKind[kind] === source ? [] : [{ field: 'kind', message: '线索类型与线索来源不符' } as const]),
    ...(source !== '2' || !('kinds' in sub) || sub.kinds.some((each) => each === kind)
      ? []
      : [{ field: 'kind', message: '线索类型与细分来源不符' } as const]),
    ...((objectId === undefined) === (subjectText === undefined)
      ? [{ field: 'subjectText', message: '检查对象编号与对象描述应填且只填一项' } as const]
      : []),
  ];
}
