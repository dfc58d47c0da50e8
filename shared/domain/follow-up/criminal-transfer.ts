import * as z from 'zod';
import { DepartmentCode, Instant, LineText, LocalDate, LongText, PlainId, ShortText } from '../../base/primitives.ts';
import { dueOf } from '../../calendar/due.ts';
import { localDateOf } from '../../calendar/local-date.ts';
import type { WorkCalendar } from '../../calendar/working-days.ts';
import { clocks } from '../../codes/clocks.ts';
import { decisionKindCodes, transferAttachments } from '../../codes/follow-ups.ts';
import { ObjectSnapshot } from '../visit/visit.ts';
import { mostSteps } from './limits.ts';
import { transferStatuses } from './transfer-states.ts';

const attachmentNames = Object.keys(transferAttachments) as [keyof typeof transferAttachments];

/** Each of the five papers, by its number in the file. */
export const TransferPapers = z.strictObject({
  papers: z
    .array(z.strictObject({ paper: z.enum(attachmentNames), reference: ShortText }))
    .max(20)
    .readonly(),
});

/** The decision by which the matter ends here when the police do not file it. */
export const OwnDecision = z.strictObject({
  kind: z.enum(decisionKindCodes),
  number: ShortText,
  decidedOn: LocalDate,
});

const Said = z.strictObject({ at: Instant, by: z.string(), reason: LineText.optional() });
const Step = z.strictObject({
  act: z.string(),
  at: Instant,
  by: z.string(),
  department: DepartmentCode,
  note: LongText.optional(),
});

/**
 * 涉嫌犯罪移送 of what a follow-up is about. Until the police file it, nobody but its department, the police and the county
 * government learns that there is one: it is a record of its own, to which nothing else refers.
 */
export const CriminalTransfer = z.strictObject({
  id: PlainId,
  /** `机关代字移公〔YYYY〕N号` */
  number: z.string(),
  followUpId: PlainId,
  object: ObjectSnapshot.pick({ id: true, creditCode: true, name: true, kind: true }),
  department: DepartmentCode,
  police: DepartmentCode,
  status: z.enum(transferStatuses),
  investigators: z.array(PlainId).min(2).max(10).readonly(),
  facts: LongText,
  /** When the head received the written report of the investigators. */
  reportAt: Instant,
  proposedBy: z.string(),
  decision: Said.optional(),
  handedOver: z.strictObject({ at: Instant, by: z.string(), ...TransferPapers.shape }).optional(),
  received: z.strictObject({ at: Instant, by: z.string(), receipt: ShortText }).optional(),
  returned: Said.optional(),
  filed: z.strictObject({ on: LocalDate, number: ShortText, by: z.string() }).optional(),
  declined: z.strictObject({ on: LocalDate, reason: LineText, by: z.string() }).optional(),
  goodsOn: LocalDate.optional(),
  review: z
    .strictObject({ askedOn: LocalDate, reason: LineText, by: z.string(), letter: LineText.optional() })
    .optional(),
  ownDecision: OwnDecision.optional(),
  endedOn: LocalDate.optional(),
  /** By when the next act is due: a day or, of a clock of hours, an instant and its day. */
  due: LocalDate.optional(),
  dueAt: Instant.optional(),
  steps: z.array(Step).max(mostSteps).readonly(),
});
export type CriminalTransfer = z.infer<typeof CriminalTransfer>;

/** The clock that runs, by 国务院令第310号: 24 hours to hand over, from the decision; the others three days. */
export function withTransferDue(transfer: CriminalTransfer, calendar: WorkCalendar): CriminalTransfer {
  const { due: _, dueAt: __, ...rest } = transfer;
  const { status, reportAt, decision, handedOver, filed, goodsOn, declined, review } = transfer;
  const day = (
    clock: 'criminalDecide' | 'criminalFiling' | 'criminalGoods' | 'criminalReview',
    from: string | Date,
  ) => {
    const end = dueOf(clocks[clock], from, { calendar });
    return end.kind === 'date' ? { due: end.date } : {};
  };
  if (status === 'proposed') return { ...rest, ...day('criminalDecide', new Date(reportAt)) };
  if (status === 'approved' && decision) {
    const end = dueOf(clocks.criminalHandOver, new Date(decision.at), { calendar });
    if (end.kind === 'instant') return { ...rest, due: localDateOf(end.instant), dueAt: end.instant.toISOString() };
  }
  if (status === 'handed-over' && handedOver) return { ...rest, ...day('criminalFiling', new Date(handedOver.at)) };
  if (status === 'filed' && filed && goodsOn === undefined) return { ...rest, ...day('criminalGoods', filed.on) };
  if (status === 'not-filed' && declined && !review) return { ...rest, ...day('criminalReview', declined.on) };
  return rest;
}
