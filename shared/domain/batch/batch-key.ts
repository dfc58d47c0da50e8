import * as z from 'zod';
import { DepartmentCode, Instant, LineText, PlainId, Sha256Hex } from '../../base/primitives.ts';

/** What a key was opened for; each opening is an event of its own. */
export const keyPurposes = ['freeze', 'draw', 'match', 'seal', 'reserve', 'team-change', 'slip', 'export'] as const;
export type KeyPurpose = (typeof keyPurposes)[number];

/** 密钥移交: asked for by one person, approved by another; to whoever oversees or certifies the draw. */
export const KeyExport = z.strictObject({
  id: PlainId,
  /** Who gets it: a supervisor, an auditor or a notary. */
  recipient: LineText,
  reason: LineText,
  requestedBy: z.string(),
  requestedAt: Instant,
  approvedBy: z.string().optional(),
  approvedAt: Instant.optional(),
});
export type KeyExport = z.infer<typeof KeyExport>;

/** 批次密钥, under the id of its batch, as the key service has sealed it. */
export const BatchKeyRecord = z.strictObject({
  id: PlainId,
  /** The number of the batch. */
  number: PlainId,
  department: DepartmentCode,
  commitment: Sha256Hex,
  sealed: z.string(),
  madeAt: Instant,
  /** 已丢失: since when it is known that it cannot be opened. */
  lostAt: Instant.optional(),
  exports: z.array(KeyExport).readonly(),
});
export type BatchKeyRecord = z.infer<typeof BatchKeyRecord>;

/** One opening of a key. */
export const KeyUse = z.strictObject({
  id: PlainId,
  batchId: PlainId,
  number: PlainId,
  purpose: z.enum(keyPurposes),
  by: z.string(),
  at: Instant,
});
export type KeyUse = z.infer<typeof KeyUse>;
