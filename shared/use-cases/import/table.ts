import { type SeenInFile, seenInFile } from '../../domain/import/check-rows.ts';
import { mentions } from '../../domain/import/header.ts';
import { importRowLimit, type RegistryImport } from '../../domain/import/registry-import.ts';
import type { RegistryKind } from '../../domain/registry/kinds.ts';
import type { ChangeDeps } from '../change-record.ts';
import type { AuditTrail } from '../ports/audit-trail.ts';
import type { Stored } from '../ports/records.ts';
import type { Registry, Staging } from '../ports/registry.ts';
import { chunksOf, type RunningCounts, stageChunk } from './chunks.ts';
import { move } from './decide-import.ts';
import { itemsOfFile } from './displaced-items.ts';
import { itemTags } from './item-tags.ts';
import type { importReport } from './report.ts';
import { readSheet, type SheetRead } from './sheets.ts';
import type { LineProblem, OpenSheet, OpenTable } from './tabular-files.ts';
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
export type Outcome = { readonly failure?: string } | 'overtaken';

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

type Other = Extract<SheetRead<RegistryKind>, { is: 'other' }> & { readonly sheet: OpenSheet };
type List = Extract<SheetRead<RegistryKind>, { is: 'list' }> & { readonly sheet: OpenSheet };

/** Checks and stages every visible sheet that is a list of the import's registry, and says what of the file is not read. */
export async function stageTable(deps: TableDeps, table: OpenTable, run: Run, now: Date): Promise<Outcome> {
  const reading = { table, seen: seenInFile(), tags: itemTags(), items: itemsOfFile(), now };
  const others: Other[] = [];
  let lists = 0;
  for (const sheet of table.sheets) {
    const read = await readSheet(run.current.value.kind, sheet, run.current.value.update);
    if (read.is === 'nothing' || read.is === 'guide') continue;
    if (sheet.hidden) {
      if (read.is === 'list') await read.list.close();
      run.report.add([unread(sheet, '是隐藏的，未读取；如需导入，请取消隐藏')]);
    } else if (read.is === 'other') others.push({ ...read, sheet });
    else {
      lists += 1;
      const outcome = await stageList(deps, reading, { ...read, sheet }, run);
      if (outcome === 'overtaken' || outcome.failure !== undefined) return outcome;
    }
  }
  const closest = lists > 0 ? undefined : others.toSorted((a, b) => b.named - a.named)[0];
  const passedOver = others.filter((other) => other !== closest);
  run.report.add(passedOver.map(({ sheet }) => unread(sheet, '的前10行里没有与模板相符的表头，未读取')));
  run.report.add(await reading.tags.unknown(deps.registry));
  const { department } = run.current.value;
  const displaced = await reading.items.displaced(deps.registry, department);
  run.report.add(displaced);
  run.counts.takenOut += displaced.length;
  for (const _ of displaced) noteTaken(run.takenFrom, [{ department, by: ['superseded'] }]);
  run.counts.remarks = run.report.remarks();
  if (closest) {
    run.report.add(headerProblems(closest));
    return { failure: '表头与模板不符，详见校验报告' };
  }
  if (lists === 0)
    return { failure: run.counts.remarks > 0 ? '文件里没有可见的工作表，请取消隐藏后再上传' : '文件里没有内容' };
  return run.counts.rows === 0 ? { failure: '文件里没有数据行' } : {};
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

const named = ({ name }: OpenSheet): Pick<LineProblem, 'sheet'> => (name === undefined ? {} : { sheet: name });

/** Why the sheet that comes closest to a list of the registry is none. */
function headerProblems({ line, problems, sheet }: Other): readonly LineProblem[] {
  const none = { column: '', value: '', reason: '前10行里没有找到表头，请按模板填写列名' };
  return (problems.length > 0 ? problems : [none]).map((problem) => ({ line, ...problem, ...named(sheet) }));
}

const unread = (sheet: OpenSheet, reason: string): LineProblem => ({
  line: 0,
  column: '',
  value: '',
  reason: `工作表"${sheet.name ?? ''}"${reason}`,
  remark: true,
  ...named(sheet),
});
