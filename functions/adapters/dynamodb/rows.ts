import * as z from 'zod';
import { localDateOf } from '../../../shared/calendar/local-date.ts';
import type { AuditEvent, ChainHead, EventDraft } from '../../../shared/domain/audit/audit-chain.ts';
import { contentDigest } from '../../../shared/domain/audit/content.ts';
import { placeAttributes, placesIn } from '../../../shared/platform/lists.ts';
import { definitionOf, type RecordKind, type RecordOf } from '../../../shared/platform/records.ts';
import { type IndexDefinition, keys, tables } from '../../../shared/platform/tables.ts';
import type { Meta, Stored } from '../../../shared/use-cases/ports/records.ts';
import type { Row } from './client.ts';

/** What every row carries beside its value. */
export const MetaRow = z.object({
  pk: z.string(),
  sk: z.string(),
  version: z.int().min(1),
  chainSeq: z.int().min(0),
  chainHash: z.string(),
  updatedAt: z.string(),
  updatedBy: z.string(),
});

const ValueRow = MetaRow.extend({ value: z.unknown() });

export const metaOf = (row: z.infer<typeof MetaRow>): Meta => ({
  version: row.version,
  chain: { seq: row.chainSeq, hash: row.chainHash },
  updatedAt: row.updatedAt,
  updatedBy: row.updatedBy,
});

export const metaAttributes = ({ version, chain, updatedAt, updatedBy }: Meta): Row => ({
  version,
  chainSeq: chain.seq,
  chainHash: chain.hash,
  updatedAt,
  updatedBy,
});

/** The meta of what `event` wrote on top of a version. */
export const metaAfter = (version: number, event: AuditEvent): Meta => ({
  version: version + 1,
  chain: { seq: event.seq, hash: event.hash },
  updatedAt: event.at,
  updatedBy: event.actor,
});

/** The meta of a row that is written in bulk, before any event of its own. */
export const stagedMeta = (version: number, chain: ChainHead, by: string, at: string): Meta => ({
  version,
  chain,
  updatedAt: at,
  updatedBy: by,
});

/** The attributes by which indexes list rows. */
export const placeNames: ReadonlySet<string> = new Set(
  Object.values(tables)
    .flatMap((table): IndexDefinition[] => Object.values(table.indexes))
    .flatMap(({ partition, sort }) => [partition, sort]),
);

/**
 * What the digest of a row leaves out: where it lies, its chain, which covers the digest, marks that come and go, and the
 * token by which a transaction knows its own outcome.
 */
const outside = new Set(['pk', 'sk', 'chainSeq', 'chainHash', 'stagedBy', 'supersededBy', 'writtenBy']);

/**
 * The digest of a row: of its value, version, time and writer, and of whatever else is in it. It is the same for the
 * current row and for the copies that keep the version. Where indexes list a row follows from its value.
 */
export const rowDigest = (row: Row): string =>
  contentDigest(
    Object.fromEntries(Object.entries(row).filter(([name]) => !outside.has(name) && !placeNames.has(name))),
  );

/** What an event says of the row that it writes on top of a version. */
export const wroteOf = (version: number, { at, actor }: EventDraft, value: unknown) => ({
  version: version + 1,
  digest: rowDigest({ version: version + 1, updatedAt: at, updatedBy: actor, value }),
});

/** A row that does not parse was written by a fault of ours (or by hand): it stops the reader and names itself. */
export function parseRow<T>(schema: z.ZodType<T>, value: unknown, table: string, row: Row): T {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const fields = parsed.error.issues.map((issue) => issue.path.join('.')).join(', ');
  throw new Error(`row ${String(row.pk)} / ${String(row.sk)} of ${table} does not parse: ${fields}`);
}

export interface RecordWrite<K extends RecordKind> {
  readonly kind: K;
  readonly id: string;
  readonly value: RecordOf<K>;
  readonly meta: Meta;
}

/** The row of a record as it is now, with its places in the indexes. */
export function recordRow<K extends RecordKind>({ kind, id, value, meta }: RecordWrite<K>): Row {
  const { table, lists } = definitionOf(kind);
  const places = placeAttributes(table, placesIn(lists, value));
  return { ...keys.record(kind, id), ...places, ...metaAttributes(meta), value };
}

/**
 * The row as it is stored.
 *
 * @throws Error for what nobody could read again: every list that holds it would fail from then on.
 */
export async function readableRow<K extends RecordKind>(write: RecordWrite<K>): Promise<Row> {
  refuseUnreadable(await definitionOf(write.kind).schema(), write.value, `${write.kind} ${write.id}`);
  return recordRow(write);
}

/** @throws Error that says where a value fails its schema, and not what stands there: a log holds no personal data. */
export function refuseUnreadable(schema: z.ZodType, value: unknown, what: string): void {
  const read = schema.safeParse(value);
  if (!read.success) throw new Error(`${what} could not be read again: ${pathsOf(read.error)}`);
}

const pathsOf = ({ issues }: z.ZodError): string =>
  issues.map(({ path, code }) => `${path.join('.')} ${code}`).join(', ');

/** The row that keeps a version readable; it is in no index. */
export function versionRow<K extends RecordKind>({ kind, id, value, meta }: RecordWrite<K>): Row {
  return { ...keys.recordVersion(kind, id, meta.version), ...metaAttributes(meta), value };
}

export async function storedRecord<K extends RecordKind>(kind: K, row: Row): Promise<Stored<RecordOf<K>>> {
  const { table, schema } = definitionOf(kind);
  const parsed = parseRow(ValueRow, row, table, row);
  return { value: parseRow(await schema(), parsed.value, table, row), meta: metaOf(parsed) };
}

/** An audit event lies under its entity and number, and in the index of its day in Shanghai. */
export function eventRow(event: AuditEvent): Row {
  const { pk, sk } = keys.auditEvent(event.entity, event.id, event.seq);
  const day = localDateOf(new Date(event.at));
  return { pk, sk, ...placeAttributes('audit', { byDay: [day, `${event.at}#${pk}#${sk}`] }), event };
}
