import { localDateOf, yearOf } from '../../calendar/local-date.ts';
import { type InspectionResult, publicIdOf } from '../../domain/result/inspection-result.ts';
import { ResultDocument } from '../../public/result-document.ts';
import { every } from '../every.ts';
import { numbersOf } from '../lead/resolve-object.ts';
import type { PublicRecord } from '../ports/public-record.ts';
import type { Records } from '../ports/records.ts';
import type { Registry } from '../ports/registry.ts';
import { resultsOf } from '../visit/read-visits.ts';
import type { Subject } from './identify-subject.ts';

export interface OwnDeps {
  readonly records: Records;
  readonly registry: Pick<Registry, 'find'>;
  readonly published: PublicRecord;
}

/** How many years back: what is not negative is public for good, and ten years are kept. */
const longestPublic = 10;

/** A result of the subject's, and what is public of it. */
interface OwnResult {
  readonly result: InspectionResult;
  readonly document: ResultDocument;
}

/**
 * What is public of a subject's results at present, under whichever of its numbers it was inspected, the newest year first;
 * an edition that was withdrawn is not among them. One request for each number and year, and one for each result and document.
 */
export async function ownResults(deps: OwnDeps, { objectId }: Subject, now: Date): Promise<readonly OwnResult[]> {
  const numbers = await numbersOf(deps, objectId);
  const thisYear = yearOf(localDateOf(now));
  const own: OwnResult[] = [];
  for (let year = thisYear; year >= thisYear - longestPublic; year -= 1) {
    for (const number of numbers) {
      const ofObject = { kind: 'visit', in: 'ofYear', of: year, between: [`${number}#`, `${number}#~`] } as const;
      for await (const { value: visit } of every((page) => deps.records.list({ ...ofObject, page }), 100)) {
        for (const { value: result } of await resultsOf(deps.records, visit)) {
          if (result.documentNumber === undefined) continue;
          const body = await deps.published.find('result', publicIdOf(result));
          const document = body && ResultDocument.parse(body);
          if (document && !document.withdrawn) own.push({ result, document });
        }
      }
    }
  }
  return own;
}
