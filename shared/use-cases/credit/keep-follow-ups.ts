import { localDateOf } from '../../calendar/local-date.ts';
import type { CreditRecord } from '../../domain/credit/credit-record.ts';
import { asRevoked, hasCreditRecord, recordOfFollowUp } from '../../domain/credit/record-of.ts';
import type { FollowUp } from '../../domain/follow-up/follow-up.ts';
import { mayNameAPerson } from '../../public/masking.ts';
import type { Actor } from '../actor.ts';
import type { Records, Stored } from '../ports/records.ts';
import type { Change } from '../ports/unit-of-work.ts';
import { creditRecordIdOf, recordChange, recordOfSource } from './keep-record.ts';

/**
 * R43: what goes on record with the closing of a follow-up. One that was closed before, opened again and closed with another
 * outcome revises its record, or revokes it.
 */
export async function recordOfClosed(
  records: Records,
  followUp: FollowUp,
  actor: Pick<Actor, 'id' | 'department'>,
  now: Date,
): Promise<readonly Change[]> {
  if (!hasCreditRecord(followUp.object)) return [];
  const source = { kind: 'follow-up', ref: followUp.id } as const;
  const today = localDateOf(now);
  const before = await recordOfSource(records, source);
  const mayBePerson = mayNameAPerson(followUp.object);
  const said = recordOfFollowUp({ id: creditRecordIdOf(source) }, followUp, { today, mayBePerson });
  if (said) return recordChange(before, said, { revised: true }, actor, now);
  return revoked(before, '原决定已改变', actor, now);
}

/** R53: what it was closed with counts no more once it is opened again, until it is closed anew. */
export const recordOfReopened = async (
  records: Records,
  { id }: FollowUp,
  actor: Pick<Actor, 'id' | 'department'>,
  now: Date,
): Promise<readonly Change[]> =>
  revoked(await recordOfSource(records, { kind: 'follow-up', ref: id }), '后续处置重新办理', actor, now);

function revoked(
  before: Stored<CreditRecord> | undefined,
  reason: string,
  actor: Pick<Actor, 'id' | 'department'>,
  now: Date,
): readonly Change[] {
  if (!before || before.value.status === 'revoked') return [];
  const { recordedOn: _, changedOn: __, steps: ___, ...was } = before.value;
  return recordChange(before, asRevoked(was, reason, localDateOf(now)), { note: reason }, actor, now);
}
