import { dateOfMonth, formatChineseDate, type LocalDate, localDateOf, shiftDate } from '../../calendar/local-date.ts';
import type { CreditRecord } from '../../domain/credit/credit-record.ts';
import { risksOf } from '../../domain/credit/risk-events.ts';
import { scoreOf } from '../../domain/credit/score.ts';
import { isToBeTold, saidOn } from '../../domain/credit/warning.ts';
import type { ChangeDeps } from '../change-record.ts';
import { every } from '../every.ts';
import { presentObject } from '../lead/resolve-object.ts';
import { nameToTell, told } from '../notice/told.ts';
import type { Registry } from '../ports/registry.ts';
import { settingsAt } from '../setting/settings-at.ts';
import { onRecordOf } from './read-records.ts';

type Deps = ChangeDeps & { readonly registry: Pick<Registry, 'find'> };

const pageSize = 100;

/**
 * R64: tells the department that keeps a subject, once for each month, that its score has risen much from one month's end to the
 * next; of the month that is over. Both are what was on record at these days. It is told and nothing else happens: no check follows
 * by itself. Run again, it tells nothing twice.
 */
export async function warnOfScores(deps: Deps, now: Date): Promise<Record<string, number>> {
  const end = shiftDate(`${localDateOf(now).slice(0, 7)}-01`, -1);
  const before = shiftDate(`${end.slice(0, 7)}-01`, -1);
  const { creditRisePoints: points, creditRiseClasses: classes } = await settingsAt(deps, now);
  const counts = { subjects: 0, told: 0 };
  const failures: unknown[] = [];
  for (const number of await changedSince(deps, before, now)) {
    counts.subjects += 1;
    try {
      const [was, is] = await Promise.all([before, end].map((day) => scoreOn(deps, number, day)));
      if (!was || !is || !isToBeTold(was, is, { points, classes })) continue;
      if (await tell(deps, number, end, now)) counts.told += 1;
    } catch (cause) {
      failures.push(cause);
    }
  }
  if (failures.length > 0)
    throw new AggregateError(failures, `scores of ${failures.length} subjects were not compared`);
  return counts;
}

/** The subjects of which anything on record has changed after a day, under their present numbers. */
async function changedSince(deps: Deps, day: LocalDate, now: Date): Promise<ReadonlySet<string>> {
  const last = `${localDateOf(now).slice(0, 7)}-01`;
  const months = [dateOfMonth(last, -1), last].map((first) => first.slice(0, 7));
  const numbers = new Set<string>();
  for (const of of months) {
    const changed = every((page) => deps.records.list({ kind: 'credit-record', in: 'changedIn', of, page }), pageSize);
    for await (const { value } of changed) if (value.changedOn > day) numbers.add(value.subject.id);
  }
  const present = await Promise.all(
    [...numbers].map(async (number) => {
      const object = await presentObject(deps, number);
      return object.ok ? object.value.value.id : number;
    }),
  );
  return new Set(present);
}

/** The score at the end of a day by what was on record then. */
async function scoreOn(deps: Deps, number: string, day: LocalDate) {
  const records = await onRecordOf(deps, number);
  const said = await Promise.all(records.map(({ value }) => asOf(deps, value, day)));
  return scoreOf(risksOf(said.flatMap((record) => record ?? [])), day);
}

async function asOf({ records }: Deps, record: CreditRecord, day: LocalDate): Promise<CreditRecord | undefined> {
  if (record.changedOn <= day) return record;
  if (record.recordedOn > day) return undefined;
  const versions = await records.versions('credit-record', record.id);
  return saidOn(
    versions.map(({ value }) => value),
    day,
  );
}

/** Whether somebody was told now; of what the registry does not know nobody keeps it. */
async function tell(deps: Deps, number: string, end: LocalDate, now: Date): Promise<boolean> {
  const object = await presentObject(deps, number);
  if (!object.ok) return false;
  const { id, name, kind, creditCode, department } = object.value.value;
  const named = nameToTell({ name, kind, ...(creditCode !== undefined && { creditCode }) });
  const text = `${named}的信用风险得分截至${formatChineseDate(end)}较上月末明显上升，请查看得分说明；仅供监管研判，不据此自动检查。`;
  const done = await deps.work.commit([
    told({ about: `${id}.${end.slice(0, 7)}`, kind: 'credit-warning', department, day: end, text }, now),
  ]);
  if (!done.ok && done.error.kind !== 'already-exists') throw new Error(`warning of ${id}: ${done.error.kind}`);
  return done.ok;
}
