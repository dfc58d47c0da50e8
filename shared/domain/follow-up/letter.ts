import * as z from 'zod';
import { LocalDate, LongText, ShortText } from '../../base/primitives.ts';

/** How a letter is handed over. */
export const servingWays = ['直接送达', '邮寄', '公文交换'] as const;

/** That it was handed over, and how. */
export const LetterService = z.strictObject({ on: LocalDate, way: z.enum(servingWays) });
export type LetterService = z.infer<typeof LetterService>;

/** 回执: the day and the person on it, and the number of its scan in the file. */
export const PaperReceipt = z.strictObject({ on: LocalDate, person: ShortText, document: ShortText });
export type PaperReceipt = z.infer<typeof PaperReceipt>;

/**
 * 函: how a follow-up reaches a department that has no login. Its sender writes and serves it, and enters the receipt and the
 * answer that come back on paper. What was found is kept as the letter said it.
 */
export const Letter = z.strictObject({
  written: z
    .strictObject({
      /** `机关代字函〔YYYY〕N号` of the sender. */
      number: z.string(),
      on: LocalDate,
      by: z.string(),
      /** What was found on its items, as the result was approved then. */
      facts: LongText,
    })
    .optional(),
  served: z.strictObject({ ...LetterService.shape, by: z.string() }).optional(),
  receipt: z.strictObject({ ...PaperReceipt.shape, by: z.string() }).optional(),
});
export type Letter = z.infer<typeof Letter>;
