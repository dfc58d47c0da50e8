import { localDateOf } from '../calendar/local-date.ts';
import { placeIn, publicLists } from './lists.ts';
import { editionPart, type PublicDocument } from './public-document.ts';
import { type ResultDocument, withdrawn } from './result-document.ts';

const { ofMonth, ofDepartmentInMonth, ofCreditCode } = publicLists.result;

const placed = (
  id: string,
  part: string | undefined,
  body: ResultDocument,
  places: PublicDocument['places'],
  replaces: readonly ResultDocument[] = [],
) => ({
  kind: 'result' as const,
  id,
  ...(part !== undefined && { part }),
  body,
  places,
  ...(replaces.length > 0 && { replaces }),
});

/**
 * The documents of one publication: the current document, listed by month and credit code; the edition, listed by
 * department; and the replaced edition, marked as corrected and no longer listed.
 */
export function publicationOf(
  document: ResultDocument,
  month: string,
  replaced: ResultDocument | undefined,
): readonly PublicDocument[] {
  const { id } = document;
  return [
    ...current(document, month, replaced ? [replaced] : []),
    ...(replaced ? [placed(id, editionPart(replaced.edition), asCorrected(replaced), {})] : []),
  ];
}

/**
 * All editions again, the earliest first, after rows of them were stopped or resumed. `before`: the same as they were.
 */
export function republicationOf(
  editions: readonly ResultDocument[],
  before: readonly ResultDocument[],
): readonly PublicDocument[] {
  const latest = editions.at(-1);
  if (!latest) return [];
  const earlier = editions.slice(0, -1);
  return [
    ...earlier.map((document) => placed(document.id, editionPart(document.edition), document, {})),
    ...current(latest, localDateOf(new Date(latest.publishedAt)).slice(0, 7), before),
  ];
}

/** The current document, and its edition; what is stopped stands in no list. */
function current(
  document: ResultDocument,
  month: string,
  replaces: readonly ResultDocument[],
): readonly PublicDocument[] {
  const { id, edition, department, creditCode, publishedAt, stopped } = document;
  const sort = `${publishedAt}#${id}`;
  const listed = {
    ...placeIn(ofMonth, month, sort),
    ...(creditCode !== undefined && placeIn(ofCreditCode, creditCode, sort)),
  };
  const ofEdition = placeIn(ofDepartmentInMonth, { department, month }, sort);
  return [
    placed(id, undefined, document, stopped ? {} : listed, replaces),
    placed(id, editionPart(edition), document, stopped ? {} : ofEdition),
  ];
}

/** An objection to an edition is over once another replaces it, which says what becomes of the measures. */
export function asCorrected({ contested: _, followUps: __, ...document }: ResultDocument): ResultDocument {
  return { ...document, corrected: true };
}

/** What withholding writes over every public edition; none of them is listed any more. */
export function withdrawalOf(editions: readonly ResultDocument[]): readonly PublicDocument[] {
  const latest = editions.at(-1);
  return [
    ...editions.map((document) => placed(document.id, editionPart(document.edition), withdrawn(document), {})),
    ...(latest ? [placed(latest.id, undefined, withdrawn(latest), {}, editions)] : []),
  ];
}
