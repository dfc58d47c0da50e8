import { createHash } from 'node:crypto';
import * as z from 'zod';
import { rowName } from '../../../shared/domain/audit/content.ts';
import type { Entry } from '../../../shared/domain/audit/sealed-list.ts';
import type { RegistryKind } from '../../../shared/domain/registry/kinds.ts';
import { type Key, keys, type RowSlot } from '../../../shared/platform/tables.ts';
import { getAll } from './bulk.ts';
import type { Db, Row } from './client.ts';
import { postingsOf } from './postings.ts';
import { partitionQuery, queryPages } from './query-all.ts';
import { markedRows, otherSlot, slotKey, slotOf } from './registry-rows.ts';
import { parseRow } from './rows.ts';
import { type Action, packs, transactDroppingRefused } from './transact.ts';

const ChunkRow = z.object({
  pk: z.string(),
  sk: z.string(),
  rows: z.array(
    z.object({
      id: z.string(),
      slot: z.enum(['a', 'b']),
      supersedes: z.boolean(),
      /** Absent from chunks that were staged before rows were sealed. */
      version: z.int().optional(),
      digest: z.string().optional(),
    }),
  ),
});

/** What one transaction staged. It is written in that transaction and goes in the one that settles or undoes it. */
export type ChunkEntry = z.infer<typeof ChunkRow>['rows'][number];

/** Named by the ids that were asked for, so that asking again meets the chunk and what came of it. */
export function chunkKey(importId: string, ids: readonly string[]): Key {
  return keys.importChunk(importId, createHash('sha256').update(ids.join('\n')).digest('hex').slice(0, 32));
}

export const chunkEntries = (row: Row): readonly ChunkEntry[] => parseRow(ChunkRow, row, 'registry', row).rows;

/** Names and digests of everything that an import has staged; undefined when some of it was staged without. */
export async function chunkDigests(db: Db, kind: RegistryKind, importId: string): Promise<Entry[] | undefined> {
  const { pk, sk } = keys.importChunk(importId, '');
  const entries: Entry[] = [];
  for await (const page of queryPages(db, partitionQuery(db.names.registry, pk, sk))) {
    for (const { id, version, digest } of page.flatMap(chunkEntries)) {
      if (version === undefined || digest === undefined) return undefined;
      entries.push([rowName(kind, id, version), digest]);
    }
  }
  return entries;
}

/** Makes every staged row of an activated import a plain row, and takes the superseded ones away. */
export const settleChunks = (db: Db, kind: RegistryKind, importId: string): Promise<void> =>
  emptyChunks(db, importId, async (entries) => {
    const superseded = entries.flatMap(({ id, slot, supersedes }) =>
      supersedes ? [{ id, slot: otherSlot(slot) }] : [],
    );
    return [
      ...entries.map(({ id, slot }) => [unmark(db, kind, importId, id, slot, 'stagedBy')]),
      ...(await removals(db, kind, importId, superseded, 'supersededBy')),
    ];
  });

/** Takes every staged row away and frees the rows that were to be superseded. */
export const undoChunks = (db: Db, kind: RegistryKind, importId: string): Promise<void> =>
  emptyChunks(db, importId, async (entries) => [
    ...(await removals(db, kind, importId, entries, 'stagedBy')),
    ...entries.flatMap(({ id, slot, supersedes }) =>
      supersedes ? [[unmark(db, kind, importId, id, otherSlot(slot), 'supersededBy')]] : [],
    ),
  ]);

/** A row that no longer carries the import's mark was dealt with before, or has been edited since: it is left alone. */
async function emptyChunks(
  db: Db,
  importId: string,
  dealWith: (entries: readonly ChunkEntry[]) => Promise<readonly Action[][]>,
): Promise<void> {
  const { pk, sk } = keys.importChunk(importId, '');
  for await (const page of queryPages(db, partitionQuery(db.names.registry, pk, sk))) {
    for (const row of page) {
      const chunk = parseRow(ChunkRow, row, 'registry', row);
      const gone: Action = { Delete: { TableName: db.names.registry, Key: { pk: chunk.pk, sk: chunk.sk } } };
      const together = [...packs(await dealWith(chunk.rows), 1)];
      const last = together.pop() ?? [];
      for (const pack of together) await transactDroppingRefused(db, () => [], pack);
      // The chunk goes last, so that a run that dies is finished by the next one.
      await transactDroppingRefused(db, () => [gone], last);
    }
  }
}

export type Mark = 'stagedBy' | 'supersededBy';

const carries = (mark: Mark, importId: string) => ({
  ConditionExpression: `${mark} = :importId`,
  ExpressionAttributeValues: { ':importId': importId },
});

export const unmark = (
  db: Db,
  kind: RegistryKind,
  importId: string,
  id: string,
  slot: 'a' | 'b',
  mark: Mark,
): Action => ({
  Update: {
    TableName: db.names.registry,
    Key: slotKey(kind, id, slot),
    UpdateExpression: `REMOVE ${mark}`,
    ...carries(mark, importId),
  },
});

/** Of a very long name some postings stay, which do no harm. */
const maxPostings = 90;

/** Each of the rows goes, and its postings with it; they are its own, so nothing else is found by them. */
export async function removals(
  db: Db,
  kind: RegistryKind,
  importId: string,
  slots: readonly { readonly id: string; readonly slot: RowSlot }[],
  mark: Mark,
): Promise<Action[][]> {
  const TableName = db.names.registry;
  const wanted = slots.map(({ id, slot }) => slotKey(kind, id, slot));
  const rows = await getAll(db, 'registry', wanted);
  return (await markedRows(kind, rows)).map(({ stored }) => {
    const Key = slotKey(kind, stored.value.id, slotOf(stored));
    const postings = postingsOf(kind, slotOf(stored), stored.value, stored.removed).slice(0, maxPostings);
    return [
      { Delete: { TableName, Key, ...carries(mark, importId) } },
      ...postings.map(({ key }) => ({ Delete: { TableName, Key: key } })),
    ];
  });
}
