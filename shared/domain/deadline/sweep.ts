import * as z from 'zod';
import { LocalDate, PlainId } from '../../base/primitives.ts';

/** Up to which day a job that sweeps has gone through, so that the next run knows what it has to make up. */
export const Sweep = z.strictObject({ id: PlainId, day: LocalDate });
export type Sweep = z.infer<typeof Sweep>;
