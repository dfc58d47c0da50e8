import type { Failure } from '../../base/failures.ts';
import { err, ok, type Result } from '../../base/result.ts';
import { transition } from '../../base/transitions.ts';
import { importWords, noCounts, type RegistryImport } from '../../domain/import/registry-import.ts';
import { importTransitions } from '../../domain/import/states.ts';
import type { Actor } from '../actor.ts';
import { createRecord, eventOf, replaceRecord } from '../changes.ts';
import type { Registry } from '../ports/registry.ts';
import type { CommitFailure } from '../ports/unit-of-work.ts';
import { lastBefore } from './class-source.ts';
import { closing } from './closing.ts';
import { type ImportDeps, move } from './decide-import.ts';
import { importNotice, takenNotices } from './import-notices.ts';
import { findImport, type StoredImport } from './read-imports.ts';

type UndoFailure =
  | CommitFailure
  | Failure<'not-found' | 'foreign-department' | 'illegal-transition' | 'not-ready' | 'import-drawn-from'>;

/**
 * Asks for an activated import to be undone as a whole. The undo is an import of its own: a job stages the rows as they
 * were, and until somebody else approves it the registry takes no other change.
 */
export async function requestUndo(
  deps: ImportDeps,
  { id, newId, reason }: { readonly id: string; readonly newId: string; readonly reason: string },
  actor: Actor,
  now: Date,
): Promise<Result<StoredImport, UndoFailure>> {
  const made = await deps.records.find('import', newId);
  if (made) return made.value.undoes === id ? ok(made) : err({ kind: 'already-exists', entity: 'import', id: newId });
  const found = await findImport(deps, id, actor);
  if (!found.ok) return found;
  const undoable = await checkUndoable(deps, found.value.value);
  if (!undoable.ok) return undoable;
  const last = await lastBefore(deps, found.value.value, actor, now);
  if (!last.ok) return last;

  const { kind, department, fileName, blob, bytes, classFile } = found.value.value;
  const value: RegistryImport = {
    id: newId,
    kind,
    department,
    fileName,
    blob,
    bytes,
    ...(classFile && { classFile: { month: classFile.month, source: classFile.source } }),
    status: 'staging',
    progress: 0,
    counts: noCounts,
    undoes: id,
    reason,
    createdBy: actor.id,
    createdAt: now.toISOString(),
  };
  const holder = { by: actor.name, fileName: `撤销：${fileName}`, since: value.createdAt };
  const outcome = `由${actor.name}申请整体撤销，须由另一人批准；批准或放弃以前，名录不能作其他改动。`;
  const done = await deps.work.commit([
    createRecord('import', newId, value, eventOf('request-undo', actor, now, { kind, undoes: id })),
    { change: 'open-registry', kind, department, importId: newId, holder, ...(classFile && { classes: true }) },
    importNotice({ ...found.value.value, id: newId }, 'import-undo-requested', outcome, now),
  ]);
  if (!done.ok) return done;
  await deps.jobs.start('stage-import', { importId: newId });
  const stored = await deps.records.find('import', newId);
  return stored ? ok(stored) : err({ kind: 'not-found', entity: 'import', id: newId });
}

/** Undoes an import by one write, on the request of somebody else. */
export async function approveUndo(
  deps: ImportDeps,
  { id, version }: { readonly id: string; readonly version: number },
  actor: Actor,
  now: Date,
): Promise<Result<StoredImport, UndoFailure | Failure<'same-person'>>> {
  const found = await findImport(deps, id, actor);
  if (!found.ok) return found;
  if (found.value.meta.version !== version) return err({ kind: 'stale-version', entity: 'import', id });
  const { undoes, createdBy } = found.value.value;
  if (undoes === undefined) return err({ kind: 'not-ready', entity: 'import', reason: '这是导入，不是撤销申请。' });
  if (createdBy === actor.id) return err({ kind: 'same-person', act: '批准撤销' });
  const undone = await deps.records.find('import', undoes);
  if (!undone) throw new Error(`import ${undoes} vanished`);
  const undoable = await checkUndoable(deps, undone.value);
  if (!undoable.ok) return undoable;
  const last = await lastBefore(deps, undone.value, actor, now);
  if (!last.ok) return last;

  const value: RegistryImport = { ...undone.value, status: 'undone', undoneBy: id };
  const facts = { status: value.status, undoneBy: id };
  const by = { activatedBy: actor.id, activatedAt: now.toISOString() };
  const also = [
    closing(found.value.value),
    ...last.value,
    ...takenNotices(found.value.value, actor, now),
    { change: 'note-undo', importId: id, freezes: undoable.value } as const,
    replaceRecord('import', undoes, undone, value, eventOf('undo', actor, now, facts)),
    importNotice(undone.value, 'import-undone', `已由${actor.name}批准整体撤销，名录恢复到导入以前。`, now),
  ];
  const next = await move(deps, found.value, 'activate', by, also, actor, now);
  if (next.ok) await deps.jobs.start('settle-import', { importId: id });
  else {
    // A batch that was frozen meanwhile is named, rather than that something has changed.
    const meanwhile = await checkDrawnFrom(deps, undone.value);
    if (!meanwhile.ok) return meanwhile;
  }
  return next;
}

/** How many freezes there have been, where the import can still be undone. */
async function checkUndoable(
  deps: ImportDeps,
  entry: RegistryImport,
): Promise<Result<number, Failure<'illegal-transition' | 'not-ready' | 'import-drawn-from'>>> {
  const notReady = (reason: string) => err({ kind: 'not-ready', entity: 'import', reason } as const);
  if (entry.undoes !== undefined) return notReady('撤销不能再撤销；仍需导入的，请重新登记原来的文件。');
  if (entry.status === 'activated') return notReady('导入刚刚生效，尚在整理，请过几分钟再申请撤销。');
  const next = transition(importTransitions, importWords, entry.status, 'undo');
  return next.ok ? checkDrawnFrom(deps, entry) : next;
}

async function checkDrawnFrom(
  { registry }: { readonly registry: Pick<Registry, 'freezeMark'> },
  { freezes: seen = 0 }: RegistryImport,
): Promise<Result<number, Failure<'import-drawn-from'>>> {
  const { freezes, batch = '' } = await registry.freezeMark();
  return freezes === seen ? ok(freezes) : err({ kind: 'import-drawn-from', batch });
}
