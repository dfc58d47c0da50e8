import * as z from 'zod';
import { definitionOf, type RecordKind, type RecordOf } from '../../../shared/platform/records.ts';
import { keys } from '../../../shared/platform/tables.ts';
import type { Stored } from '../../../shared/use-cases/ports/records.ts';
import { getAll } from './bulk.ts';
import type { Db, Row } from './client.ts';
import { parseRow } from './rows.ts';

const BatchRow = z.object({ pk: z.string(), value: z.object({ dispatchedAt: z.string().optional() }) });

export interface Dispatches {
  /** Rows of batches that were read for something else: what they say need not be asked again. */
  learn(rows: readonly Row[]): void;
  /** Of records read before this call, those that are visible now. */
  visible<K extends RecordKind, T extends { readonly item: Stored<RecordOf<K>> }>(
    kind: K,
    rows: readonly T[],
  ): Promise<T[]>;
}

/**
 * The one write that decides whether what a batch staged is visible: its dispatch. A record with an event of its own was
 * written by a commit and needs no other. A dispatch is final, so the process remembers it.
 */
export function dispatchesOf(db: Db): Dispatches {
  const dispatched = new Set<string>();

  const prefix = keys.record('batch', '').pk;
  function learn(rows: readonly Row[]): void {
    for (const row of rows) {
      const { pk, value } = parseRow(BatchRow, row, 'workflow', row);
      if (value.dispatchedAt !== undefined) dispatched.add(pk.slice(prefix.length));
    }
  }

  async function read(batchIds: readonly string[]): Promise<void> {
    const unknown = [...new Set(batchIds)].filter((id) => !dispatched.has(id));
    learn(
      await getAll(
        db,
        'workflow',
        unknown.map((id) => keys.record('batch', id)),
      ),
    );
  }

  return {
    learn,
    async visible(kind, rows) {
      const batchOf = definitionOf(kind).dispatchedWith;
      if (!batchOf) return [...rows];
      const staged = rows.filter(({ item }) => item.meta.chain.seq === 0);
      await read(staged.flatMap(({ item }) => batchOf(item.value) ?? []));
      const isDispatched = (batchId: string | undefined) => batchId !== undefined && dispatched.has(batchId);
      return rows.filter(({ item }) => item.meta.chain.seq > 0 || isDispatched(batchOf(item.value)));
    },
  };
}
