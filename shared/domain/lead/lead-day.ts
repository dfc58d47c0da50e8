import * as z from 'zod';
import { LocalDate } from '../../base/primitives.ts';

/** The most leads that one day has numbers for. */
export const mostOfDay = 9999;

/** The last number given on a day; it moves in the transaction that registers, so that no number is left out. */
export const LeadDay = z.strictObject({ id: LocalDate, last: z.int().min(1).max(mostOfDay) });
export type LeadDay = z.infer<typeof LeadDay>;

/** County code, day and number: `411422202604130001`. */
export const leadNumber = (county: string, day: string, sequence: number): string =>
  `${county}${day.replaceAll('-', '')}${String(sequence).padStart(4, '0')}`;
