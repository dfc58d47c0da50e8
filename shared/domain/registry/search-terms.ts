import { searchForm } from '../../base/typed-text.ts';
import type { RegistryKind } from './kinds.ts';
import type { RegistryRow } from './registry.ts';

/** One of the places of a row in the search index. */
export interface SearchTerm {
  /** The list: all rows that share a character of their names, a township, a department. */
  readonly list: string;
  /** The order within it, and what a search for a beginning compares with. */
  readonly sort: string;
  /** Of a name: which of its characters this is, counted from 0. */
  readonly at?: number;
  /** How much of the row stands beside the term, for lists to be filtered by. */
  readonly beside: 'few' | 'many';
}

/** What a list of rows is asked by: the lists of `termsOf`. */
export const searchLists = {
  name: (character: string) => `name#${character}`,
  id: () => 'id',
  township: (township: string) => `township#${township}`,
  supervisor: (department: string) => `supervisor#${department}`,
  continued: () => 'continued',
} as const;

/** A search by name compares so many characters; what is asked for is not longer. */
export const comparedCharacters = 50;

/** Characters as people count them: a rare one takes two code units. */
export const charactersOf = (text: string): readonly string[] => [...text];

/** Every row is found by any part of its name; an object also by its number, its township and whoever supervises it. */
export const termsOf = <K extends RegistryKind>(kind: K, row: RegistryRow[K]): readonly SearchTerm[] => [
  ...nameTerms(row.name),
  ...(kind === 'object' ? objectTerms(row as RegistryRow['object']) : []),
];

/** A name from each of its characters on: whatever part of a name is asked for begins one of these. */
export function nameTerms(name: string): readonly SearchTerm[] {
  const characters = charactersOf(searchForm(name));
  const terms = characters.map((character, at): SearchTerm => {
    const sort = characters.slice(at + 1, at + comparedCharacters).join('');
    return { list: searchLists.name(character), sort, at, beside: 'few' };
  });
  // A name that repeats itself for longer than is compared has its first place only.
  return [...new Map(terms.toReversed().map((term) => [`${term.list} ${term.sort}`, term])).values()].toReversed();
}

const objectTerms = ({ id, township, supervisors, continuedAs }: RegistryRow['object']): readonly SearchTerm[] => [
  { list: searchLists.id(), sort: id.toUpperCase(), beside: 'many' },
  { list: searchLists.township(township), sort: '', beside: 'many' },
  ...(continuedAs === undefined ? [] : [{ list: searchLists.continued(), sort: '', beside: 'few' } as const]),
  ...[...new Set(supervisors)].map(
    (department): SearchTerm => ({ list: searchLists.supervisor(department), sort: '', beside: 'many' }),
  ),
];

/** The place in a name at which a part of it stands first, both in their search form; undefined if it does not. */
export function placeIn(name: string, part: string): number | undefined {
  const whole = searchForm(name);
  const at = whole.indexOf(part);
  return at < 0 ? undefined : charactersOf(whole.slice(0, at)).length;
}
