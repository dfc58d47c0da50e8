import type { ListEntry } from '../../domain/credit/list-entry.ts';
import { hasCreditRecord, recordOfEntry } from '../../domain/credit/record-of.ts';
import type { Actor } from '../actor.ts';
import type { Records } from '../ports/records.ts';
import type { Change } from '../ports/unit-of-work.ts';
import { creditRecordIdOf, recordChange, recordOfSource } from './keep-record.ts';

/** R43: what goes on record with an act on an entry of a list: that it is listed, and what becomes of that. */
export async function recordOfListing(
  records: Records,
  entry: ListEntry,
  actor: Pick<Actor, 'id' | 'department'>,
  now: Date,
): Promise<readonly Change[]> {
  if (!hasCreditRecord(entry.object)) return [];
  const source = { kind: 'list-entry', ref: entry.id } as const;
  const said = recordOfEntry({ id: creditRecordIdOf(source) }, entry);
  return said ? recordChange(await recordOfSource(records, source), said, {}, actor, now) : [];
}
