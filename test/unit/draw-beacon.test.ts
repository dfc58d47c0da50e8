import { bls12_381 } from '@noble/curves/bls12-381.js';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { verifyBeacon } from '../../shared/draw/beacon.ts';
import { quicknet, roundAt, roundTime } from '../../shared/draw/quicknet.ts';
import { beaconRandomness, combinedRandomness } from '../../shared/draw/randomness.ts';
import { sha256, sha256OfBytes } from '../../shared/draw/sha256.ts';
import { bytesOfHex } from '../../shared/draw/text.ts';
import vectors from '../vectors/quicknet-rounds.json' with { type: 'json' };

const { rounds, otherChain } = vectors;
const sound = rounds[2] ?? otherChain;
const faultOf = (beacon: { round: number; signature: string }, key?: string) => {
  const verified = verifyBeacon(beacon, key);
  return verified.ok ? 'verified' : verified.error.kind;
};
const hexOf = (x: bigint, flags: bigint) => (x | (flags << 380n)).toString(16).padStart(96, '0');
/** The compressed encoding without its three flag bits. */
const abscissa = (signature: string) => BigInt(`0x${signature}`) & ((1n << 381n) - 1n);

describe('a published round of the beacon', () => {
  test.each(rounds)('$round verifies offline with the pinned key', ({ round, signature, randomness }) => {
    const verified = verifyBeacon({ round, signature });
    expect(verified).toEqual({ ok: true, value: beaconRandomness(signature) });
    // Of some rounds the relays published the randomness as well.
    expect(randomness ?? beaconRandomness(signature)).toBe(beaconRandomness(signature));
  });

  test('of the pinned chain is not taken for any other round', () => {
    for (const { round, signature } of rounds)
      expect(faultOf({ round: round + 1, signature })).toBe('signature-differs');
  });

  test('of another chain, signed by another group over the same number, is refused', () => {
    expect(faultOf(otherChain)).toBe('signature-differs');
  });

  test('is refused under another key, and under a key that is none', () => {
    const other = bls12_381.G2.Point.BASE.toHex();
    expect(faultOf(sound, other)).toBe('signature-differs');
    expect(faultOf(sound, quicknet.publicKey.replace('83', '84'))).toBe('malformed-key');
    expect(faultOf(sound, 'key')).toBe('malformed-key');
  });

  test('with one flipped bit is refused, whichever bit', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 383 }), (bit) => {
        const signature = (BigInt(`0x${sound.signature}`) ^ (1n << BigInt(bit))).toString(16).padStart(96, '0');
        expect(['not-a-group-element', 'signature-differs']).toContain(faultOf({ ...sound, signature }));
      }),
      { numRuns: 40 },
    );
  });

  test('with its point mirrored is a sound point and still not the signature', () => {
    const signature = bls12_381.G1.Point.fromHex(sound.signature).negate().toHex();
    expect(faultOf({ ...sound, signature })).toBe('signature-differs');
  });
});

describe('what is no signature', () => {
  test.each([
    ['a round that is no number of one', { ...sound, round: 0 }, 'malformed-round'],
    ['half a round', { ...sound, round: 1000.5 }, 'malformed-round'],
    ['a signature cut short', { ...sound, signature: sound.signature.slice(2) }, 'malformed-signature'],
    ['one with something before it', { ...sound, signature: `00${sound.signature}` }, 'malformed-signature'],
    ['one with something behind it', { ...sound, signature: `${sound.signature}00` }, 'malformed-signature'],
    [
      'one in capital letters, a second spelling',
      { ...sound, signature: sound.signature.toUpperCase() },
      'malformed-signature',
    ],
    ['no hex', { ...sound, signature: 'z'.repeat(96) }, 'malformed-signature'],
    ['nothing', { ...sound, signature: '' }, 'malformed-signature'],
    ['the point at infinity', { ...sound, signature: `c${'0'.repeat(95)}` }, 'not-a-group-element'],
    ['an abscissa that is not on the curve', { ...sound, signature: hexOf(1n, 8n) }, 'not-a-group-element'],
  ] as const)('%s is refused by name', (_, beacon, reason) => {
    expect(faultOf(beacon)).toBe(reason);
  });

  test('a point of the curve outside the group of prime order is refused', () => {
    // The group is one point of the curve in 2^125: small abscissas on the curve lie outside it.
    const { Point } = bls12_381.G1;
    const outside = [...Array(20).keys()].map((x) => hexOf(BigInt(x), 8n)).filter((signature) => onCurve(signature));
    expect(outside.length).toBeGreaterThan(0);
    for (const signature of outside) {
      expect(() => Point.fromHex(signature)).toThrow(/subgroup/);
      expect(faultOf({ ...sound, signature })).toBe('not-a-group-element');
    }
  });

  test('a second encoding of the same point, its abscissa above the prime, is not a second randomness', () => {
    const prime = bls12_381.fields.Fp.ORDER;
    const small = rounds.filter(({ signature }) => abscissa(signature) + prime < 1n << 381n);
    for (const { round, signature } of small) {
      const flags = BigInt(`0x${signature}`) >> 381n;
      const again = ((flags << 381n) | (abscissa(signature) + prime)).toString(16);
      expect(faultOf({ round, signature: again })).toBe('not-a-group-element');
    }
    expect(small.length).toBeGreaterThan(0);
  });
});

function onCurve(signature: string): boolean {
  const { Fp } = bls12_381.fields;
  const x = abscissa(signature);
  try {
    Fp.sqrt(Fp.create(x ** 3n + 4n));
    return true;
  } catch {
    return false;
  }
}

/** The hash by which a chain is known: period, genesis, key, group and name, as drand joins them. */
function chainHash(chain: {
  readonly periodSeconds: number;
  readonly genesis: number;
  readonly publicKey: string;
  readonly group: string;
  readonly name: string;
}): string {
  const times = new DataView(new ArrayBuffer(12));
  times.setUint32(0, chain.periodSeconds);
  times.setBigInt64(4, BigInt(chain.genesis));
  const parts = [
    new Uint8Array(times.buffer),
    bytesOfHex(chain.publicKey),
    bytesOfHex(chain.group),
    new TextEncoder().encode(chain.name),
  ];
  return sha256OfBytes(Uint8Array.from(parts.flatMap((part) => [...part])));
}

describe('the pinned chain', () => {
  test('is known by the hash of its own description', () => {
    expect(chainHash(quicknet)).toBe('52db9ba70e0cc0f6eaf7803dd07447a1f5477735fd3f661792ba94600c84e971');
    expect(quicknet.chain).toBe(chainHash(quicknet));
    expect(chainHash({ ...quicknet, periodSeconds: 30 })).not.toBe(quicknet.chain);
  });

  test.each([
    [1, '2023-08-23T15:09:27.000Z'],
    [1000, '2023-08-23T15:59:24.000Z'],
    [27946612, '2026-04-20T00:00:00.000Z'],
  ])('makes round %s at %s', (round, time) => {
    expect(roundTime(round).toISOString()).toBe(time);
    expect(roundAt(new Date(time))).toBe(round);
  });

  test('the round of an instant is the first that is not due before it', () => {
    expect(roundAt(new Date('2023-08-23T15:59:24.001Z'))).toBe(1001);
    expect(roundAt(new Date('2023-08-23T15:59:21.001Z'))).toBe(1000);
    expect(roundAt(new Date('2020-01-01T00:00:00.000Z'))).toBe(1);
    fc.assert(
      fc.property(fc.integer({ min: quicknet.genesis * 1000, max: Date.UTC(2099, 0) }), (instant) => {
        const round = roundAt(new Date(instant));
        expect(roundTime(round).getTime()).toBeGreaterThanOrEqual(instant);
        expect(round === 1 || roundTime(round - 1).getTime() < instant).toBe(true);
      }),
    );
  });

  test('there is no round 0', () => {
    expect(() => roundTime(0)).toThrow('no round 0');
  });
});

test('both sources are joined by a line feed, the beacon first', () => {
  const [beacon, ceremony] = ['a'.repeat(64), 'b'.repeat(64)];
  expect(combinedRandomness(beacon, ceremony)).toBe(sha256(`${beacon}\n${ceremony}`));
});
