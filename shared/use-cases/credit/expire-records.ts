import type { Failure } from '../../base/failures.ts';
import { ok } from '../../base/result.ts';
import { transition } from '../../base/transitions.ts';
import { type LocalDate, localDateOf } from '../../calendar/local-date.ts';
import type { CreditRecord } from '../../domain/credit/credit-record.ts';
import { recordEnds } from '../../domain/credit/record-ends.ts';
import { asExpired } from '../../domain/credit/record-of.ts';
import { creditRecordTransitions, creditRecordWords } from '../../domain/credit/record-states.ts';
import { mostSteps } from '../../domain/follow-up/limits.ts';
import { type ChangeDeps, changeRecord, present } from '../change-record.ts';
import { eventOf } from '../changes.ts';
import { every } from '../every.ts';
import { systemActor } from '../system-actor.ts';

const pageSize = 100;

/**
 * Ends every record of a decision whose longest term is over today; those of results and of entries end with these. One that
 * cannot be does not hold back the others; the run then fails at its end and is retried.
 */
export async function expireRecords(deps: ChangeDeps, now: Date): Promise<Record<string, number>> {
  const today = localDateOf(now);
  const counts = { due: 0, expired: 0 };
  const failures: unknown[] = [];
  const over = { kind: 'credit-record', in: 'ending', between: ['0000-00-00', today] } as const;
  // All of them, before any is over and leaves the list.
  for (const { value } of await Array.fromAsync(every((page) => deps.records.list({ ...over, page }), pageSize))) {
    counts.due += 1;
    try {
      const done = await expire(deps, value, today, now);
      if (!done.ok) failures.push(new Error(`credit record ${value.id}: ${done.error.kind}`));
      else if (done.value.value.status === 'expired') counts.expired += 1;
    } catch (cause) {
      failures.push(cause);
    }
  }
  if (failures.length > 0) throw new AggregateError(failures, `${failures.length} credit records could not be expired`);
  return counts;
}

const expire = (deps: ChangeDeps, { id }: CreditRecord, today: LocalDate, now: Date) =>
  changeRecord<'credit-record', Failure<'not-found' | 'illegal-transition'>>(
    deps,
    'credit-record',
    { id, find: () => present(deps.records, 'credit-record', id) },
    ({ value: before }) => {
      const on = recordEnds(before);
      // It was revoked or revised meanwhile.
      if (on === undefined || on > today) return ok(undefined);
      const next = transition(creditRecordTransitions, creditRecordWords, before.status, 'expire');
      if (!next.ok) return next;
      const actor = systemActor(before);
      const step = { act: 'expire', at: now.toISOString(), by: actor.id };
      const value = {
        ...before,
        ...asExpired(before, on),
        changedOn: today,
        steps: [...before.steps, step].slice(-mostSteps),
      };
      return ok({ value, event: eventOf('expire', actor, now, { kind: value.kind, status: next.value }) });
    },
  );
