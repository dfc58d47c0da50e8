import { shiftDate } from '../../shared/calendar/local-date.ts';
import { isWorkingDay, type WorkCalendar } from '../../shared/calendar/working-days.ts';

/**
 * How a provincial platform of 2017 drew, paired, counted days and approved. Kept to show that the statistics and rules
 * of this project find each of its faults; nothing of the product uses it.
 */

export interface OldRow {
  readonly id: string;
  readonly jurisdiction: string;
}

/** Rows go by jurisdiction; the distance between two that are drawn is ⌊N/n⌋. */
export const oldStep = (size: number, quota: number): number => Math.floor(size / quota);

/** One random start, then every ⌊N/n⌋-th row. `chance` lies in [0, 1). */
export function oldDraw(rows: readonly OldRow[], quota: number, chance: number): readonly string[] {
  const sorted = rows.toSorted((a, b) => (a.jurisdiction < b.jurisdiction ? -1 : 1));
  const step = oldStep(rows.length, quota);
  const start = Math.floor(chance * step);
  return Array.from({ length: quota }, (_, n) => sorted[start + n * step]?.id ?? '');
}

/** The next two inspectors of the list for each object in turn, whoever they are. */
export const oldPairing = (objects: readonly string[], inspectors: readonly string[]) =>
  objects.map((objectId, n) => ({
    objectId,
    members: [0, 1].map((seat) => inspectors[(2 * n + seat) % inspectors.length] ?? ''),
  }));

/** Late only when more than 20 working days lie between: the 21st passes for the 20th. */
export function oldLastDay(dayZero: string, calendar: WorkCalendar): string {
  let date = dayZero;
  for (let between = 0; between <= 20; ) {
    date = shiftDate(date, 1);
    const working = isWorkingDay(date, calendar);
    if (!working.ok) throw new Error(`no calendar for ${working.error.year}`);
    if (working.value) between += 1;
  }
  return date;
}

/** Whoever may enter may approve. */
export const oldMayApprove = (_recordedBy: readonly string[], _approver: string): boolean => true;
