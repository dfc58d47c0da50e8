import { isDrawn } from '../domain/batch.ts';
import type { Failure } from '../failures.ts';
import { err, ok, type Result } from '../result.ts';
import { type BatchDeps, type BatchReadFailure, leadsBatch, stateAfter } from './batch-changes.ts';
import type { Actor } from './ports.ts';

/** The randomness is public, or when to ask for it again. */
export type RandomnessState = { readonly status: 'taken' } | { readonly status: 'waiting'; readonly until: string };

/** A secret may be revealed up to and including the deadline itself. */
const afterDeadline = 1000;

/**
 * Says whether the batch has its randomness. A ceremony makes it with its last secret; one that is incomplete after its
 * deadline never will, and its parties are named.
 */
export async function takeRandomness(
  deps: Pick<BatchDeps, 'records'>,
  { id }: { readonly id: string },
  actor: Actor,
  now: Date,
): Promise<Result<RandomnessState, BatchReadFailure | Failure<'illegal-transition' | 'ceremony-incomplete'>>> {
  const found = await deps.records.find('batch', id);
  if (!found) return err({ kind: 'not-found', entity: 'batch', id });
  const { status, ceremony } = found.value;
  const leads = leadsBatch(found.value, actor);
  if (!leads.ok) return leads;
  if (status === 'revealed' || isDrawn(found.value)) return ok({ status: 'taken' });
  const open = stateAfter(found.value, 'reveal');
  if (!open.ok) return open;
  if (!ceremony) throw new Error(`batch ${id} is ${status} without a source of randomness`);
  const until = Date.parse(ceremony.revealBy) + afterDeadline;
  if (now.getTime() < until) return ok({ status: 'waiting', until: new Date(until).toISOString() });
  const missing = ceremony.parts.filter(({ secret }) => secret === undefined).map(({ party }) => party);
  return err({ kind: 'ceremony-incomplete', missing });
}
