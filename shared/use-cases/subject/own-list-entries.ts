import type { LocalDate } from '../../calendar/local-date.ts';
import { localDateOf } from '../../calendar/local-date.ts';
import { isInForce } from '../../domain/credit/in-force.ts';
import type { ListEntry } from '../../domain/credit/list-entry.ts';
import { standing } from '../credit/standing-entries.ts';
import { entriesOf, listedOf } from '../lookup/look-up.ts';
import type { Records } from '../ports/records.ts';
import type { Registry } from '../ports/registry.ts';

interface OwnListEntry extends Pick<ListEntry, 'list' | 'number' | 'reason' | 'department' | 'status'> {
  readonly on: LocalDate;
  readonly authority?: string;
  readonly until?: LocalDate;
  readonly grounds?: string;
  readonly inForce: boolean;
  readonly removal?: {
    readonly on: LocalDate;
    readonly number?: string | undefined;
    readonly reason?: string | undefined;
  };
}

/** What a subject is or was listed for, under any of its numbers: what is in force first, then the latest decided. */
export async function ownListEntries(
  deps: { readonly records: Records; readonly registry: Pick<Registry, 'find'> },
  { objectId }: { readonly objectId: string },
  now: Date,
): Promise<readonly OwnListEntry[]> {
  const { entries } = await standing(deps.records, await entriesOf(deps, objectId));
  return entries
    .flatMap(({ value }) => shown(value, localDateOf(now)) ?? [])
    .toSorted((a, b) => Number(b.inForce) - Number(a.inForce) || (a.on < b.on ? 1 : -1));
}

function shown(entry: ListEntry, today: LocalDate): OwnListEntry | undefined {
  const { list, reason, department, status, decision, outside, removal, notice } = entry;
  const listed = listedOf(entry);
  if (!decision || !listed) return undefined;
  const grounds = outside?.reason ?? notice?.grounds;
  return {
    ...{ list, number: decision.number, reason, department, status, on: decision.on },
    ...(outside && { authority: outside.authority }),
    ...(listed.until !== undefined && { until: listed.until }),
    ...(grounds !== undefined && { grounds }),
    inForce: isInForce(listed, today),
    ...(removal && { removal: { on: removal.on, number: removal.number, reason: removal.reason } }),
  };
}
