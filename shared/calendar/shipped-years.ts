import year2025 from './2025.json' with { type: 'json' };
import year2026 from './2026.json' with { type: 'json' };
import { type CalendarYear, parseCalendarYear } from './parse-calendar-year.ts';

/** The years that ship with the product; administrators load further ones. */
export const nationalCalendarYears: readonly CalendarYear[] = [year2025, year2026].map((document) => {
  const parsed = parseCalendarYear(document);
  if (!parsed.ok) throw new Error(`calendar ${document.year}: ${JSON.stringify(parsed.error.problems)}`);
  return parsed.value;
});
