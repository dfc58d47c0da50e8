import * as z from 'zod';
import { DepartmentCode, Instant, LineText, PlainId } from '../../base/primitives.ts';

/** Why a sealed transfer is read. */
export const transferReadingReasons = ['办理', '审批', '核对材料', '监督检查', '其他'] as const;

/** 秘密: who has read a transfer, when and why. Nobody reads one without. */
export const TransferReading = z.strictObject({
  id: PlainId,
  transferId: PlainId,
  at: Instant,
  by: z.string(),
  department: DepartmentCode,
  reason: z.enum(transferReadingReasons),
  note: LineText.optional(),
});
export type TransferReading = z.infer<typeof TransferReading>;
