import type { Failure } from '../../base/failures.ts';
import { ok } from '../../base/result.ts';
import { type LocalDate, localDateOf } from '../../calendar/local-date.ts';
import type { WorkCalendar } from '../../calendar/working-days.ts';
import { deadlineRuns } from '../../domain/deadline/awaited-act.ts';
import { changedDeadline } from '../../domain/deadline/deadline.ts';
import type { InspectionResult } from '../../domain/result/inspection-result.ts';
import { findCalendarYear, listCalendarYears, loadCalendar, type YearInForce } from '../calendar/calendar.ts';
import { type ChangeDeps, changeRecord, present } from '../change-record.ts';
import { eventOf } from '../changes.ts';
import { every } from '../every.ts';
import type { Stored } from '../ports/records.ts';
import { recomputeDue } from './recompute-due.ts';
import { reviseVerdicts } from './revise-verdicts.ts';

const pageSize = 100;

/**
 * Brings the deadline of every open result in line with the calendar in force: undetermined ones that a newly loaded
 * year decides, and those moved by a correction (R7). Published results are judged anew by a corrected year. Each is its own transaction and a correct one is left alone, so a
 * run that died is recovered by running again, and a second run changes nothing.
 */
export async function recomputeDeadlines(
  deps: ChangeDeps,
  year: string | undefined,
  now: Date,
): Promise<Record<string, number>> {
  const calendar = await loadCalendar(deps, year === undefined ? [] : [Number(year)]);
  const today = localDateOf(now);
  const counts = { open: 0, changed: 0, revised: 0 };
  const open = { kind: 'result', in: 'open', of: ['undetermined', 'due'] } as const;
  for await (const found of every((page) => deps.records.list({ ...open, page }), pageSize)) {
    counts.open += 1;
    if (await recompute(deps, found, { calendar, today, now })) counts.changed += 1;
  }
  const others = await recomputeDue(deps, calendar, localDateOf(now), now);
  for (const { calendar: loaded, version, updatedAt: at } of await correctedYears(deps, year, now)) {
    if (at !== undefined)
      counts.revised += await reviseVerdicts(deps, { year: loaded.year, version, at, calendar }, now);
  }
  return { ...counts, ...others };
}

/** For so many days the daily run makes good what a run after a correction has missed. */
const daysToMakeGood = 7;

/** The year that was asked for, or those that were put in force a short while ago. */
async function correctedYears(
  deps: Pick<ChangeDeps, 'records'>,
  year: string | undefined,
  now: Date,
): Promise<readonly YearInForce[]> {
  if (year !== undefined) return [await findCalendarYear(deps, Number(year))].filter((found) => found !== undefined);
  const since = new Date(now.getTime() - daysToMakeGood * 86_400_000).toISOString();
  return (await listCalendarYears(deps)).filter(({ updatedAt = '' }) => updatedAt >= since);
}

interface Recomputation {
  readonly calendar: WorkCalendar;
  readonly today: LocalDate;
  readonly now: Date;
}

/** Whether the deadline had to be changed. A result under concurrent edit is read again. */
async function recompute(
  deps: ChangeDeps,
  listed: Stored<InspectionResult>,
  { calendar, today, now }: Recomputation,
): Promise<boolean> {
  const { id } = listed.value;
  let changed = false;
  const act = { id, from: listed, find: () => present(deps.records, 'result', id) };
  const done = await changeRecord<'result', Failure>(deps, 'result', act, ({ value: before }) => {
    const fields = deadlineRuns(before) ? changedDeadline(before, calendar, today) : undefined;
    changed = fields !== undefined;
    if (!fields) return ok(undefined);
    const value = { ...before, deadline: fields.deadline, deadlineSince: fields.deadlineSince };
    const facts = { day0: before.day0 ?? '', before: before.deadline ?? '', after: fields.deadline ?? '' };
    const actor = { id: 'system', department: before.department };
    return ok({ value, event: eventOf('recompute-deadline', actor, now, facts) });
  });
  if (!done.ok) throw new Error(`result ${id}: ${done.error.kind}`);
  return changed;
}
