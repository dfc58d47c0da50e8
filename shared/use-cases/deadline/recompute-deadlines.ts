import { type LocalDate, localDateOf } from '../../calendar/local-date.ts';
import type { WorkCalendar } from '../../calendar/working-days.ts';
import { changedDeadline } from '../../domain/deadline/deadline.ts';
import { deadlineRuns } from '../../domain/deadline/state.ts';
import type { InspectionResult } from '../../domain/result/inspection-result.ts';
import { loadCalendar } from '../calendar/calendar.ts';
import { eventOf, replaceRecord } from '../changes.ts';
import type { Page, Records, Stored, UnitOfWork } from '../ports.ts';

interface RecomputeDeps {
  readonly records: Records;
  readonly work: UnitOfWork;
}

const pageSize = 100;

/**
 * Brings the deadline of every open result in line with the calendar in force: undetermined ones that a newly loaded
 * year decides, and those moved by a correction (R7). Each is its own transaction and a correct one is left alone, so a
 * run that died is recovered by running again, and a second run changes nothing.
 */
export async function recomputeDeadlines(
  deps: RecomputeDeps,
  year: string | undefined,
  now: Date,
): Promise<Record<string, number>> {
  const calendar = await loadCalendar(deps, year === undefined ? [] : [Number(year)]);
  const today = localDateOf(now);
  const counts = { open: 0, changed: 0 };
  let from: Page<unknown>['next'];
  do {
    const page: Page<Stored<InspectionResult>> = await deps.records.list({
      kind: 'result',
      index: 'byDue',
      partitions: ['undetermined', 'due'],
      page: { limit: pageSize, ...(from && { from }) },
    });
    for (const found of page.items) {
      counts.open += 1;
      if (await recompute(deps, found, { calendar, today, now })) counts.changed += 1;
    }
    from = page.next;
  } while (from);
  return counts;
}

interface Recomputation {
  readonly calendar: WorkCalendar;
  readonly today: LocalDate;
  readonly now: Date;
}

/** A result under concurrent edit is read again until it is right or no longer open. */
async function recompute(
  deps: RecomputeDeps,
  listed: Stored<InspectionResult>,
  { calendar, today, now }: Recomputation,
): Promise<boolean> {
  let found: Stored<InspectionResult> | undefined = listed;
  while (found && deadlineRuns(found.value)) {
    const value: InspectionResult = found.value;
    const fields = changedDeadline(value, calendar, today);
    if (!fields) return false;
    const facts = { day0: value.day0 ?? '', before: value.deadline ?? '', after: fields.deadline ?? '' };
    const event = eventOf('recompute-deadline', { id: 'system', department: value.department }, now, facts);
    const changed = { ...value, deadline: fields.deadline, deadlineSince: fields.deadlineSince };
    const done = await deps.work.commit([replaceRecord('result', value.id, found, changed, event)]);
    if (done.ok) return true;
    found = await deps.records.find('result', value.id);
  }
  return false;
}
