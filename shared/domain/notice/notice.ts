import * as z from 'zod';
import { DepartmentCode, Instant, LineText, LocalDate, PlainId } from '../../base/primitives.ts';
import { county } from '../../codes/county.ts';
import { sha256 } from '../../draw/sha256.ts';

export const reminderKinds = ['due-soon-5', 'due-soon-1', 'overdue'] as const;
export type ReminderKind = (typeof reminderKinds)[number];

/** What happens to an import without the person who asked for it. */
export const importNoticeKinds = ['import-expired', 'import-undo-requested', 'import-undone'] as const;
export type ImportNoticeKind = (typeof importNoticeKinds)[number];

/** `overdue-figures` informs the joint meeting's office once a day how many are overdue, instead of one notice each. */
export const noticeKinds = [...reminderKinds, 'overdue-figures', 'verdicts-revised', ...importNoticeKinds] as const;
export type NoticeKind = (typeof noticeKinds)[number];

/** The joint meeting's office (联席会议办公室) is located in the lead department; messages to it go there. */
export const officeDepartment: DepartmentCode = county.officeDepartment;

/** The inbox of the joint meeting's office, separate from that of the department where it is located. */
export const officeInbox = 'office';
export type Inbox = DepartmentCode | typeof officeInbox;

/** R8: one notice in an inbox; its id is made of its subject and its day, so it exists at most once. */
export const Notice = z.strictObject({
  id: PlainId,
  department: DepartmentCode,
  kind: z.enum(noticeKinds),
  /** The day the notice is about; earlier than the day it was written if a missed run is backfilled. */
  day: LocalDate,
  /** Of a reminder: what it is about. */
  resultId: PlainId.optional(),
  text: LineText,
  createdAt: Instant,
  /** When a run last claimed it for sending; a later run takes over a notice that stays pending. */
  claimedAt: Instant,
  /** `kept`: only in the inbox, because sending it could no longer help. */
  delivery: z.enum(['pending', 'sent', 'kept']),
  read: z.boolean(),
  readBy: z.string().optional(),
  readAt: Instant.optional(),
});
export type Notice = z.infer<typeof Notice>;

export const inboxOf = ({ kind, department }: Pick<Notice, 'kind' | 'department'>): Inbox =>
  kind === 'overdue-figures' ? officeInbox : department;

const longestId = 64;

/** The same (about, kind, day) always gives the same id; an id that would be too long is replaced by a digest. */
export function noticeIdOf(about: string, kind: NoticeKind, day: string): string {
  const id = `${about}.${kind}.${day}`;
  return id.length <= longestId ? id : `notice-${sha256(id).slice(0, 40)}`;
}
