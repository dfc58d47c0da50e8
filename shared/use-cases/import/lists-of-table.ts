import type { ImportMode } from '../../domain/import/registry-import.ts';
import type { RegistryKind } from '../../domain/registry/kinds.ts';
import type { importReport } from './report.ts';
import { readSheet, type SheetRead } from './sheets.ts';
import type { LineProblem, OpenSheet, OpenTable } from './tabular-files.ts';

type Other = Extract<SheetRead<RegistryKind>, { is: 'other' }> & { readonly sheet: OpenSheet };
type List<K extends RegistryKind> = Extract<SheetRead<K>, { is: 'list' }> & { readonly sheet: OpenSheet };

/** How many lists a file has, and the sheet that comes closest to one where it has none. */
export interface ListsRead {
  readonly lists: number;
  readonly closest?: Other;
}

/** Hands every visible sheet that is a list to `take`, and reports what is not read. `stopped`: one was not to be gone on with. */
export async function readLists<K extends RegistryKind, Stop>(
  table: OpenTable,
  { kind, mode }: { readonly kind: K; readonly mode: ImportMode | undefined },
  report: ReturnType<typeof importReport>,
  take: (list: List<K>) => Promise<Stop | undefined>,
): Promise<ListsRead | { readonly stopped: Stop }> {
  const others: Other[] = [];
  let lists = 0;
  for (const sheet of table.sheets) {
    const read = await readSheet(kind, sheet, mode);
    if (read.is === 'nothing' || read.is === 'guide') continue;
    if (sheet.hidden) {
      if (read.is === 'list') await read.list.close();
      report.add([unread(sheet, '是隐藏的，未读取；如需导入，请取消隐藏')]);
    } else if (read.is === 'other') others.push({ ...read, sheet });
    else {
      lists += 1;
      const stop = await take({ ...read, sheet });
      if (stop !== undefined) return { stopped: stop };
    }
  }
  const closest = lists > 0 ? undefined : others.toSorted((a, b) => b.named - a.named)[0];
  const passedOver = others.filter((other) => other !== closest);
  report.add(passedOver.map(({ sheet }) => unread(sheet, '的前10行里没有与模板相符的表头，未读取')));
  return { lists, ...(closest && { closest }) };
}

/** Why nothing of a file was taken, with what the report says of it; undefined where something was. */
export function unreadable(
  { lists, closest }: ListsRead,
  {
    counts,
    report,
  }: {
    readonly counts: { readonly rows: number; readonly remarks: number };
    readonly report: ReturnType<typeof importReport>;
  },
): { readonly failure: string } | undefined {
  if (closest) {
    report.add(headerProblems(closest));
    return { failure: '表头与模板不符，详见校验报告' };
  }
  if (lists === 0)
    return { failure: counts.remarks > 0 ? '文件里没有可见的工作表，请取消隐藏后再上传' : '文件里没有内容' };
  return counts.rows === 0 ? { failure: '文件里没有数据行' } : undefined;
}

export const named = ({ name }: OpenSheet): Pick<LineProblem, 'sheet'> => (name === undefined ? {} : { sheet: name });

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
