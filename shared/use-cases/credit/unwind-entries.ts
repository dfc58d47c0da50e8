import { ok } from '../../base/result.ts';
import type { ListEntry } from '../../domain/credit/list-entry.ts';
import { changeRecord, present } from '../change-record.ts';
import { eventOf } from '../changes.ts';
import { every } from '../every.ts';
import { systemActor } from '../system-actor.ts';
import { consequencesOf, type UnwindDeps } from './unwind-entry.ts';

/** So long after an entry went off its list a look-up that had met it may still be on its way. */
const settledMs = 10 * 60_000;
const pageSize = 100;
/** More commits than anybody's look-ups need; what is left waits for the next run. */
const mostCommits = 200;

/** Does what is left to do of entries that are off their list, until nothing is; one that cannot be done holds back no other. */
export async function unwindEntries(deps: UnwindDeps, now: Date): Promise<Record<string, number>> {
  const counts = { entries: 0, changes: 0 };
  const failures: unknown[] = [];
  const open = every((page) => deps.records.list({ kind: 'list-entry', in: 'unwinding', page }), pageSize);
  for (const { value, meta } of await Array.fromAsync(open)) {
    counts.entries += 1;
    try {
      counts.changes += await unwind(deps, value, now);
      if (now.getTime() - Date.parse(meta.updatedAt) >= settledMs) await close(deps, value, now);
    } catch (cause) {
      failures.push(cause);
    }
  }
  if (failures.length > 0) throw new AggregateError(failures, `${failures.length} list entries could not be unwound`);
  return counts;
}

async function unwind(deps: UnwindDeps, entry: ListEntry, now: Date): Promise<number> {
  const { removal } = entry;
  if (!removal) return 0;
  let changes = 0;
  for (let commits = 0; commits < mostCommits; commits += 1) {
    const next = await consequencesOf(deps, { ...entry, removal }, systemActor(entry), now);
    if (next.length === 0) break;
    const done = await deps.work.commit(next);
    if (!done.ok && done.error.kind !== 'stale-version' && done.error.kind !== 'already-exists')
      throw new Error(`list entry ${entry.id}: ${done.error.kind}`);
    if (done.ok) changes += next.length;
  }
  return changes;
}

async function close(deps: UnwindDeps, { id }: ListEntry, now: Date): Promise<void> {
  const act = { id, find: () => present(deps.records, 'list-entry', id) };
  const done = await changeRecord(deps, 'list-entry', act, ({ value: { unwinding, ...entry } }) =>
    ok(unwinding && { value: entry, event: eventOf('unwound', systemActor(entry), now, { list: entry.list }) }),
  );
  if (!done.ok) throw new Error(`list entry ${id}: ${done.error.kind}`);
}
