import { editionPart, type PublicDocument } from './documents.ts';
import { type ResultDocument, withdrawn } from './result-document.ts';

/** Where the portal lists results: by month of publication (`YYYY-MM`), by department, by credit code. */
export const resultPartitions = {
  month: (month: string): string => `result#${month}`,
  departmentMonth: (department: string, month: string): string => `result#${department}#${month}`,
  creditCode: (code: string): string => `result#${code}`,
} as const;

const placed = (id: string, part: string | undefined, body: ResultDocument, places: PublicDocument['places']) => ({
  kind: 'result' as const,
  id,
  ...(part !== undefined && { part }),
  body,
  places,
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
    placed(id, undefined, document, {
      byList: [resultPartitions.month(month), sort],
      ...(creditCode !== undefined && { byCode: [resultPartitions.creditCode(creditCode), sort] as const }),
    }),
    placed(id, editionPart(edition), document, {
      byList: [resultPartitions.departmentMonth(department, month), sort],
    }),
    ...(replaced ? [placed(id, editionPart(replaced.edition), { ...replaced, corrected: true }, {})] : []),
  ];
}

/** What withholding writes over every public edition; none of them is listed any more. */
export function withdrawalOf(editions: readonly ResultDocument[]): readonly PublicDocument[] {
  const latest = editions.at(-1);
  return [
    ...editions.map((document) => placed(document.id, editionPart(document.edition), withdrawn(document), {})),
    ...(latest ? [placed(latest.id, undefined, withdrawn(latest), {})] : []),
  ];
}
