import type { Failure } from '../../base/failures.ts';
import { err, ok, type Result } from '../../base/result.ts';
import { transition } from '../../base/transitions.ts';
import { localDateOf } from '../../calendar/local-date.ts';
import { outsideList } from '../../codes/county.ts';
import {
  type LineChange,
  type ListFile,
  type ListFilePart,
  linesOfPart,
  listFileBlob,
  noLines,
  partIdOf,
} from '../../domain/credit/list-file.ts';
import { listFileTransitions, listFileWords } from '../../domain/credit/list-file-states.ts';
import type { Actor } from '../actor.ts';
import { changeRecord } from '../change-record.ts';
import { createRecord, eventOf, replaceRecord } from '../changes.ts';
import type { Blobs } from '../ports/blobs.ts';
import type { Page, PageRequest } from '../ports/paging.ts';
import type { Records, Stored } from '../ports/records.ts';
import type { CommitFailure } from '../ports/unit-of-work.ts';
import { findListFile, type ListFilesDeps } from './list-file-deps.ts';

type Announced = Pick<ListFile, 'id' | 'list' | 'asOf' | 'fileName' | 'bytes'>;

/** Announces a file of a list and answers where to upload it, to the department that brings that list. */
export async function createListFile(
  deps: ListFilesDeps,
  { id, list, asOf, fileName, bytes }: Announced,
  actor: Actor,
  now: Date,
): Promise<
  Result<
    { file: Stored<ListFile>; upload: Awaited<ReturnType<Blobs['uploadUrl']>> },
    CommitFailure | Failure<'not-found' | 'foreign-department' | 'invalid-input'>
  >
> {
  const source = outsideList(list);
  if (source?.department !== actor.department)
    return err({ kind: 'foreign-department', entity: 'list-file', id, reason: '该名单的文件不由本部门登记' });
  if (asOf > localDateOf(now))
    return err({ kind: 'invalid-input', errors: [{ path: 'body.asOf', message: '截至日期不得晚于今天' }] });
  const blob = listFileBlob(id);
  const value: ListFile = {
    ...{ id, list, department: actor.department, coverage: source.coverage, asOf, fileName, blob, bytes },
    ...{ status: 'uploading', counts: noLines, problems: [], createdBy: actor.id, createdAt: now.toISOString() },
  };
  const done = await deps.work.commit([createRecord('list-file', id, value, eventOf('create', actor, now, { list }))]);
  if (!done.ok && done.error.kind !== 'already-exists') return done;
  const file = await findListFile(deps, id, actor);
  if (!file.ok) return file;
  return ok({ file: file.value, upload: await deps.blobs.uploadUrl(blob, 'application/octet-stream', bytes) });
}

type Moved = Promise<
  Result<Stored<ListFile>, CommitFailure | Failure<'not-found' | 'not-ready' | 'illegal-transition' | 'same-person'>>
>;

const notReady = (reason: string) => err({ kind: 'not-ready', entity: 'list-file', reason } as const);

/** Starts to compare an uploaded file with what is on the list, also anew. */
export async function startListFile(deps: ListFilesDeps, { id }: Pick<ListFile, 'id'>, actor: Actor, now: Date): Moved {
  const act = { id, find: () => findListFile(deps, id, actor) };
  const started = await changeRecord<'list-file', Failure<'not-found' | 'not-ready' | 'illegal-transition'>>(
    deps,
    'list-file',
    act,
    async ({ value }) => {
      const next = transition(listFileTransitions, listFileWords, value.status, 'start');
      if (!next.ok) return next;
      const uploaded = await deps.blobs.stat(value.blob);
      if (uploaded?.bytes !== value.bytes) return notReady('文件尚未上传，或与登记的大小不符，请重新上传。');
      const { turn: _, ...rest } = value;
      return ok({
        value: { ...rest, status: next.value, checkedBy: actor.id },
        event: eventOf('start', actor, now, { list: value.list }),
      });
    },
  );
  // A start that is lost is made good within the hour.
  if (started.ok) await deps.jobs.start('import-lists', { fileId: id });
  return started;
}

interface Seen {
  readonly id: string;
  readonly version: number;
}

/** R43, R60: another person than brought the file, or had it checked, applies what was compared, if the list is still as it was. */
export async function applyListFile(deps: ListFilesDeps, { id, version }: Seen, actor: Actor, now: Date): Moved {
  const act = { id, version, find: () => findListFile(deps, id, actor) };
  const applied = await changeRecord<
    'list-file',
    Failure<'not-found' | 'not-ready' | 'illegal-transition' | 'same-person'>
  >(deps, 'list-file', act, async ({ value }) => {
    const { list, createdBy, checkedBy, turn, coverage, asOf } = value;
    const next = transition(listFileTransitions, listFileWords, value.status, 'apply');
    if (!next.ok) return next;
    if (actor.id === createdBy || actor.id === checkedBy) return err({ kind: 'same-person', act: '确认名单文件生效' });
    const state = await deps.records.find('list-state', list);
    if (!state || state.meta.version !== turn) return notReady('名单在校验后有变动，请重新校验后再确认');
    if (coverage === 'whole' && asOf < (state.value.asOf ?? ''))
      return notReady('已有截至日期更晚的名单文件生效，不能用较早的名单覆盖');
    const event = eventOf('apply', actor, now, { list });
    return ok({
      value: { ...value, status: next.value, appliedBy: actor.id, appliedAt: now.toISOString() },
      event,
      also: [replaceRecord('list-state', list, state, { ...state.value, applying: id }, event)],
    });
  });
  if (applied.ok) await deps.jobs.start('import-lists', { fileId: id });
  return applied;
}

/** Gives a file up that is not applied. */
export const discardListFile = (deps: ListFilesDeps, { id, version }: Seen, actor: Actor, now: Date): Moved =>
  changeRecord<'list-file', Failure<'not-found' | 'illegal-transition'>>(
    deps,
    'list-file',
    { id, version, find: () => findListFile(deps, id, actor) },
    ({ value }) => {
      const next = transition(listFileTransitions, listFileWords, value.status, 'discard');
      if (!next.ok) return next;
      const event = eventOf('discard', actor, now, { list: value.list });
      return ok({ value: { ...value, status: next.value }, event });
    },
  );

/** The files of departments, the newest first. */
export const listListFiles = (
  { records }: { readonly records: Records },
  { department }: { readonly department: readonly ListFile['department'][] },
  actor: Actor,
  page: PageRequest,
): Promise<Page<Stored<ListFile>>> =>
  records.list({
    kind: 'list-file',
    in: 'ofDepartment',
    of: department.filter((code) => actor.scope !== 'own' || code === actor.department),
    newestFirst: true,
    page,
  });

/** How many parts there are of each kind of change. */
export const partsOf = (lines: number): number => Math.ceil(lines / linesOfPart);

/** Some of the lines of one kind of change that a checked file makes, from 0. */
export async function linesOfListFile(
  { records }: { readonly records: Records },
  { id, change, part }: { readonly id: string; readonly change: LineChange; readonly part: number },
  actor: Actor,
): Promise<Result<{ readonly lines: ListFilePart['lines']; readonly parts: number }, Failure<'not-found'>>> {
  const found = await findListFile({ records }, id, actor);
  if (!found.ok) return found;
  const { turn, sha256, counts } = found.value.value;
  const isCompared = turn !== undefined && sha256 !== undefined;
  const read = isCompared
    ? await records.find('list-file-part', partIdOf({ id, sha256, turn }, change, part))
    : undefined;
  return ok({ lines: read?.value.lines ?? [], parts: partsOf(counts[change]) });
}
