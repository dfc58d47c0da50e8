import { createHash } from 'node:crypto';
import * as z from 'zod';
import type { RegistryKind } from '../../../shared/domain/registry/kinds.ts';
import { type UniqueName, uniqueNamesOf } from '../../../shared/domain/registry/unique-names.ts';
import { type Key, keys } from '../../../shared/platform/tables.ts';
import type { NameHeld } from '../../../shared/use-cases/ports/registry.ts';
import { writeToken } from '../write-token.ts';
import { getAll } from './bulk.ts';
import type { Db, Row } from './client.ts';
import type { ImportStates } from './import-states.ts';
import { isDone, walkOnce } from './once.ts';
import { partitionQuery, queryAll } from './query-all.ts';
import { type MarkedRow, markedRows, slotKey } from './registry-rows.ts';
import { parseRow } from './rows.ts';
import { type Action, absent, transact } from './transact.ts';

/*
 * A name that only one row of a registry may have lies in a row of its own, which says who may have it. Whoever takes a
 * name writes that row in the transaction that writes theirs. Nobody gives one back: the rows named there are looked at,
 * and what they no longer have is free. Each writing changes `claim`, so of two who have looked at the same only one takes it.
 */
const NameRow = z.object({ pk: z.string(), sk: z.string(), holders: z.array(z.string()), claim: z.string() });

const keyOf = (kind: RegistryKind, { of, name }: UniqueName): Key =>
  keys.uniqueName(kind, of, createHash('sha256').update(name).digest('hex'));

const sameName = (one: UniqueName, other: UniqueName) => one.of === other.of && one.name === other.name;

/** A row that is about to be written, with the names that it takes. */
export interface Taking {
  readonly id: string;
  readonly names: readonly UniqueName[];
}

export interface NameTaken {
  readonly action: Action;
  /** Another row that has the name: the action is refused then. */
  readonly held?: NameHeld;
}

export interface NameTaker {
  /** By row, one action for each name that it takes. `importId`: the import that stages the rows; what it supersedes lets go of its names. */
  take(
    kind: RegistryKind,
    rows: readonly Taking[],
    importId?: string,
  ): Promise<ReadonlyMap<string, readonly NameTaken[]>>;
}

export function uniqueNames(db: Db, states: ImportStates): NameTaker {
  const looking = { db, states, isReserved: isDone(db, 'registry', keys.uniqueNames()) };
  return {
    async take(kind, rows, importId) {
      const wanted = rows.flatMap(({ names }) => names);
      if (wanted.length === 0) return new Map();
      const seen = await look(looking, kind, wanted);
      return new Map(
        rows.map(({ id, names }) => [id, names.map((name) => taking(db, kind, id, name, seen(name), importId))]),
      );
    },
  };
}

/** What there is of a name: its row, and the slots of rows that have it or may have it again. */
interface Seen {
  readonly row: z.infer<typeof NameRow> | undefined;
  readonly slots: readonly MarkedRow<RegistryKind>[];
}

interface Looking {
  readonly db: Db;
  readonly states: ImportStates;
  /**
   * Whether the rows of earlier versions are named; until then the whole of a small registry is looked at, and an object of an
   * earlier version that looks like a new one is not met.
   */
  readonly isReserved: () => Promise<boolean>;
}

async function look({ db, states, isReserved }: Looking, kind: RegistryKind, wanted: readonly UniqueName[]) {
  const asked = new Map(wanted.map((name) => [keyOf(kind, name).pk, keyOf(kind, name)]));
  const rows = (await getAll(db, 'registry', [...asked.values()])).map((row) =>
    parseRow(NameRow, row, 'registry', row),
  );
  const byKey = new Map(rows.map((row) => [row.pk, row]));
  const named = [...new Set(rows.flatMap(({ holders }) => holders))];
  const slots = named.flatMap((id) => [slotKey(kind, id, 'a'), slotKey(kind, id, 'b')]);
  const stored =
    kind === 'object' || (await isReserved()) ? await getAll(db, 'registry', slots) : await wholeRegistry(db, kind);
  const live = await stillThere(states, await markedRows<RegistryKind>(kind, stored));
  return (name: UniqueName): Seen => ({
    row: byKey.get(keyOf(kind, name).pk),
    slots: live.filter(({ stored: { value } }) => uniqueNamesOf(value).some((each) => sameName(each, name))),
  });
}

const wholeRegistry = (db: Db, kind: RegistryKind): Promise<Row[]> =>
  queryAll(db, partitionQuery(db.names.registry, slotKey(kind, '', 'a').pk));

/** Without what is gone for good: rows of discarded imports, those that an activated one superseded, and removed ones. */
async function stillThere(states: ImportStates, rows: readonly MarkedRow<RegistryKind>[]) {
  const marks = rows.flatMap(({ stagedBy, supersededBy }) => [stagedBy ?? [], supersededBy ?? []].flat());
  const known = await states.of(marks);
  return rows.filter(
    ({ stored, stagedBy, supersededBy }) =>
      !stored.removed &&
      !(stagedBy !== undefined && known.get(stagedBy) === 'discarded') &&
      !(supersededBy !== undefined && known.get(supersededBy) === 'activated'),
  );
}

function taking(
  { names }: Db,
  kind: RegistryKind,
  id: string,
  name: UniqueName,
  { row, slots }: Seen,
  importId: string | undefined,
): NameTaken {
  const others = slots.filter(({ stored }) => stored.value.id !== id);
  const other = others.find(({ supersededBy }) => importId === undefined || supersededBy !== importId);
  const holders = [...new Set([...others.map(({ stored }) => stored.value.id), id])];
  const Item = { ...keyOf(kind, name), holders, claim: writeToken() };
  // No row carries this claim, so that whoever does not look is refused as well.
  const claim = other ? 'held' : row?.claim;
  const unchanged =
    claim === undefined
      ? { ConditionExpression: absent }
      : { ConditionExpression: 'claim = :claim', ExpressionAttributeValues: { ':claim': claim } };
  return {
    action: { Put: { TableName: names.registry, Item, ...unchanged } },
    ...(other && { held: { of: name.of, holder: other.stored.value.id } }),
  };
}

/** Names every row of earlier versions as a holder of what it has; of two that share a name, both. */
export const reserveNames = (db: Db): Promise<{ readonly rows: number }> =>
  walkOnce(db, keys.uniqueNames(), async (kind, page) => {
    for (const { stored } of await markedRows<RegistryKind>(kind, page)) {
      const { value } = stored;
      for (const name of uniqueNamesOf(value)) await addHolder(db, kind, value.id, name);
    }
  });

async function addHolder(db: Db, kind: RegistryKind, id: string, name: UniqueName): Promise<void> {
  const Key = keyOf(kind, name);
  for (;;) {
    const [row] = (await getAll(db, 'registry', [Key])).map((each) => parseRow(NameRow, each, 'registry', each));
    if (row?.holders.includes(id)) return;
    const Item = { ...Key, holders: [...(row?.holders ?? []), id], claim: writeToken() };
    const unchanged = row
      ? { ConditionExpression: 'claim = :claim', ExpressionAttributeValues: { ':claim': row.claim } }
      : { ConditionExpression: absent };
    if ((await transact(db, [{ Put: { TableName: db.names.registry, Item, ...unchanged } }])).length === 0) return;
  }
}
