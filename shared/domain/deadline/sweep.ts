import * as z from 'zod';
import { LocalDate, PlainId } from '../../base/primitives.ts';

/** The last day that a sweep job has covered, so that the next run knows what to catch up on. */
export const Sweep = z.strictObject({ id: PlainId, day: LocalDate });
export type Sweep = z.infer<typeof Sweep>;
