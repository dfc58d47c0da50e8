import { recordNames } from '../../base/record-names.ts';
import { formatChineseTime } from '../../calendar/local-date.ts';
import type { RegistryImport } from '../../domain/import/registry-import.ts';
import type { ImportNoticeKind } from '../../domain/notice/notice.ts';
import { told } from '../notice/told.ts';
import type { Change } from '../ports/unit-of-work.ts';

/** A notice to the department of an import, written with what it tells of; the next reminder run sends it. */
export function importNotice(entry: RegistryImport, kind: ImportNoticeKind, outcome: string, now: Date): Change {
  const { id, department, fileName, createdAt } = entry;
  const what = `${formatChineseTime(new Date(createdAt))}登记的${recordNames[entry.kind]}导入（文件“${shortened(fileName)}”）`;
  return told({ about: id, kind, department, text: `${what}${outcome}` }, now);
}

/** The whole sentence must fit a message line. */
const shortened = (fileName: string): string => [...fileName].slice(0, 60).join('');
