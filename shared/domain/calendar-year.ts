import * as z from 'zod';
import { LocalDate } from './primitives.ts';

/** One year's working-day calendar as an administrator loads it, with the State Council notice it comes from. */
export const CalendarYear = z.strictObject({
  year: z.int().min(2020).max(2100),
  notice: z.string().trim().min(1).max(200),
  /** Days off, first and last day of each holiday. */
  off: z.array(z.tuple([LocalDate, LocalDate])).max(20),
  /** Weekend days that are working days (调休). */
  workdays: z.array(LocalDate).max(20),
});
export type CalendarYear = z.infer<typeof CalendarYear>;
