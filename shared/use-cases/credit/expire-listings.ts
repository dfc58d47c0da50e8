import type { Failure } from '../../base/failures.ts';
import { ok } from '../../base/result.ts';
import { transition } from '../../base/transitions.ts';
import { type LocalDate, localDateOf } from '../../calendar/local-date.ts';
import { entryEnds } from '../../domain/credit/entry-term.ts';
import type { ListEntry } from '../../domain/credit/list-entry.ts';
import { listEntryTransitions, listEntryWords } from '../../domain/credit/states.ts';
import { changeRecord, present } from '../change-record.ts';
import { eventOf } from '../changes.ts';
import { every } from '../every.ts';
import { systemActor } from '../system-actor.ts';
import { recordOfListing } from './keep-entries.ts';
import { listMoved } from './list-file-deps.ts';
import { endedWith } from './listed-rows.ts';
import { consequencesOf, type UnwindDeps } from './unwind-entry.ts';

const pageSize = 100;

/**
 * R50: takes off its list every entry whose longest term is over today, each with the rows that are public as long as it. One
 * that cannot be does not hold back the others; the run then fails at its end and is retried.
 */
export async function expireListings(deps: UnwindDeps, now: Date): Promise<Record<string, number>> {
  const today = localDateOf(now);
  const counts = { due: 0, expired: 0 };
  const failures: unknown[] = [];
  const over = { kind: 'list-entry', in: 'ending', between: ['0000-00-00', today] } as const;
  // All of them, before any is expired and leaves the list.
  for (const { value } of await Array.fromAsync(every((page) => deps.records.list({ ...over, page }), pageSize))) {
    counts.due += 1;
    try {
      const done = await expire(deps, value, today, now);
      if (!done.ok) failures.push(new Error(`list entry ${value.id}: ${done.error.kind}`));
      else if (done.value.value.status === 'expired') counts.expired += 1;
    } catch (cause) {
      failures.push(cause);
    }
  }
  if (failures.length > 0) throw new AggregateError(failures, `${failures.length} list entries could not be expired`);
  return counts;
}

const expire = (deps: UnwindDeps, { id }: ListEntry, today: LocalDate, now: Date) =>
  changeRecord<'list-entry', Failure<'not-found' | 'illegal-transition'>>(
    deps,
    'list-entry',
    { id, find: () => present(deps.records, 'list-entry', id) },
    async ({ value: before }) => {
      const on = entryEnds(before);
      const state = await deps.records.find('list-state', before.list);
      // Somebody has taken it off the list meanwhile, or a file is being written, which the next night has passed.
      const waits = before.outside !== undefined && state?.value.applying !== undefined;
      if (on === undefined || on > today || waits) return ok(undefined);
      const next = transition(listEntryTransitions, listEntryWords, before.status, 'expire');
      if (!next.ok) return next;
      const actor = systemActor(before);
      const { removalRequest: _, ...entry } = before;
      const step = { act: 'expire', at: now.toISOString(), by: actor.id };
      const removal = { on, by: actor.id, reason: '期满移出' };
      const value: ListEntry = { ...entry, status: next.value, removal, steps: [...before.steps, step] };
      return ok({
        value: { ...value, unwinding: true },
        event: eventOf('expire', actor, now, { status: next.value, list: entry.list }),
        also: [
          ...(await endedWith(deps, entry, on, actor, now)),
          ...(state ? [listMoved(state, actor, now)] : []),
          ...(await consequencesOf(deps, { ...value, removal }, actor, now)),
          ...(await recordOfListing(deps.records, value, actor, now)),
        ],
      });
    },
  );
