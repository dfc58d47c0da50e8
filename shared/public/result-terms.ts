import * as z from 'zod';
import { DepartmentCode, Instant, PlainId } from '../base/primitives.ts';
import { searchForm } from '../base/typed-text.ts';
import type { PublicDocument } from './public-document.ts';
import type { ResultDocument } from './result-document.ts';

/** Where published results are searched; each list is in the order of publication. */
export const resultLists = {
  all: () => 'all',
  /** By two characters that follow each other in the object's public name. */
  name: (pair: string) => `name#${pair}`,
  department: (department: string) => `department#${department}`,
  township: (township: string) => `township#${township}`,
} as const;

export interface ResultTerms {
  readonly lists: readonly string[];
  readonly sort: string;
  readonly beside: { readonly name: string; readonly department: string; readonly township?: string };
}

/** The two characters by which a part of a name, in its search form, is looked up; undefined of a shorter one. */
export const pairOf = (name: string): string | undefined => pairsIn(name)[0];

/** What a result is searched by. The rest of a document is not looked at, and its schema not loaded. */
const Searched = z.object({
  id: PlainId,
  publishedAt: Instant,
  withdrawn: z.boolean(),
  stopped: z.literal(true).optional(),
  objectName: z.string(),
  department: DepartmentCode,
  township: z.string().optional(),
}) satisfies z.ZodType<
  Pick<ResultDocument, 'id' | 'publishedAt' | 'withdrawn' | 'stopped' | 'objectName' | 'department' | 'township'>
>;

/** The places of a published result in the search index; its editions and what is withdrawn or stopped have none. */
export function resultTerms({
  kind,
  part,
  body,
}: Pick<PublicDocument, 'kind' | 'part' | 'body'>): ResultTerms | undefined {
  if (kind !== 'result' || part !== undefined) return undefined;
  const { id, publishedAt, withdrawn, stopped, objectName, department, township } = Searched.parse(body);
  if (withdrawn || stopped) return undefined;
  const name = searchForm(objectName);
  return {
    lists: [
      resultLists.all(),
      resultLists.department(department),
      ...(township === undefined ? [] : [resultLists.township(township)]),
      ...new Set(pairsIn(name).map(resultLists.name)),
    ],
    sort: `${publishedAt}#${id}`,
    beside: { name, department, ...(township !== undefined && { township }) },
  };
}

function pairsIn(name: string): readonly string[] {
  const characters = [...name];
  return characters.slice(1).map((character, index) => `${characters[index]}${character}`);
}
