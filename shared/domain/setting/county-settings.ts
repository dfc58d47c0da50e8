import * as z from 'zod';
import { Instant, LineText, LocalDate, PlainId, ShortText } from '../../base/primitives.ts';
import { Evidence } from '../result/evidence.ts';

/** 依据文件: what sets a figure. The file, where there is one, was uploaded and confirmed. */
export const SettingDocument = z.strictObject({ number: ShortText, title: LineText, file: Evidence.optional() });
export type SettingDocument = z.infer<typeof SettingDocument>;

export const SettingValue = z.union([z.int(), z.boolean()]);
export type SettingValue = z.infer<typeof SettingValue>;

// A name is stored as text: a figure that a later version no longer knows stays readable.
const proposed = {
  id: PlainId,
  name: z.string(),
  value: SettingValue,
  document: SettingDocument,
  /** The day from which it is to be in force, in Asia/Shanghai. */
  from: LocalDate,
  proposedBy: z.string(),
  proposedAt: Instant,
};

/** 变更设定的提议: made by one person of the joint meeting's office, decided by another (R5). */
export const SettingProposal = z.strictObject(proposed);
export type SettingProposal = z.infer<typeof SettingProposal>;

/** A figure as it was fixed. */
export const SettingEdition = z.strictObject({
  ...proposed,
  approvedBy: z.string(),
  approvedAt: Instant,
  /** The first instant at which it is in force: the day's beginning, or the approval if that came later. */
  since: Instant,
});
export type SettingEdition = z.infer<typeof SettingEdition>;

/** 县级设定: every edition of every figure, in the order of approval, and the open proposals, one per figure at most. */
export const CountySettings = z.strictObject({
  editions: z.array(SettingEdition).max(400).readonly(),
  proposals: z.array(SettingProposal).readonly(),
});
export type CountySettings = z.infer<typeof CountySettings>;

/** The edition of a figure that is in force at an instant: of those that have begun, the one approved last. */
export const editionAt = (
  { editions }: Pick<CountySettings, 'editions'>,
  name: string,
  instant: Date,
): SettingEdition | undefined =>
  editions.findLast((edition) => edition.name === name && Date.parse(edition.since) <= instant.getTime());
