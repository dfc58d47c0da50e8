import * as z from 'zod';

const DateText = z.string().max(10);

/**
 * The shape of one year's calendar, for requests and stored records. `parseCalendarYear` of shared/calendar decides
 * whether a State Council notice could contain it, and names every mistake at once.
 */
export const CalendarYear = z.strictObject({
  year: z.int().min(2000).max(2100),
  /** The notice that is the source of the data. */
  notice: z.string().max(300),
  /** First and last day of each holiday, both included. */
  off: z
    .array(z.tuple([DateText, DateText]).readonly())
    .max(50)
    .readonly(),
  /** Weekend days that are working days (调休). */
  workdays: z.array(DateText).max(50).readonly(),
});
export type CalendarYear = z.infer<typeof CalendarYear>;
