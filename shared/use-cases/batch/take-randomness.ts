import type { Failure } from '../../base/failures.ts';
import { err, ok, type Result } from '../../base/result.ts';
import type { Batch } from '../../domain/batch/batch.ts';
import { isDrawn } from '../../domain/batch/stage.ts';
import type { Actor } from '../actor.ts';
import type { Beacons } from '../ports/beacons.ts';
import { type TakeFailure, takeBeacon } from './beacon.ts';
import { type BatchDeps, leadsBatch, stateAfter } from './change-batch.ts';

/** The randomness is public, or when to request it again. */
export type RandomnessState = { readonly status: 'taken' } | { readonly status: 'waiting'; readonly until: string };

type RandomnessFailure = TakeFailure | Failure<'ceremony-incomplete' | 'beacon-unavailable'>;

/** A secret may be revealed up to and including the deadline itself. */
const afterDeadline = 1000;

/**
 * Returns whether the batch has its randomness, and takes the beacon if only that is missing. A ceremony is completed
 * by its last secret; one that is incomplete after its deadline never will be, and its parties are named.
 */
export async function takeRandomness(
  deps: BatchDeps & { readonly beacons: Beacons },
  { id }: { readonly id: string },
  actor: Actor,
  now: Date,
): Promise<Result<RandomnessState, RandomnessFailure>> {
  const found = await deps.records.find('batch', id);
  if (!found) return err({ kind: 'not-found', entity: 'batch', id });
  const batch = found.value;
  const leads = leadsBatch(batch, actor);
  if (!leads.ok) return leads;
  if (batch.status === 'revealed' || isDrawn(batch)) return ok({ status: 'taken' });
  const open = stateAfter(batch, 'reveal');
  if (!open.ok) return open;

  const until = openUntil(batch);
  if (now.getTime() < until) return ok({ status: 'waiting', until: new Date(until).toISOString() });
  const missing = silentParties(batch);
  if (missing.length > 0) return err({ kind: 'ceremony-incomplete', missing });
  if (!batch.beacon) throw new Error(`batch ${id} is ${batch.status} though its sources are complete`);
  const taken = await takeBeacon(deps, { id }, actor, now);
  return taken.ok ? ok({ status: 'taken' }) : taken;
}

/** The first moment at which every source of the batch can be available, in milliseconds. */
function openUntil({ id, ceremony, beacon }: Batch): number {
  if (!ceremony && !beacon) throw new Error(`batch ${id} is committed without a source of randomness`);
  const revealed = ceremony ? Date.parse(ceremony.revealBy) + afterDeadline : 0;
  return Math.max(revealed, beacon ? Date.parse(beacon.due) : 0);
}

const silentParties = ({ ceremony }: Batch) =>
  (ceremony?.parts ?? []).filter(({ secret }) => secret === undefined).map(({ party }) => party);
