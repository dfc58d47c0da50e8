import type { TableRow } from '../../domain/import/cells.ts';
import { checkRows, type LawfulRow, type SeenInFile } from '../../domain/import/check-rows.ts';
import { importColumns } from '../../domain/import/columns.ts';
import type { HeaderBinding, RowProblem } from '../../domain/import/header.ts';
import { numberIn } from '../../domain/import/parse-row.ts';
import type { ImportCounts, RegistryImport } from '../../domain/import/registry-import.ts';
import { emptiedValues } from '../../domain/import/remarks.ts';
import type { RegistryKind } from '../../domain/registry/kinds.ts';
import type { RegistryRow } from '../../domain/registry/registry.ts';
import { isObject } from '../../domain/registry/taken-out.ts';
import type { NameHeld, Registry, Staging, StoredRow } from '../ports/registry.ts';
import { nameHeldWords } from '../registry/names-held.ts';
import { alikeInRegistry } from './alike.ts';
import { compareRow, refused } from './compare-row.ts';
import type { itemsOfFile } from './displaced-items.ts';
import { checkReferences } from './references.ts';
import type { SheetList } from './sheets.ts';
import type { LineProblem, OpenTable } from './tabular-files.ts';
import { noteTaken, type TakenFrom, takenByRow, takenRemark } from './taken-from.ts';

/** Rows are looked up and staged by so many at a time: memory stays bounded whatever the file's length. */
const chunkRows = 1_000;

/** What a run counts as it goes. */
export type RunningCounts = { -readonly [K in keyof ImportCounts]: ImportCounts[K] };

export interface Chunk<K extends RegistryKind> {
  readonly valid: readonly LawfulRow<K>[];
  readonly invalid: readonly { readonly line: number; readonly problems: readonly RowProblem[] }[];
}

export async function* chunksOf<K extends RegistryKind>(
  deps: { readonly staging: Staging },
  { department, update }: RegistryImport,
  { dates }: Pick<OpenTable, 'dates'>,
  header: HeaderBinding<K>,
  { rows }: SheetList,
  seen: SeenInFile,
): AsyncGenerator<Chunk<K>> {
  let valid: LawfulRow<K>[] = [];
  let invalid: Chunk<K>['invalid'][number][] = [];
  const known = update && rowsToUpdate(deps, header, rows, dates);
  const context = { department, dates, ...(known && { before: known.before }) };
  for await (const checked of checkRows(header, known?.rows ?? rows, context, seen)) {
    if (checked.ok) valid.push(checked);
    else invalid.push(checked);
    if (valid.length + invalid.length < chunkRows) continue;
    yield { valid, invalid };
    valid = [];
    invalid = [];
  }
  if (valid.length + invalid.length > 0) yield { valid, invalid };
}

/** The rows of an update, and meanwhile what the registry has under their numbers, looked up chunk by chunk. */
function rowsToUpdate<K extends RegistryKind>(
  { staging }: { readonly staging: Staging },
  header: HeaderBinding<K>,
  rows: AsyncIterable<TableRow>,
  dates: OpenTable['dates'],
) {
  let known: ReadonlyMap<string, StoredRow<K>> = new Map();
  async function* lookedUp(chunk: readonly TableRow[]) {
    const numbers = chunk.flatMap((row) => numberIn(header, row, dates)?.value ?? []);
    known = await staging.current(header.kind, [...new Set(numbers)]);
    yield* chunk;
  }
  async function* all(): AsyncGenerator<TableRow> {
    let chunk: TableRow[] = [];
    for await (const row of rows) {
      chunk.push(row);
      if (chunk.length < chunkRows) continue;
      yield* lookedUp(chunk);
      chunk = [];
    }
    yield* lookedUp(chunk);
  }
  return { rows: all(), before: (id: string) => present(known.get(id))?.value };
}

/** A row that was removed is gone on from, but nothing of it is kept or compared. */
const present = <K extends RegistryKind>(row: StoredRow<K> | undefined) => (row?.removed ? undefined : row);

interface Staged<K extends RegistryKind> {
  readonly line: number;
  readonly value: RegistryRow[K];
  readonly supersedes?: StoredRow<K>;
  /** The row that the value goes on from under another number. */
  readonly also?: { readonly value: RegistryRow[K]; readonly supersedes: StoredRow<K> };
  readonly emptied: readonly RowProblem[];
}

/** What a run gathers from chunk to chunk. */
interface Checked {
  readonly counts: RunningCounts;
  readonly takenFrom: TakenFrom;
  readonly items: ReturnType<typeof itemsOfFile>;
  /** The sheet that the chunk is of. */
  readonly sheet: Pick<LineProblem, 'sheet'>;
}

/**
 * Compares a chunk with the registry and stages what differs. Answers what is wrong or to be looked at, in the order of
 * the lines, or undefined when the import was given up meanwhile.
 */
export async function stageChunk<K extends RegistryKind>(
  deps: { readonly staging: Staging; readonly registry: Pick<Registry, 'search' | 'isIndexed'> },
  entry: RegistryImport,
  header: HeaderBinding<K>,
  { valid, invalid }: Chunk<K>,
  { counts, takenFrom, items, sheet }: Checked,
  now: Date,
): Promise<readonly LineProblem[] | undefined> {
  const { kind } = header;
  const known = await deps.staging.current(
    kind,
    valid.map(({ row }) => row.id),
  );
  const references = await checkReferences(deps, entry.department, header, valid);
  const wrong = new Map(invalid.map(({ line, problems }) => [line, problems]));
  const remarks = new Map(valid.map(({ line, remarks: own }) => [line, [...own, ...references.remarks(line)]]));
  const staged: Staged<K>[] = [];
  for (const { line, row, leftEmpty } of valid) {
    const unknown = references.problems(line);
    const supersedes = known.get(row.id);
    const former = references.former(line);
    const compared =
      unknown.length > 0 ? refused(unknown) : compareRow(entry, header, row, present(supersedes)?.value, former?.value);
    const { remarks: said = [] } = compared;
    if (said.length > 0) remarks.set(line, [...(remarks.get(line) ?? []), ...said]);
    if (compared.outcome === 'refused') wrong.set(line, compared.problems);
    else if (compared.outcome === 'unchanged') counts.unchanged += 1;
    else {
      const before = present(supersedes);
      const emptied = before
        ? [...(compared.emptied ?? []), ...emptiedValues(kind, leftEmpty, before.value, compared.value)]
        : [];
      const { value, former: out } = compared;
      const also = former && out ? { also: { value: out, supersedes: former as StoredRow<K> } } : {};
      staged.push({ line, value, ...(supersedes && { supersedes }), ...also, emptied });
    }
  }

  const taken = await deps.staging.stage(entry.id, staged, { kind, by: entry.createdBy, at: now.toISOString() });
  if (taken === undefined) return undefined;
  const lost = new Map(taken.map((one) => [one.id, one]));
  const added = staged.flatMap(({ line, value, supersedes }) =>
    isObject(value) && !present(supersedes) && !lost.has(value.id) ? [{ line, object: value }] : [],
  );
  for (const [line, twin] of await alikeInRegistry(deps, added, counts.added)) {
    remarks.set(line, [...(remarks.get(line) ?? []), twin]);
  }
  for (const { line, value, supersedes, also, emptied } of staged) {
    const refusal = lost.get(value.id);
    if (refusal) {
      wrong.set(line, [refusal.held ? nameProblem(kind, value, refusal.held) : busyProblem(value)]);
      continue;
    }
    counts[present(supersedes) ? 'changed' : 'added'] += 1;
    if (also) counts.changed += 1;
    counts.emptied += emptied.length;
    const taken = takenByRow(value, present(supersedes)?.value, also?.supersedes.value);
    if (taken.length > 0) counts.takenOut += 1;
    noteTaken(takenFrom, taken);
    items.add(value, { line, ...sheet }, taken.length > 0);
    // Of what is new, that it is so is counted, and a line for each would hide the others.
    const remark = present(supersedes) || also ? takenRemark(kind, value.id, taken) : [];
    remarks.set(line, [...remark, ...emptied, ...(remarks.get(line) ?? [])]);
  }
  counts.rows += valid.length + invalid.length;
  counts.refused += wrong.size;
  return said(wrong, remarks);
}

const busyProblem = ({ id }: RegistryRow[RegistryKind]): RowProblem => ({
  column: '',
  value: id,
  reason: '该记录正由另一项导入或修改占用，请稍后重新导入',
});

function nameProblem(kind: RegistryKind, row: RegistryRow[RegistryKind], held: NameHeld): RowProblem {
  const reason = nameHeldWords(held);
  if (held.of === 'certificate' && 'certificate' in row)
    return { column: '执法证号', value: row.certificate.number, reason };
  const column = importColumns[kind].find(({ field }) => field === 'id')?.header ?? '';
  return { column, value: row.id, reason };
}

/** A refused row is reported with what is wrong, any other with what there is to look at. */
function said(
  wrong: ReadonlyMap<number, readonly RowProblem[]>,
  remarks: ReadonlyMap<number, readonly RowProblem[]>,
): readonly LineProblem[] {
  const lines = [...new Set([...wrong.keys(), ...remarks.keys()])].sort((a, b) => a - b);
  return lines.flatMap((line): LineProblem[] => {
    const problems = wrong.get(line)?.map((problem) => ({ line, ...problem }));
    return problems ?? (remarks.get(line) ?? []).map((remark) => ({ line, ...remark, remark: true }));
  });
}
