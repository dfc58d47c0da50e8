import * as z from 'zod';
import { reserveReasons, teamChangeReasons } from '../codes/draws.ts';
import { CreditClass, DepartmentCode, Instant, LineText, PlainId, Sha256Hex } from './primitives.ts';

/** R5: asked for by one person, decided by another. */
const twoPersons = {
  id: PlainId,
  note: LineText.optional(),
  requestedBy: z.string(),
  requestedAt: Instant,
  approvedBy: z.string().optional(),
  approvedAt: Instant.optional(),
};

/** 候补: a drawn object that cannot be inspected is replaced by the next ticket of every stratum that drew it. */
export const ReserveCall = z.strictObject({
  ...twoPersons,
  visitId: PlainId,
  objectId: PlainId,
  reason: z.enum(reserveReasons),
  /** Evidence kept with one of the visit's results. */
  evidence: PlainId,
  /** What came in its place; absent until approved. */
  called: z
    .array(z.strictObject({ frame: PlainId, stratum: CreditClass, objectId: PlainId, ticket: Sha256Hex }))
    .readonly()
    .optional(),
});
export type ReserveCall = z.infer<typeof ReserveCall>;

/** 换员: the replacement is the next candidate in the order of the draw, never somebody's choice. */
export const TeamChange = z.strictObject({
  ...twoPersons,
  visitId: PlainId,
  department: DepartmentCode,
  inspectorId: PlainId,
  reason: z.enum(teamChangeReasons),
  /** Absent until approved. */
  replacement: PlainId.optional(),
});
export type TeamChange = z.infer<typeof TeamChange>;
