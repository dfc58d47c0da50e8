import * as z from 'zod';
import { LocalDate } from '../../base/primitives.ts';

export const Window = z
  .strictObject({ from: LocalDate, to: LocalDate })
  .refine(({ from, to }) => from <= to, { path: ['to'], message: '结束日期不得早于开始日期' });
export type Window = z.infer<typeof Window>;
