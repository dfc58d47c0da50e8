import type { Failure } from '../../base/failures.ts';
import { err, ok, type Result } from '../../base/result.ts';
import { transition } from '../../base/transitions.ts';
import type { SealedList } from '../../domain/audit/sealed-list.ts';
import {
  type ClassFile,
  type ImportUpdate,
  importWords,
  noCounts,
  type RegistryImport,
} from '../../domain/import/registry-import.ts';
import { type ImportEvent, importTransitions } from '../../domain/import/states.ts';
import type { RegistryKind } from '../../domain/registry/kinds.ts';
import { effects } from '../../domain/registry/taken-out.ts';
import type { Actor } from '../actor.ts';
import { type ChangeDeps, changeRecord, type Outcome, present } from '../change-record.ts';
import { createRecord, eventOf } from '../changes.ts';
import type { Blobs } from '../ports/blobs.ts';
import type { Jobs } from '../ports/jobs.ts';
import type { Registry } from '../ports/registry.ts';
import type { Change, CommitFailure } from '../ports/unit-of-work.ts';
import { classFacts, nowLast } from './class-source.ts';
import { closing } from './closing.ts';
import { importNotice, takenNotices } from './import-notices.ts';
import { findToGoOn, type ReadFailure, type StoredImport } from './read-imports.ts';

export interface ImportDeps extends ChangeDeps {
  readonly blobs: Blobs;
  readonly jobs: Jobs;
  readonly registry: Pick<Registry, 'freezeMark'>;
}

export interface ImportRequest {
  readonly id: string;
  readonly kind: RegistryKind;
  readonly fileName: string;
  readonly bytes: number;
  readonly update?: ImportUpdate | undefined;
  /** Of a file of classes. */
  readonly classFile?: Pick<ClassFile, 'month' | 'source'> | undefined;
}

type StepFailure = ReadFailure | CommitFailure | Failure<'illegal-transition'>;

/**
 * Announces a file for one registry of the actor's department; nothing is read or locked yet. Announced again before the
 * upload, it gets another address.
 */
export async function createImport(
  deps: ImportDeps,
  { id, kind, fileName, bytes, update, classFile }: ImportRequest,
  actor: Actor,
  now: Date,
): Promise<Result<{ import: StoredImport; upload: Awaited<ReturnType<Blobs['uploadUrl']>> }, CommitFailure>> {
  const blob = `imports/${id}/file`;
  const value: RegistryImport = {
    id,
    kind,
    department: actor.department,
    fileName,
    blob,
    bytes,
    ...(update && { update }),
    ...(classFile && { classFile }),
    status: 'uploading',
    progress: 0,
    counts: noCounts,
    createdBy: actor.id,
    createdAt: now.toISOString(),
  };
  const event = eventOf('create', actor, now, { kind, ...(classFile && classFacts(classFile)) });
  const done = await deps.work.commit([createRecord('import', id, value, event)]);
  if (!done.ok && done.error.kind !== 'already-exists') return done;
  const created = await deps.records.find('import', id);
  if (!created) throw new Error(`import ${id} vanished`);
  const same = (['status', 'kind', 'fileName', 'bytes', 'update'] as const).every(
    (field) => created.value[field] === value[field],
  );
  const announced = created.value.classFile;
  const ofSame = announced?.month === classFile?.month && announced?.source === classFile?.source;
  if (!done.ok && !(same && ofSame)) return done;
  return ok({ import: created, upload: await deps.blobs.uploadUrl(blob, 'application/octet-stream', bytes) });
}

/**
 * Starts the check of an uploaded file. From here until it is activated or discarded, its registry takes no other change.
 * A run that writes how far it is at the same moment does not stand in the way: it is overtaken.
 */
export async function stageImport(
  deps: ImportDeps,
  id: string,
  actor: Actor,
  now: Date,
): Promise<Result<StoredImport, StepFailure | Failure<'not-ready'>>> {
  const found = await findToGoOn(deps, id, actor);
  if (!found.ok) return found;
  const { kind, department, fileName, undoes, classFile } = found.value.value;
  const reason = undoes === undefined ? await missingFile(deps.blobs, found.value.value) : undefined;
  if (reason !== undefined) return err({ kind: 'not-ready', entity: 'import', reason });
  const holder = { by: actor.name, fileName, since: now.toISOString() };
  const held = { kind, department, importId: id, holder, ...(classFile && { classes: true }) };
  const opens: Change = { change: 'open-registry', ...held };
  const again = { progress: 0, counts: noCounts, stagedBy: actor.id };
  const act = { id, from: found.value, find: () => findToGoOn(deps, id, actor) };
  const next = await changeRecord<'import', StepFailure>(deps, 'import', act, ({ value: before }) =>
    moved(before, 'stage', again, before.status === 'uploading' ? [opens] : [], actor, now),
  );
  if (next.ok) await deps.jobs.start('stage-import', { importId: id });
  return next;
}

/** A presigned address does not bound what is sent to it, and an upload may have broken off. */
async function missingFile(blobs: Blobs, { blob, bytes }: RegistryImport): Promise<string | undefined> {
  const uploaded = await blobs.stat(blob);
  if (!uploaded) return '文件尚未上传，请先上传文件。';
  return uploaded.bytes === bytes
    ? undefined
    : `上传的文件有 ${uploaded.bytes} 字节，登记的是 ${bytes} 字节，请重新上传，或重新登记导入。`;
}

/**
 * Makes every staged row active by one write. Refused rows are left out only when the caller says so. What changes what
 * feeds draws needs a second person: neither who announced the file nor who had it checked. A file of classes always does.
 */
export async function activateImport(
  deps: ImportDeps,
  { id, version, validRowsOnly }: { id: string; version: number; validRowsOnly: boolean },
  actor: Actor,
  now: Date,
): Promise<Result<StoredImport, StepFailure | Failure<'import-has-errors' | 'not-ready' | 'same-person'>>> {
  const found = await findToGoOn(deps, id, actor);
  if (!found.ok) return found;
  if (found.value.meta.version !== version) return err({ kind: 'stale-version', entity: 'import', id });
  const { kind, counts, undoes, createdBy, stagedBy, classFile } = found.value.value;
  if (undoes !== undefined) {
    return err({ kind: 'not-ready', entity: 'import', reason: '这是撤销申请，须由另一人批准撤销。' });
  }
  // Of a file of classes no valid rows are left: its state says so.
  if (!classFile && counts.refused > 0 && !validRowsOnly)
    return err({ kind: 'import-has-errors', rows: counts.refused });
  const brought = [createdBy, stagedBy].includes(actor.id);
  if (classFile && brought) return err({ kind: 'same-person', act: '批准信用风险分类文件生效' });
  if (counts.takenOut > 0 && brought) {
    return err({ kind: 'same-person', act: `批准生效（其中 ${counts.takenOut} 条${effects[kind]}）` });
  }
  const last = await nowLast(deps, found.value.value, actor, now);
  if (!last.ok) return last;
  const { freezes } = await deps.registry.freezeMark();
  const by = { activatedBy: actor.id, activatedAt: now.toISOString(), freezes };
  // R63: no frame has half of its classes by the file. A freeze that has begun to read fails, and is begun anew.
  const told: readonly Change[] = classFile ? [{ change: 'note-undo', importId: id, freezes }] : [];
  const next = await move(
    deps,
    found.value,
    'activate',
    by,
    [closing(found.value.value), ...last.value, ...told, ...takenNotices(found.value.value, actor, now)],
    actor,
    now,
  );
  if (next.ok) await deps.jobs.start('settle-import', { importId: id });
  return next;
}

/** Gives an import up; its staged rows, which nobody ever saw, are removed in the background. */
export async function discardImport(
  deps: ImportDeps,
  id: string,
  actor: Actor,
  now: Date,
): Promise<Result<StoredImport, StepFailure>> {
  const act = { id, find: () => findToGoOn(deps, id, actor) };
  const next = await changeRecord<'import', StepFailure>(deps, 'import', act, ({ value: before }) => {
    return moved(before, 'discard', {}, toldOfDiscard(before, actor, now), actor, now);
  });
  if (next.ok && next.value.value.status === 'discarding') await deps.jobs.start('discard-import', { importId: id });
  return next;
}

/** Whoever was told of the request, or that the rows lie ready, is told that it is gone; discarding goes on under its own state. */
function toldOfDiscard(before: RegistryImport, actor: Actor, now: Date): readonly Change[] {
  if (before.undoes !== undefined && before.status !== 'discarding') {
    const outcome = `的整体撤销申请已由${actor.name}放弃，名录可以继续改动。`;
    return [importNotice(before, 'import-undo-withdrawn', outcome, now)];
  }
  if (before.status !== 'staged') return [];
  return [importNotice(before, 'import-discarded', `已由${actor.name}放弃，名录未作任何改动。`, now)];
}

/** One transition of an import as it was read, with whatever else has to happen in the same instant or was published for it. */
export const move = (
  deps: ChangeDeps,
  found: StoredImport,
  event: ImportEvent,
  change: Partial<RegistryImport>,
  also: readonly Change[],
  actor: Pick<Actor, 'id' | 'department'>,
  now: Date,
  published?: SealedList,
): Promise<Result<StoredImport, CommitFailure | Failure<'illegal-transition' | 'not-found'>>> => {
  const { id } = found.value;
  const act = { id, version: found.meta.version, from: found, find: () => present(deps.records, 'import', id) };
  return changeRecord<'import', Failure<'illegal-transition' | 'not-found'>>(deps, 'import', act, ({ value: before }) =>
    moved(before, event, change, also, actor, now, published),
  );
};

function moved(
  before: RegistryImport,
  event: ImportEvent,
  change: Partial<RegistryImport>,
  also: readonly Change[],
  actor: Pick<Actor, 'id' | 'department'>,
  now: Date,
  published?: SealedList,
): Result<Outcome<'import'>, Failure<'illegal-transition'>> {
  const next = transition(importTransitions, importWords, before.status, event);
  if (!next.ok) return next;
  const value = { ...before, ...change, status: next.value };
  const { counts, sha256, classFile } = value;
  // Rows have no event of their own: the file, how many of its rows became what, and their seal stand for them (R13).
  const facts = {
    ...{ status: next.value, ...counts },
    ...(sha256 !== undefined && { file: sha256 }),
    ...(classFile && classFacts(classFile)),
  };
  const told = eventOf(event, actor, now, facts);
  const rows = event === 'activate' ? value.rows : published;
  return ok({ value, event: { ...told, ...(rows && { rows }) }, also });
}
