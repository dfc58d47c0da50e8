import * as z from 'zod';
import { Instant, PlainId, Sha256Hex, ShortText } from '../../base/primitives.ts';

/** What may be kept as evidence: pictures, sound, film and documents; nothing that a browser would execute. */
export const evidenceMediaTypes = [
  'image/jpeg',
  'image/png',
  'image/webp',
  'image/heic',
  'application/pdf',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  'text/plain',
  'audio/mpeg',
  'audio/mp4',
  'video/mp4',
] as const;

export const evidenceLimitBytes = 50 * 1024 * 1024;
export const evidencePerResult = 50;

/** An announced upload; the file must have exactly this size and digest. */
export const EvidenceAnnouncement = z.strictObject({
  name: ShortText.refine((name) => !/[\\/:*?"<>|\p{Cc}]/u.test(name), { message: '文件名含有不允许的字符' }),
  mediaType: z.enum(evidenceMediaTypes),
  bytes: z.int().min(1).max(evidenceLimitBytes),
  sha256: Sha256Hex,
});
export type EvidenceAnnouncement = z.infer<typeof EvidenceAnnouncement>;

export const Evidence = z.strictObject({
  id: PlainId,
  ...EvidenceAnnouncement.shape,
  blob: z.string(),
  addedBy: z.string(),
  addedAt: Instant,
});
export type Evidence = z.infer<typeof Evidence>;

/** The upload key for a browser, usable as long as its presigned address is valid. */
export const evidenceUploadKey = (resultId: string, evidenceId: string): string =>
  `uploads/evidence/${resultId}/${evidenceId}`;

/** The key of a confirmed file, new for each confirmation: nothing reaches it again, so it keeps matching its digest. */
export const evidenceBlobKey = (resultId: string, evidenceId: string, confirmation: string): string =>
  `evidence/${resultId}/${evidenceId}-${confirmation}`;
