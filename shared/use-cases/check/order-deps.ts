import type { Failure } from '../../base/failures.ts';
import { err, ok, type Result } from '../../base/result.ts';
import { transition } from '../../base/transitions.ts';
import type { CheckOrder } from '../../domain/check/check-order.ts';
import { type CheckOrderEvent, checkOrderTransitions, checkOrderWords } from '../../domain/check/states.ts';
import type { Actor } from '../actor.ts';
import { type ChangeDeps, changeRecord } from '../change-record.ts';
import { eventOf } from '../changes.ts';
import type { Counters } from '../ports/counters.ts';
import type { Records, Stored } from '../ports/records.ts';
import type { Registry } from '../ports/registry.ts';
import type { Change, CommitFailure } from '../ports/unit-of-work.ts';

export interface CheckDeps extends ChangeDeps {
  readonly registry: Pick<Registry, 'find' | 'all' | 'search'>;
  readonly counters: Counters;
}

export type CheckFailure =
  | CommitFailure
  | Failure<
      | 'not-found'
      | 'illegal-transition'
      | 'invalid-input'
      | 'not-ready'
      | 'same-person'
      | 'unknown-reference'
      | 'informant-exposed'
      | 'lead-required'
      | 'check-not-approved'
      | 'no-lawful-team'
    >;

/** An order as its caller saw it. */
export interface OrderRequest {
  readonly id: string;
  readonly version: number;
}

/** The order, if it is the actor's department's; as of its lead, nobody else learns that there is one. */
export async function findCheckOrder(
  { records }: { readonly records: Records },
  id: string,
  actor: Actor,
): Promise<Result<Stored<CheckOrder>, Failure<'not-found'>>> {
  const found = await records.find('check-order', id);
  const reaches = actor.scope === 'any' || found?.value.department === actor.department;
  return found && reaches ? ok(found) : err({ kind: 'not-found', entity: 'check-order', id });
}

/** What an act makes of an order, and what is written with it. */
export interface OrderChange {
  readonly order: Omit<CheckOrder, 'status'>;
  readonly facts?: Readonly<Record<string, string | number>>;
  readonly also?: readonly Change[];
}

/** Carries an event out on the version that the caller has seen; `undefined` when nothing is left to do. */
export const changeOrder = (
  deps: CheckDeps,
  { id, version }: OrderRequest,
  event: CheckOrderEvent,
  actor: Actor,
  now: Date,
  change: (order: CheckOrder) => Promise<Result<OrderChange | undefined, CheckFailure>>,
): Promise<Result<Stored<CheckOrder>, CheckFailure>> =>
  changeRecord<'check-order', CheckFailure>(
    deps,
    'check-order',
    { id, version, find: () => findCheckOrder(deps, id, actor) },
    async ({ value: before }) => {
      const next = transition(checkOrderTransitions, checkOrderWords, before.status, event);
      if (!next.ok) return next;
      const changed = await change(before);
      if (!changed.ok) return changed;
      if (!changed.value) return ok(undefined);
      const value = { ...changed.value.order, status: next.value };
      const facts = { status: value.status, lead: value.leadNumber, ...changed.value.facts };
      const { also } = changed.value;
      return ok({ value, event: eventOf(event, actor, now, facts), ...(also && { also }) });
    },
  );
