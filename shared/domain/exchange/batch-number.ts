import type { LocalDate } from '../../calendar/local-date.ts';
import { sha256 } from '../../draw/sha256.ts';

/** A day's counter has five digits. */
const mostOfDay = 99_999;

/**
 * R90: the number (cd_batch) of the next batch of a day: eight digits of the day and five of the day's counter, after the
 * highest that was ever given, so that the number of a batch that was given up is not used again.
 *
 * @throws RangeError after the last number of the day.
 */
export function nextBatchNumber(day: LocalDate, given: Iterable<string>): string {
  const digits = day.replaceAll('-', '');
  const counters = [...given].filter((number) => number.startsWith(digits)).map((number) => Number(number.slice(8)));
  const next = counters.reduce((highest, counter) => Math.max(highest, counter), 0) + 1;
  if (next > mostOfDay) throw new RangeError(`no number is left for ${day}`);
  return `${digits}${String(next).padStart(5, '0')}`;
}

/**
 * The id (cd_id) under which a record stands with a receiver, the same in every batch. It is a digest, so that it fits
 * every receiver's width and tells nothing of how we number our records.
 */
export const rowIdOf = (layout: string, record: string): string =>
  sha256(JSON.stringify(['exchange-row', layout, record])).slice(0, 32);
