import { isDeepStrictEqual } from 'node:util';
import { type AuditEvent, chainEvent, type EventDraft, emptyChain } from '../../../shared/domain/audit/audit-chain.ts';
import { definitionOf, type RecordKind, type RecordOf } from '../../../shared/platform/records.ts';
import { type Key, keys } from '../../../shared/platform/tables.ts';
import type { Meta } from '../../../shared/use-cases/ports/records.ts';
import type { CommitFailure, CreateRecord, ReplaceRecord } from '../../../shared/use-cases/ports/unit-of-work.ts';
import type { Db } from './client.ts';
import { recordPosting } from './record-postings.ts';
import { eventRow, metaAfter, readableRow, versionRow, wroteOf } from './rows.ts';
import { type Action, absent, type Refusal } from './transact.ts';

/** One action of a transaction, and what it means when its condition does not hold or its row stays busy. */
export interface Planned {
  readonly action: Action;
  readonly refused: (refusal: Refusal) => CommitFailure | Promise<CommitFailure>;
  /** Part of the search index: where a commit has no room, a put may come before it and a deletion may stay out. */
  readonly posting?: 'put' | 'delete';
}

/** The condition that a row is still as its next writer saw it. */
export const unchanged = ({ version, chain }: Meta) => ({
  ConditionExpression: '#version = :version AND #seq = :seq',
  ExpressionAttributeNames: { '#version': 'version', '#seq': 'chainSeq' },
  ExpressionAttributeValues: { ':version': version, ':seq': chain.seq },
});

export const stale = (entity: string, id: string) => (): CommitFailure => ({ kind: 'stale-version', entity, id });

/** A row that another transaction keeps busy says nothing of what will be in it: whoever asks is to look again. */
export const taken =
  (entity: string, id: string) =>
  ({ cause }: Pick<Refusal, 'cause'>): CommitFailure => ({
    kind: cause === 'conflict' ? 'stale-version' : 'already-exists',
    entity,
    id,
  });

/** Digests of the public documents that go with an event. */
export type Published = Readonly<Record<string, string>>;

export interface Chained {
  readonly entity: string;
  readonly id: string;
  readonly from: Pick<Meta, 'version' | 'chain'>;
  readonly draft: EventDraft;
  readonly value: unknown;
  readonly published?: Published | undefined;
}

/** The next event of an entity and the action that appends it; audit rows are only ever put, never changed. */
export function audit(db: Db, { entity, id, from, draft, value, published }: Chained) {
  const written = { wrote: wroteOf(from.version, draft, value), ...(published && { published }) };
  const event: AuditEvent = chainEvent(entity, id, from.chain, draft, written);
  const action: Action = {
    Put: { TableName: db.names.audit, Item: eventRow(event), ConditionExpression: absent },
  };
  return { event, action };
}

/** Before its first version. */
export const nothing = { version: 0, chain: emptyChain } as const;

export async function createActions<K extends RecordKind>(
  db: Db,
  change: CreateRecord<K>,
  published?: Published,
): Promise<Planned[]> {
  const { kind, id, value } = change;
  const { event, action } = audit(db, { entity: kind, id, from: nothing, draft: change.event, value, published });
  const write = { kind, id, value, meta: metaAfter(0, event) };
  const TableName = db.names[definitionOf(kind).table];
  const refused = taken(kind, id);
  return [
    { action: { Put: { TableName, Item: await readableRow(write), ConditionExpression: absent } }, refused },
    ...(definitionOf(kind).versions ? [{ action: { Put: { TableName, Item: versionRow(write) } }, refused }] : []),
    ...postingActions(db, kind, id, { value }, refused),
    { action, refused },
  ];
}

/**
 * A later version overwrites it, unless it says the same; where its order has changed, readers pass the place before over.
 */
function postingActions<K extends RecordKind>(
  db: Db,
  kind: K,
  id: string,
  { value, before }: { readonly value: RecordOf<K>; readonly before?: RecordOf<K> },
  refused: Planned['refused'],
): Planned[] {
  const Item = recordPosting(kind, id, value);
  const known = before && recordPosting(kind, id, before);
  return Item && !(known && isDeepStrictEqual(known, Item))
    ? [{ action: { Put: { TableName: db.names.workflow, Item } }, refused }]
    : [];
}

export async function replaceActions<K extends RecordKind>(
  db: Db,
  change: ReplaceRecord<K>,
  published?: Published,
): Promise<Planned[]> {
  const { kind, id, value, from } = change;
  const { event, action } = audit(db, { entity: kind, id, from, draft: change.event, value, published });
  const write = { kind, id, value, meta: metaAfter(from.version, event) };
  const TableName = db.names[definitionOf(kind).table];
  const refused = stale(kind, id);
  return [
    { action: { Put: { TableName, Item: await readableRow(write), ...unchanged(from) } }, refused },
    ...(definitionOf(kind).versions ? [{ action: { Put: { TableName, Item: versionRow(write) } }, refused }] : []),
    ...postingActions(db, kind, id, { value, before: change.before }, refused),
    { action, refused },
  ];
}

export function checkAction(db: Db, kind: RecordKind, id: string, version: number): Planned {
  return {
    action: {
      ConditionCheck: {
        TableName: db.names[definitionOf(kind).table],
        Key: keys.record(kind, id),
        ConditionExpression: '#version = :version',
        ExpressionAttributeNames: { '#version': 'version' },
        ExpressionAttributeValues: { ':version': version },
      },
    },
    refused: stale(kind, id),
  };
}

/** The row an action touches; a transaction may touch a row once. */
export function touched(action: Action): string {
  const { Put, Update, Delete, ConditionCheck } = action;
  const target = Update ?? Delete ?? ConditionCheck;
  const key: Partial<Key> | undefined = Put?.Item ?? target?.Key;
  return `${Put?.TableName ?? target?.TableName} ${key?.pk} / ${key?.sk}`;
}
