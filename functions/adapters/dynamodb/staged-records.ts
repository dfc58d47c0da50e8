import { rowName } from '../../../shared/domain/audit/content.ts';
import type { Entry } from '../../../shared/domain/audit/sealed-list.ts';
import { definitionOf, type RecordKind, type RecordOf } from '../../../shared/platform/records.ts';
import { keys } from '../../../shared/platform/tables.ts';
import type { Meta } from '../../../shared/use-cases/ports/records.ts';
import { getAll, groupsOf } from './bulk.ts';
import type { Db, Row } from './client.ts';
import { recordPosting } from './record-postings.ts';
import { type RecordWrite, readableRow, recordRow, rowDigest, versionRow } from './rows.ts';
import { type Action, absent, packs, transactDroppingRefused } from './transact.ts';

/** Transactions under way at the same time; each takes one of the client's connections. */
const stagedAtOnce = 4;

interface Staged<K extends RecordKind> {
  readonly id: string;
  readonly value: RecordOf<K>;
}

/**
 * Writes what does not stand yet, several transactions at a time, and answers the digest of everything. What stands
 * stays, so that all runs seal the same rows, a run continues where another one ended, and nothing is taken back that a
 * commit has written since.
 */
export async function stageRecords<K extends RecordKind>(
  db: Db,
  kind: K,
  values: readonly Staged<K>[],
  meta: Meta,
): Promise<readonly Entry[]> {
  const writes = values.map(({ id, value }): RecordWrite<K> => ({ kind, id, value, meta }));
  const entries: Entry[] = [];
  const actions = await Promise.all(writes.map((write) => actionsOf(db, write)));
  for (const together of groupsOf([...inTransactions(writes, actions)], stagedAtOnce)) {
    const staged = await Promise.all(together.map((pack) => stagePack(db, kind, pack)));
    entries.push(...staged.flat());
  }
  return entries;
}

/** The rows of one transaction and the actions that write each of them. */
type Pack<K extends RecordKind> = readonly { readonly write: RecordWrite<K>; readonly actions: readonly Action[] }[];

function* inTransactions<K extends RecordKind>(
  writes: readonly RecordWrite<K>[],
  actionsOfEach: readonly Action[][],
): Generator<Pack<K>> {
  let from = 0;
  for (const pack of packs(actionsOfEach)) {
    yield pack.map((actions, index) => ({ write: writes[from + index] as RecordWrite<K>, actions }));
    from += pack.length;
  }
}

async function actionsOf<K extends RecordKind>(db: Db, write: RecordWrite<K>): Promise<Action[]> {
  const { table, versions } = definitionOf(write.kind);
  const TableName = db.names[table];
  const posting = recordPosting(write.kind, write.id, write.value);
  return [
    { Put: { TableName, Item: await readableRow(write), ConditionExpression: absent } },
    ...(versions ? [{ Put: { TableName, Item: versionRow(write) } }] : []),
    ...(posting ? [{ Put: { TableName: db.names.workflow, Item: posting } }] : []),
  ];
}

async function stagePack<K extends RecordKind>(db: Db, kind: K, pack: Pack<K>): Promise<readonly Entry[]> {
  const found = await digestsOf(
    db,
    kind,
    pack.map(({ write }) => write.id),
  );
  const missing = pack.filter(({ write }) => !found.has(write.id));
  const { dropped } = await transactDroppingRefused(
    db,
    () => [],
    missing.map(({ actions }) => actions),
  );
  const ids = missing.map(({ write }) => write.id);
  // Refused: another run was faster, and what it wrote is what stands.
  const others = await digestsOf(
    db,
    kind,
    ids.filter((_, index) => dropped.has(index)),
  );
  const own = missing.map(({ write }) => [write.id, rowDigest(recordRow(write))] as const);
  const digests = new Map([...own, ...found, ...others]);
  return [...digests].map(([id, digest]): Entry => [rowName(kind, id, 1), digest]);
}

/** The digests of those of the records that stand. */
async function digestsOf(db: Db, kind: RecordKind, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const wanted = ids.map((id) => keys.record(kind, id));
  const rows: Row[] = await getAll(db, definitionOf(kind).table, wanted);
  return new Map(rows.map((row) => [String(row.pk).slice(kind.length + 1), rowDigest(row)]));
}
