import * as z from 'zod';
import { DepartmentCode, Instant, LineText, LocalDate, PlainId } from './primitives.ts';

export const reminderKinds = ['due-soon-5', 'due-soon-1', 'overdue'] as const;
export type ReminderKind = (typeof reminderKinds)[number];

/** R8: one reminder in a department's inbox; its id is (result, kind, day), so it exists at most once. */
export const Notice = z.strictObject({
  id: PlainId,
  department: DepartmentCode,
  kind: z.enum(reminderKinds),
  /** The day it speaks of; earlier than the day it was made when a missed run is made up. */
  day: LocalDate,
  resultId: PlainId,
  text: LineText,
  createdAt: Instant,
  delivery: z.enum(['pending', 'sent']),
  readBy: z.string().optional(),
});
export type Notice = z.infer<typeof Notice>;
