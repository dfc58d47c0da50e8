import * as z from 'zod';

const DateText = z.string().max(10);

/**
 * The form of one year's calendar, for requests and stored records. Whether a State Council notice could say it is
 * decided by `parseCalendarYear` of shared/calendar, which names every mistake at once.
 */
export const CalendarYear = z.strictObject({
  year: z.int().min(2000).max(2100),
  /** The notice the data comes from. */
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
