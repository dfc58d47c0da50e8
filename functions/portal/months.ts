import { endOfDay, shiftDate } from '../../shared/calendar/local-date.ts';

/** `2025-12` for `2026-11`: with the month itself, twelve. */
export const yearBefore = (month: string): string => monthOf(numberOf(month) - 11);

/** The months from `from` to `to` (`YYYY-MM`), the newest first; undefined when they run backwards or over five years. */
export function monthsBetween(from: string, to: string): readonly string[] | undefined {
  const last = numberOf(to);
  const count = last - numberOf(from) + 1;
  if (count < 1 || count > 60) return undefined;
  return Array.from({ length: count }, (_, index) => monthOf(last - index));
}

const numberOf = (month: string): number => Number(month.slice(0, 4)) * 12 + Number(month.slice(5)) - 1;
const monthOf = (number: number): string => `${Math.floor(number / 12)}-${String((number % 12) + 1).padStart(2, '0')}`;

/** The instant at which a month begins in Asia/Shanghai, as publication times are written. */
export const monthStart = (month: string): string => endOfDay(shiftDate(`${month}-01`, -1)).toISOString();
export const monthEnd = (month: string): string => monthStart(monthOf(numberOf(month) + 1));
