import * as z from 'zod';
import {
  DepartmentCode,
  Instant,
  LineText,
  LocalDate,
  LongText,
  PlainId,
  Sha256Hex,
  ShortText,
} from '../../base/primitives.ts';
import { dishonestyListCodes } from '../../codes/dishonesty-lists.ts';
import { lookupPurposeCodes, sanctionEffectCodes, sanctionMeasureCodes } from '../../codes/sanctions.ts';
import { UsePurpose } from '../sharing/share-use.ts';
import { sanctionDecisionStatuses } from './states.ts';

/** What somebody is looked up for: a project, a parcel, an application, a selection. */
export const LookupProject = z.strictObject({
  number: ShortText,
  name: LineText.optional(),
  /** Of a procurement: the day of its announcement, and the day of its evaluation. */
  announcedOn: LocalDate.optional(),
  evaluatedOn: LocalDate.optional(),
});
export type LookupProject = z.infer<typeof LookupProject>;

/** An entry in force that the purpose may learn of; without measures it is for information only. */
export const LookupHit = z.strictObject({
  entry: PlainId,
  list: z.enum(dishonestyListCodes),
  /** Of the decision to list. */
  number: ShortText,
  on: LocalDate,
  /** Who decided; of a list that is decided elsewhere, who brings its files. */
  department: DepartmentCode,
  /** Who decided, where that is none of the departments. */
  authority: LineText.optional(),
  measures: z.array(z.enum(sanctionMeasureCodes)).readonly(),
  effects: z.array(z.enum(sanctionEffectCodes)).readonly(),
  /** 异议处理中: what it rests on is contested. */
  contested: z.literal(true).optional(),
});
export type LookupHit = z.infer<typeof LookupHit>;

/** 信用核查 (R47, R48): one subject, one purpose, one project or matter, as of a day. Nothing of it is ever changed. */
export const Lookup = z.strictObject({
  id: PlainId,
  /** `信核〔YYYY〕N号`. */
  number: z.string(),
  purpose: z.enum(lookupPurposeCodes),
  project: LookupProject.optional(),
  /** Of supervision: what the department had in hand. */
  matter: UsePurpose.optional(),
  subject: z.strictObject({ code: PlainId, name: LineText.optional() }),
  askedBy: z.string(),
  askedByName: z.string(),
  department: DepartmentCode,
  at: Instant,
  asOf: LocalDate,
  hits: z.array(LookupHit).readonly(),
  /** Of number, purpose, project or matter, subject, day and hits, by which a printed answer is compared. */
  digest: Sha256Hex,
  keptUntil: LocalDate,
});
export type Lookup = z.infer<typeof Lookup>;

/** A measure, and the entry by which it is applied. */
export const AppliedMeasure = z.strictObject({ entry: PlainId, measure: z.enum(sanctionMeasureCodes) });
export type AppliedMeasure = z.infer<typeof AppliedMeasure>;

/** 惩戒实施 (R46): what a person of the department that looked up decided, and why. */
export const SanctionDecision = z.strictObject({
  id: PlainId,
  lookupId: PlainId,
  lookupNumber: z.string(),
  subject: Lookup.shape.subject,
  department: DepartmentCode,
  /** Empty where none is. */
  applied: z.array(AppliedMeasure).max(50).readonly(),
  status: z.enum(sanctionDecisionStatuses),
  reason: LongText,
  decidedBy: z.string(),
  on: LocalDate,
  /** The entry that it rests on is off its list: it is to be lifted, unless something else holds it up. Revoked: it never had any. */
  groundGone: z
    .strictObject({ entry: PlainId, number: ShortText, on: LocalDate, revoked: z.literal(true).optional() })
    .optional(),
  endedOn: LocalDate.optional(),
  endReason: LongText.optional(),
});
export type SanctionDecision = z.infer<typeof SanctionDecision>;
