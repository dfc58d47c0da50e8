import type { DepartmentCode } from '../../base/primitives.ts';
import type { LocalDate } from '../../calendar/local-date.ts';
import { departmentCodes } from '../../codes/departments.ts';
import { type CountRow, countedAs } from '../../domain/deadline/counted.ts';
import type { InspectionResult } from '../../domain/result/inspection-result.ts';
import { every } from '../every.ts';
import type { Counts, DeadlineCounts } from '../ports/deadline-counts.ts';
import type { Records } from '../ports/records.ts';
import { awaitedLate } from './due-results.ts';

const pageSize = 500;

/** Results counted one by one, in rows. */
function tally() {
  const rows = new Map<string, { readonly row: CountRow; readonly cells: Record<string, number> }>();
  return {
    add(result: InspectionResult): void {
      const counted = countedAs(result);
      if (!counted) return;
      const name = nameOf(counted.row);
      const none: Record<string, number> = {};
      const { cells } = rows.get(name) ?? { cells: none };
      cells[counted.cell] = (cells[counted.cell] ?? 0) + 1;
      rows.set(name, { row: counted.row, cells });
    },
    rows: (): ReadonlyMap<string, { readonly row: CountRow; readonly cells: Counts['cells'] }> => rows,
  };
}

const nameOf = (row: CountRow): string => {
  if ('day0' in row) return row.day0;
  return 'batchId' in row ? `batch ${row.batchId}` : `direct ${row.direct}`;
};

/** What counts for the figures of a period, from the results themselves: those of its days 0, and what is overdue without one. */
export async function countFromRecords(
  records: Records,
  departments: readonly DepartmentCode[],
  { from, to, today }: { readonly from: LocalDate; readonly to: LocalDate; readonly today: LocalDate },
): Promise<readonly Counts[]> {
  const counted = tally();
  for await (const { value } of begun(records, departments, from, to)) counted.add(value);
  for await (const [, results] of awaitedLate(records, departments, today)) results.forEach(counted.add);
  return [...counted.rows().values()].map((row) => ({ ...row, changes: 0 }));
}

const begun = (records: Records, departments: readonly DepartmentCode[], from: LocalDate, to: LocalDate) =>
  every((page) => records.list({ kind: 'result', in: 'begun', of: departments, between: [from, to], page }), pageSize);

interface CountDeps {
  readonly records: Records;
  readonly deadlineCounts: DeadlineCounts;
  /** Waits until what was committed is in the indexes. */
  readonly settled: () => Promise<void>;
}

/** A row of counters that is not what its results come to. */
export interface Miscount {
  /** A day 0, or a batch. */
  readonly name: string;
  readonly kept: Counts['cells'];
  readonly counted: Counts['cells'];
}

/**
 * Counts every result anew and compares the counters with that, row by row; with `correct`, what differs is put right. It
 * may run beside everybody's work: a difference stands only if the row did not change while its results were counted
 * again, and a correction is bound to that too.
 */
export async function recountDeadlines(
  deps: CountDeps,
  correct: boolean,
): Promise<{ readonly rows: number; readonly miscounts: readonly Miscount[] }> {
  const kept = new Map((await keptCounts(deps.deadlineCounts)).map((counts) => [nameOf(counts.row), counts]));
  const counted = tally();
  for await (const { value } of allResults(deps.records)) counted.add(value);
  const rows = new Map([...kept].map(([name, { row }]) => [name, row]));
  for (const [name, { row }] of counted.rows()) rows.set(name, row);

  const miscounts: Miscount[] = [];
  for (const [name, row] of rows) {
    const cells = counted.rows().get(name)?.cells ?? {};
    const before = kept.get(name);
    if (isSame(before, cells, await isVoided(deps.records, row))) continue;
    const found = await recountRow(deps, row, correct);
    if (found) miscounts.push({ name, ...found });
  }
  return { rows: rows.size, miscounts };
}

/** Counts all, corrects what differs, and lets the figures rely on it. Does nothing once that is so. */
export async function beginCounting(deps: CountDeps): Promise<{ readonly counted: number }> {
  if ((await deps.deadlineCounts.ofBatches()).complete) return { counted: 0 };
  const { rows } = await recountDeadlines(deps, true);
  await deps.deadlineCounts.complete();
  return { counted: rows };
}

/** How often a row that others keep changing is counted again. */
const tries = 20;

async function recountRow(
  deps: CountDeps,
  row: CountRow,
  correct: boolean,
): Promise<Pick<Miscount, 'kept' | 'counted'> | undefined> {
  for (let attempt = 1; attempt <= tries; attempt += 1) {
    const seen = await keptRow(deps.deadlineCounts, row);
    await deps.settled();
    const counted = tally();
    for await (const { value } of resultsOf(deps.records, row)) counted.add(value);
    const cells = counted.rows().get(nameOf(row))?.cells ?? {};
    const voided = await isVoided(deps.records, row);
    if (isSame(seen, cells, voided)) return undefined;
    const done = correct
      ? await deps.deadlineCounts.correct(seen, cells, voided)
      : (await keptRow(deps.deadlineCounts, row)).changes === seen.changes;
    if (done) return { kept: seen.cells, counted: cells };
  }
  throw new Error(`what is counted of ${nameOf(row)} changed each time it was counted again`);
}

function resultsOf(records: Records, row: CountRow) {
  if ('day0' in row) return begun(records, departmentCodes, row.day0, row.day0);
  // Direct checks have no list of their own: those of the row are picked from all.
  if ('direct' in row) return allResults(records);
  return every((page) => records.list({ kind: 'result', in: 'ofBatch', of: row.batchId, page }), pageSize);
}

const allResults = (records: Records) =>
  every((page) => records.list({ kind: 'result', in: 'ofDepartment', of: departmentCodes, page }), pageSize);

const keptCounts = async (counts: DeadlineCounts): Promise<readonly Counts[]> => [
  ...(await counts.ofDays('0', '9999')),
  ...(await counts.ofBatches()).counts,
];

async function keptRow(counts: DeadlineCounts, row: CountRow): Promise<Counts> {
  const found = 'day0' in row ? await counts.ofDays(row.day0, row.day0) : (await counts.ofBatches()).counts;
  return found.find((each) => nameOf(each.row) === nameOf(row)) ?? { row, changes: 0, cells: {} };
}

async function isVoided(records: Records, row: CountRow): Promise<boolean> {
  if (!('batchId' in row)) return false;
  const batch = await records.find('batch', row.batchId);
  return batch?.value.status === 'voided';
}

function isSame(kept: Counts | undefined, cells: Counts['cells'], voided: boolean): boolean {
  const present = kept?.cells ?? {};
  const names = new Set([...Object.keys(present), ...Object.keys(cells)]);
  // Without cells it does not matter whether the batch is voided.
  const flagged = names.size === 0 || (kept?.voided ?? false) === voided;
  return flagged && [...names].every((name) => present[name] === cells[name]);
}
