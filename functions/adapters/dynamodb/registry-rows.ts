import { createHash } from 'node:crypto';
import * as z from 'zod';
import type { RegistryKind } from '../../../shared/domain/registry/kinds.ts';
import type { RegistryRow } from '../../../shared/domain/registry/registry.ts';
import { placeAttributes, placesIn } from '../../../shared/platform/lists.ts';
import { registries } from '../../../shared/platform/registries.ts';
import { type Key, keys, type RowSlot } from '../../../shared/platform/tables.ts';
import type { Meta } from '../../../shared/use-cases/ports/records.ts';
import type { StoredRow } from '../../../shared/use-cases/ports/registry.ts';
import type { Row } from './client.ts';
import { MetaRow, metaAttributes, metaOf, parseRow, refuseUnreadable } from './rows.ts';

/**
 * `importId` says which import brought the row, for good. `stagedBy` hides the row until that import is activated;
 * `supersededBy` hides it from then on. Settling removes both, so a row at rest carries neither. A `removed` row is what an
 * undone import leaves of a row it had added: nobody sees it, and whoever adds the id again goes on from its version.
 */
const MarkedRow = MetaRow.extend({
  importId: z.string().optional(),
  stagedBy: z.string().optional(),
  supersededBy: z.string().optional(),
  removed: z.literal(true).optional(),
  value: z.unknown(),
});

export interface MarkedRow<K extends RegistryKind> {
  readonly stored: StoredRow<K>;
  readonly stagedBy?: string | undefined;
  readonly supersededBy?: string | undefined;
}

/** Objects are spread over 256 shards by the first byte of SHA-256 of the id; the small registries have one. */
export const shardOf = (kind: RegistryKind, id: string): string =>
  kind === 'object' ? createHash('sha256').update(id).digest('hex').slice(0, 2) : '00';

export const shardsOf = (kind: RegistryKind): readonly string[] =>
  kind === 'object' ? Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0')) : ['00'];

export const slotKey = (kind: RegistryKind, id: string, slot: RowSlot): Key =>
  keys.row(kind, shardOf(kind, id), id, slot);

export const otherSlot = (slot: RowSlot): RowSlot => (slot === 'a' ? 'b' : 'a');

/** The slot of a row that a reader handed out; a row of the history has none and cannot be replaced. */
export function slotOf({ slot, kind, value }: StoredRow): RowSlot {
  if (slot === 'a' || slot === 'b') return slot;
  throw new Error(`${kind} ${value.id} was not read as a current row of the store`);
}

export interface RowWrite<K extends RegistryKind> {
  readonly kind: K;
  readonly slot: RowSlot;
  readonly value: RegistryRow[K];
  readonly meta: Meta;
  /** The import that stages this row. */
  readonly stagedBy?: string;
  readonly removed?: boolean;
}

export function registryRow<K extends RegistryKind>({ kind, slot, value, meta, stagedBy, removed }: RowWrite<K>): Row {
  const key = slotKey(kind, value.id, slot);
  const places = placeAttributes('registry', placesIn(registries[kind].lists, { value, sk: key.sk }));
  return {
    ...key,
    ...(removed ? { removed } : places),
    ...metaAttributes(meta),
    ...(stagedBy && { importId: stagedBy, stagedBy }),
    value,
  };
}

/**
 * The row as a commit stores it. What an import stages was read by the same schema.
 *
 * @throws Error for what nobody could read again.
 */
export async function readableRow<K extends RegistryKind>(write: RowWrite<K>): Promise<Row> {
  refuseUnreadable(await registries[write.kind].schema(), write.value, `${write.kind} ${write.value.id}`);
  return registryRow(write);
}

/** A past version, out of every index. */
export function historyRow({ kind, value, meta, importId, removed }: StoredRow): Row {
  return { ...keys.rowHistory(kind, value.id, meta.version), ...metaAttributes(meta), importId, removed, value };
}

export async function markedRow<K extends RegistryKind>(kind: K, row: Row): Promise<MarkedRow<K>> {
  const { stagedBy, supersededBy, importId, removed, ...parsed } = parseRow(MarkedRow, row, 'registry', row);
  const value = parseRow<unknown>(await registries[kind].schema(), parsed.value, 'registry', row);
  const slot = /#([ab])$/.exec(parsed.sk)?.[1];
  return {
    // The schema picked by `kind` makes exactly RegistryRow[K].
    stored: {
      kind,
      value: value as RegistryRow[K],
      meta: metaOf(parsed),
      ...(importId !== undefined && { importId }),
      ...(removed && { removed }),
      ...(slot !== undefined && { slot }),
    },
    stagedBy,
    supersededBy,
  };
}

export const markedRows = <K extends RegistryKind>(kind: K, rows: readonly Row[]): Promise<MarkedRow<K>[]> =>
  Promise.all(rows.map((row) => markedRow(kind, row)));
