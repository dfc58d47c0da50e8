import * as z from 'zod';
import { DepartmentCode, Instant, LineText, PlainId, Sha256Hex, ShortText } from '../../base/primitives.ts';

/** What a use can be for: a visit, a lead or a follow-up of the department that reads. */
export const usePurposeKinds = ['visit', 'lead', 'follow-up'] as const;
export const UsePurpose = z.strictObject({ kind: z.enum(usePurposeKinds), id: PlainId });
export type UsePurpose = z.infer<typeof UsePurpose>;

/** What a reader says of one use. */
export const ShareUseContent = z.strictObject({
  /** R30: a record that is there, is the own department's to work on, and is not ended. */
  purpose: UsePurpose,
  /** Of those that were granted. */
  fields: z.array(ShortText).min(1).max(100).readonly(),
  /** How many records were read. */
  rows: z.int().min(0).max(10_000_000),
  /** SHA-256 of the file or answer that was read. */
  digest: Sha256Hex,
});
export type ShareUseContent = z.infer<typeof ShareUseContent>;

/** 使用记录: who read what of an opened request, for which record. It is written once and never changed or removed. */
export const ShareUse = z.strictObject({
  ...ShareUseContent.shape,
  id: PlainId,
  requestId: PlainId,
  entryId: PlainId,
  title: LineText,
  holder: DepartmentCode,
  /** Whose person read it. */
  department: DepartmentCode,
  by: z.string(),
  at: Instant,
  /** Whom the purpose is about, where it is an object of the registry. */
  objectId: PlainId.optional(),
});
export type ShareUse = z.infer<typeof ShareUse>;
