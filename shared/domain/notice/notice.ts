import * as z from 'zod';
import { DepartmentCode, Instant, LineText, LocalDate, PlainId } from '../../base/primitives.ts';
import { sha256 } from '../../draw/sha256.ts';

export const reminderKinds = ['due-soon-5', 'due-soon-1', 'overdue'] as const;
export type ReminderKind = (typeof reminderKinds)[number];

/** `overdue-figures` tells the joint meeting's office once a day how many are overdue, in place of one notice each. */
export const noticeKinds = [...reminderKinds, 'overdue-figures'] as const;
export type NoticeKind = (typeof noticeKinds)[number];

/** The joint meeting's office (联席会议办公室) sits in the lead department; messages to it go there. */
export const officeDepartment: DepartmentCode = 'SCJG';

/** Where notices to the joint meeting's office lie: an inbox of its own, not that of the department it sits in. */
export const officeInbox = 'office';
export type Inbox = DepartmentCode | typeof officeInbox;

/** R8: one notice in an inbox; its id is made of what it is about and its day, so it exists at most once. */
export const Notice = z.strictObject({
  id: PlainId,
  department: DepartmentCode,
  kind: z.enum(noticeKinds),
  /** The day it speaks of; earlier than the day it was made when a missed run is made up. */
  day: LocalDate,
  /** Absent where it is about figures. */
  resultId: PlainId.optional(),
  text: LineText,
  createdAt: Instant,
  /** When a run last took it upon itself to send it; one that stays pending is taken up by a later run. */
  claimedAt: Instant,
  /** `kept`: it was in the inbox only, since sending it could no longer help. */
  delivery: z.enum(['pending', 'sent', 'kept']),
  read: z.boolean(),
  readBy: z.string().optional(),
  readAt: Instant.optional(),
});
export type Notice = z.infer<typeof Notice>;

export const inboxOf = ({ kind, department }: Pick<Notice, 'kind' | 'department'>): Inbox =>
  kind === 'overdue-figures' ? officeInbox : department;

const longestId = 64;

/** The same (about, kind, day) always gives the same id; one that would be too long for an id is a digest. */
export function noticeIdOf(about: string, kind: NoticeKind, day: string): string {
  const id = `${about}.${kind}.${day}`;
  return id.length <= longestId ? id : `notice-${sha256(id).slice(0, 40)}`;
}
