import * as z from 'zod';
import { DepartmentCode, LineText, LocalDate, LongText, PlainId, ShortText } from '../../base/primitives.ts';
import type { ShareEntry } from './share-entry.ts';
import { shareRequestStatuses } from './states.ts';

/** 共享申请: a department asks for what another holds, for one purpose and a time. */
export const ShareRequest = z.strictObject({
  id: PlainId,
  entryId: PlainId,
  title: LineText,
  holder: DepartmentCode,
  asker: DepartmentCode,
  purpose: LongText,
  /** 法定职责: the duty that needs it, with its text. */
  legalDuty: LineText,
  /** Those of the entry, or others that the holder has. */
  fields: z.array(ShortText).min(1).max(100).readonly(),
  from: LocalDate,
  to: LocalDate,
  filedBy: z.string(),
  filedOn: LocalDate,
  /** 无条件共享, and nothing that the catalogue does not name: it is answered within a day. */
  atOnce: z.boolean(),
  status: z.enum(shareRequestStatuses),
  extension: z.strictObject({ reason: LineText, by: z.string() }).optional(),
  answeredBy: z.string().optional(),
  answeredOn: LocalDate.optional(),
  /** Of a refusal: its ground in law, and its reason. */
  basis: LongText.optional(),
  reason: LongText.optional(),
  openedOn: LocalDate.optional(),
  /** The day by which the holder is to answer or, once it has granted, to open; none when its year has no calendar. */
  due: LocalDate.optional(),
});
export type ShareRequest = z.infer<typeof ShareRequest>;

/** Whether a request asks for nothing but what anybody gets. */
export const isAtOnce = ({ attribute, fields }: ShareEntry, asked: readonly string[]): boolean =>
  attribute === 'unconditional' && asked.every((field) => fields.includes(field));
