import * as z from 'zod';
import { DepartmentCode, LineText, LocalDate, PlainId } from '../../base/primitives.ts';
import { dueOf } from '../../calendar/due.ts';
import type { WorkCalendar } from '../../calendar/working-days.ts';
import { resultCodeList } from '../../codes/results.ts';
import { recognitionStatuses } from './states.ts';

/** Why the cited result is looked at again: it is being corrected, or an objection to it was found right. */
export const reviewCauses = ['correction', 'objection'] as const;
export type ReviewCause = (typeof reviewCauses)[number];

/** How many items one recognition takes over. */
export const itemsPerRecognition = 50;

/** 结果互认: a department concludes items of its own by a published conclusion of another, instead of inspecting. */
export const Recognition = z.strictObject({
  id: PlainId,
  /** The result that cites, and whose it is. */
  resultId: PlainId,
  department: DepartmentCode,
  /** The result that is cited, whose it is, and which edition of it. */
  sourceId: PlainId,
  source: DepartmentCode,
  documentNumber: z.string(),
  edition: z.int().min(1),
  objectName: z.string(),
  items: z
    .array(
      z.strictObject({
        itemId: PlainId,
        citedItemId: PlainId,
        citedName: z.string(),
        codes: z.array(z.enum(resultCodeList)).min(1).max(8),
      }),
    )
    .min(1)
    .max(itemsPerRecognition)
    .readonly(),
  /** The last day on which it could be cited. */
  validUntil: LocalDate,
  recognisedBy: z.string(),
  recognisedOn: LocalDate,
  status: z.enum(recognitionStatuses),
  /** Why it is to be looked at again, since when, and how many working days that may take. */
  review: z.strictObject({ cause: z.enum(reviewCauses), from: LocalDate, days: z.int().min(1) }).optional(),
  /** The day by which that is done; none when its year has no calendar. */
  due: LocalDate.optional(),
  confirmedBy: z.string().optional(),
  confirmedOn: LocalDate.optional(),
  withdrawnBy: z.string().optional(),
  withdrawnOn: LocalDate.optional(),
  reason: LineText.optional(),
});
export type Recognition = z.infer<typeof Recognition>;

/** The recognition with the day by which it is to be looked at again, if it is. */
export function withReviewDue(recognition: Recognition, calendar: WorkCalendar): Recognition {
  const { due: _, ...rest } = recognition;
  const { status, review } = recognition;
  if (status !== 'to-re-examine' || !review) return rest;
  const end = dueOf({ unit: 'workday', length: review.days }, review.from, { calendar });
  return end.kind === 'date' ? { ...rest, due: end.date } : rest;
}
