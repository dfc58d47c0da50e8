import * as z from 'zod';
import { DepartmentCode, Instant, LineText, LocalDate, LongText, PlainId, ShortText } from '../../base/primitives.ts';
import { penaltyKindCodes } from '../../codes/credit-records.ts';
import { decisionKindCodes, followUpKindCodes, returnReasonCodes } from '../../codes/follow-ups.ts';
import { itemsPerResult } from '../result/findings.ts';
import { ObjectSnapshot } from '../visit/visit.ts';
import { Letter } from './letter.ts';
import { mostNext, mostReports, mostSteps } from './limits.ts';
import { Rectification } from './rectification.ts';
import { followUpStatuses } from './states.ts';

/** What the receiver reports, with what closing needs of its kind (R37). */
export const FollowUpReport = z.strictObject({
  text: LongText,
  decisionKind: z.enum(decisionKindCodes).optional(),
  decisionNumber: ShortText.optional(),
  decidedOn: LocalDate.optional(),
  /** Of a penalty, what it was: of several, the heaviest; and whether it was one on the spot (简易程序). */
  penalty: z.enum(penaltyKindCodes).optional(),
  onTheSpot: z.literal(true).optional(),
  caseNumber: ShortText.optional(),
  /** The number of the document that ends the matter. */
  document: ShortText.optional(),
  /** The number under which it was entered in a list. */
  creditEntry: ShortText.optional(),
  /** What shows that it was put right: photographs, receipts, by their number in the file. */
  evidence: z.array(ShortText).max(20).readonly().optional(),
});
export type FollowUpReport = z.infer<typeof FollowUpReport>;

/** Why a receiver gives it back; "not ours" says whose it is, and by which text (R36). */
export const FollowUpReturn = z.strictObject({
  reason: z.enum(returnReasonCodes),
  text: LineText,
  competent: DepartmentCode.optional(),
  document: LineText.optional(),
});
export type FollowUpReturn = z.infer<typeof FollowUpReturn>;

/** What was reported, by whom and when. */
const Reported = z.strictObject({
  ...FollowUpReport.shape,
  /** R38: of 责令改正, who looked again, and when. */
  recheck: z.strictObject({ on: LocalDate, inspectors: z.array(PlainId).max(10).readonly() }).optional(),
  /** Of an answer that came on paper, the number of its scan; `on` is the day it came. */
  paper: ShortText.optional(),
  by: z.string(),
  on: LocalDate,
});
/** Each act, for the time line. */
const Step = z.strictObject({
  act: z.string(),
  at: Instant,
  by: z.string(),
  department: DepartmentCode,
  note: LongText.optional(),
});

/** What somebody has to do with it now; the box in which it waits. */
export const followUpBoxes = [
  'to-sign',
  'to-answer',
  'to-redirect',
  'to-decide',
  'to-confirm',
  // On paper, for the sender: a letter that is to be served, a receipt or an answer that is to be entered.
  'letter-to-serve',
  'letter-receipt',
  'letter-answer',
] as const;
export type FollowUpBox = (typeof followUpBoxes)[number];

/**
 * 后续处置: what one department has to do about what a result found. One for each kind and receiver of a result, with all
 * its items of that kind: a document goes to a department once. What was found stands in the result, which it refers to.
 */
export const FollowUp = z.strictObject({
  id: PlainId,
  /** `机关代字后处〔YYYY〕N号` of the sender. */
  number: z.string(),
  kind: z.enum(followUpKindCodes),
  resultId: PlainId,
  documentNumber: z.string(),
  /** The edition of the result with which it was opened. */
  edition: z.int(),
  items: z
    .array(z.strictObject({ id: PlainId, name: LineText }))
    .max(itemsPerResult)
    .readonly(),
  object: ObjectSnapshot.pick({ id: true, creditCode: true, name: true, kind: true }),
  sender: DepartmentCode,
  receiver: DepartmentCode,
  /** Whom the result named; another may have it since. */
  addressed: DepartmentCode,
  /** Others that are competent: they read it, one answers (R35). */
  copies: z.array(DepartmentCode).readonly(),
  /** Why the receiver is competent (R35). */
  basis: LineText,
  status: z.enum(followUpStatuses),
  openedOn: LocalDate,
  openedBy: z.string(),
  /** The day on which the present receiver was sent it, and by when it signs. */
  sentOn: LocalDate,
  receiptDue: LocalDate.optional(),
  receivedOn: LocalDate.optional(),
  receivedBy: z.string().optional(),
  /** The day from which the answer's clock runs, and by when the receiver answers. */
  answerFrom: LocalDate.optional(),
  answerDue: LocalDate.optional(),
  extension: z.strictObject({ reason: LineText, to: LocalDate, by: z.string(), on: LocalDate }).optional(),
  /** Whichever of the two runs, and since when it is known. */
  due: LocalDate.optional(),
  dueSince: LocalDate.optional(),
  returned: FollowUpReturn.optional(),
  /** There if the receiver has no login and is written to. */
  letter: Letter.optional(),
  /** R36: after it nobody returns it. */
  decision: z.strictObject({ basis: LineText, by: z.string(), on: LocalDate }).optional(),
  /** Of 责令改正, once it was ordered. */
  rectification: Rectification.optional(),
  /** What came of it where nothing was put right; and of that one, what it came of, as which the result asks for it. */
  next: z.array(PlainId).max(mostNext).readonly().optional(),
  after: PlainId.optional(),
  askedAs: z.enum(followUpKindCodes).optional(),
  report: Reported.optional(),
  /** What was reported before and sent back, or before it was opened again, the earliest first. */
  earlierReports: z.array(Reported).max(mostReports).readonly().optional(),
  /** From a report until it was sent back: those days do not run against the receiver. */
  withSender: z
    .array(z.strictObject({ from: LocalDate, to: LocalDate }))
    .max(200)
    .readonly()
    .optional(),
  endedOn: LocalDate.optional(),
  endReason: LineText.optional(),
  calledOn: LocalDate.optional(),
  steps: z.array(Step).max(mostSteps).readonly(),
});
export type FollowUp = z.infer<typeof FollowUp>;

/** Whether it was, or is, signed or answered in time: an overdue one is the receiver's (R41). */
export function timeliness(
  due: string | undefined,
  done: string | undefined,
  today: string,
): 'in-time' | 'late' | 'overdue' | 'running' | undefined {
  if (due === undefined) return undefined;
  if (done !== undefined) return done <= due ? 'in-time' : 'late';
  return today <= due ? 'running' : 'overdue';
}
