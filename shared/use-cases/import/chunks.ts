import { departmentName } from '../../codes/departments.ts';
import { checkRows } from '../../domain/import/check-rows.ts';
import { contentDigest } from '../../domain/import/content-digest.ts';
import type { HeaderBinding, RowProblem } from '../../domain/import/header.ts';
import { keepUnmentioned } from '../../domain/import/keep-unmentioned.ts';
import type { RegistryImport } from '../../domain/import/registry-import.ts';
import type { RegistryKind, RegistryRow } from '../../domain/registry/registry.ts';
import type { Staging, StoredRow } from '../ports/registry.ts';
import type { LineProblem, OpenTable } from './tabular-files.ts';

/** Rows are looked up and staged by so many at a time: memory stays bounded whatever the file's length. */
const chunkRows = 1_000;

export type ImportCounts = { -readonly [K in keyof RegistryImport['counts']]: number };

interface CheckedLine<K extends RegistryKind> {
  readonly line: number;
  readonly row: RegistryRow[K];
}

export interface Chunk<K extends RegistryKind> {
  readonly valid: readonly CheckedLine<K>[];
  readonly invalid: readonly { readonly line: number; readonly problems: readonly RowProblem[] }[];
}

export async function* chunksOf<K extends RegistryKind>(
  table: OpenTable,
  header: HeaderBinding<K>,
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

/**
 * Compares a chunk with the registry and stages what differs. Answers what is wrong, in the order of the lines, or
 * undefined when the import was given up meanwhile.
 */
export async function stageChunk<K extends RegistryKind>(
  deps: { readonly staging: Staging },
  entry: RegistryImport,
  header: HeaderBinding<K>,
  { valid, invalid }: Chunk<K>,
  counts: ImportCounts,
  now: Date,
): Promise<readonly LineProblem[] | undefined> {
  const { kind } = header;
  const ids = valid.map(({ row }) => row.id);
  const known = await deps.staging.current(kind, ids);
  const wrong = new Map(invalid.map(({ line, problems }) => [line, problems]));
  const staged: { line: number; value: RegistryRow[K]; supersedes?: StoredRow<K> }[] = [];
  for (const { line, row } of valid) {
    const supersedes = known.get(row.id);
    const compared = compare(entry, header, row, supersedes);
    if (compared.outcome === 'refused') wrong.set(line, compared.problems);
    else if (compared.outcome === 'unchanged') counts.unchanged += 1;
    else staged.push({ line, value: compared.value, ...(supersedes && { supersedes }) });
  }

  const taken = await deps.staging.stage(entry.id, staged, { kind, by: entry.createdBy, at: now.toISOString() });
  if (taken === undefined) return undefined;
  const lost = new Set(taken);
  for (const { line, value, supersedes } of staged) {
    if (lost.has(value.id)) wrong.set(line, [rowProblem(value.id, '该记录正由另一项导入或修改占用，请稍后重新导入')]);
    else counts[supersedes ? 'changed' : 'added'] += 1;
  }
  counts.rows += valid.length + invalid.length;
  counts.refused += wrong.size;
  return [...wrong]
    .sort(([a], [b]) => a - b)
    .flatMap(([line, problems]) => problems.map((problem) => ({ line, ...problem })));
}

type Compared<V> =
  | { readonly outcome: 'new'; readonly value: V }
  | { readonly outcome: 'unchanged' }
  | { readonly outcome: 'refused'; readonly problems: readonly RowProblem[] };

function compare<K extends RegistryKind>(
  { department }: RegistryImport,
  header: HeaderBinding<K>,
  row: RegistryRow[K],
  before: StoredRow<K> | undefined,
): Compared<RegistryRow[K]> {
  if (!before) return { outcome: 'new', value: row };
  if (before.value.department !== department) {
    const reason = `该记录由${departmentName(before.value.department)}维护，请与其联系`;
    return { outcome: 'refused', problems: [rowProblem(row.id, reason)] };
  }
  const kept = keepUnmentioned(header, row, before.value);
  if (!kept.ok) return { outcome: 'refused', problems: kept.error };
  const same = contentDigest(before.value) === contentDigest(kept.value);
  return same ? { outcome: 'unchanged' } : { outcome: 'new', value: kept.value };
}

const rowProblem = (id: string, reason: string): RowProblem => ({ column: '', value: id, reason });
