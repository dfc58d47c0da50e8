import { searchForm } from '../../base/typed-text.ts';

/** What is like something else in words: how alike from 0 to 100, by the pairs of characters that both have (Dice). */
export function likeness(one: string, other: string): number {
  const [left, right] = [pairsOf(one), pairsOf(other)];
  if (left.size + right.size === 0) return searchForm(one) === searchForm(other) ? 100 : 0;
  const both = [...left].filter((pair) => right.has(pair)).length;
  return Math.round((200 * both) / (left.size + right.size));
}

function pairsOf(text: string): ReadonlySet<string> {
  const characters = [...searchForm(text)].filter((character) => /[\p{L}\p{N}]/u.test(character));
  return new Set(characters.slice(1).map((character, at) => `${characters[at]}${character}`));
}

/** Who or what a lead is about, as duplicates are looked for: an object by its number, words in their search form. */
export const subjectKey = ({
  objectId,
  subjectText,
}: {
  readonly objectId?: string | undefined;
  readonly subjectText?: string | undefined;
}): string => (objectId === undefined ? `~${searchForm(subjectText ?? '').slice(0, 200)}` : objectId);
