import { err, ok, type Result } from '../base/result.ts';
import { verifyBeacon } from './beacon.ts';
import { type Commitment, ceremonyRandomness, type Reveal } from './ceremony.ts';
import { quicknet } from './quicknet.ts';
import { type Beacon, combinedRandomness } from './randomness.ts';
import type { BeaconSource, CeremonySource, RandomnessSource } from './randomness-source.ts';
import { isSha256Hex } from './text.ts';

/** What a record of a draw, of either specification, says of its randomness. */
export interface StatedRandomness {
  readonly manifest: { readonly randomness: RandomnessSource };
  /** The ceremony's statements; absent where the randomness comes from elsewhere. */
  readonly ceremony?: { readonly commitments: readonly Commitment[]; readonly reveals: readonly Reveal[] };
  /** The round of the public beacon with its signature; absent where no beacon takes part. */
  readonly beacon?: Beacon;
  readonly randomness: string;
}

/** One step of the verification, of either specification. */
export interface RandomnessStep {
  readonly step: 'randomness';
  readonly outcome: 'passed' | 'failed';
  readonly where?: string;
  readonly reason?: string;
}

interface Fault {
  readonly reason: string;
  readonly where?: string;
}

/**
 * Recomputes the randomness from the sources that the manifest named in advance: the statements of the ceremony, the
 * signature of the beacon, or both. The record must not contain a source that was not named.
 */
export function checkRandomness(record: StatedRandomness): RandomnessStep {
  const recomputed = randomnessOf(record);
  if (!recomputed.ok) return { step: 'randomness', outcome: 'failed', ...recomputed.error };
  return recomputed.value === record.randomness
    ? { step: 'randomness', outcome: 'passed' }
    : { step: 'randomness', outcome: 'failed', reason: 'randomness-differs' };
}

function randomnessOf(record: StatedRandomness): Result<string, Fault> {
  const source = record.manifest.randomness;
  if (!isSha256Hex(record.randomness)) return err({ reason: 'malformed-randomness' });
  if (source.kind !== 'drand' && source.kind !== 'ceremony' && source.kind !== 'combined')
    return err({ reason: 'unknown-source' });
  if (source.kind === 'ceremony' && record.beacon) return err({ reason: 'beacon-not-committed' });
  if (source.kind === 'drand' && record.ceremony) return err({ reason: 'ceremony-not-committed' });
  if (source.kind === 'ceremony') return ofCeremony(source, record);
  const beacon = ofBeacon(source, record);
  if (!beacon.ok || source.kind === 'drand') return beacon;
  const ceremony = ofCeremony(source, record);
  return ceremony.ok ? ok(combinedRandomness(beacon.value, ceremony.value)) : ceremony;
}

function ofCeremony({ parties, deadline }: CeremonySource, { ceremony }: StatedRandomness): Result<string, Fault> {
  if (!ceremony) return err({ reason: 'ceremony-missing' });
  const randomness = ceremonyRandomness({ ...ceremony, parties, deadline });
  if (randomness.ok) return randomness;
  const { error } = randomness;
  return err({ where: 'party' in error ? error.party : error.parties.join(', '), reason: error.kind });
}

function ofBeacon({ chain, round }: BeaconSource, { beacon }: StatedRandomness): Result<string, Fault> {
  if (chain !== quicknet.chain) return err({ where: chain, reason: 'unknown-chain' });
  if (!beacon) return err({ reason: 'beacon-missing' });
  const where = `round ${round}`;
  if (beacon.round !== round) return err({ where, reason: 'round-differs' });
  const randomness = verifyBeacon(beacon);
  return randomness.ok ? randomness : err({ where, reason: randomness.error.kind });
}
