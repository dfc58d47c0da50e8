import { localDateOf } from '../../calendar/local-date.ts';
import { asRevoked, asShown, hasCreditRecord, recordOfResult } from '../../domain/credit/record-of.ts';
import { follows, type RecordedEvent } from '../../domain/credit/touches-record.ts';
import type { InspectionResult } from '../../domain/result/inspection-result.ts';
import type { Actor } from '../actor.ts';
import type { Records } from '../ports/records.ts';
import type { Change } from '../ports/unit-of-work.ts';
import { creditRecordIdOf, recordChange, recordOfSource } from './keep-record.ts';

/**
 * R43: what is written of the record of a result with an event, which makes this of it: made or revised with an edition that
 * becomes public, as it is shown after a stop or an objection, revoked when an objection is upheld (R97) or nothing of it may
 * be public.
 */
export async function recordAfter(
  records: Records,
  event: RecordedEvent,
  result: InspectionResult,
  actor: Pick<Actor, 'id' | 'department'>,
  now: Date,
): Promise<readonly Change[]> {
  if (!hasCreditRecord(result.object)) return [];
  const source = { kind: 'result', ref: result.id } as const;
  const before = await recordOfSource(records, source);
  const today = localDateOf(now);
  if (follows[event] === 'edition') {
    const said = recordOfResult({ id: creditRecordIdOf(source) }, result, before?.value);
    return recordChange(
      before,
      asShown(said, result, today),
      { revised: true, note: result.correctionReason },
      actor,
      now,
    );
  }
  if (!before) return [];
  const { recordedOn: _, changedOn: __, steps: ___, ...was } = before.value;
  if (follows[event] === 'shown') return recordChange(before, asShown(was, result, today), {}, actor, now);
  const reason = event === 'uphold' ? '异议成立，检查结果更正中' : '检查结果不予公开';
  return recordChange(before, asRevoked(was, reason, today), { note: reason }, actor, now);
}
