import { recordNames } from '../../base/record-names.ts';
import { formatChineseTime, localDateOf } from '../../calendar/local-date.ts';
import type { RegistryImport } from '../../domain/import/registry-import.ts';
import { type ImportNoticeKind, noticeIdOf } from '../../domain/notice/notice.ts';
import { createRecord, eventOf } from '../changes.ts';
import type { Change } from '../ports/unit-of-work.ts';

/** A notice to the department of an import, written with what it tells of; the next reminder run sends it. */
export function importNotice(entry: RegistryImport, kind: ImportNoticeKind, outcome: string, now: Date): Change {
  const { id, department, fileName, createdAt } = entry;
  const day = localDateOf(now);
  const at = now.toISOString();
  const noticeId = noticeIdOf(id, kind, day);
  const what = `${formatChineseTime(new Date(createdAt))}登记的${recordNames[entry.kind]}导入（文件“${shortened(fileName)}”）`;
  const notice = {
    id: noticeId,
    department,
    kind,
    day,
    text: `${what}${outcome}`,
    createdAt: at,
    claimedAt: at,
    delivery: 'pending',
    read: false,
  } as const;
  const event = eventOf('notify', { id: 'system', department }, now, { kind, day });
  return createRecord('notice', noticeId, notice, event);
}

/** The whole sentence must fit a message line. */
const shortened = (fileName: string): string => [...fileName].slice(0, 60).join('');
