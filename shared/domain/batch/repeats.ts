import { localDateOf, yearOf } from '../../calendar/local-date.ts';
import type { Batch } from './batch.ts';

/** How often an entry may be drawn again in a year without the convener's consent. */
export const repeatsPerYear = 1;

/**
 * How often an entry was drawn again in a year. Only what was public counts: before its digest a batch can be frozen anew
 * without that anybody gains a chance by it.
 *
 * @param voided - The voided batches of the entry, the earliest first.
 */
export const repeatsIn = (year: number, voided: readonly Pick<Batch, 'committedAt' | 'frozenAt'>[]): number =>
  committed(voided)
    .slice(1)
    .filter(({ frozenAt }) => yearOf(localDateOf(new Date(frozenAt))) === year).length;

/** Those of some batches whose digest was public. */
export const committed = <B extends Pick<Batch, 'committedAt'>>(batches: readonly B[]): readonly B[] =>
  batches.filter(({ committedAt }) => committedAt !== undefined);
