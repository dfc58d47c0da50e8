import { dueOf } from '../../calendar/due.ts';
import type { WorkCalendar } from '../../calendar/working-days.ts';
import { clocks } from '../../codes/clocks.ts';
import type { DataCheck } from './data-check.ts';

/** The check with its day: 10 working days from the day it was asked for. */
export function withDataCheckDue(check: DataCheck, calendar: WorkCalendar): DataCheck {
  const { due: _, ...rest } = check;
  if (check.status !== 'filed') return rest;
  const end = dueOf(clocks.dataCheck, check.filedOn, { calendar });
  return end.kind === 'date' ? { ...rest, due: end.date } : rest;
}
