import * as z from 'zod';
import { DepartmentCode, LineText, LocalDate, LongText, PlainId, ShortText } from '../../base/primitives.ts';
import { objectKinds } from '../../codes/registry.ts';
import { trustFieldCodes } from '../../codes/trust.ts';
import { trustPeriodStatuses } from './states.ts';

/** A visit that advises and checks nothing; it counts as no check. */
export const GuidanceVisit = z.strictObject({ on: LocalDate, text: LongText });
/** How many of them a period holds. */
export const mostGuidance = 100;

/** 包容审慎观察期 (R62): for a time an object is left out of random frames, and advised instead. */
export const TrustPeriod = z.strictObject({
  /** Made of the object's number and how many periods it had before: two proposals at once are one. */
  id: PlainId,
  objectId: PlainId,
  objectName: LineText,
  /** With the credit code: whether the name may be a person's, which no message tells. */
  objectKind: z.enum(objectKinds),
  creditCode: z.string().optional(),
  /** Who proposed it. */
  department: DepartmentCode,
  field: z.enum(trustFieldCodes),
  /** The items that it is for; absent: every item that may be left out. */
  items: z.array(PlainId).min(1).max(50).readonly().optional(),
  from: LocalDate,
  /** The last day. */
  to: LocalDate,
  document: ShortText,
  status: z.enum(trustPeriodStatuses),
  proposedBy: z.string(),
  proposedOn: LocalDate,
  /** For every department, not for the proposing one alone: the joint meeting's office decides. */
  everywhere: z.literal(true).optional(),
  decidedBy: z.string().optional(),
  decidedOn: LocalDate.optional(),
  /** Why it was not approved, or ended before its time. */
  reason: LongText.optional(),
  /** The first day on which it did not hold any more. */
  endedOn: LocalDate.optional(),
  guidance: z
    .array(z.strictObject({ ...GuidanceVisit.shape, by: z.string() }))
    .max(mostGuidance)
    .readonly(),
});
export type TrustPeriod = z.infer<typeof TrustPeriod>;
