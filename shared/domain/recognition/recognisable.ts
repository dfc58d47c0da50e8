import * as z from 'zod';
import { DepartmentCode, LineText, PlainId } from '../../base/primitives.ts';

/** What the joint meeting's office says of an item whose conclusions others may rely on. */
export const RecognisableContent = z.strictObject({
  /** The departments that may. */
  by: z.array(DepartmentCode).min(1).max(40).readonly(),
  /** For how many months after its publication a conclusion is cited; without it, as the county has fixed for all. */
  months: z.int().min(1).max(24).optional(),
  /** The document that says so, and what is still to be confirmed about it. */
  document: LineText,
  confirm: LineText.optional(),
  /** Whether it stands in the list; what was recognised stays when it does no longer. */
  listed: z.boolean(),
});
export type RecognisableContent = z.infer<typeof RecognisableContent>;

/** 互认清单: an item whose published conclusions other departments may recognise. Its id is the item's. */
export const RecognisableItem = z.strictObject({
  id: PlainId,
  name: z.string(),
  /** Whose item it is. */
  holder: DepartmentCode,
  ...RecognisableContent.shape,
});
export type RecognisableItem = z.infer<typeof RecognisableItem>;
