import { recordNames } from '../../base/record-names.ts';
import { formatChineseTime } from '../../calendar/local-date.ts';
import { departmentName } from '../../codes/departments.ts';
import { importHandOvers } from '../../domain/import/hand-overs.ts';
import type { RegistryImport } from '../../domain/import/registry-import.ts';
import type { ImportNoticeKind } from '../../domain/notice/notice.ts';
import type { Actor } from '../actor.ts';
import { told } from '../notice/told.ts';
import type { Change } from '../ports/unit-of-work.ts';

/** A notice to the department of an import, written with what it tells of; the next reminder run sends it. */
export function importNotice(entry: RegistryImport, kind: ImportNoticeKind, outcome: string, now: Date): Change {
  const { id, department, fileName, createdAt } = entry;
  const what = `${formatChineseTime(new Date(createdAt))}登记的${recordNames[entry.kind]}导入（文件“${shortened(fileName)}”）`;
  return told({ about: id, kind, department, text: `${what}${outcome}` }, now);
}

/** The department is told once its rows lie ready: what changes frames needs another person than who brought it. */
export function checkedNotice(entry: RegistryImport, now: Date): Change {
  const { id, department, fileName, createdAt, counts, undoes } = entry;
  const what = `${formatChineseTime(new Date(createdAt))}登记的${recordNames[entry.kind]}导入（文件“${shortened(fileName)}”）`;
  const act = counts.takenOut > 0 ? '请由另一人批准生效' : '请生效或者放弃';
  const text = undoes === undefined ? `${what}校验完成，${act}。` : `对${what}的整体撤销准备完成，请由另一人批准。`;
  const todo = undoes === undefined ? importHandOvers.staged.asks.todo : 'import-to-undo';
  return told({ about: id, kind: 'import-checked', department, text, asks: { todo, ids: { id } } }, now);
}

/** Every other department whose frames may lose rows by an activation or an undo is told, by whom and how many. */
export const takenNotices = (
  { id, kind, department: from, fileName, undoes, takenFrom = [] }: RegistryImport,
  actor: Pick<Actor, 'name'>,
  now: Date,
): readonly Change[] =>
  takenFrom.flatMap(({ department, rows }) => {
    if (department === from) return [];
    const what = `${departmentName(from)}的${recordNames[kind]}导入（文件“${shortened(fileName)}”）由${actor.name}批准${undoes === undefined ? '生效' : '整体撤销'}`;
    const text = `${what}，本部门监管的 ${rows} 个对象可能不再列入抽查范围，请核对名录。`;
    return [told({ about: `${id}.${department}`, kind: 'objects-taken-out', department, text }, now)];
  });

/** The whole sentence must fit a message line. */
const shortened = (fileName: string): string => [...fileName].slice(0, 60).join('');
