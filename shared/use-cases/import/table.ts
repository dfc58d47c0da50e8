import { type SeenInFile, seenInFile } from '../../domain/import/check-rows.ts';
import { mentions } from '../../domain/import/header.ts';
import { importRowLimit, modeOf, type RegistryImport } from '../../domain/import/registry-import.ts';
import type { RegistryKind } from '../../domain/registry/kinds.ts';
import type { ChangeDeps } from '../change-record.ts';
import type { AuditTrail } from '../ports/audit-trail.ts';
import type { Stored } from '../ports/records.ts';
import type { Registry, Staging } from '../ports/registry.ts';
import { chunksOf, type RunningCounts, stageChunk } from './chunks.ts';
import { move } from './decide-import.ts';
import { itemsOfFile } from './displaced-items.ts';
import { itemTags } from './item-tags.ts';
import { named, readLists, unreadable } from './lists-of-table.ts';
import type { importReport } from './report.ts';
import type { SheetRead } from './sheets.ts';
import type { OpenSheet, OpenTable } from './tabular-files.ts';
import { noteTaken, type TakenFrom } from './taken-from.ts';

export interface TableDeps extends ChangeDeps {
  readonly staging: Staging;
  readonly audit: Pick<AuditTrail, 'seal'>;
  readonly registry: Pick<Registry, 'all' | 'findVersion' | 'search' | 'isIndexed'>;
}

/** One run of the check of an import. */
export interface Run {
  current: Stored<RegistryImport>;
  readonly counts: RunningCounts;
  readonly report: ReturnType<typeof importReport>;
  readonly takenFrom: TakenFrom;
}

/** `overtaken`: another run has taken over, or the import was given up. */
export type Outcome = { readonly failure?: string; readonly change?: Pick<RegistryImport, 'classFile'> } | 'overtaken';

/** How often a check says how far it is. */
const progressRows = 10_000;

/** What the sheets of a file have in common while they are read. */
interface Reading {
  readonly table: OpenTable;
  readonly seen: SeenInFile;
  readonly tags: ReturnType<typeof itemTags>;
  readonly items: ReturnType<typeof itemsOfFile>;
  readonly now: Date;
}

type List = Extract<SheetRead<RegistryKind>, { is: 'list' }> & { readonly sheet: OpenSheet };

/** Checks and stages every visible sheet that is a list of the import's registry, and says what of the file is not read. */
export async function stageTable(deps: TableDeps, table: OpenTable, run: Run, now: Date): Promise<Outcome> {
  const reading = { table, seen: seenInFile(), tags: itemTags(), items: itemsOfFile(), now };
  const { kind, department } = run.current.value;
  const read = await readLists(table, { kind, mode: modeOf(run.current.value) }, run.report, async (list) => {
    const outcome = await stageList(deps, reading, list, run);
    return outcome === 'overtaken' || outcome.failure !== undefined ? outcome : undefined;
  });
  if ('stopped' in read) return read.stopped;
  run.report.add(await reading.tags.unknown(deps.registry));
  const displaced = await reading.items.displaced(deps.registry, department);
  run.report.add(displaced);
  run.counts.takenOut += displaced.length;
  for (const _ of displaced) noteTaken(run.takenFrom, [{ department, by: ['superseded'] }]);
  run.counts.remarks = run.report.remarks();
  return unreadable(read, run) ?? {};
}

async function stageList(
  deps: TableDeps,
  { table, seen, tags, items, now }: Reading,
  { header, list, sheet }: List,
  run: Run,
): Promise<Outcome> {
  const { value: entry } = run.current;
  const { department } = entry;
  seen.nextSheet(sheet.name ?? '');
  for await (const chunk of chunksOf(deps, entry, table, header, list, seen)) {
    const rows = run.counts.rows + chunk.valid.length + chunk.invalid.length;
    if (rows > importRowLimit) return { failure: `一次导入不得超过 ${importRowLimit} 行，请拆分后再上传` };
    if (mentions(header, 'applies.tags')) tags.add(chunk.valid, named(sheet));
    const found = await stageChunk(deps, entry, header, chunk, { ...run, items, sheet: named(sheet) }, now);
    if (found === undefined) return 'overtaken';
    run.report.add(found.map((one) => ({ ...one, ...named(sheet) })));
    if (run.counts.rows - run.current.value.progress < progressRows) continue;
    const by = { id: 'system', department };
    const told = await move(deps, run.current, 'stage', { progress: run.counts.rows }, [], by, now);
    if (!told.ok) return 'overtaken';
    run.current = told.value;
  }
  run.report.add(list.remarks());
  return {};
}
