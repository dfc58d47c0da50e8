import * as z from 'zod';
import { Month, PlainId } from '../../base/primitives.ts';
import { ClassSource } from '../registry/class-by.ts';

/** The file of classes of a source that was applied last; absent where none is in force. */
export const ClassSourceHead = z.strictObject({
  id: ClassSource,
  last: z.strictObject({ importId: PlainId, month: Month }).optional(),
});
export type ClassSourceHead = z.infer<typeof ClassSourceHead>;
