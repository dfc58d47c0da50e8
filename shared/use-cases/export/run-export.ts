import type { Failure } from '../../base/failures.ts';
import { ok } from '../../base/result.ts';
import { transition } from '../../base/transitions.ts';
import {
  type ExportEvent,
  exportTransitions,
  exportWords,
  type RegistryExport,
} from '../../domain/export/registry-export.ts';
import { importCellsOf } from '../../domain/import/cells-of-row.ts';
import { importRowLimit } from '../../domain/import/registry-import.ts';
import type { RegistryKind } from '../../domain/registry/kinds.ts';
import type { RegistryRow } from '../../domain/registry/registry.ts';
import { type ChangeDeps, changeRecord, present } from '../change-record.ts';
import { eventOf } from '../changes.ts';
import { every } from '../every.ts';
import type { TabularFiles } from '../import/tabular-files.ts';
import type { Blobs } from '../ports/blobs.ts';
import type { Match } from '../ports/paging.ts';
import type { Registry } from '../ports/registry.ts';
import type { Clock } from '../ports/time.ts';

export interface ExportDeps extends ChangeDeps {
  readonly registry: Pick<Registry, 'all'>;
  readonly blobs: Pick<Blobs, 'put'>;
  readonly tabular: Pick<TabularFiles, 'table'>;
  readonly clock: Clock;
}

/** How often an export says how far it is. */
const progressRows = 10_000;

/**
 * Writes the files of an export: the rows by their numbers, as an import reads them. It reads each row as it is at that
 * moment. Running again writes the same files anew; what has been finished is left alone.
 */
export async function runExport(
  deps: ExportDeps,
  exportId: string,
  rowsInFile = importRowLimit,
): Promise<Record<string, number>> {
  const found = await deps.records.find('export', exportId);
  if (found?.value.status !== 'running') return {};
  const { kind, format } = found.value;
  const rows = await rowsOf(deps.registry, found.value);
  const files: RegistryExport['files'][number][] = [];
  for (let at = 0; at === 0 || at < rows.length; at += rowsInFile) {
    const some = rows.slice(at, at + rowsInFile);
    const blob = `exports/${exportId}/${files.length + 1}.${format}`;
    const { mediaType, bytes } = deps.tabular.table(kind, format, cells(deps, exportId, { kind, rows: some, at }));
    files.push({ blob, rows: some.length, ...(await deps.blobs.put(blob, bytes, mediaType)) });
  }
  await move(deps, exportId, 'finish', { progress: rows.length, files, finishedAt: deps.clock().toISOString() });
  return { rows: rows.length, files: files.length };
}

/** All rows of the export in the order of their numbers; the registry hands them out in that of their shards. */
async function rowsOf(registry: ExportDeps['registry'], { kind, department, supervisedBy }: RegistryExport) {
  const where: Match[] = [
    { field: 'department', equals: department },
    ...(supervisedBy ? [{ field: 'supervisors', contains: supervisedBy }] : []),
  ];
  const rows = await Array.fromAsync(registry.all(kind, where), ({ value }) => value);
  return rows.sort((a, b) => (a.id < b.id ? -1 : 1));
}

interface Part {
  readonly kind: RegistryKind;
  readonly rows: readonly RegistryRow[RegistryKind][];
  /** How many rows stand in the files before. */
  readonly at: number;
}

async function* cells(deps: ExportDeps, exportId: string, { kind, rows, at }: Part): AsyncGenerator<readonly string[]> {
  for (const [index, row] of rows.entries()) {
    const written = at + index;
    if (written > 0 && written % progressRows === 0) await move(deps, exportId, 'progress', { progress: written });
    yield importCellsOf(kind, row);
  }
}

/** A run that comes late, after another has finished, changes nothing. */
async function move(deps: ExportDeps, id: string, event: ExportEvent, change: Partial<RegistryExport>): Promise<void> {
  const act = { id, find: () => present(deps.records, 'export', id) };
  const done = await changeRecord<'export', Failure>(deps, 'export', act, ({ value }) => {
    const next = transition(exportTransitions, exportWords, value.status, event);
    if (!next.ok) return ok(undefined);
    const { department, kind } = value;
    const noted = eventOf(event, { id: 'system', department }, deps.clock(), { kind, rows: change.progress ?? 0 });
    return ok({ value: { ...value, ...change, status: next.value }, event: noted });
  });
  if (!done.ok) throw new Error(`export ${id}: ${done.error.kind}`);
}

/** No run of a job lasts longer; an export that has not moved for this long has lost its run. */
const abandonedMs = 20 * 60_000;
const pageSize = 100;

/** Takes up every export whose job died before it ended, or was never started. */
export async function resumeExports(deps: ExportDeps): Promise<Record<string, number>> {
  let exported = 0;
  const running = every((page) => deps.records.list({ kind: 'export', in: 'running', page }), pageSize);
  for await (const { value, meta } of running) {
    if (deps.clock().getTime() - Date.parse(meta.updatedAt) < abandonedMs) continue;
    await runExport(deps, value.id);
    exported += 1;
  }
  return { exported };
}
