import { type LocalDate, localDateOf } from '../../calendar/local-date.ts';
import type { WorkCalendar } from '../../calendar/working-days.ts';
import { changedDeadline } from '../../domain/deadline/deadline.ts';
import { deadlineRuns } from '../../domain/deadline/state.ts';
import type { InspectionResult } from '../../domain/result/inspection-result.ts';
import { loadCalendar } from '../calendar/calendar.ts';
import { eventOf, replaceRecord } from '../changes.ts';
import { every } from '../every.ts';
import type { Records, Stored, UnitOfWork } from '../ports.ts';

interface RecomputeDeps {
  readonly records: Records;
  readonly work: UnitOfWork;
}

const pageSize = 100;

/**
 * Brings the deadline of every open result in line with the calendar in force: the undetermined ones that a newly loaded
 * year decides, and those that a correction moves (R7). Each is a transaction of its own and one that is right is left
 * alone, so a run that died is made good by running again, and running twice changes nothing.
 */
export async function recomputeDeadlines(
  deps: RecomputeDeps,
  year: string | undefined,
  now: Date,
): Promise<Record<string, number>> {
  const calendar = await loadCalendar(deps, year === undefined ? [] : [Number(year)]);
  const today = localDateOf(now);
  const counts = { open: 0, changed: 0 };
  const open = { kind: 'result', in: 'open', of: ['undetermined', 'due'] } as const;
  for await (const found of every((page) => deps.records.list({ ...open, page }), pageSize)) {
    counts.open += 1;
    if (await recompute(deps, found, { calendar, today, now })) counts.changed += 1;
  }
  return counts;
}

interface Recomputation {
  readonly calendar: WorkCalendar;
  readonly today: LocalDate;
  readonly now: Date;
}

/** A result that somebody is working on at this moment is read again until it is right or no longer open. */
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
