import * as z from 'zod';
import { DepartmentCode, Instant, LineText, PlainId, Sha256Hex } from '../../base/primitives.ts';
import { reserveReasons, teamChangeReasons, voidCategories } from '../../codes/draws.ts';
import { passReasons } from '../../draw/turns.ts';
import { ObjectId } from '../registry/object-id.ts';

/** R5: requested by one person, decided by another. */
const twoPersons = {
  id: PlainId,
  requestedBy: z.string(),
  requestedAt: Instant,
  approvedBy: z.string().optional(),
  approvedAt: Instant.optional(),
  /** Refused by somebody else, or withdrawn by the requester. */
  closed: z
    .strictObject({ as: z.enum(['refused', 'withdrawn']), by: z.string(), at: Instant, reason: LineText.optional() })
    .optional(),
};

/** 作废申请. It stays until it is decided; only then can another be made. */
export const VoidRequest = z.strictObject({
  ...twoPersons,
  category: z.enum(voidCategories),
  reason: LineText,
  /** Title and number of the document that it rests on. */
  document: LineText.optional(),
});
export type VoidRequest = z.infer<typeof VoidRequest>;

/** Given on the voided batch whose entries are to be drawn again. */
export const RepeatConsent = z.strictObject({
  by: z.string(),
  at: Instant,
  /** Public. */
  reason: LineText,
  /** The batch that was frozen on it; from then on it cannot be taken back. */
  usedBy: PlainId.optional(),
});

/** 候补: a drawn object that cannot be inspected is replaced by the next ticket in every frame that drew it. */
export const ReserveCall = z.strictObject({
  ...twoPersons,
  note: LineText.optional(),
  visitId: PlainId,
  objectId: ObjectId,
  reason: z.enum(reserveReasons),
  /** Evidence kept with one of the visit's results. */
  evidence: PlainId,
  /** Counted from 1 in the order of the approvals, with the digest that was public at the time; absent until approved. */
  turn: z.int().min(1).optional(),
  digest: Sha256Hex.optional(),
  /** Whose turn came in each frame, in order: the skipped ones, then the one that came; absent until approved. */
  called: z
    .array(
      z.strictObject({
        frame: PlainId,
        /** Absent in suiji-draw/1, which had `stratum` and `ticket`. */
        row: Sha256Hex.optional(),
        objectId: ObjectId,
        passed: z.enum(passReasons).optional(),
        stratum: z.string().optional(),
        ticket: Sha256Hex.optional(),
      }),
    )
    .readonly()
    .optional(),
  /** The rows of the object that was replaced. */
  replaced: z
    .array(z.strictObject({ frame: PlainId, row: Sha256Hex }))
    .readonly()
    .optional(),
});
export type ReserveCall = z.infer<typeof ReserveCall>;
export type CalledReserve = NonNullable<ReserveCall['called']>[number];

/** Its turn came, but it was skipped and the next ticket was taken. */
export const isPassed = ({ passed }: Pick<CalledReserve, 'passed'>): boolean => passed !== undefined;

/** 换员: the replacement is the next candidate in the order of the draw; nobody chooses it. */
export const TeamChange = z.strictObject({
  ...twoPersons,
  /** The requester's department: a second person from there may decide, but only for that department. */
  requestedFrom: DepartmentCode,
  note: LineText.optional(),
  visitId: PlainId,
  department: DepartmentCode,
  inspectorId: PlainId,
  reason: z.enum(teamChangeReasons),
  /** Absent until approved. */
  replacement: PlainId.optional(),
});
export type TeamChange = z.infer<typeof TeamChange>;

export type AmendmentRequest = VoidRequest | ReserveCall | TeamChange;
