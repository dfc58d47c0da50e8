import type { Failure } from '../../base/failures.ts';
import { err, ok, type Result } from '../../base/result.ts';
import type { RelayFault } from '../../codes/draws.ts';
import type { Batch } from '../../domain/batch/batch.ts';
import type { BeaconPart } from '../../domain/batch/randomness.ts';
import type { Actor } from '../actor.ts';
import type { Beacons } from '../ports/beacons.ts';
import {
  type BatchChangeFailure,
  type BatchDeps,
  changeBatch,
  findBatch,
  leadsBatch,
  type StoredBatch,
  stateAfter,
} from './change-batch.ts';
import { seeded, seedFacts } from './seed.ts';

export type TakeFailure = BatchChangeFailure | Failure<'not-ready' | 'beacon-too-early'>;
type RelayRecord = { readonly relay: string; readonly reason: RelayFault };

/**
 * Takes the signature of the batch's round from any relay that delivers one that verifies; the last source completes
 * the seed. Idempotent: a taken signature stays, and failed attempts are recorded on the batch.
 */
export async function takeBeacon(
  deps: BatchDeps & { readonly beacons: Beacons },
  { id }: { readonly id: string },
  actor: Actor,
  now: Date,
): Promise<Result<StoredBatch, TakeFailure | Failure<'beacon-unavailable'>>> {
  const found = await findBatch(deps, id, actor);
  if (!found.ok) return found;
  const owed = owedBeacon(found.value.value, actor, now);
  if (!owed.ok) return owed;
  if (!owed.value) return ok(found.value);
  const { round } = owed.value;
  const taken = await firstValid(deps.beacons, round);
  if (taken.ok) return record(deps, { id, taken: taken.value }, actor, now);

  const noted = await changeBatch<TakeFailure>(deps, { id, action: 'beacon-missed', actor, now }, (batch) => {
    const still = owedBeacon(batch, actor, now);
    if (!still.ok || !still.value) return still.ok ? ok(undefined) : still;
    const at = now.toISOString();
    const { since = at, times = 0 } = batch.beaconFaults ?? {};
    const beaconFaults = { since, last: at, times: times + 1, relays: taken.error };
    return ok({ batch: { ...batch, beaconFaults }, facts: { round, times: times + 1, relays: taken.error.length } });
  });
  if (!noted.ok) return noted;
  const { beacon, beaconFaults } = noted.value.value;
  // An official may have submitted it in the meantime.
  if (beacon?.signature !== undefined) return noted;
  return err({ kind: 'beacon-unavailable', round, since: beaconFaults?.since ?? now.toISOString() });
}

/** Takes a signature submitted by an official, for networks that reach no relay; it is verified like any other. */
export async function submitBeacon(
  deps: BatchDeps,
  { id, signature }: { readonly id: string; readonly signature: string },
  actor: Actor,
  now: Date,
): Promise<Result<StoredBatch, TakeFailure | Failure<'beacon-invalid' | 'already-exists'>>> {
  const found = await findBatch(deps, id, actor);
  if (!found.ok) return found;
  const { beacon } = found.value.value;
  const owed = owedBeacon(found.value.value, actor, now);
  if (!owed.ok) return owed;
  if (!owed.value) {
    return beacon?.signature === signature
      ? ok(found.value)
      : err({ kind: 'already-exists', entity: 'beacon', id: String(beacon?.round) });
  }
  const { round } = owed.value;
  const { verifyBeacon } = await import('../../draw/beacon.ts');
  const verified = verifyBeacon({ round, signature });
  if (!verified.ok) return err({ kind: 'beacon-invalid', round, reason: verified.error.kind });
  return record(deps, { id, taken: { signature } }, actor, now);
}

/** The beacon still to be taken; undefined if it, or all randomness, is taken already. */
function owedBeacon(batch: Batch, actor: Actor, now: Date): Result<BeaconPart | undefined, TakeFailure> {
  const leads = leadsBatch(batch, actor);
  if (!leads.ok) return leads;
  const { beacon, randomness } = batch;
  if (randomness !== undefined || beacon?.signature !== undefined) return ok(undefined);
  const open = stateAfter(batch, 'reveal');
  if (!open.ok) return open;
  if (!beacon) return err({ kind: 'not-ready', entity: 'batch', reason: '该批次的随机数由参与方在仪式中公开产生。' });
  return now.getTime() < Date.parse(beacon.due) ? err({ kind: 'beacon-too-early', at: beacon.due }) : ok(beacon);
}

interface Taken {
  readonly signature: string;
  /** Absent if an official submitted it. */
  readonly relay?: string;
}

const record = (
  deps: BatchDeps,
  { id, taken }: { readonly id: string; readonly taken: Taken },
  actor: Actor,
  now: Date,
): Promise<Result<StoredBatch, TakeFailure>> =>
  changeBatch<TakeFailure>(deps, { id, action: 'take-beacon', actor, now }, (batch) => {
    const owed = owedBeacon(batch, actor, now);
    if (!owed.ok) return owed;
    if (!owed.value) return ok(undefined);
    const beacon = { ...owed.value, ...taken, takenAt: now.toISOString(), takenBy: actor.id };
    const next = seeded({ ...batch, beacon });
    return ok({ batch: next, facts: { round: beacon.round, relay: taken.relay ?? '', ...seedFacts(next) } });
  });

/** The first answer that verifies; any other is recorded as its relay's fault, and reading continues. */
async function firstValid(beacons: Beacons, round: number): Promise<Result<Taken, readonly RelayRecord[]>> {
  // Pairings are the heaviest code of the step, and only one request in a batch's life needs them.
  const { verifyBeacon } = await import('../../draw/beacon.ts');
  const faults: RelayRecord[] = [];
  for await (const answer of beacons.fetch(round)) {
    const { relay } = answer;
    if ('fault' in answer) faults.push({ relay, reason: answer.fault });
    else if (verifyBeacon({ round, signature: answer.signature }).ok) return ok({ signature: answer.signature, relay });
    else faults.push({ relay, reason: '签名无效' });
  }
  return err(faults);
}
