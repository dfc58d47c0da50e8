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
  const { id, edition, department, creditCode, publishedAt } = document;
  const sort = `${publishedAt}#${id}`;
  return [
    placed(
      id,
      undefined,
      document,
      {
        ...placeIn(ofMonth, month, sort),
        ...(creditCode !== undefined && placeIn(ofCreditCode, creditCode, sort)),
      },
      replaced ? [replaced] : [],
    ),
    placed(id, editionPart(edition), document, placeIn(ofDepartmentInMonth, { department, month }, sort)),
    ...(replaced ? [placed(id, editionPart(replaced.edition), { ...replaced, corrected: true }, {})] : []),
  ];
}

/** What withholding writes over every public edition; none of them is listed any more. */
export function withdrawalOf(editions: readonly ResultDocument[]): readonly PublicDocument[] {
  const latest = editions.at(-1);
  return [
    ...editions.map((document) => placed(document.id, editionPart(document.edition), withdrawn(document), {})),
    ...(latest ? [placed(latest.id, undefined, withdrawn(latest), {}, editions)] : []),
  ];
}
