import { formatChineseDate } from '../../calendar/local-date.ts';
import { dishonestyLists } from '../../codes/dishonesty-lists.ts';
import type { ListFile } from '../../domain/credit/list-file.ts';
import { listFileHandOvers } from '../../domain/credit/list-file-hand-overs.ts';
import { told } from '../notice/told.ts';
import type { Change } from '../ports/unit-of-work.ts';

/** The department is told what a file would change: what lists people needs another person than who brought it. */
export function checkedFileNotice(
  { id, list, department, asOf, counts }: ListFile,
  version: number,
  now: Date,
): Change {
  const what = `${dishonestyLists[list].name}（截至${formatChineseDate(asOf)}）的文件校验完成`;
  const { added, changed, gone } = counts;
  const text = `${what}：新增${added}条、变更${changed}条、移出${gone}条，请由另一人核对后确认生效。`;
  const asks = { todo: listFileHandOvers.finish.asks.todo, ids: { id } };
  return told({ about: `${id}.${version}`, kind: 'list-file-checked', department, text, asks }, now);
}
