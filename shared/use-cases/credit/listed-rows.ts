import type { LocalDate } from '../../calendar/local-date.ts';
import type { ListEntry } from '../../domain/credit/list-entry.ts';
import type { InspectionResult } from '../../domain/result/inspection-result.ts';
import { afterListing } from '../../domain/result/shown-rows.ts';
import type { Actor } from '../actor.ts';
import { eventOf, replaceRecord } from '../changes.ts';
import type { Records, Stored } from '../ports/records.ts';
import type { Change } from '../ports/unit-of-work.ts';
import { versionOfEdition } from '../result/shown-editions.ts';

/** The rows of the result that stay public as long as the entry, which is off its list since a day. */
export async function endedWith(
  { records }: { readonly records: Records },
  { resultId, items, id }: ListEntry,
  on: LocalDate,
  actor: Actor,
  now: Date,
): Promise<readonly Change[]> {
  const result = await records.find('result', resultId);
  if (!result || items.length === 0) return [];
  const value = afterListing(result.value, await publicEdition(records, result), items, on);
  const event = eventOf('end-with-listing', actor, now, { entry: id, rows: items.length });
  return [replaceRecord('result', resultId, result, value, event)];
}

/** What is public of a result, whatever a correction has entered since. */
async function publicEdition(records: Records, { value: { id, edition } }: Stored<InspectionResult>) {
  if (edition === 0) return undefined;
  const found = versionOfEdition(await records.versions('result', id), edition);
  if (!found) throw new Error(`edition ${edition} of result ${id} is in no version of it`);
  return found.value;
}
