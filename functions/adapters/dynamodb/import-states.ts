import * as z from 'zod';
import type { RegistryKind } from '../../../shared/domain/registry/kinds.ts';
import { keys } from '../../../shared/platform/tables.ts';
import type { StoredRow } from '../../../shared/use-cases/ports/registry.ts';
import { getAll } from './bulk.ts';
import type { Db } from './client.ts';
import type { MarkedRow } from './registry-rows.ts';
import { parseRow } from './rows.ts';

export type ImportState = 'open' | 'activated' | 'discarded';

const StateRow = z.object({ pk: z.string(), closed: z.boolean().optional(), discarded: z.boolean().optional() });

export interface ImportStates {
  of(importIds: Iterable<string>): Promise<ReadonlyMap<string, ImportState>>;
  /** Of rows read before this call, those that are visible now. */
  visible<K extends RegistryKind>(rows: readonly MarkedRow<K>[]): Promise<StoredRow<K>[]>;
  /** The same, and those that stand for a removed row. */
  current<K extends RegistryKind>(rows: readonly MarkedRow<K>[]): Promise<StoredRow<K>[]>;
}

/**
 * The one row that decides whether what an import staged is visible. Closing the registry flips it; discarding marks
 * it first, so a discarded import can never become visible. Both are final, so they are remembered by the process.
 */
export function importStates(db: Db): ImportStates {
  const final = new Map<string, ImportState>();

  const of: ImportStates['of'] = async (importIds) => {
    const unknown = [...new Set(importIds)].filter((id) => !final.has(id));
    const rows = await getAll(
      db,
      'registry',
      unknown.map((id) => keys.importState(id)),
    );
    const states = new Map<string, ImportState>(unknown.map((id) => [keys.importState(id).pk, 'open']));
    for (const row of rows) {
      const { pk, closed, discarded } = parseRow(StateRow, row, 'registry', row);
      states.set(pk, discarded ? 'discarded' : closed ? 'activated' : 'open');
    }
    const answer = new Map<string, ImportState>();
    for (const id of importIds) {
      const state = final.get(id) ?? states.get(keys.importState(id).pk) ?? 'open';
      if (state !== 'open') final.set(id, state);
      answer.set(id, state);
    }
    return answer;
  };

  // Asked after the rows were read: whatever settling or discarding removes was still there under the state answered.
  const current: ImportStates['current'] = async (rows) => {
    const marks = new Set(rows.flatMap(({ stagedBy, supersededBy }) => [stagedBy ?? [], supersededBy ?? []].flat()));
    const states = await of(marks);
    const activated = (importId: string | undefined) => importId !== undefined && states.get(importId) === 'activated';
    return rows
      .filter(
        ({ stagedBy, supersededBy }) => (stagedBy === undefined || activated(stagedBy)) && !activated(supersededBy),
      )
      .map(({ stored }) => stored);
  };
  return { of, current, visible: async (rows) => (await current(rows)).filter(({ removed }) => !removed) };
}
