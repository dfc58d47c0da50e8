import type { LocalDate } from '../../calendar/local-date.ts';
import { isOver } from '../../domain/credit/entry-open.ts';
import { type ListEntry, proposalOf } from '../../domain/credit/list-entry.ts';
import type { InspectionResult } from '../../domain/result/inspection-result.ts';
import { afterListing } from '../../domain/result/shown-rows.ts';
import type { Actor } from '../actor.ts';
import { checkOf, eventOf, replaceRecord } from '../changes.ts';
import type { Records, Stored } from '../ports/records.ts';
import type { Change } from '../ports/unit-of-work.ts';
import { versionOfEdition } from '../result/shown-editions.ts';
import { latestListEntry } from './list-entry-deps.ts';

/**
 * The rows of the result that stay public as long as the entry, which is off its list since a day. Those of another entry that
 * is listed stay with that one; the other entries of the result are as they were read, so that the last one ends the row.
 */
export async function endedWith(
  { records }: { readonly records: Records },
  entry: ListEntry,
  on: LocalDate,
  actor: Actor,
  now: Date,
): Promise<readonly Change[]> {
  const proposal = proposalOf(entry);
  if (!proposal) return [];
  const { resultId } = proposal;
  const { id } = entry;
  const result = await records.find('result', resultId);
  if (!result) return [];
  const others = await otherEntries(records, result.value, proposal);
  const also = others.map((other) => checkOf('list-entry', other.value.id, other));
  const kept = new Set(others.flatMap(({ value }) => (value.status === 'listed' ? (value.items ?? []) : [])));
  const items = proposal.items.filter((item) => !kept.has(item));
  if (items.length === 0) return also;
  const value = afterListing(result.value, await publicEdition(records, result), items, on);
  const event = eventOf('end-with-listing', actor, now, { entry: id, rows: items.length });
  return [replaceRecord('result', resultId, result, value, event), ...also];
}

/** The same rows once the entry is listed: what an earlier one has ended goes on with it. */
export async function goingOnWith(
  { records }: { readonly records: Records },
  { items = [], id }: ListEntry,
  result: Stored<InspectionResult>,
  actor: Actor,
  now: Date,
): Promise<readonly Change[]> {
  const again = items.filter((item) => result.value.delisted?.some((row) => row.item === item));
  if (again.length === 0) return [checkOf('result', result.value.id, result)];
  const value = afterListing(result.value, await publicEdition(records, result), again, undefined);
  const event = eventOf('go-on-with-listing', actor, now, { entry: id, rows: again.length });
  return [replaceRecord('result', result.value.id, result, value, event)];
}

/** What other follow-ups of the result propose to list, or have listed, for any of the same rows. */
async function otherEntries(
  records: Records,
  { followUps = [] }: InspectionResult,
  { followUpId, items }: NonNullable<ReturnType<typeof proposalOf>>,
): Promise<readonly Stored<ListEntry>[]> {
  const others = followUps.filter((id) => id !== followUpId);
  const latest = await Promise.all(others.map((id) => latestListEntry(records, id)));
  return latest.flatMap(({ entry }) =>
    entry && !isOver(entry.value) && entry.value.items?.some((item) => items.includes(item)) ? [entry] : [],
  );
}

/** What is public of a result, whatever a correction has entered since. */
async function publicEdition(records: Records, { value: { id, edition } }: Stored<InspectionResult>) {
  if (edition === 0) return undefined;
  const found = versionOfEdition(await records.versions('result', id), edition);
  if (!found) throw new Error(`edition ${edition} of result ${id} is in no version of it`);
  return found.value;
}
