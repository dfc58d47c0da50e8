import { type InspectionResult, publicIdOf } from '../../domain/result/inspection-result.ts';
import { withChanges } from '../../public/edition-changes.ts';
import { editionPart } from '../../public/public-document.ts';
import { documentOf, ResultDocument } from '../../public/result-document.ts';
import { asCorrected, republicationOf } from '../../public/result-publication.ts';
import { heldFollowUps } from '../follow-up/of-result.ts';
import type { PublicRecord } from '../ports/public-record.ts';
import type { Records, Stored } from '../ports/records.ts';
import type { Change } from '../ports/unit-of-work.ts';
import { wholeVisit } from '../visit/part-ended.ts';
import { contradictedBy } from './public-agreement.ts';
import { taskReferences } from './task-references.ts';

/** Every public edition of a result, the earliest first. */
export async function publishedEditions(
  published: Pick<PublicRecord, 'find'>,
  result: Pick<InspectionResult, 'id' | 'publicId' | 'edition'>,
): Promise<readonly ResultDocument[]> {
  const numbers = Array.from({ length: result.edition }, (_, index) => index + 1);
  const bodies = await Promise.all(
    numbers.map((number) => published.find('result', publicIdOf(result), editionPart(number))),
  );
  return bodies.flatMap((body) => (body ? [ResultDocument.parse(body)] : []));
}

/** The version of a result that was published as this edition. */
export const versionOfEdition = (
  versions: readonly Stored<InspectionResult>[],
  edition: number,
): Stored<InspectionResult> | undefined =>
  versions.find(({ value }) => value.edition === edition && value.publishedAt !== undefined);

/**
 * What all editions of a result show under its stops and objections, made anew from the versions that were published: what
 * a stop has taken out of a document is not in it any more. Editions that were withdrawn stay so; empty when nothing is public.
 * With it comes that the follow-ups are still so which the latest edition tells of.
 */
export async function editionsShown(
  deps: { readonly records: Records; readonly published: Pick<PublicRecord, 'find'> },
  result: InspectionResult,
): Promise<readonly Change[]> {
  const before = (await publishedEditions(deps.published, result)).filter(({ withdrawn }) => !withdrawn);
  const versions = await deps.records.versions('result', result.id);
  const latest = before.at(-1);
  if (!latest) return [];
  const { followUps, holds } = await heldFollowUps(deps.records, result);
  const after = await Promise.all(
    before.map(async (document) => {
      const found = versionOfEdition(versions, document.edition);
      if (!found) throw new Error(`edition ${document.edition} of result ${result.id} is in no version of it`);
      const { edition, documentNumber, publishedAt, corrected } = document;
      const tasks = await taskReferences(deps.records, found.value);
      const differsFrom = document === latest ? await differing(deps, document, found.value) : document.differsFrom;
      const more = { ...(differsFrom && { differsFrom }), ...(document === latest && { followUps }) };
      const said = { edition, documentNumber, publishedAt, tasks, ...more };
      const shown = documentOf({ ...found.value, stops: result.stops, objections: result.objections }, said);
      return corrected ? asCorrected(shown) : shown;
    }),
  );
  const documents = republicationOf(
    after.map((document, at) => withChanges(document, after[at - 1])),
    before,
  );
  return [...documents.map((document) => ({ change: 'publish' as const, document })), ...holds];
}

/** The mark of a stopped edition does not say from whom it differed: that is looked up again. */
async function differing(
  deps: { readonly records: Records; readonly published: Pick<PublicRecord, 'find'> },
  { stopped, differsFrom }: ResultDocument,
  result: InspectionResult,
): Promise<readonly string[] | undefined> {
  if (!stopped) return differsFrom;
  const others = await contradictedBy(deps.published, await wholeVisit(deps.records, result), result);
  return others.map(({ authority }) => authority);
}
