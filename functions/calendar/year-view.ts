import type { YearInForce } from '../../shared/use-cases/calendar/calendar.ts';

/** A year as officials see it. */
export const yearView = ({ calendar, version, updatedAt }: YearInForce) => ({ ...calendar, version, updatedAt });
