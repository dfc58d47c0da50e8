import { proposedLists } from '../../codes/credit-lists.ts';
import type { ListEntry } from '../../domain/credit/list-entry.ts';
import {
  type Compared,
  type LineChange,
  type ListedRow,
  type ListFile,
  type ListFileLine,
  type ListFileProblem,
  lineChanges,
  linesOfPart,
  listRowLimit,
  mostProblems,
  noLines,
  partIdOf,
} from '../../domain/credit/list-file.ts';
import { listedRow, listHeader, missingListColumns, readListRow } from '../../domain/credit/list-rows.ts';
import { canonicalJson } from '../../draw/canonical-json.ts';
import { sha256 } from '../../draw/sha256.ts';
import { checkOf, createRecord, eventOf } from '../changes.ts';
import { every } from '../every.ts';
import { type ReadSheets, readSheets } from '../import/read-sheets.ts';
import { readUploaded } from '../import/read-uploaded.ts';
import type { TabularFiles } from '../import/tabular-files.ts';
import type { Blobs } from '../ports/blobs.ts';
import type { Records } from '../ports/records.ts';
import { systemActor } from '../system-actor.ts';
import { type ListFilesDeps, moveListFile, stateOfList } from './list-file-deps.ts';
import { checkedFileNotice } from './list-file-notices.ts';

export interface CheckListDeps extends Pick<ListFilesDeps, 'records' | 'work' | 'backoff'> {
  readonly blobs: Pick<Blobs, 'open' | 'put'>;
  readonly tabular: Pick<TabularFiles, 'read'>;
}

const pageSize = 100;
const replacedFile = '文件已不存在、与登记的大小不符，或在校验过程中被替换，请重新上传';
const anotherFile = '该名单另有文件正在写入，请待其生效后重新校验';

/**
 * Reads an uploaded list and says what it changes; nothing of it counts yet. One wrong row refuses the file: who is on a list
 * and who is not is read off the whole of it, so that a row left out would be a subject taken off. A run that died is run again.
 */
export async function checkListFile(deps: CheckListDeps, id: string, now: Date): Promise<Record<string, number>> {
  const found = await deps.records.find('list-file', id);
  if (found?.value.status !== 'checking') return {};
  const file = found.value;
  const refuse = async (failure: string, change: Partial<ListFile> = {}) => {
    await moveListFile(deps, id, 'refuse', { failure, ...change }, now);
    return { refused: 1 };
  };
  const state = await stateOfList(deps, file, now);
  if (state.value.applying !== undefined) return refuse(anotherFile);
  const { file: read, sha256: digest } = await readUploaded(deps, file, (table) =>
    readSheets(table, {
      header: listHeader,
      missing: missingListColumns,
      row: readListRow,
      limit: listRowLimit,
      instead: '请使用名单管理单位导出的文件',
    }),
  );
  if (digest === undefined || (file.sha256 ?? digest) !== digest) return refuse(replacedFile);
  if (read.failure !== undefined) return refuse(read.failure, { sha256: digest });
  const { rows, problems, refused } = rowsOf(file, read);
  if (refused > 0) {
    // R55: what names natural persons is kept nowhere; the digest says which file it was.
    if (problems.some(({ rule }) => rule === 'not-supported'))
      await deps.blobs.put(file.blob, new Uint8Array(0), 'application/octet-stream');
    const counts = { ...noLines, rows: read.rows.length, refused };
    const failure = `有 ${refused} 行未通过校验，未登记任何条目；请改正后重新上传`;
    return refuse(failure, { sha256: digest, counts, problems: problems.slice(0, mostProblems) });
  }

  const lines = await differences(deps.records, file, rows);
  const turn = state.meta.version;
  await writeParts(deps, file, { id, sha256: digest, turn }, lines, now);
  const counts = {
    ...{ rows: rows.length, refused: 0, added: lines.added.length, changed: lines.changed.length },
    ...{ gone: lines.gone.length, unchanged: lines.unchanged.length },
  };
  await moveListFile(deps, id, 'finish', { sha256: digest, counts, turn }, now, ({ value, meta }) => [
    // What the differences rest on is still so.
    checkOf('list-state', file.list, state),
    checkedFileNotice({ ...value, counts }, meta.version + 1, now),
  ]);
  return counts;
}

/** The rows as entries, none of them twice, and what is wrong with the others. */
function rowsOf({ list, asOf }: ListFile, read: ReadSheets<ReturnType<typeof readListRow>>) {
  const rows: ListedRow[] = [];
  const problems: ListFileProblem[] = [];
  const firsts = new Map<string, number>();
  let refused = 0;
  for (const cells of read.rows) {
    const judged = listedRow(list, asOf, cells);
    const first = 'row' in judged ? firsts.get(rowKey(judged.row)) : undefined;
    if ('row' in judged && first === undefined) {
      firsts.set(rowKey(judged.row), cells.line);
      rows.push(judged.row);
      continue;
    }
    refused += 1;
    const wrong =
      'row' in judged
        ? [{ column: '', rule: 'unusable', reason: `与第 ${first} 行的主体和文号相同` } as const]
        : judged.problems;
    problems.push(...wrong.map((problem) => ({ line: cells.line, ...problem })));
  }
  return { rows, problems, refused };
}

const rowKey = ({ creditCode, number }: Pick<ListedRow, 'creditCode' | 'number'>): string => `${creditCode} ${number}`;

/** One subject is on a list by one document once at a time: the first entry of both, and another after each that has ended. */
const outsideEntryId = (list: string, row: Pick<ListedRow, 'creditCode' | 'number'>, turn: number): string =>
  `le-${sha256(`${list} ${rowKey(row)}`).slice(0, 40)}${turn === 1 ? '' : `-${turn}`}`;

type Differences = Readonly<Record<LineChange, readonly ListFileLine[]>>;

async function differences(
  records: Records,
  { list, coverage }: ListFile,
  rows: readonly ListedRow[],
): Promise<Differences> {
  const lines: Record<LineChange, ListFileLine[]> = { added: [], changed: [], gone: [], unchanged: [] };
  const stated = new Set<string>();
  for (const { row, entry, id, formerly } of await latestOf(records, list, rows)) {
    stated.add(id);
    if (entry) {
      const before = rowOf(entry);
      if (canonicalJson(before) === canonicalJson(row)) lines.unchanged.push({ entry: id, row });
      else lines.changed.push({ entry: id, row, before });
      continue;
    }
    const own = await ownEntry(records, list, row);
    if (own === undefined) lines.added.push({ entry: id, row, ...(formerly && { formerly }) });
    else lines.unchanged.push({ entry: own, row });
  }
  if (coverage === 'whole')
    for (const entry of await listedOutside(records, list))
      if (!stated.has(entry.id)) lines.gone.push({ entry: entry.id, row: rowOf(entry) });
  return lines;
}

interface Latest {
  readonly row: ListedRow;
  readonly id: string;
  /** That is on the list now. */
  readonly entry?: ListEntry;
  readonly formerly?: ListEntry['status'];
}

/** Of each row the entry that it states, or the id of the one that it adds. */
async function latestOf(records: Records, list: string, rows: readonly ListedRow[]): Promise<readonly Latest[]> {
  const found: Latest[] = [];
  let open: readonly (Latest & { readonly turn: number })[] = rows.map((row) => ({
    ...{ row, id: outsideEntryId(list, row, 1), turn: 1 },
  }));
  while (open.length > 0) {
    const entries = await records.findEach(
      'list-entry',
      open.map(({ id }) => id),
    );
    const next: (typeof open)[number][] = [];
    for (const { turn, ...each } of open) {
      const entry = entries.get(each.id)?.value;
      if (!entry) found.push(each);
      else if (entry.status === 'listed') found.push({ ...each, entry });
      else
        next.push({
          ...{ row: each.row, id: outsideEntryId(list, each.row, turn + 1), turn: turn + 1 },
          formerly: entry.status,
        });
    }
    open = next;
  }
  return found;
}

/** What the county's own department has decided by the same document: the platform gives it back. */
async function ownEntry(
  records: Records,
  list: string,
  { creditCode, number }: ListedRow,
): Promise<string | undefined> {
  if (!proposedLists.some((code) => code === list)) return undefined;
  const of = every((page) => records.list({ kind: 'list-entry', in: 'ofSubject', of: creditCode, page }), pageSize);
  for await (const { value } of of)
    if (!value.outside && value.list === list && value.status === 'listed' && value.decision?.number === number)
      return value.id;
  return undefined;
}

/** What files have brought and is on the list now. */
async function listedOutside(records: Records, list: ListEntry['list']): Promise<readonly ListEntry[]> {
  const found: ListEntry[] = [];
  const outside = every((page) => records.list({ kind: 'list-entry', in: 'outside', of: list, page }), pageSize);
  for await (const { value } of outside) if (value.status === 'listed') found.push(value);
  return found;
}

/** What is on the list, as a row of a file states it. */
function rowOf({ id, object, decision, outside }: ListEntry): ListedRow {
  if (!decision || !outside) throw new Error(`list entry ${id} came by no file`);
  const { until, reason, authority } = outside;
  const { name, creditCode = object.id } = object;
  const { number, on } = decision;
  return { name, creditCode, number, on, ...(until !== undefined && { until }), reason, authority };
}

/** The same file on the same state of the list has the same parts, so that a run may write them again. */
async function writeParts(
  { work }: CheckListDeps,
  file: ListFile,
  compared: Compared,
  lines: Differences,
  now: Date,
): Promise<void> {
  for (const change of lineChanges)
    for (let part = 0; part * linesOfPart < lines[change].length; part += 1) {
      const id = partIdOf(compared, change, part);
      const some = lines[change].slice(part * linesOfPart, (part + 1) * linesOfPart);
      const event = eventOf('compare', systemActor(file), now, { list: file.list, change, lines: some.length });
      const value = { id, file: file.id, change, lines: some };
      const done = await work.commit([createRecord('list-file-part', id, value, event)]);
      if (!done.ok && done.error.kind !== 'already-exists') throw new Error(`list file ${file.id}: ${done.error.kind}`);
    }
}
