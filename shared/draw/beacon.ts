import { bls12_381 } from '@noble/curves/bls12-381.js';
import { err, ok, type Result } from '../base/result.ts';
import { isRound, quicknet } from './quicknet.ts';
import { type Beacon, beaconRandomness } from './randomness.ts';
import { sha256OfBytes } from './sha256.ts';
import { bytesOfHex } from './text.ts';

export interface BeaconFault {
  readonly kind:
    | 'malformed-round'
    | 'malformed-signature'
    | 'malformed-key'
    /** Hex of the right length, but not a point of the prime-order group, or not in its canonical encoding. */
    | 'not-a-group-element'
    /** A valid point, but not this key's signature for this round. */
    | 'signature-differs';
}

const { shortSignatures: bls } = bls12_381;
const domain = 'BLS_SIG_BLS12381G1_XMD:SHA-256_SSWU_RO_NUL_';
const signatureHex = /^[0-9a-f]{96}$/;

/**
 * Verifies a beacon offline, by the scheme bls-unchained-g1-rfc9380: BLS signature on G1 over the SHA-256 of the round
 * as eight bytes, key on G2. Returns the randomness. A round has exactly one signature, so nobody can choose among
 * several.
 */
export function verifyBeacon(
  { round, signature }: Beacon,
  publicKey: string = quicknet.publicKey,
): Result<string, BeaconFault> {
  if (!isRound(round)) return err({ kind: 'malformed-round' });
  if (!signatureHex.test(signature)) return err({ kind: 'malformed-signature' });
  const key = pointOf(() => bls12_381.G2.Point.fromHex(publicKey), publicKey);
  if (!key) return err({ kind: 'malformed-key' });
  const point = pointOf(() => bls.Signature.fromHex(signature), signature);
  if (!point) return err({ kind: 'not-a-group-element' });
  const message = bls.hash(messageOf(round), domain);
  return bls.verify(point, message, key) ? ok(beaconRandomness(signature)) : err({ kind: 'signature-differs' });
}

/** The library throws for points off the curve or outside the group; a second encoding would be a second randomness. */
function pointOf<P extends { toHex(): string; is0(): boolean }>(decode: () => P, hex: string): P | undefined {
  try {
    const point = decode();
    return !point.is0() && point.toHex() === hex ? point : undefined;
  } catch {
    return undefined;
  }
}

function messageOf(round: number): Uint8Array {
  const bytes = new DataView(new ArrayBuffer(8));
  bytes.setBigUint64(0, BigInt(round));
  return bytesOfHex(sha256OfBytes(new Uint8Array(bytes.buffer)));
}
