import { ok } from '../../base/result.ts';
import { localDateOf, shiftDate } from '../../calendar/local-date.ts';
import { type ChangeDeps, changeRecord, present } from '../change-record.ts';
import { eventOf } from '../changes.ts';
import { every } from '../every.ts';
import { systemActor } from '../system-actor.ts';

const pageSize = 100;

/** R62: ends every period whose last day has passed. Frames go by the days; this takes it out of the list of those that hold. */
export async function endTrustPeriods(deps: ChangeDeps, now: Date): Promise<Record<string, number>> {
  const today = localDateOf(now);
  const over = { kind: 'trust-period', in: 'active', between: ['0000-00-00', shiftDate(today, -1)] } as const;
  const counts = { ended: 0 };
  // All of them, before any is ended and leaves the list.
  for (const { value } of await Array.fromAsync(every((page) => deps.records.list({ ...over, page }), pageSize))) {
    const done = await changeRecord(
      deps,
      'trust-period',
      { id: value.id, find: () => present(deps.records, 'trust-period', value.id) },
      ({ value: before }) => {
        if (before.status !== 'active' || before.to >= today) return ok(undefined);
        const ended = { ...before, status: 'ended' as const, endedOn: shiftDate(before.to, 1) };
        return ok({ value: ended, event: eventOf('end', systemActor(before), now, { object: before.objectId }) });
      },
    );
    if (!done.ok) throw new Error(`trust period ${value.id}: ${done.error.kind}`);
    counts.ended += 1;
  }
  return counts;
}
