import { DeleteCommand, GetCommand, PutCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Row } from '../../functions/adapters/dynamodb/client.ts';
import { shardOf } from '../../functions/adapters/dynamodb/registry-rows.ts';
import type { Finding } from '../../shared/domain/audit/finding.ts';
import { registryKinds } from '../../shared/domain/registry/kinds.ts';
import { registrySchemas } from '../../shared/domain/registry/registry.ts';
import { type RecordKind, type RecordOf, recordKinds, records } from '../../shared/platform/records.ts';
import type { AuditedEntity } from '../../shared/platform/registries.ts';
import { type Key, keys, type TableName } from '../../shared/platform/tables.ts';
import { publicKinds } from '../../shared/public/public-document.ts';
import { ResultDocument } from '../../shared/public/result-document.ts';
import { verifyAudit } from '../../shared/use-cases/audit/verify-audit.ts';
import { createRecord, createRow, replaceRecord, replaceRow } from '../../shared/use-cases/changes.ts';
import { storeForTest, type TestStore } from '../support/emulator.ts';
import { edited, editsOf, exampleOf } from '../support/example-value.ts';
import { commit } from '../support/registry-imports.ts';
import { aNotice, anEvent } from '../support/stored-rows.ts';

let store: TestStore;
beforeAll(async () => {
  store = await storeForTest();
});

const rowAt = async (table: TableName, Key: Key): Promise<Row> => {
  const { Item } = await store.db.client.send(new GetCommand({ TableName: store.db.names[table], Key }));
  if (!Item) throw new Error(`there is no row ${Key.pk} / ${Key.sk}`);
  return Item;
};
const rowsUnder = async (table: TableName, pk: string): Promise<Row[]> => {
  const asked = { KeyConditionExpression: 'pk = :pk', ExpressionAttributeValues: { ':pk': pk } };
  const { Items = [] } = await store.db.client.send(
    new QueryCommand({ TableName: store.db.names[table], ConsistentRead: true, ...asked }),
  );
  return Items;
};
const put = (table: TableName, Item: Row) =>
  store.db.client.send(new PutCommand({ TableName: store.db.names[table], Item }));
const remove = (table: TableName, { pk, sk }: Row) =>
  store.db.client.send(new DeleteCommand({ TableName: store.db.names[table], Key: { pk, sk } }));

async function found(entity: AuditedEntity, id: string): Promise<readonly Finding[]> {
  const verified = await verifyAudit(store, entity, id);
  return verified.ok ? verified.value.findings : [{ entity, id, kind: 'record-missing' }];
}

/** The token by which a transaction knows its outcome, and the pointer by which a document's latest event is found. */
const uncompared = new Set(['writtenBy', 'of']);

/** What edits of one row, each by itself, are not found; the row is put back after each. */
async function unnoticed(table: TableName, row: Row, verify: () => Promise<readonly Finding[]>): Promise<string[]> {
  const missed: string[] = [];
  const { pk, sk, ...attributes } = row;
  for (const edit of editsOf(attributes)) {
    if (uncompared.has(edit.at[0] ?? '')) continue;
    await put(table, { pk, sk, ...edited(attributes, edit) });
    if ((await verify()).length === 0) missed.push(edit.what);
  }
  await put(table, row);
  return missed;
}

const values = async (kind: RecordKind) => exampleOf(await records[kind].schema()) as RecordOf<RecordKind>;

/** A record of every kind, in its second version. */
async function twice(kind: RecordKind, id: string): Promise<void> {
  const value = await values(kind);
  await commit(store, createRecord(kind, id, value, anEvent('create')));
  const Item = await rowAt(records[kind].table, keys.record(kind, id));
  const meta = {
    version: 1,
    chain: { seq: 1, hash: String(Item.chainHash) },
    updatedAt: String(Item.updatedAt),
    updatedBy: String(Item.updatedBy),
  };
  await commit(store, replaceRecord(kind, id, { value, meta }, value, anEvent('change')));
}

describe.each(recordKinds)('a direct edit of a record of the kind %s', (kind) => {
  const id = `edited-${kind}`;
  const { table, versions } = records[kind];
  beforeAll(() => twice(kind, id));

  test('is found in every field of its row', async () => {
    expect(await found(kind, id)).toEqual([]);
    expect(await unnoticed(table, await rowAt(table, keys.record(kind, id)), () => found(kind, id))).toEqual([]);
    expect(await found(kind, id)).toEqual([]);
  }, 300_000);

  test('is found when the row is gone, or its events, or both but one', async () => {
    const row = await rowAt(table, keys.record(kind, id));
    await remove(table, row);
    expect(await found(kind, id)).toContainEqual({ entity: kind, id, kind: 'record-missing' });
    await put(table, row);
    const events = await rowsUnder('audit', `${kind}#${id}`);
    expect(events).toHaveLength(2);
    for (const event of events) {
      await remove('audit', event);
      expect((await found(kind, id)).map((each) => each.kind)).toContain('chain-broken');
    }
    for (const event of events) await put('audit', event);
    expect(await found(kind, id)).toEqual([]);
  });

  test('is found in every field of every event', async () => {
    for (const event of await rowsUnder('audit', `${kind}#${id}`)) {
      expect(await unnoticed('audit', event, () => found(kind, id))).toEqual([]);
    }
  });

  test.skipIf(!versions)(
    'is found in every field of every kept version, and when one is missing or added',
    async () => {
      const past = await rowAt(table, keys.recordVersion(kind, id, 1));
      expect(await unnoticed(table, past, () => found(kind, id))).toEqual([]);
      for (const version of [1, 2]) {
        const row = await rowAt(table, keys.recordVersion(kind, id, version));
        await remove(table, row);
        expect(await found(kind, id)).toContainEqual({ entity: kind, id, kind: 'version-missing', version });
        await put(table, row);
      }
      const row = await rowAt(table, keys.recordVersion(kind, id, 2));
      await put(table, { ...row, ...keys.recordVersion(kind, id, 3) });
      expect(await found(kind, id)).toContainEqual({ entity: kind, id, kind: 'version-added', version: 3 });
      await remove(table, keys.recordVersion(kind, id, 3) as unknown as Row);
      expect(await found(kind, id)).toEqual([]);
    },
  );

  test('is found when the row is put in by hand', async () => {
    const row = await rowAt(table, keys.record(kind, id));
    const forged = `forged-${kind}`;
    await put(table, { ...row, ...keys.record(kind, forged), version: 1, chainSeq: 0, chainHash: '' });
    expect((await found(kind, forged)).map((each) => each.kind)).toContain('unstated');
    // The row of another record with its events is no better: an event says what it is about.
    await put(table, { ...row, ...keys.record(kind, forged) });
    for (const event of await rowsUnder('audit', `${kind}#${id}`))
      await put('audit', { ...event, pk: `${kind}#${forged}` });
    expect(await found(kind, forged)).toContainEqual({ entity: kind, id: forged, kind: 'chain-broken', seq: 1 });
  });
});

/** Where an example by the types alone would not be one by the rules. */
const lawful: Partial<
  Record<(typeof registryKinds)[number], { readonly id?: string; readonly [field: string]: unknown }>
> = {
  item: { ...{ applies: { industries: ['H62'] }, kind: 'general', ratioCap: { ratio: 500, document: '省清单' } } },
  object: { id: '92411422MAD1MF3RAB', creditCode: '92411422MAD1MF3RAB', industry: 'H6210' },
};

describe.each(registryKinds)('a direct edit of a row of the registry %s', (kind) => {
  const id = lawful[kind]?.id ?? `edited-${kind}`;
  const value = { ...(exampleOf(registrySchemas[kind]) as object), ...lawful[kind], id } as never;
  const slot = async () => {
    const rows = await rowsUnder('registry', `${kind}#${shardOf(kind, id)}`);
    const row = rows.find(({ sk }) => String(sk).startsWith(`${id}#`));
    if (!row) throw new Error('the row is gone');
    return row;
  };
  beforeAll(async () => {
    await commit(store, createRow(kind, value, anEvent('create')));
    const row = await slot();
    const chain = { seq: 1, hash: String(row.chainHash) };
    const meta = { version: 1, chain, updatedAt: String(row.updatedAt), updatedBy: String(row.updatedBy) };
    await commit(store, replaceRow({ kind, value, meta, slot: 'a' }, value, anEvent('change')));
  });

  test('is found in every field of its row', async () => {
    expect(await found(kind, id)).toEqual([]);
    expect(await unnoticed('registry', await slot(), () => found(kind, id))).toEqual([]);
  });

  test('is found in every field of the history, and when a version is missing or added', async () => {
    const row = await rowAt('registry', keys.rowHistory(kind, id, 1));
    expect(await unnoticed('registry', row, () => found(kind, id))).toEqual([]);
    await remove('registry', row);
    expect(await found(kind, id)).toContainEqual({ entity: kind, id, kind: 'version-missing', version: 1 });
    await put('registry', row);
    await put('registry', { ...row, ...keys.rowHistory(kind, id, 7) });
    expect(await found(kind, id)).toContainEqual({ entity: kind, id, kind: 'version-added', version: 7 });
    await remove('registry', keys.rowHistory(kind, id, 7) as unknown as Row);
  });

  test('is found when a mark hides it, when it is gone, and when another stands beside it', async () => {
    const row = await slot();
    await put('registry', { ...row, stagedBy: 'no-import' });
    expect(await found(kind, id)).toContainEqual({ entity: kind, id, kind: 'record-missing' });
    await put('registry', { ...row, removed: true });
    expect((await found(kind, id)).map((each) => each.kind)).toContain('record-changed');
    await put('registry', row);
    const beside = { ...row, sk: String(row.sk).replace(/#a$/, '#b') };
    await put('registry', beside);
    expect((await found(kind, id)).map((each) => each.kind)).toContain('foreign-row');
    await remove('registry', beside);
    await remove('registry', row);
    expect(await found(kind, id)).toContainEqual({ entity: kind, id, kind: 'record-missing' });
    await put('registry', row);
    expect(await found(kind, id)).toEqual([]);
  });

  test('is found when the row is put in by hand', async () => {
    const row = await slot();
    const forged = `forged-${kind}`;
    const key = keys.row(kind, shardOf(kind, forged), forged, 'a');
    await put('registry', { ...row, ...key, byOwnerSk: key.sk, version: 1, chainSeq: 0, chainHash: '' });
    expect((await found(kind, forged)).map((each) => each.kind)).toContain('unstated');
  });
});

describe.each(publicKinds)('a direct edit of a public document of the kind %s', (kind) => {
  const id = `published-by-${kind}`;
  // What is published of results is read by the search index.
  const body = kind === 'result' ? ResultDocument.parse(exampleOf(ResultDocument)) : { title: '公示', list: ['a'] };
  const document = { kind, id: `d-${kind}`, body } as const;
  const places = { byList: [`${kind}#2026`, id] as const };
  beforeAll(() =>
    commit(
      store,
      createRecord('notice', id, aNotice(id), anEvent('publish')),
      { change: 'publish', document: { ...document, places } },
      { change: 'publish', document: { ...document, part: 'edition-0001', places: {} } },
    ),
  );

  test.each(['current', 'edition-0001'])(
    'is found in every field of the part %s, and when it is gone',
    async (part) => {
      const row = await rowAt('public', keys.document(kind, document.id, part));
      expect(await found('notice', id)).toEqual([]);
      expect(await unnoticed('public', row, () => found('notice', id))).toEqual([]);
      await remove('public', row);
      const name = `public ${kind}#${document.id} ${part}`;
      expect(await found('notice', id)).toEqual([{ entity: 'notice', id, kind: 'document-missing', name }]);
      await put('public', row);
    },
  );
});
