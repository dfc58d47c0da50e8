import * as z from 'zod';
import { DepartmentCode, Instant, LineText, LocalDate, LongText, PlainId } from '../../base/primitives.ts';
import { abnormalReasonCodes } from '../../codes/credit-lists.ts';
import { creditGrades, creditRecordKindCodes, penaltyKindCodes } from '../../codes/credit-records.ts';
import { dishonestyListCodes } from '../../codes/dishonesty-lists.ts';
import { decisionKindCodes } from '../../codes/follow-ups.ts';
import { stopWayCodes } from '../../codes/published-results.ts';
import { resultCodeList } from '../../codes/results.ts';
import { mostSteps } from '../follow-up/limits.ts';
import { itemsPerResult } from '../result/findings.ts';
import { ObjectSnapshot } from '../visit/visit.ts';
import { creditRecordStatuses } from './record-states.ts';

/** What a record is made of: an approved result, a closed follow-up, an entry of a list, or an official document (R43). */
export const creditSources = ['result', 'follow-up', 'list-entry', 'document'] as const;

/** A row of a result that is negative information, and since when it is shown no longer. */
const Row = z.strictObject({
  item: PlainId,
  codes: z.array(z.enum(resultCodeList)).max(8).readonly(),
  grade: z.enum(creditGrades).optional(),
  stopped: z.strictObject({ on: LocalDate, way: z.enum(stopWayCodes) }).optional(),
});
export type CreditRow = z.infer<typeof Row>;

const Step = z.strictObject({ act: z.string(), at: Instant, by: z.string(), note: LineText.optional() });

/**
 * 信用记录 (R43): what is on record of a subject, made with its source and changed with it. Nobody types one. Who stands where
 * by its facts: rows of a result, the decision of a follow-up, or the list of an entry.
 */
export const CreditRecord = z.strictObject({
  id: PlainId,
  subject: ObjectSnapshot.pick({ id: true, creditCode: true, name: true, kind: true }),
  kind: z.enum(creditRecordKindCodes),
  source: z.strictObject({ kind: z.enum(creditSources), ref: PlainId, edition: z.int().min(1).optional() }),
  /** One set of facts: the result from which all of it came. */
  caseId: PlainId,
  /** The items of the result that it is about. */
  items: z.array(PlainId).max(itemsPerResult).readonly(),
  /** 作出机关, with the number of its document and the day from which the terms run. */
  department: DepartmentCode,
  documentNumber: LineText,
  date: LocalDate,
  content: LongText,
  rows: z.array(Row).max(itemsPerResult).readonly().optional(),
  decision: z
    .strictObject({ kind: z.enum(decisionKindCodes), penalty: z.enum(penaltyKindCodes).optional() })
    .optional(),
  /** Of 责令改正, that it was looked at again and not all was put right. */
  failedRecheck: z.literal(true).optional(),
  listing: z
    .strictObject({ list: z.enum(dishonestyListCodes), reason: z.enum(abnormalReasonCodes).optional() })
    .optional(),
  /** 失信程度; none of what is no negative information, or goes by the outcome or the list that came of it. */
  grade: z.enum(creditGrades).optional(),
  publicFrom: LocalDate.optional(),
  /** The last day of the least term, and of the longest. */
  minEnds: LocalDate.optional(),
  maxEnds: LocalDate.optional(),
  status: z.enum(creditRecordStatuses),
  /** When an objection to its source was being checked, the earliest first; each until the day it was no longer. */
  contested: z
    .array(z.strictObject({ on: LocalDate, until: LocalDate.optional() }))
    .max(mostSteps)
    .readonly(),
  /** Since when it is repaired, over or revoked. */
  ended: z.strictObject({ on: LocalDate, reason: LineText }).optional(),
  /** The day on which it came on record, which may be later than `date`. */
  recordedOn: LocalDate,
  /** When it last changed. */
  changedOn: LocalDate,
  steps: z.array(Step).max(mostSteps).readonly(),
});
export type CreditRecord = z.infer<typeof CreditRecord>;
