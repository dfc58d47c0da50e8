import type { LocalDate } from '../../calendar/local-date.ts';
import { asOfFile, type ListEntry, type OutsideDecision } from '../../domain/credit/list-entry.ts';
import {
  type LineChange,
  type ListedRow,
  type ListFile,
  type ListFilePart,
  partIdOf,
} from '../../domain/credit/list-file.ts';
import type { Actor } from '../actor.ts';
import { checkOf, createRecord, eventOf, replaceRecord } from '../changes.ts';
import type { Stored } from '../ports/records.ts';
import type { Change } from '../ports/unit-of-work.ts';
import { systemActor } from '../system-actor.ts';
import { type ListFilesDeps, moveListFile, stateOfList } from './list-file-deps.ts';
import { partsOf } from './list-files.ts';

export type WriteListDeps = Pick<ListFilesDeps, 'records' | 'work' | 'backoff'>;

/** How often what others change meanwhile is read again. */
const tries = 6;

/**
 * Writes a file that another person has applied. Its entries are written in as many commits as they need and count for nobody;
 * then one commit puts the file in force, and with it all of them at once; then each is tidied up. Every step finds what an
 * earlier run has done, so that a run that died is run again.
 */
export async function writeListFile(deps: WriteListDeps, id: string, now: Date): Promise<Record<string, number>> {
  const found = await deps.records.find('list-file', id);
  const counts = { staged: 0, settled: 0 };
  if (found?.value.status === 'applying') {
    for (const part of await partsToWrite(deps, found.value)) counts.staged += await stage(deps, id, part, now);
    const { list, asOf } = found.value;
    await moveListFile(deps, id, 'take-effect', {}, now, async ({ value }) => {
      const state = await stateOfList(deps, value, now);
      const event = eventOf('take-effect', systemActor(value), now, { list });
      const { asOf: before = '' } = state.value;
      const latest = { file: id, asOf: asOf > before ? asOf : before };
      return [replaceRecord('list-state', list, state, { ...state.value, ...latest }, event)];
    });
  }
  const written = await deps.records.find('list-file', id);
  if (written?.value.status !== 'effective') return counts;
  for (const part of await partsToWrite(deps, written.value)) counts.settled += await settle(deps, id, part, now);
  await moveListFile(deps, id, 'settle', {}, now, async ({ value }) => {
    const state = await stateOfList(deps, value, now);
    const { applying: _, ...rest } = state.value;
    const event = eventOf('settle', systemActor(value), now, { list: value.list });
    return [replaceRecord('list-state', value.list, state, rest, event)];
  });
  return counts;
}

const written = ['added', 'changed', 'gone'] as const satisfies readonly LineChange[];

async function partsToWrite(
  { records }: WriteListDeps,
  { id, sha256 = '', turn = 0, counts }: ListFile,
): Promise<readonly ListFilePart[]> {
  const ids = written.flatMap((change) =>
    Array.from({ length: partsOf(counts[change]) }, (_, part) => partIdOf({ id, sha256, turn }, change, part)),
  );
  const parts = await records.findEach('list-file-part', ids);
  return ids.map((part) => {
    const read = parts.get(part);
    if (!read) throw new Error(`part ${part} of list file ${id} is not there`);
    return read.value;
  });
}

/** Writes one part, as far as it is not written yet. */
async function stage(deps: WriteListDeps, id: string, part: ListFilePart, now: Date): Promise<number> {
  return inOneCommit(deps, part, async (entries) => {
    const file = await deps.records.find('list-file', id);
    if (file?.value.status !== 'applying') return [];
    const changes = part.lines.flatMap((line) => {
      const entry = entries.get(line.entry);
      const change = entry
        ? entry.value.staged || entry.value.status !== 'listed'
          ? undefined
          : replaced(entry, staged(file.value, part.change, line.row, entry.value), 'stage', file.value, now)
        : created(file.value, line.entry, line.row, now);
      return change ?? [];
    });
    return changes.length === 0 ? [] : [...changes, checkOf('list-file', id, file)];
  });
}

/** Makes of each entry of a part what the file says, once that is in force. */
async function settle(deps: WriteListDeps, id: string, part: ListFilePart, now: Date): Promise<number> {
  return inOneCommit(deps, part, async (entries) => {
    const file = await deps.records.find('list-file', id);
    if (file?.value.status !== 'effective') return [];
    return [...entries.values()].flatMap((entry) => {
      const value = entry.value.staged?.file === id ? asOfFile(entry.value, true) : undefined;
      return value ? [replaced(entry, value, 'settle', file.value, now)] : [];
    });
  });
}

/** What is made of the entries of a part, judged anew where somebody was faster; how many changes it took. */
async function inOneCommit(
  { records, work, backoff }: WriteListDeps,
  { id, lines }: ListFilePart,
  judge: (entries: ReadonlyMap<string, Stored<ListEntry>>) => Promise<readonly Change[]>,
): Promise<number> {
  for (let attempt = 1; ; attempt += 1) {
    const changes = await judge(
      await records.findEach(
        'list-entry',
        lines.map(({ entry }) => entry),
      ),
    );
    if (changes.length === 0) return 0;
    const done = await work.commit(changes);
    if (done.ok) return changes.length;
    const overtaken = done.error.kind === 'stale-version' || done.error.kind === 'already-exists';
    if (!overtaken || attempt === tries) throw new Error(`part ${id}: ${done.error.kind}`);
    await backoff.sleep(backoff.chance() * 25 * 2 ** attempt);
  }
}

const byWhom = ({ appliedBy = 'system', department }: ListFile): Pick<Actor, 'id' | 'department'> => ({
  id: appliedBy,
  department,
});

const outsideOf = (file: string, { authority, reason, until }: ListedRow): OutsideDecision => ({
  ...{ file, authority, reason },
  ...(until !== undefined && { until }),
});

function created(file: ListFile, id: string, row: ListedRow, now: Date): Change {
  const { list, department } = file;
  const actor = byWhom(file);
  const value: ListEntry = {
    ...{ id, number: row.number, list, department, outside: outsideOf(file.id, row) },
    object: { id: row.creditCode, creditCode: row.creditCode, name: row.name, kind: '其他' },
    ...{ status: 'listed', decision: { number: row.number, on: row.on, by: actor.id } },
    steps: [{ act: 'list', at: now.toISOString(), by: actor.id, note: file.id }],
    staged: { file: file.id, as: 'added' },
  };
  return createRecord('list-entry', id, value, eventOf('stage', actor, now, { list, file: file.id }));
}

function staged(file: ListFile, change: LineChange, row: ListedRow, entry: ListEntry): ListEntry {
  const by = byWhom(file).id;
  if (change === 'gone') {
    const removal = { on: file.asOf satisfies LocalDate, by, reason: '不再载于名单' };
    return { ...entry, staged: { file: file.id, as: 'gone', removal } };
  }
  const decision = { number: row.number, on: row.on, by };
  return {
    ...entry,
    staged: { file: file.id, as: 'changed', name: row.name, decision, outside: outsideOf(file.id, row) },
  };
}

function replaced(
  before: Stored<ListEntry>,
  value: ListEntry,
  act: 'stage' | 'settle',
  file: ListFile,
  now: Date,
): Change {
  const { id, list } = value;
  const actor = byWhom(file);
  return replaceRecord(
    'list-entry',
    id,
    before,
    value,
    eventOf(act, actor, now, { list, file: file.id, status: value.status }),
  );
}
