import * as z from 'zod';
import { DepartmentCode, Instant, LineText, LocalDate, LongText, PlainId, ShortText } from '../../base/primitives.ts';
import { abnormalReasonCodes, proposedLists } from '../../codes/credit-lists.ts';
import { mostSteps } from '../follow-up/limits.ts';
import { ObjectSnapshot } from '../visit/visit.ts';
import { listEntryStatuses } from './states.ts';

/** What the subject is told in writing before it is listed (河南省社会信用条例第二十八条). */
export const ListingNotice = z.strictObject({
  document: ShortText,
  servedOn: LocalDate,
  facts: LongText,
  grounds: LongText,
  basis: LineText,
  measures: LineText,
  rights: LineText,
});
export type ListingNotice = z.infer<typeof ListingNotice>;

/** That what it was listed for is no longer so, as an official has verified. */
export const RemovalRequest = z.strictObject({ reason: LineText, verifiedOn: LocalDate, document: ShortText });
export type RemovalRequest = z.infer<typeof RemovalRequest>;

const Decision = z.strictObject({ number: ShortText, on: LocalDate, by: z.string(), reason: LineText.optional() });
const Step = z.strictObject({ act: z.string(), at: Instant, by: z.string(), note: LongText.optional() });

/** 名单条目 (R44): what a follow-up proposes, and the competent department decides after it has told the subject. */
export const ListEntry = z.strictObject({
  id: PlainId,
  /** `机关代字列名〔YYYY〕N号`, under which it was entered. */
  number: z.string(),
  list: z.enum(proposedLists),
  /** Of 经营异常名录, why. */
  reason: z.enum(abnormalReasonCodes).optional(),
  department: DepartmentCode,
  followUpId: PlainId,
  resultId: PlainId,
  items: z.array(PlainId).readonly(),
  object: ObjectSnapshot.pick({ id: true, creditCode: true, name: true, kind: true }),
  status: z.enum(listEntryStatuses),
  suggestedOn: LocalDate,
  notice: z.strictObject({ ...ListingNotice.shape, by: z.string() }).optional(),
  /** What the subject held against it, in writing, and what it was answered; the last one. */
  contest: z.strictObject({ on: LocalDate, text: LongText, by: z.string(), answer: LongText.optional() }).optional(),
  /** To list it, or not. */
  decision: Decision.optional(),
  removalRequest: z.strictObject({ ...RemovalRequest.shape, by: z.string() }).optional(),
  /** Off the list since a day; without a number where its term is over. */
  removal: z.strictObject({ ...Decision.shape, number: Decision.shape.number.optional() }).optional(),
  steps: z.array(Step).max(mostSteps).readonly(),
});
export type ListEntry = z.infer<typeof ListEntry>;
