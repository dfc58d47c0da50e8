import { err, ok, type Result } from '../../base/result.ts';
import { transition } from '../../base/transitions.ts';
import type { CheckOrder } from '../../domain/check/check-order.ts';
import type { Lead } from '../../domain/lead/lead.ts';
import { leadTransitions, leadWords } from '../../domain/lead/states.ts';
import type { Actor } from '../actor.ts';
import { eventOf, replaceRecord } from '../changes.ts';
import type { Stored } from '../ports/records.ts';
import type { Change } from '../ports/unit-of-work.ts';
import type { CheckDeps, CheckFailure } from './order-deps.ts';

export async function leadOfOrder({ records }: Pick<CheckDeps, 'records'>, { id, leadId }: CheckOrder) {
  const lead = await records.find('lead', leadId);
  if (!lead) throw new Error(`order ${id} has no lead ${leadId}`);
  return lead;
}

/** What an order makes of its lead: it is being checked from now on. A further order finds it so. */
export function startChecking(
  lead: Stored<Lead>,
  { id }: CheckOrder,
  actor: Actor,
  now: Date,
): Result<Change, CheckFailure> {
  const { value, meta } = lead;
  if (value.status === 'checking') return ok({ change: 'check', kind: 'lead', id: value.id, version: meta.version });
  const next = transition(leadTransitions, leadWords, value.status, 'order-check');
  if (!next.ok) {
    const reason = `线索${value.number}${leadWords.states[value.status]}，不能再据以检查`;
    return err({ kind: 'not-ready', entity: 'check-order', reason });
  }
  const event = eventOf('order-check', actor, now, { status: next.value, order: id });
  return ok(replaceRecord('lead', value.id, lead, { ...value, status: next.value }, event));
}
