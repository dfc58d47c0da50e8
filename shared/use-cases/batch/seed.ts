import type { Batch } from '../../domain/batch/batch.ts';
import { ceremonyRandomness } from '../../draw/ceremony.ts';
import { beaconRandomness, combinedRandomness } from '../../draw/randomness.ts';
import { drawSeed } from '../../draw/tickets.ts';
import { ceremonyOf } from '../../public/draw-document.ts';

/**
 * The batch with its randomness and seed once the last source is in; until then unchanged. The beacon's signature was
 * verified when it was taken, the secrets when they were revealed.
 */
export function seeded(batch: Batch): Batch {
  const randomness = randomnessOf(batch);
  if (randomness === undefined || batch.digest === undefined) return batch;
  return { ...batch, status: 'revealed', randomness, seed: drawSeed(batch.digest, randomness) };
}

/** For the audit trail, once they exist. */
export const seedFacts = ({ randomness, seed }: Batch): Readonly<Record<string, string>> =>
  randomness !== undefined && seed !== undefined ? { randomness, seed } : {};

function randomnessOf({ source, ceremony, beacon }: Batch): string | undefined {
  const ofBeacon = beacon?.signature === undefined ? undefined : beaconRandomness(beacon.signature);
  if (source === 'drand') return ofBeacon;
  const ofCeremony = ceremony && openedIn(ceremony);
  if (source !== 'combined' || ofCeremony === undefined) return ofCeremony;
  return ofBeacon === undefined ? undefined : combinedRandomness(ofBeacon, ofCeremony);
}

/** The randomness once every secret is public. Any other fault of the ceremony was refused earlier. */
function openedIn(ceremony: NonNullable<Batch['ceremony']>): string | undefined {
  if (ceremony.parts.some(({ secret }) => secret === undefined)) return undefined;
  const { parties, commitBy, commitments, reveals } = ceremonyOf(ceremony);
  const randomness = ceremonyRandomness({ parties, deadline: commitBy, commitments, reveals });
  if (!randomness.ok) throw new Error(`a complete ceremony is refused: ${randomness.error.kind}`);
  return randomness.value;
}
