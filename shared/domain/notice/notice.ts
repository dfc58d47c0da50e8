import * as z from 'zod';
import { DepartmentCode, Instant, LineText, LocalDate, longestLine, PlainId } from '../../base/primitives.ts';
import { county } from '../../codes/county.ts';
import { sha256 } from '../../draw/sha256.ts';

/** Of a result that is to be published, a visit that is to be made, an inspection that is to be entered, a lead that is
 * to be handled, a follow-up that is to be signed or answered, an urgent check that is to be approved after, an objection or a repair that is
 * to be decided, a request to share that is to be answered or opened, a recognition that is to be looked at again, shared data that are
 * to be checked. */
export const reminderKinds = [
  'due-soon-5',
  'due-soon-1',
  'overdue',
  'visit-due-5',
  'visit-due-1',
  'visit-overdue',
  'late-entry',
  'lead-due-5',
  'lead-due-1',
  'lead-due-0',
  'lead-overdue',
  'receipt-due-5',
  'receipt-due-1',
  'receipt-overdue',
  'answer-due-5',
  'answer-due-1',
  'answer-overdue',
  'letter-due-5',
  'letter-due-1',
  'letter-overdue',
  'rectify-due-5',
  'rectify-due-1',
  'rectify-overdue',
  'approval-due-1',
  'approval-overdue',
  'objection-due-5',
  'objection-due-1',
  'objection-overdue',
  'repair-due-5',
  'repair-due-1',
  'repair-overdue',
  'share-due-5',
  'share-due-1',
  'share-overdue',
  'review-due-5',
  'review-due-1',
  'review-overdue',
  'data-check-due-5',
  'data-check-due-1',
  'data-check-overdue',
  // Of something that only its parties may know: it says no more.
  'matter-due-5',
  'matter-due-1',
  'matter-overdue',
] as const;
export type ReminderKind = (typeof reminderKinds)[number];

/** What happens to an import without the person who asked for it. */
export const importNoticeKinds = [
  'import-expired',
  'import-discarded',
  'import-undo-requested',
  'import-undo-withdrawn',
  'import-undone',
] as const;
export type ImportNoticeKind = (typeof importNoticeKinds)[number];

/** The same of a file of classes, which is the office's. */
export const classFileNoticeKinds = [
  'class-file-checked',
  'class-file-discarded',
  'class-file-expired',
  'class-file-undo-requested',
  'class-file-undo-withdrawn',
  'class-file-undone',
] as const;

/** What is taken out of the frames of a department by another one, or asked to be. */
export const registryNoticeKinds = [
  'objects-taken-out',
  'registry-change-asked',
  'registry-change-due',
  'registry-change-decided',
] as const;

/** What becomes of a request to share: asked for, answered or decided, disputed. */
export const shareNoticeKinds = ['share-asked', 'share-answered', 'share-disputed'] as const;

/** A department asks for shared data to be checked; they were, or it took that back. */
export const dataCheckNoticeKinds = ['data-check-filed', 'data-check-ended'] as const;

/** A subject objects by its code, which nobody of the department entered. */
export const objectionNoticeKinds = ['objection-filed'] as const;

/** What a recognition rests on comes under review, or is public again. */
export const recognitionNoticeKinds = ['recognition-to-review', 'recognition-source-published'] as const;

/** A joint plan is put to a department; what the department said is told to the plan's owner. */
export const planNoticeKinds = ['plan-consulted', 'plan-answered'] as const;

/** What happens to a visit without those who are told. */
export const visitNoticeKinds = ['visit-ended', 'window-changed'] as const;

/** What another department does with a lead. */
export const leadNoticeKinds = ['lead-passed-on', 'lead-answered'] as const;

/** What one department does with a follow-up, for the next to act; what is disputed or called, for the office. */
export const followUpNoticeKinds = [
  'follow-up-sent',
  'follow-up-copied',
  'follow-up-returned',
  'follow-up-disputed',
  'follow-up-decided',
  'follow-up-reported',
  'follow-up-sent-back',
  'follow-up-confirmed',
  'follow-up-extended',
  'follow-up-cancelled',
  'follow-up-reopened',
  'follow-up-called',
] as const;
export type FollowUpNoticeKind = (typeof followUpNoticeKinds)[number];
/** What becomes of an order of a direct check: asked for, decided, sent out; entered first and not approved after. */
export const checkNoticeKinds = ['check-to-approve', 'check-decided', 'check-sent', 'check-refused-late'] as const;

/** Something that only its parties may know waits for a department, or its time ends in some hours; the notice says no more. */
export const matterNoticeKinds = ['matter-waits', 'matter-ends'] as const;

/** What becomes of a proposal to fix a figure: proposed and refused for the office, changed for every department. */
export const settingNoticeKinds = ['setting-proposed', 'setting-refused', 'setting-changed'] as const;

/** What a step hands over to whoever acts next (`waits`), or what became of it (`decided`). */
export const stepNoticeKinds = [
  'result-waits',
  'result-decided',
  'plan-submitted',
  'plan-waits',
  'plan-decided',
  'campaign-submitted',
  'campaign-waits',
  'campaign-decided',
  'visits-dispatched',
  'draw-requested',
  'draw-waits',
  'draw-decided',
  'objection-waits',
  'objection-decided',
  'lead-waits',
  'import-checked',
  'listing-waits',
  'listing-decided',
  'repair-waits',
  'repair-decided',
  'list-file-checked',
  'looked-up-entry-ended',
  'trust-submitted',
  'trust-waits',
  'trust-decided',
] as const;

/** The score of a subject that a department keeps has risen much within a month (R64). */
export const creditNoticeKinds = ['credit-warning'] as const;

/** What a party of a ceremony has to do before a deadline, and what the office has to record for the notary. */
export const ceremonyNoticeKinds = ['ceremony-due', 'notary-due'] as const;

/**
 * `digest` tells somebody of all that is owed, once a day; `overdue-figures` tells the joint meeting's office how many
 * results are overdue. Until there were digests each reminder was a notice of its own.
 */
export const noticeKinds = [
  ...reminderKinds,
  'digest',
  'overdue-figures',
  'verdicts-revised',
  ...importNoticeKinds,
  ...classFileNoticeKinds,
  ...registryNoticeKinds,
  ...visitNoticeKinds,
  ...leadNoticeKinds,
  ...followUpNoticeKinds,
  ...checkNoticeKinds,
  ...matterNoticeKinds,
  ...planNoticeKinds,
  ...settingNoticeKinds,
  ...objectionNoticeKinds,
  ...recognitionNoticeKinds,
  ...shareNoticeKinds,
  ...dataCheckNoticeKinds,
  ...ceremonyNoticeKinds,
  ...stepNoticeKinds,
  ...creditNoticeKinds,
] as const;
export type NoticeKind = (typeof noticeKinds)[number];

/** The joint meeting's office (联席会议办公室) is located in the lead department; messages to it go there. */
export const officeDepartment: DepartmentCode = county.officeDepartment;

/** One reminder in a digest. */
export const DigestEntry = z.strictObject({
  kind: z.enum(reminderKinds),
  /** The day it belongs to; earlier than the digest's if it makes up for a missed run. */
  day: LocalDate,
  /** What it is about: a result, a lead, a follow-up or an order of a check. */
  resultId: PlainId.optional(),
  leadId: PlainId.optional(),
  followUpId: PlainId.optional(),
  checkOrderId: PlainId.optional(),
  /** An objection, a request to share, a recognition or a check of data, as the kind says. */
  matterId: PlainId.optional(),
  /** The object's name, masked as for the public; of a lead or a follow-up its number, of an order its lead's. */
  name: z.string(),
  /** The last day for what is to be done; for an entry the day of the inspection. */
  due: LocalDate,
});
export type DigestEntry = z.infer<typeof DigestEntry>;

/** R8: one notice in an inbox; its id is made of its subject and its day, so it exists at most once. */
export const Notice = z.strictObject({
  id: PlainId,
  department: DepartmentCode,
  /** Absent for the department's own inbox. */
  inspectorId: PlainId.optional(),
  kind: z.enum(noticeKinds),
  /** The day the notice is about. */
  day: LocalDate,
  /** Of a notice about one result. */
  resultId: PlainId.optional(),
  leadId: PlainId.optional(),
  followUpId: PlainId.optional(),
  text: LineText,
  /** What is asked of whoever reads it: the kind under which it stands in their to-do list, and the ids to do it with. */
  asks: z.strictObject({ todo: z.string(), ids: z.record(z.string(), PlainId) }).optional(),
  /** Of a digest: its reminders, the most urgent first, and how many more there are. */
  entries: z.array(DigestEntry).readonly().optional(),
  more: z.int().optional(),
  createdAt: Instant,
  /** Of a reminder by the hour: the instant that it says something is due at, after which it is not sent any more. */
  until: Instant.optional(),
  /** When a run last claimed it for sending; a later run takes over a notice that stays pending. */
  claimedAt: Instant,
  /** `kept`: only in the inbox, because sending it could no longer help. */
  delivery: z.enum(['pending', 'sent', 'kept']),
  /** Everyone who has marked it as read; it stays unread for the others who share the inbox. */
  readBy: z.array(z.string()).readonly().optional(),
});
export type Notice = z.infer<typeof Notice>;

/** A text that fits the line of a notice, whatever it was made of: cut between two characters, and ending in … where it was. */
export function noticeText(text: string): string {
  if (text.length <= longestLine) return text;
  let cut = '';
  for (const character of text) {
    if (cut.length + character.length >= longestLine) break;
    cut += character;
  }
  return `${cut}…`;
}

/** A notice as stored in its row; rows from before read marks were personal name one reader, and texts were not cut. */
export const StoredNotice = z.preprocess(withReaders, Notice);

function withReaders(row: unknown): unknown {
  if (typeof row !== 'object' || row === null) return row;
  const { read: _, readAt: __, readBy, text, ...notice } = row as Record<string, unknown>;
  return {
    ...notice,
    text: typeof text === 'string' ? noticeText(text) : text,
    ...(readBy !== undefined && { readBy: typeof readBy === 'string' ? [readBy] : readBy }),
  };
}

const longestId = 64;

/** The same (about, kind, day) always gives the same id; an id that would be too long is replaced by a digest. */
export function noticeIdOf(about: string, kind: NoticeKind, day: string): string {
  const id = `${about}.${kind}.${day}`;
  return id.length <= longestId ? id : `notice-${sha256(id).slice(0, 40)}`;
}
