import * as z from 'zod';
import { DepartmentCode, Instant, LineText, LongText, PlainId, ShortText } from '../../base/primitives.ts';
import { shareAttributeCodes, shareCycleCodes } from '../../codes/sharing.ts';

/** What the holder writes into the catalogue. */
export const ShareEntryContent = z.strictObject({
  title: LineText,
  /** 数据项: what a reader gets. */
  fields: z.array(ShortText).min(1).max(100).readonly(),
  attribute: z.enum(shareAttributeCodes),
  /** Of 有条件共享: for which duties, to which departments. */
  condition: LongText.optional(),
  /** Of 不予共享: the law or administrative regulation that says so. */
  basis: LongText.optional(),
  cycle: z.enum(shareCycleCodes),
});
export type ShareEntryContent = z.infer<typeof ShareEntryContent>;

/** 共享目录条目. Every version stays readable. */
export const ShareEntry = z.strictObject({
  ...ShareEntryContent.shape,
  id: PlainId,
  /** 数据提供部门. */
  holder: DepartmentCode,
  status: z.enum(['listed', 'removed']),
  changedBy: z.string(),
  changedAt: Instant,
});
export type ShareEntry = z.infer<typeof ShareEntry>;
