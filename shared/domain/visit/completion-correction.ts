import * as z from 'zod';
import { Instant, LineText, LocalDate } from '../../base/primitives.ts';

/** 更正检查完成日期: asked for by one person, decided by another (R5), until the result is published. The last one is kept. */
export const CompletionCorrection = z.strictObject({
  from: LocalDate,
  to: LocalDate,
  reason: LineText,
  requestedBy: z.string(),
  requestedAt: Instant,
  /** Absent while it is pending. */
  decided: z
    .strictObject({
      as: z.enum(['approved', 'refused', 'withdrawn']),
      by: z.string(),
      at: Instant,
      reason: LineText.optional(),
    })
    .optional(),
});
export type CompletionCorrection = z.infer<typeof CompletionCorrection>;

export const isPending = (correction: CompletionCorrection | undefined): correction is CompletionCorrection =>
  correction !== undefined && correction.decided === undefined;
