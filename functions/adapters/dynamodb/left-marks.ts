import { type RegistryKind, registryKinds } from '../../../shared/domain/registry/kinds.ts';
import { keys } from '../../../shared/platform/tables.ts';
import type { ImportMark } from '../../../shared/use-cases/ports/registry.ts';
import { groupsOf } from './bulk.ts';
import type { Db, Row } from './client.ts';
import { type Mark, removals, unmark } from './import-chunks.ts';
import type { ImportStates } from './import-states.ts';
import { partitionQuery, queryAll } from './query-all.ts';
import { shardsOf } from './registry-rows.ts';
import { type Action, packs, transactDroppingRefused } from './transact.ts';

/** Shards read at the same time. */
const shardsAtOnce = 8;

/** Every row that carries the mark of an import, group of shards by group of shards, each read consistently. */
export async function* importMarks(db: Db): AsyncGenerator<readonly ImportMark[]> {
  const shards = registryKinds.flatMap((kind) => shardsOf(kind).map((shard) => ({ kind, shard })));
  for (const together of groupsOf(shards, shardsAtOnce)) {
    const marks = await Promise.all(together.map(({ kind, shard }) => marksOf(db, kind, shard)));
    yield marks.flat();
  }
}

async function marksOf(db: Db, kind: RegistryKind, shard: string): Promise<readonly ImportMark[]> {
  const rows = await queryAll(db, {
    ...partitionQuery(db.names.registry, keys.row(kind, shard, '', 'a').pk),
    FilterExpression: 'attribute_exists(stagedBy) OR attribute_exists(supersededBy)',
    ProjectionExpression: 'sk, stagedBy, supersededBy',
  });
  return rows.flatMap((row) =>
    (['stagedBy', 'supersededBy'] as const).flatMap((mark) =>
      typeof row[mark] === 'string' ? [{ kind, importId: row[mark], mark, ...slotOfRow(row) }] : [],
    ),
  );
}

function slotOfRow({ sk }: Row) {
  const [, id = '', slot] = /^(.*)#([ab])$/.exec(String(sk)) ?? [];
  return { id, slot: slot === 'b' ? ('b' as const) : ('a' as const) };
}

/**
 * Does to marked rows what settling or discarding their imports would have done. Answers how many it mended; a row that
 * has lost the mark meanwhile is not among them, nor one whose import is open.
 */
export async function mendMarks(db: Db, states: ImportStates, marks: readonly ImportMark[]): Promise<number> {
  const stateOf = await states.of(new Set(marks.map(({ importId }) => importId)));
  const groups: Action[][] = [];
  for (const { kind, importId, id, slot, mark } of marks) {
    const state = stateOf.get(importId);
    if (state === undefined || state === 'open') continue;
    const goes: Mark = state === 'activated' ? 'supersededBy' : 'stagedBy';
    if (mark === goes) groups.push(...(await removals(db, kind, importId, [{ id, slot }], mark)));
    else groups.push([unmark(db, kind, importId, id, slot, mark)]);
  }
  let mended = 0;
  for (const pack of packs(groups)) {
    const { dropped } = await transactDroppingRefused(db, () => [], pack);
    mended += pack.length - dropped.size;
  }
  return mended;
}
