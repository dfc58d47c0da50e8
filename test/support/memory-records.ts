import { err, ok } from '../../shared/base/result.ts';
import { chainEvent, emptyChain } from '../../shared/domain/audit/audit-chain.ts';
import type { Records, Stored } from '../../shared/use-cases/ports/records.ts';
import type { Change, UnitOfWork } from '../../shared/use-cases/ports/unit-of-work.ts';

export interface MemoryRecords {
  readonly find: Records['find'];
  readonly work: UnitOfWork;
  /** What every commit was asked to write, carried out or refused. */
  readonly commits: readonly (readonly Change[])[];
  /** What somebody else does at the moment of the commit with this number, counted from 1. */
  before(commit: number, act: () => Promise<unknown>): void;
}

/** Records by kind and id, written under the conditions of the real store: all changes of a commit or none. */
export function memoryRecords(): MemoryRecords {
  const rows = new Map<string, Stored<unknown>>();
  const commits: (readonly Change[])[] = [];
  const others = new Map<number, () => Promise<unknown>>();
  return {
    commits,
    before: (commit, act) => void others.set(commit, act),
    // Values are stored as they were given, under the kind they were given for.
    find: async (kind, id) => rows.get(`${kind}#${id}`) as never,
    work: {
      async commit(changes) {
        commits.push(changes);
        const other = others.get(commits.length);
        others.delete(commits.length);
        await other?.();
        for (const change of changes) {
          const refusal = refusalOf(rows, change);
          if (refusal) return err(refusal);
        }
        for (const change of changes) carryOut(rows, change);
        return ok(undefined);
      },
    },
  };
}

function refusalOf(rows: ReadonlyMap<string, Stored<unknown>>, change: Change) {
  if (change.change === 'create') {
    const { kind, id } = change;
    return rows.has(`${kind}#${id}`) ? ({ kind: 'already-exists', entity: kind, id } as const) : undefined;
  }
  if (change.change !== 'replace' && change.change !== 'check') return undefined;
  const { kind, id } = change;
  const seen = change.change === 'check' ? change.version : change.from.version;
  const current = rows.get(`${kind}#${id}`)?.meta.version;
  return current === seen ? undefined : ({ kind: 'stale-version', entity: kind, id } as const);
}

function carryOut(rows: Map<string, Stored<unknown>>, change: Change): void {
  if (change.change !== 'create' && change.change !== 'replace') return;
  const { kind, id, value, event } = change;
  const before = change.change === 'replace' ? change.from : { version: 0, chain: emptyChain };
  const { seq, hash } = chainEvent(kind, id, before.chain, event);
  const meta = { version: before.version + 1, chain: { seq, hash }, updatedAt: event.at, updatedBy: event.actor };
  rows.set(`${kind}#${id}`, { value, meta });
}
