import type { DepartmentCode } from '../../../shared/base/primitives.ts';
import type { RegistryKind } from '../../../shared/domain/registry/kinds.ts';
import { namesOfNextVersion, type UniqueName, uniqueNamesOf } from '../../../shared/domain/registry/unique-names.ts';
import { keys } from '../../../shared/platform/tables.ts';
import type { Change, CommitFailure, CreateRow, ReplaceRow } from '../../../shared/use-cases/ports/unit-of-work.ts';
import { audit, nothing, type Planned, type Published, stale, taken, unchanged } from './actions.ts';
import { getAll } from './bulk.ts';
import type { Db } from './client.ts';
import type { ImportStates } from './import-states.ts';
import { type Posting, postingChanges, postingsOf } from './postings.ts';
import { historyRow, markedRows, readableRow, slotKey, slotOf } from './registry-rows.ts';
import { metaAfter } from './rows.ts';
import { absent, type Refusal } from './transact.ts';
import type { NameTaker } from './unique-names.ts';

type Opening = Extract<Change, { readonly change: 'open-registry' }>;
type Closing = Extract<Change, { readonly change: 'close-registry' }>;

/**
 * A new row lies in slot `a`; slot `b` must be free as well, or the id lives there. What was removed under the id is
 * gone on from, so that its versions stay.
 */
export async function createRowActions<K extends RegistryKind>(
  db: Db,
  states: ImportStates,
  unique: NameTaker,
  change: CreateRow<K>,
  published?: Published,
): Promise<Planned[]> {
  const { kind, value } = change;
  const { id } = value;
  const slots = await getAll(db, 'registry', [slotKey(kind, id, 'a'), slotKey(kind, id, 'b')]);
  const [now] = await states.current(await markedRows(kind, slots));
  const names = uniqueNamesOf(value);
  if (now?.removed)
    return replaceRowActions(db, states, unique, { ...change, change: 'replace-row', from: now }, published, names);
  const TableName = db.names.registry;
  const { event, action } = audit(db, { entity: kind, id, from: nothing, draft: change.event, value, published });
  const Item = await readableRow({ kind, slot: 'a', value, meta: metaAfter(0, event) });
  // An id that only an open import has staged is not there for anyone to see, so the import is named instead.
  const refused = heldByImport(db, states, 'stagedBy', taken(kind, id));
  const seen = { ConditionExpression: absent, ReturnValuesOnConditionCheckFailure: 'ALL_OLD' } as const;
  return [
    { action: { Put: { TableName, Item, ...seen } }, refused },
    { action: { ConditionCheck: { TableName, Key: slotKey(kind, id, 'b'), ...seen } }, refused },
    { action, refused: taken(kind, id) },
    ...(await nameActions(unique, kind, id, names)),
    ...postingActions(db, id, kind, [], postingsOf(kind, 'a', value)),
  ];
}

/** The names that the row takes, which no other may have. */
async function nameActions(unique: NameTaker, kind: RegistryKind, id: string, names: readonly UniqueName[]) {
  const taking = (await unique.take(kind, [{ id, names }])).get(id) ?? [];
  return taking.map(
    ({ action, held }): Planned => ({ action, refused: held ? taken(kind, held.holder) : stale(kind, id) }),
  );
}

/** The search index changes with its row; a posting is no condition of anything. */
function postingActions(
  { names }: Db,
  id: string,
  kind: RegistryKind,
  before: readonly Posting[],
  after: readonly Posting[],
): Planned[] {
  const TableName = names.registry;
  const refused = stale(kind, id);
  const { puts, deletes } = postingChanges(before, after);
  return [
    ...puts.map(({ item }): Planned => ({ action: { Put: { TableName, Item: item } }, refused, posting: 'put' })),
    ...deletes.map(({ key }): Planned => ({ action: { Delete: { TableName, Key: key } }, refused, posting: 'delete' })),
  ];
}

/** What a refusal means of a row that an import has marked: while the import is open, it is named. */
const heldByImport =
  (db: Db, states: ImportStates, mark: 'stagedBy' | 'supersededBy', otherwise: Planned['refused']) =>
  async (refusal: Refusal) => {
    const importId = refusal.attribute(mark);
    if (importId === undefined || (await states.of([importId])).get(importId) === 'activated')
      return otherwise(refusal);
    const [row] = await getAll(db, 'registry', [keys.importState(importId)]);
    return importOpen(importId, (name) => (typeof row?.[name] === 'string' ? row[name] : undefined));
  };

/** The next version keeps the slot, so that a reader who walks a shard never misses a row that is being edited. */
export async function replaceRowActions<K extends RegistryKind>(
  db: Db,
  states: ImportStates,
  unique: NameTaker,
  change: ReplaceRow<K>,
  published?: Published,
  names: readonly UniqueName[] = namesOfNextVersion(change.value),
): Promise<Planned[]> {
  const { kind, value, from } = change;
  const { id } = value;
  if (id !== from.value.id) throw new Error(`${kind} ${from.value.id} cannot become ${id}`);
  const TableName = db.names.registry;
  const { event, action } = audit(db, { entity: kind, id, from: from.meta, draft: change.event, value, published });
  const slot = slotOf(from);
  const Item = await readableRow({ kind, slot, value, meta: metaAfter(from.meta.version, event) });
  const refused = stale(kind, id);
  const seen = unchanged(from.meta);
  // A superseded row keeps its version until it is settled, and must not come back beside the one that replaced it.
  const condition = {
    ...seen,
    ConditionExpression: `${seen.ConditionExpression} AND attribute_not_exists(supersededBy)`,
  };
  return [
    {
      action: { Put: { TableName, Item, ...condition, ReturnValuesOnConditionCheckFailure: 'ALL_OLD' } },
      refused: heldByImport(db, states, 'supersededBy', refused),
    },
    { action: { Put: { TableName, Item: historyRow(from) } }, refused },
    { action, refused },
    ...(await nameActions(unique, kind, id, names)),
    ...postingActions(db, id, kind, postingsOf(kind, slot, from.value, from.removed), postingsOf(kind, slot, value)),
  ];
}

/** Rows of a registry change only while no import is open on it; `id` is the row that asks. */
export function closedCheck(db: Db, kind: RegistryKind, department: DepartmentCode, id: string): Planned {
  return {
    action: {
      ConditionCheck: {
        TableName: db.names.registry,
        Key: keys.registryHead(kind, department),
        ConditionExpression: absent,
        ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
      },
    },
    refused: holderOf(kind, id),
  };
}

/** What an open import holds beside the rows that it stages: the registry of its department, or the place of the one file of classes. */
const headKey = ({ kind, department, classes }: Opening | Closing) =>
  keys.registryHead(kind, classes ? 'classes' : department);

export function openActions(db: Db, opening: Opening): Planned[] {
  const { kind, department, importId, holder, classes } = opening;
  const TableName = db.names.registry;
  const facts = { registry: classes ? 'classes' : kind, department, ...holder };
  const Head = { ...headKey(opening), importId, ...facts };
  const State = { ...keys.importState(importId), kind, ...facts };
  const seen = { ConditionExpression: absent, ReturnValuesOnConditionCheckFailure: 'ALL_OLD' } as const;
  return [
    { action: { Put: { TableName, Item: Head, ...seen } }, refused: holderOf('import', importId) },
    { action: { Put: { TableName, Item: State, ConditionExpression: absent } }, refused: stale('import', importId) },
  ];
}

/** Closing is what makes an import visible, unless discarding has marked it before. */
export function closeActions(db: Db, closing: Closing): Planned[] {
  const { importId } = closing;
  const TableName = db.names.registry;
  const refused = stale('import', importId);
  return [
    {
      action: {
        Delete: {
          TableName,
          Key: headKey(closing),
          ConditionExpression: 'importId = :importId',
          ExpressionAttributeValues: { ':importId': importId },
        },
      },
      refused,
    },
    {
      action: {
        Update: {
          TableName,
          Key: keys.importState(importId),
          UpdateExpression: 'SET closed = :true',
          ConditionExpression: 'attribute_exists(pk)',
          ExpressionAttributeValues: { ':true': true },
        },
      },
      refused,
    },
  ];
}

const importOpen = (importId: string, attribute: Refusal['attribute']): CommitFailure => ({
  kind: 'import-open',
  importId,
  registry: attribute('registry') ?? '',
  department: attribute('department') ?? '',
  by: attribute('by') ?? '',
  fileName: attribute('fileName') ?? '',
  since: attribute('since') ?? '',
});

/** Which import holds the registry; a registry that another transaction keeps busy is held by none. */
const holderOf = (entity: string, id: string) => (refusal: Refusal) =>
  refusal.cause === 'conflict'
    ? stale(entity, id)()
    : importOpen(refusal.attribute('importId') ?? '', refusal.attribute);
