import * as z from 'zod';
import { DepartmentCode, Instant, LineText, LocalDate, LongText, PlainId } from '../../base/primitives.ts';
import { dueOf } from '../../calendar/due.ts';
import type { WorkCalendar } from '../../calendar/working-days.ts';
import { clocks } from '../../codes/clocks.ts';
import { objectionGroundCodes, objectionRefusalCodes } from '../../codes/published-results.ts';
import { objectionStatuses } from './states.ts';

/** 公示异议: what the inspected subject holds against an edition of a published result. */
export const Objection = z.strictObject({
  id: PlainId,
  resultId: PlainId,
  /** The inspected object, under the number of that time; absent of objections from before subjects could file them. */
  objectId: PlainId.optional(),
  edition: z.int().min(1),
  /** The department whose result it is. */
  department: DepartmentCode,
  documentNumber: z.string(),
  objectName: z.string(),
  ground: z.enum(objectionGroundCodes),
  text: LongText,
  /** Who signed it, and the papers that came with it, the copy of the licence among them; none of one filed by a bound code. */
  filedBy: LineText,
  papers: z.array(LineText).max(20).readonly(),
  /** The day on which the department received it: the clocks run from here. */
  filedOn: LocalDate,
  enteredBy: z.string(),
  enteredAt: Instant,
  status: z.enum(objectionStatuses),
  /** Whether it has to be verified on the spot, which takes longer. */
  verified: z.boolean(),
  /** By when it is to be decided; without it its year has no calendar. */
  due: LocalDate.optional(),
  handler: z.string().optional(),
  refusal: z.enum(objectionRefusalCodes).optional(),
  decidedBy: z.string().optional(),
  decidedOn: LocalDate.optional(),
  reason: LongText.optional(),
  /** 救济途径: where and until when one may turn against a dismissal. */
  remedies: LongText.optional(),
  /** R97: by when the upheld error is to be corrected. */
  correctBy: LocalDate.optional(),
});
export type Objection = z.infer<typeof Objection>;

/** The objection with the days that follow from its clocks: 3 working days, 7 with verification; 5 to correct an error. */
export function withObjectionDays(objection: Objection, calendar: WorkCalendar): Objection {
  const { due: _, correctBy: __, ...rest } = objection;
  const clock = clocks[objection.verified ? 'creditObjectionCheck' : 'creditObjection'];
  const due = dayOf(clock, objection.filedOn, calendar);
  const { status, decidedOn } = objection;
  const correctBy =
    status === 'upheld' && decidedOn !== undefined ? dayOf(clocks.wrongResultCorrect, decidedOn, calendar) : undefined;
  return { ...rest, ...(due !== undefined && { due }), ...(correctBy !== undefined && { correctBy }) };
}

function dayOf(clock: Parameters<typeof dueOf>[0], from: string, calendar: WorkCalendar): string | undefined {
  const end = dueOf(clock, from, { calendar });
  return end.kind === 'date' ? end.date : undefined;
}
