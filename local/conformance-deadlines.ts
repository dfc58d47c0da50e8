import * as z from 'zod';
import { LocalDate } from '../shared/base/primitives.ts';
import { nationalCalendarYears } from '../shared/calendar/shipped-years.ts';
import { workCalendar } from '../shared/calendar/working-days.ts';
import { clocks } from '../shared/codes/clocks.ts';
import { publicationDeadline } from '../shared/domain/deadline/publication-deadline.ts';
import { type Difference, differences } from './differences.ts';

/** The format of a file of deadline vectors; a null deadline cannot be determined from the covered years. */
export const DeadlineVectors = z.strictObject({
  working_days: z.int(),
  zone: z.string(),
  vectors: z.array(z.strictObject({ day0: LocalDate, deadline: LocalDate.nullable() })),
});
export type DeadlineVectors = z.infer<typeof DeadlineVectors>;

/** Recomputes every deadline of a file with the calendar that ships with the product. */
export function checkDeadlineVectors({ working_days, zone, vectors }: DeadlineVectors): readonly Difference[] {
  const calendar = workCalendar(nationalCalendarYears);
  const computed = vectors.map(({ day0 }) => {
    const deadline = publicationDeadline(day0, calendar);
    return { day0, deadline: deadline.kind === 'date' ? deadline.date : null };
  });
  return [
    ...differences('/working_days', working_days, clocks.resultPublish.length),
    ...differences('/zone', zone, 'Asia/Shanghai'),
    ...differences('/vectors', vectors, computed),
  ];
}
