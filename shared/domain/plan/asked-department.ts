import * as z from 'zod';
import { DepartmentCode, Instant, LineText, LocalDate, Sha256Hex } from '../../base/primitives.ts';

/** 同意, or 有异议. */
export const consultationAnswers = ['consented', 'objected'] as const;
export type ConsultationAnswer = (typeof consultationAnswers)[number];

/** 征求意见: one department of a joint plan is asked about its entries before the plan is submitted. */
export const Consultation = z.strictObject({
  department: DepartmentCode,
  /** SHA-256 of the entries in which it takes part, as it was asked about them. */
  about: Sha256Hex,
  askedBy: z.string(),
  askedAt: Instant,
  /** The last day for its answer; after that, silence is no objection. */
  answerBy: LocalDate,
  answer: z
    .strictObject({ as: z.enum(consultationAnswers), reason: LineText.optional(), by: z.string(), at: Instant })
    .optional(),
});
export type Consultation = z.infer<typeof Consultation>;
