import { recordNames } from '../../base/record-names.ts';
import { formatChineseTime, formatMonth } from '../../calendar/local-date.ts';
import { departmentName } from '../../codes/departments.ts';
import { importHandOvers } from '../../domain/import/hand-overs.ts';
import type { RegistryImport } from '../../domain/import/registry-import.ts';
import type { ImportNoticeKind } from '../../domain/notice/notice.ts';
import type { TodoKind } from '../../domain/todo/todo.ts';
import type { Actor } from '../actor.ts';
import { told } from '../notice/told.ts';
import type { Change } from '../ports/unit-of-work.ts';

/** A notice to whose import it is, written with what it tells of; the next reminder run sends it. */
export function importNotice(entry: RegistryImport, kind: ImportNoticeKind, outcome: string, now: Date): Change {
  const { id, department, classFile } = entry;
  const ofKind = classFile ? (`class-file-${tailOf[kind]}` as const) : kind;
  return told({ about: id, kind: ofKind, department, text: `${whatOf(entry)}${outcome}` }, now);
}
const tailOf = {
  'import-discarded': 'discarded',
  'import-expired': 'expired',
  'import-undo-requested': 'undo-requested',
  'import-undo-withdrawn': 'undo-withdrawn',
  'import-undone': 'undone',
} as const satisfies Readonly<Record<ImportNoticeKind, string>>;

/** Told once its rows lie ready: what changes frames needs another person than who brought it. */
export function checkedNotice(entry: RegistryImport, now: Date): Change {
  const { id, department, counts, undoes, classFile } = entry;
  const what = whatOf(entry);
  const act = classFile || counts.takenOut > 0 ? '请由另一人批准生效' : '请生效或者放弃';
  const text = undoes === undefined ? `${what}校验完成，${act}。` : `对${what}的整体撤销准备完成，请由另一人批准。`;
  const kind = classFile ? 'class-file-checked' : 'import-checked';
  return told({ about: id, kind, department, text, asks: { todo: todoOf(entry), ids: { id } } }, now);
}

/** Under which kind of the to-do list a checked import waits. */
export const todoOf = ({ undoes, classFile }: Pick<RegistryImport, 'undoes' | 'classFile'>): TodoKind =>
  classFile
    ? undoes === undefined
      ? 'class-file'
      : 'class-file-to-undo'
    : undoes === undefined
      ? importHandOvers.staged.asks.todo
      : 'import-to-undo';

const whatOf = ({ kind, fileName, createdAt, classFile }: RegistryImport): string => {
  const what = classFile
    ? `${formatMonth(classFile.month)}的${classFile.source}信用风险分类文件“${shortened(fileName)}”`
    : `${recordNames[kind]}导入（文件“${shortened(fileName)}”）`;
  return `${formatChineseTime(new Date(createdAt))}登记的${what}`;
};

/**
 * Every other department that an activation or an undo takes rows from is told, by whom and how many; of a file of classes
 * every department whose objects have another class.
 */
export const takenNotices = (
  { id, kind, department: from, fileName, undoes, takenFrom = [], classFile }: RegistryImport,
  actor: Pick<Actor, 'name'>,
  now: Date,
): readonly Change[] =>
  takenFrom.flatMap(({ department, rows }) => {
    if (department === from && !classFile) return [];
    const act = undoes === undefined ? '生效' : '整体撤销';
    const text = classFile
      ? `${formatMonth(classFile.month)}的${classFile.source}信用风险分类文件由${actor.name}批准${act}，本部门监管的 ${rows} 个对象分类有变，今后冻结的抽查范围按新的分类。`
      : `${departmentName(from)}的${recordNames[kind]}导入（文件“${shortened(fileName)}”）由${actor.name}批准${act}，本部门监管的 ${rows} 个对象可能不再列入抽查范围，请核对名录。`;
    return [told({ about: `${id}.${department}`, kind: 'objects-taken-out', department, text }, now)];
  });

/** The whole sentence must fit a message line. */
const shortened = (fileName: string): string => [...fileName].slice(0, 60).join('');
