import * as z from 'zod';
import { DepartmentCode, LineText, LocalDate, LongText, PlainId, ShortText } from '../../base/primitives.ts';
import { dateOfMonth } from '../../calendar/local-date.ts';
import { mostGranted } from './limits.ts';

/** What is entered when a first, light violation is not punished: the conditions that are there, what shows it was put right. */
export const ExemptionReport = z.strictObject({
  text: LongText,
  items: z
    .array(z.strictObject({ listItem: PlainId, conditions: z.array(LineText).max(20).readonly() }))
    .max(20)
    .readonly(),
  evidence: z.array(ShortText).max(20).readonly(),
  educationOn: LocalDate,
  document: ShortText,
});
export type ExemptionReport = z.infer<typeof ExemptionReport>;

/** One exemption that was granted; it counts from the day of the finding. */
const Granted = z.strictObject({
  followUpId: PlainId,
  department: DepartmentCode,
  foundOn: LocalDate,
  grantedOn: LocalDate,
  document: ShortText,
});
export type Granted = z.infer<typeof Granted>;

/**
 * R40: what was exempted of one object for one item of the list, whichever department did it, the earliest first. Of an
 * object that had several numbers there is one for each of them, and what is granted from then on stands in all.
 */
export const Exemption = z.strictObject({
  id: PlainId,
  objectId: PlainId,
  listItem: PlainId,
  granted: z.array(Granted).max(mostGranted).readonly(),
});
export type Exemption = z.infer<typeof Exemption>;

/** Whether two findings lie within the same period of so many months, counted from the earlier one. */
export function withinPeriod(a: string, b: string, months: number): boolean {
  const [first, second] = a <= b ? [a, b] : [b, a];
  return second <= dateOfMonth(first, months);
}
