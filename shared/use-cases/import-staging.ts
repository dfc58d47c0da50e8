import { createHash } from 'node:crypto';
import { departmentName } from '../codes/departments.ts';
import { contentDigest } from '../domain/import-digest.ts';
import { checkRows } from '../domain/import-file.ts';
import { bindHeader } from '../domain/import-header.ts';
import type { RegistryKind, RegistryRow } from '../domain/registry.ts';
import type { RegistryImport } from '../domain/registry-import.ts';
import { move } from './imports.ts';
import type { Blobs, Change, Records, Staging, Stored, StoredRow, UnitOfWork } from './ports.ts';
import type { LineProblem, OpenTable, TabularFiles } from './tabular-files.ts';

export interface StagingDeps {
  readonly records: Records;
  readonly work: UnitOfWork;
  readonly staging: Staging;
  readonly blobs: Blobs;
  readonly tabular: TabularFiles;
}

type Counts = RegistryImport['counts'];

/** Rows are looked up and staged by so many at a time: memory stays bounded whatever the file's length. */
const chunkRows = 1_000;
/** A report lists so many problems; an official mends the first thousands before the rest matters. */
const reportLimit = 10_000;
const progressRows = 10_000;

const system = (found: Stored<RegistryImport>) => ({ id: 'system', department: found.value.department });

/**
 * Reads an import file, stages the rows that are new or changed and writes the report. Staging again writes the same rows
 * under the same keys, so a run that died is simply run again; until activation nobody sees any of it.
 */
export async function runStaging(deps: StagingDeps, importId: string, now: Date): Promise<Record<string, number>> {
  const found = await deps.records.find('import', importId);
  if (found?.value.status !== 'staging') return {};
  const { value } = found;

  const sha256 = await digestOf(deps.blobs.open(value.blob));
  if (value.sha256 !== undefined && value.sha256 !== sha256) {
    await refuse(deps, found, { failure: '文件在校验过程中被替换，请重新登记导入' }, now);
    return {};
  }
  const begun = await move(deps, found, 'stage', { sha256 }, [], system(found), now);
  if (!begun.ok) return {};

  let current = begun.value;
  const counts: { -readonly [K in keyof Counts]: number } = { rows: 0, added: 0, changed: 0, unchanged: 0, refused: 0 };
  const problems: LineProblem[] = [];
  const report = (line: number, wrong: readonly Omit<LineProblem, 'line'>[]) => {
    for (const problem of wrong) if (problems.length < reportLimit) problems.push({ line, ...problem });
  };

  const read = await deps.tabular.read(
    () => deps.blobs.open(value.blob),
    async (table) => {
      const header = bindHeader(value.kind, table.header);
      if (!header.ok) {
        report(1, header.error);
        return '表头与模板不符，详见校验报告';
      }
      for await (const chunk of chunksOf(table, header.value, value.department)) {
        const lines = await stageChunk(deps, value, chunk.valid, counts, now);
        for (const { line, problem } of lines) report(line, [problem]);
        for (const { line, problems: wrong } of chunk.invalid) report(line, wrong);
        counts.rows += chunk.valid.length + chunk.invalid.length;
        counts.refused += chunk.invalid.length;
        if (Math.floor(counts.rows / progressRows) > Math.floor(current.value.progress / progressRows)) {
          const moved = await move(deps, current, 'stage', { progress: counts.rows }, [], system(current), now);
          if (!moved.ok) return undefined;
          current = moved.value;
        }
      }
      return counts.rows === 0 ? '文件里没有数据行' : '';
    },
  );

  const failure = read.ok ? read.value : read.error.reason;
  if (failure === undefined) return counts;
  const reportKey = `imports/${importId}/report.csv`;
  if (problems.length > 0) await deps.blobs.put(reportKey, deps.tabular.report(problems), 'text/csv; charset=utf-8');
  const change = { progress: counts.rows, counts, ...(problems.length > 0 && { report: reportKey }) };
  if (failure === '') {
    await move(deps, current, 'staged', change, [], system(current), now);
  } else {
    await refuse(deps, current, { ...change, failure }, now);
  }
  return counts;
}

/** What an unreadable rest left behind must be gone before the registry is free again. */
async function refuse(
  deps: StagingDeps,
  found: Stored<RegistryImport>,
  change: Partial<RegistryImport>,
  now: Date,
): Promise<void> {
  await deps.staging.discard(found.value.id, found.value.kind);
  await move(deps, found, 'refuse', change, [closing(found.value)], system(found), now);
}

const closing = ({ kind, department, id }: RegistryImport): Change => ({
  change: 'close-registry',
  kind,
  department,
  importId: id,
});

async function digestOf(bytes: AsyncIterable<Uint8Array>): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of bytes) hash.update(chunk);
  return hash.digest('hex');
}

interface Chunk<K extends RegistryKind> {
  readonly valid: readonly { readonly line: number; readonly row: RegistryRow[K] }[];
  readonly invalid: readonly { readonly line: number; readonly problems: readonly Omit<LineProblem, 'line'>[] }[];
}

async function* chunksOf<K extends RegistryKind>(
  table: OpenTable,
  header: Parameters<typeof checkRows<K>>[0],
  department: RegistryImport['department'],
): AsyncGenerator<Chunk<K>> {
  let valid: Chunk<K>['valid'][number][] = [];
  let invalid: Chunk<K>['invalid'][number][] = [];
  for await (const checked of checkRows(header, table.rows, { department, dates: table.dates })) {
    if (checked.ok) valid.push({ line: checked.line, row: checked.row });
    else invalid.push({ line: checked.line, problems: checked.problems });
    if (valid.length + invalid.length < chunkRows) continue;
    yield { valid, invalid };
    valid = [];
    invalid = [];
  }
  if (valid.length + invalid.length > 0) yield { valid, invalid };
}

/** Compares a chunk with the registry and stages what differs; answers the rows that another department keeps. */
async function stageChunk<K extends RegistryKind>(
  deps: Pick<StagingDeps, 'staging'>,
  { id, kind, department, createdBy }: Omit<RegistryImport, 'kind'> & { readonly kind: K },
  rows: Chunk<K>['valid'],
  counts: { -readonly [C in keyof Counts]: number },
  now: Date,
): Promise<{ line: number; problem: Omit<LineProblem, 'line'> }[]> {
  const known = await deps.staging.current(
    kind,
    rows.map(({ row }) => row.id),
  );
  const foreign: { line: number; problem: Omit<LineProblem, 'line'> }[] = [];
  const staged: { value: RegistryRow[K]; supersedes?: StoredRow<K> }[] = [];
  const refuse = (line: number, value: string, reason: string) => {
    counts.refused += 1;
    foreign.push({ line, problem: { column: '', value, reason } });
  };
  const lineOf = new Map<string, number>();
  for (const { line, row } of rows) {
    lineOf.set(row.id, line);
    const before = known.get(row.id);
    if (before && before.value.department !== department) {
      refuse(line, row.id, `该记录由${departmentName(before.value.department)}维护，请与其联系`);
    } else if (before && contentDigest(before.value) === contentDigest(row)) {
      counts.unchanged += 1;
    } else {
      counts[before ? 'changed' : 'added'] += 1;
      staged.push({ value: row, ...(before && { supersedes: before }) });
    }
  }
  const taken = await deps.staging.stage(id, staged, { kind, by: createdBy, at: now.toISOString() });
  for (const taking of taken) {
    counts[known.has(taking) ? 'changed' : 'added'] -= 1;
    refuse(lineOf.get(taking) ?? 0, taking, '该记录正由另一项导入或修改占用，请稍后重新导入');
  }
  return foreign;
}

/** After activation: moves superseded rows into the history. */
export async function runSettling(deps: StagingDeps, importId: string, now: Date): Promise<Record<string, number>> {
  const found = await deps.records.find('import', importId);
  if (found?.value.status !== 'activated') return {};
  await deps.staging.settle(importId, found.value.kind);
  await move(deps, found, 'settle', {}, [], system(found), now);
  return { settled: 1 };
}

/** Removes what a discarded import staged, then frees its registry. */
export async function runDiscarding(deps: StagingDeps, importId: string, now: Date): Promise<Record<string, number>> {
  const found = await deps.records.find('import', importId);
  if (found?.value.status !== 'discarding') return {};
  await deps.staging.discard(importId, found.value.kind);
  await move(deps, found, 'discarded', {}, [closing(found.value)], system(found), now);
  return { discarded: 1 };
}
