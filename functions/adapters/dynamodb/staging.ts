import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { emptyChain } from '../../../shared/domain/audit/audit-chain.ts';
import type { RegistryKind } from '../../../shared/domain/registry/kinds.ts';
import type { RegistryRow } from '../../../shared/domain/registry/registry.ts';
import { namesOfNextVersion, type UniqueName, uniqueNamesOf } from '../../../shared/domain/registry/unique-names.ts';
import { keys } from '../../../shared/platform/tables.ts';
import type { NameHeld, NotStaged, Staging, StoredRow } from '../../../shared/use-cases/ports/registry.ts';
import { getAll, putAll } from './bulk.ts';
import type { Db, Row } from './client.ts';
import { type ChunkEntry, chunkDigests, chunkEntries, chunkKey, settleChunks, undoChunks } from './import-chunks.ts';
import type { ImportStates } from './import-states.ts';
import { importMarks, mendMarks } from './left-marks.ts';
import { postingsOf } from './postings.ts';
import { historyRow, markedRows, otherSlot, registryRow, slotKey, slotOf } from './registry-rows.ts';
import { rowDigest, stagedMeta } from './rows.ts';
import { type Action, absent, packs, transact, transactDroppingRefused } from './transact.ts';
import type { NameTaker } from './unique-names.ts';

/**
 * Rows are staged chunk by chunk, each chunk one transaction that also checks that the import is still open: a worker
 * that was thought dead cannot write into an import that has been activated or discarded. Chunks go one after another,
 * since they all check that one row. (One transaction of 98 puts is also the fastest way the emulator has.)
 */
export const stagingOf = (db: Db, states: ImportStates, unique: NameTaker): Staging => ({
  async current(kind, ids) {
    const slots = ids.flatMap((id) => [slotKey(kind, id, 'a'), slotKey(kind, id, 'b')]);
    const found = await getAll(db, 'registry', slots);
    const rows = await states.current(await markedRows(kind, found));
    return new Map(rows.map((row) => [row.value.id, row]));
  },

  async stage(importId, rows, { kind, by, at, attempt = 1 }) {
    const staged = rows.map((row) => {
      const one = stagedRow(db, importId, kind, row, by, at);
      return row.also ? together(one, stagedRow(db, importId, kind, row.also, by, at)) : one;
    });
    const lettingGo = staged.filter(({ names }) => names.length === 0);
    const refused: NotStaged[] = [];
    const taken = new Map<string, string>();
    for (const part of [lettingGo, staged.filter(({ names }) => names.length > 0)]) {
      let from = 0;
      // Whatever the names turn out to be, packs are the same whenever the same rows are staged.
      for (const pack of packs(
        part.map(({ actions, names }) => [...actions, ...names.map(() => placeholder)]),
        requiredActions,
      )) {
        const chunk = part.slice(from, from + pack.length);
        from += pack.length;
        const named = await withNames(unique, kind, importId, chunk, taken);
        const lost = await stageChunk(db, importId, named, attempt);
        if (!lost) return undefined;
        // After their rows, which nobody sees yet: the slot is the import's now, so whoever tidied it before is done.
        await putAll(
          db,
          'registry',
          chunk.flatMap(({ id, postings }) => (lost.includes(id) ? [] : postings)),
        );
        refused.push(...lost.map((id) => ({ id, ...heldBy(named, id) })));
      }
    }
    return refused;
  },

  staged: (importId, kind) => chunkDigests(db, kind, importId),

  async settle(importId, kind) {
    const state = (await states.of([importId])).get(importId);
    if (state !== 'activated') throw new Error(`import ${importId} is ${state}, so there is nothing to settle`);
    await settleChunks(db, kind, importId);
  },

  async discard(importId, kind) {
    await markDiscarded(db, importId);
    await undoChunks(db, kind, importId);
  },

  marks: () => importMarks(db),

  mend: (marks) => mendMarks(db, states, marks),
});

/** A row, and perhaps another one that changes with it. */
interface StagedRow {
  readonly id: string;
  readonly entries: readonly ChunkEntry[];
  readonly actions: readonly Action[];
  readonly postings: readonly Row[];
  readonly names: readonly UniqueName[];
}

/** A row and the names it takes, or who has one of them: then it is not staged. */
interface NamedRow extends Pick<StagedRow, 'id' | 'entries' | 'actions'> {
  readonly held?: NameHeld;
}

/** As large as the action that takes a name. */
const placeholder: Action = { ConditionCheck: undefined };

/** `taken`: by name, the row of this import that has it. */
async function withNames(
  unique: NameTaker,
  kind: RegistryKind,
  importId: string,
  chunk: readonly StagedRow[],
  taken: Map<string, string>,
): Promise<readonly NamedRow[]> {
  const taking = await unique.take(kind, chunk, importId);
  return chunk.map((row) => {
    const all = taking.get(row.id) ?? [];
    // Of two rows of one import the first has the name.
    const repeated = row.names.flatMap(({ of, name }): NameHeld[] => {
      const holder = taken.get(`${of} ${name}`);
      return holder === undefined ? [] : [{ of, holder }];
    });
    for (const { of, name } of row.names) if (!taken.has(`${of} ${name}`)) taken.set(`${of} ${name}`, row.id);
    const held = all.find((each) => each.held)?.held ?? repeated[0];
    return { ...row, actions: [...row.actions, ...all.map(({ action }) => action)], ...(held && { held }) };
  });
}

const heldBy = (chunk: readonly NamedRow[], id: string) => {
  const held = chunk.find((row) => row.id === id)?.held;
  return held && { held };
};

const together = (one: StagedRow, other: StagedRow): StagedRow => ({
  id: one.id,
  entries: [...one.entries, ...other.entries],
  actions: [...one.actions, ...other.actions],
  postings: [...one.postings, ...other.postings],
  names: [...one.names, ...other.names],
});

/** The next version goes to the free slot; what it supersedes is copied into the history and marked, in one transaction. */
function stagedRow<K extends RegistryKind>(
  db: Db,
  importId: string,
  kind: K,
  {
    value,
    supersedes,
    removed,
  }: { readonly value: RegistryRow[K]; readonly supersedes?: StoredRow<K>; readonly removed?: boolean },
  by: string,
  at: string,
): StagedRow {
  const TableName = db.names.registry;
  const slot = supersedes ? otherSlot(slotOf(supersedes)) : 'a';
  const meta = stagedMeta((supersedes?.meta.version ?? 0) + 1, supersedes?.meta.chain ?? emptyChain, by, at);
  const Item = registryRow({ kind, slot, value, meta, stagedBy: importId, ...(removed && { removed }) });
  const put: Action = {
    Put: {
      TableName,
      Item,
      // What an import superseded and nobody has settled yet is in the history and may be overwritten.
      ConditionExpression: `${absent} OR stagedBy = :importId${supersedes ? ' OR attribute_exists(supersededBy)' : ''}`,
      ExpressionAttributeValues: { ':importId': importId },
    },
  };
  const { id } = value;
  const sealed = { version: meta.version, digest: rowDigest(Item) };
  const entries = [{ id, slot, supersedes: supersedes !== undefined, ...sealed }];
  const postings = postingsOf(kind, slot, value, removed).map(({ item }) => item);
  const isNew = supersedes === undefined || supersedes.removed === true;
  const names = removed ? [] : isNew ? uniqueNamesOf(value) : namesOfNextVersion(value);
  if (!supersedes) return { id, entries, actions: [put], postings, names };
  const mark: Action = {
    Update: {
      TableName,
      Key: slotKey(kind, value.id, slotOf(supersedes)),
      UpdateExpression: 'SET supersededBy = :importId',
      ConditionExpression: 'version = :seen AND (attribute_not_exists(supersededBy) OR supersededBy = :importId)',
      ExpressionAttributeValues: { ':importId': importId, ':seen': supersedes.meta.version },
    },
  };
  const actions = [put, mark, { Put: { TableName, Item: historyRow(supersedes) } }];
  return { id, entries, actions, postings, names };
}

const requiredActions = 2;

/** Answers the ids of the chunk that were taken meanwhile; asked again, it answers the same. Undefined: not open. */
async function stageChunk(
  db: Db,
  importId: string,
  chunk: readonly NamedRow[],
  attempt: number,
): Promise<readonly string[] | undefined> {
  const TableName = db.names.registry;
  const ids = chunk.map(({ id }) => id);
  const Key = chunkKey(importId, attempt === 1 ? ids : [`attempt ${attempt}`, ...ids]);
  const open = openCheck(db, importId);
  const free = chunk.filter(({ held }) => !held);
  const required = (dropped: ReadonlySet<number>): Action[] => {
    const rows = free.filter((_, index) => !dropped.has(index)).flatMap(({ entries }) => entries);
    return [open, { Put: { TableName, Item: { ...Key, rows }, ConditionExpression: absent } }];
  };
  const { done, dropped } = await transactDroppingRefused(
    db,
    required,
    free.map(({ actions }) => actions),
  );
  const heldBack = chunk.flatMap(({ id, held }) => (held ? [id] : []));
  if (done) return [...heldBack, ...[...dropped].map((index) => free[index]?.id ?? '')];

  // Either the chunk is there already, or the import is not open: only the second stops the worker.
  if ((await transact(db, [open])).length > 0) return undefined;
  const [row] = await getAll(db, 'registry', [Key]);
  const staged = new Set(row && chunkEntries(row).map(({ id }) => id));
  return chunk.flatMap(({ id }) => (staged.has(id) ? [] : [id]));
}

const openCheck = (db: Db, importId: string): Action => ({
  ConditionCheck: {
    TableName: db.names.registry,
    Key: keys.importState(importId),
    ConditionExpression: 'attribute_exists(pk) AND attribute_not_exists(closed) AND attribute_not_exists(discarded)',
  },
});

/** From here on nothing more can be staged, and closing the registry shows nothing of this import. */
async function markDiscarded(db: Db, importId: string): Promise<void> {
  try {
    await db.client.send(
      new UpdateCommand({
        TableName: db.names.registry,
        Key: keys.importState(importId),
        UpdateExpression: 'SET discarded = :true',
        ConditionExpression: 'attribute_not_exists(closed) OR attribute_exists(discarded)',
        ExpressionAttributeValues: { ':true': true },
      }),
    );
  } catch (error) {
    if (!(error instanceof ConditionalCheckFailedException)) throw error;
    throw new Error(`import ${importId} is activated and cannot be discarded`, { cause: error });
  }
}
