import { sha256, sha256OfBytes } from './sha256.ts';
import { bytesOfHex, lf } from './text.ts';

/** A round of the beacon and the signature over it: 48 bytes of G1, compressed, in lowercase hex. */
export interface Beacon {
  readonly round: number;
  readonly signature: string;
}

/** The randomness of a verified signature: `H` of its bytes. */
export const beaconRandomness = (signature: string): string => sha256OfBytes(bytesOfHex(signature));

/** The randomness of both sources: controlling only one of them reveals and controls nothing of the outcome. */
export const combinedRandomness = (beacon: string, ceremony: string): string => sha256([beacon, ceremony].join(lf));
