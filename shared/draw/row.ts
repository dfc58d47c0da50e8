import { drawSpec } from './manifest.ts';
import { sha256 } from './sha256.ts';
import { isSha256Hex } from './text.ts';

/** What a row name binds, beside its salt. */
export interface RowContent {
  readonly id: string;
  /** Of the registry, when it was read for the batch. */
  readonly version: number;
  /** The numbers of the parts that apply, ascending, joined by commas; of people the department. */
  readonly places: string;
}

/** The name under which an object or a person stands in a public list: only its salt tells whose it is. */
export const rowName = (salt: string, { id, version, places }: RowContent): string =>
  sha256(`${drawSpec}\nrow\n${salt}\n${version}\n${places}\n${id}`);

export const isRowName = isSha256Hex;

/** The first byte of a row, which is the shard it belongs to. */
export const shardOf = (row: string): number => Number.parseInt(row.slice(0, 2), 16);

/** The text of the numbers of the parts that apply to an object, given in any order. */
export const placesText = (parts: Iterable<number>): string => [...new Set(parts)].sort((a, b) => a - b).join(',');

/** The numbers that a text of places states for a frame of so many parts; undefined unless it is their one form. */
export function placesOf(text: string, parts: number): readonly number[] | undefined {
  const numbers = text.split(',').map(Number);
  const fit = numbers.every((part) => Number.isSafeInteger(part) && part >= 1 && part <= parts);
  return fit && placesText(numbers) === text ? numbers : undefined;
}
