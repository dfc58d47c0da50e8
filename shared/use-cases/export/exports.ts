import type { Failure } from '../../base/failures.ts';
import { checkAccess } from '../../base/ownership.ts';
import type { DepartmentCode } from '../../base/primitives.ts';
import { recordNames } from '../../base/record-names.ts';
import { err, ok, type Result } from '../../base/result.ts';
import { formatChineseDate, localDateOf } from '../../calendar/local-date.ts';
import { departmentName } from '../../codes/departments.ts';
import type { ExportFormat, RegistryExport } from '../../domain/export/registry-export.ts';
import type { RegistryKind } from '../../domain/registry/kinds.ts';
import { exportKeptDays } from '../../platform/kept-files.ts';
import type { Actor } from '../actor.ts';
import { createRecord, eventOf } from '../changes.ts';
import type { Blobs } from '../ports/blobs.ts';
import type { Jobs } from '../ports/jobs.ts';
import type { Page, PageRequest } from '../ports/paging.ts';
import type { Records, Stored } from '../ports/records.ts';
import type { CommitFailure, UnitOfWork } from '../ports/unit-of-work.ts';

export type StoredExport = Stored<RegistryExport>;
export type ExportReadFailure = Failure<'not-found' | 'foreign-department'>;

export interface ExportRequest {
  readonly id: string;
  readonly kind: RegistryKind;
  readonly format: ExportFormat;
  /** The department whose rows are asked for; without it the actor's own. */
  readonly department?: DepartmentCode | undefined;
}

interface RequestDeps {
  readonly records: Records;
  readonly work: UnitOfWork;
  readonly jobs: Jobs;
}

/** R14: a person exports what the person may read one by one. Items are read by all, objects also by those who supervise them. */
function reachOf(
  { kind, department }: Pick<RegistryExport, 'kind' | 'department'>,
  actor: Actor,
): Result<{ readonly supervisedBy?: DepartmentCode }, Failure<'foreign-department'>> {
  const reach = checkAccess(actor, { department }, { entity: kind, id: department });
  if (reach.ok || kind === 'item') return ok({});
  return kind === 'object' && actor.scope === 'joint'
    ? ok({ supervisedBy: actor.department })
    : err({ kind: 'foreign-department', entity: kind, id: department });
}

/** Begins an export; asked for again, it is the same one, and a run that was lost begins anew. */
export async function requestExport(
  deps: RequestDeps,
  { id, kind, format, department: asked }: ExportRequest,
  actor: Actor,
  now: Date,
): Promise<Result<StoredExport, CommitFailure | ExportReadFailure>> {
  const department = asked ?? actor.department;
  const reach = reachOf({ kind, department }, actor);
  if (!reach.ok) return reach;
  const value: RegistryExport = {
    ...{ id, kind, department, format, ...reach.value },
    ...{ status: 'running', progress: 0, requestedBy: actor.id, requestedAt: now.toISOString(), files: [] },
  };
  const event = eventOf('request', actor, now, { kind, department, format });
  const done = await deps.work.commit([createRecord('export', id, value, event)]);
  if (!done.ok && done.error.kind !== 'already-exists') return done;
  const found = await findExport(deps, id, actor);
  if (!found.ok) return found;
  const { value: made } = found.value;
  const isSame = made.kind === kind && made.format === format && made.department === department;
  if (!done.ok && !isSame) return done;
  if (made.status === 'running') await deps.jobs.start('export-registry', { exportId: id });
  return found;
}

/** An export is for the person who asked for it, as long as that person may still read what is in it. */
export async function findExport(
  { records }: Pick<RequestDeps, 'records'>,
  id: string,
  actor: Actor,
): Promise<Result<StoredExport, ExportReadFailure>> {
  const found = await records.find('export', id);
  if (!found) return err({ kind: 'not-found', entity: 'export', id });
  const reach = reachOf(found.value, actor);
  const isOpen = reach.ok && reach.value.supervisedBy === found.value.supervisedBy;
  return isOpen && found.value.requestedBy === actor.id ? ok(found) : err({ kind: 'not-found', entity: 'export', id });
}

/** A page of a person's own exports, the newest first. */
export const listExports = (
  { records }: Pick<RequestDeps, 'records'>,
  kind: RegistryKind | undefined,
  actor: Actor,
  page: PageRequest,
): Promise<Page<StoredExport>> =>
  records.list({
    kind: 'export',
    in: 'ofPerson',
    of: actor.id,
    ...(kind && { where: [{ field: 'kind', equals: kind }] }),
    newestFirst: true,
    page,
  });

/** Where to download a file of an export, counted from 1. */
export async function getExportFile(
  deps: Pick<RequestDeps, 'records'> & { readonly blobs: Blobs },
  { id, file }: { readonly id: string; readonly file: number },
  actor: Actor,
  now: Date,
): Promise<Result<Awaited<ReturnType<Blobs['downloadUrl']>>, ExportReadFailure | Failure<'not-ready'>>> {
  const found = await findExport(deps, id, actor);
  if (!found.ok) return found;
  const { status, files, finishedAt = '' } = found.value.value;
  const notReady = (reason: string) => err({ kind: 'not-ready', entity: 'export', reason } as const);
  if (status !== 'done') return notReady('导出还没有完成，请稍后再下载。');
  const isKept = now.getTime() - Date.parse(finishedAt) < exportKeptDays * 86_400_000;
  if (!isKept) return notReady(`导出的文件只保留${exportKeptDays}天，请重新导出。`);
  const wanted = files[file - 1];
  return wanted
    ? ok(await deps.blobs.downloadUrl(wanted.blob, fileNameOf(found.value.value, file)))
    : err({ kind: 'not-found', entity: 'export', id: `${id}/${file}` });
}

/** E.g. `市场监督管理局检查对象 2026年11月23日 第1份.xlsx`. */
function fileNameOf({ kind, department, format, files, finishedAt }: RegistryExport, file: number): string {
  const day = formatChineseDate(localDateOf(new Date(finishedAt ?? 0)));
  const part = files.length > 1 ? `第${file}份` : '';
  return `${departmentName(department)}${recordNames[kind]}${day}${part}.${format}`;
}
