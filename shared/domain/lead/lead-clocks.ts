import { type Deadline, dueOf } from '../../calendar/due.ts';
import type { LocalDate } from '../../calendar/local-date.ts';
import type { WorkCalendar } from '../../calendar/working-days.ts';
import { clocks } from '../../codes/clocks.ts';
import type { Lead } from './lead.ts';
import { type ClockFacts, runningClocks } from './running-clocks.ts';

/** The first of the running clocks to run out; undetermined when any needs a year that has no calendar. */
function dueOfLead(lead: ClockFacts, calendar: WorkCalendar): Deadline | undefined {
  const ends = runningClocks(lead).map(({ clock, from, times }) => {
    const { unit, length } = clocks[clock];
    return dueOf({ unit, length: length * times }, from, { calendar });
  });
  const dates = ends.flatMap((end) => (end.kind === 'date' ? [end.date] : []));
  // Clocks that need the missing year end later than those that do not.
  const first = dates.toSorted()[0];
  return first === undefined ? ends[0] : { kind: 'date', date: first };
}

/** The lead with the last day for what is to be done next; one that stays has been known since it was set. */
export function withDue(lead: Lead, calendar: WorkCalendar, today: LocalDate): Lead {
  const end = dueOfLead(lead, calendar);
  const due = end?.kind === 'date' ? end.date : undefined;
  if (due === lead.due) return lead;
  const { due: _, dueSince: __, ...rest } = lead;
  return due === undefined ? rest : { ...rest, due, dueSince: today };
}
