import * as z from 'zod';
import { DepartmentCode, Instant, LineText, LocalDate, PlainId } from '../../base/primitives.ts';
import { mostFollowUps } from '../follow-up/limits.ts';
import { CompletionCorrection } from '../visit/completion-correction.ts';
import { originFields } from '../visit/origin.ts';
import { visitStatuses } from '../visit/states.ts';
import { ObjectSnapshot, TeamMember, VisitItem } from '../visit/visit.ts';
import { Evidence } from './evidence.ts';
import { ResultDraft } from './findings.ts';
import { Objected } from './objected.ts';
import { resultStatuses } from './states.ts';
import { Stop, StopRequest } from './stops.ts';

/** 不予公开: the statutory exception, requested by one person and decided by another (R5). */
export const Withholding = z.strictObject({
  basis: LineText,
  reason: LineText,
  requestedBy: z.string(),
  requestedAt: Instant,
  decidedBy: z.string().optional(),
  refusal: LineText.optional(),
  /** An earlier request was granted, which ended the deadline for good, whatever becomes of this one. */
  deadlineEnded: z.literal(true).optional(),
});

/** By which deadline a published result was judged until a correction of the calendar, which one, and with what verdict. */
const EarlierDeadline = z.strictObject({
  deadline: LocalDate,
  verdict: z.enum(['met', 'late']),
  until: LocalDate,
  /** The year whose calendar was corrected, and the version that corrected it. */
  year: z.int(),
  version: z.int(),
});

/** 检查结果: what one department found at one visit. `assign` makes it. */
export const InspectionResult = z.strictObject({
  ...ResultDraft.shape,
  id: PlainId,
  visitId: PlainId,
  ...originFields,
  department: DepartmentCode,
  lead: DepartmentCode,
  object: ObjectSnapshot,
  items: z.array(VisitItem).readonly(),
  team: z.array(TeamMember).readonly(),
  /** The ids of the team, and the visit's status: used by list filters. */
  inspectors: z.array(PlainId).readonly(),
  visitStatus: z.enum(visitStatuses),
  /** The last day of the visit's window. */
  inspectBy: LocalDate,
  status: z.enum(resultStatuses),
  /** 0 until first published; each publication or correction is one edition. */
  edition: z.int().min(0),
  /** `机关代字抽查〔YYYY〕N号`, given once, at the first approval. */
  documentNumber: z.string().optional(),
  evidence: z.array(Evidence).readonly(),
  /** Everyone who entered something into the coming edition; none of them may approve it (R5). */
  recordedBy: z.array(z.string()).readonly(),
  submittedBy: z.string().optional(),
  approvedBy: z.string().optional(),
  returnReason: LineText.optional(),
  /** R7: the two candidates for day 0, and what follows. `day0` without `deadline` = 日历待发布. */
  producedOn: LocalDate.optional(),
  completedOn: LocalDate.optional(),
  day0: LocalDate.optional(),
  deadline: LocalDate.optional(),
  /** The day on which the current deadline became known: no reminder is owed for an earlier day (R8). */
  deadlineSince: LocalDate.optional(),
  /** Of a published result, the earliest first. */
  earlierDeadlines: z.array(EarlierDeadline).readonly().optional(),
  /**
   * Under what id the public finds it: by chance, since its own id is made of the object's. Absent before it is published, and in
   * results published before they had one, which stay under their own id.
   */
  publicId: PlainId.optional(),
  /** When it was first published, which the deadline requires, and when its latest edition was. */
  publishedAt: Instant.optional(),
  editionAt: Instant.optional(),
  withholding: Withholding.optional(),
  completionCorrection: CompletionCorrection.optional(),
  correctionReason: LineText.optional(),
  /** What it has opened, the first first; those that ended included (R34). */
  followUps: z.array(PlainId).max(mostFollowUps).readonly().optional(),
  /** Of the edition that is public, the day on which each row ceases to be so by itself (R99); rows without one stay. `listing`: because
   * the entry of a list that it led to is off it. */
  terms: z
    .array(z.strictObject({ item: PlainId, stopsOn: LocalDate, listing: z.literal(true).optional() }))
    .readonly()
    .optional(),
  /** The rows that led to entries of lists which ended, whatever edition: since when none of them is on its list. */
  delisted: z
    .array(z.strictObject({ item: PlainId, on: LocalDate }))
    .readonly()
    .optional(),
  /** Of what is public, the rows that are shown no longer, the earliest first; and what is asked for. */
  stops: z.array(Stop).max(50).readonly().optional(),
  stopRequest: StopRequest.optional(),
  /** The recognitions that cite it, whatever edition. */
  recognisedIn: z.array(PlainId).max(100).readonly().optional(),
  /** Objections that were taken up, to whatever edition. */
  objections: z.array(Objected).max(50).readonly().optional(),
});
export type InspectionResult = z.infer<typeof InspectionResult>;

/** Under what id the public finds what is public of a result. */
export const publicIdOf = ({ id, publicId }: Pick<InspectionResult, 'id' | 'publicId'>): string => publicId ?? id;
