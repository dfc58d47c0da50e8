/**
 * The chain of the League of Entropy that draws pin: every round is a threshold signature over its number, made
 * at a time known in advance. The fields are those of the chain's own description; `chain` is their hash.
 */
export const quicknet = {
  chain: '52db9ba70e0cc0f6eaf7803dd07447a1f5477735fd3f661792ba94600c84e971',
  name: 'quicknet',
  scheme: 'bls-unchained-g1-rfc9380',
  /** A point of G2, compressed. */
  publicKey:
    '83cf0f2896adee7eb8b5f01fcad3912212c437e0073e911fb90022d3e760183c8c4b450b6a0a6c3ac6a5776a2d1064510d1fec758c921cc22b0e17e63aaf4bcb5ed66304de9cf809bd274ca73bab4af5a6e9c76a4bc09e76eae8991ef5ece45a',
  periodSeconds: 3,
  /** When round 1 was due, in seconds since 1970. */
  genesis: 1692803367,
  /** Hash of the group that generated the key. */
  group: 'f477d5c89f21a17c863a7f937c6a6d15859414d2be09cd448d4279af331c5d3e',
} as const;

/** When a round is due. Rounds begin with 1. */
export function roundTime(round: number): Date {
  if (!isRound(round)) throw new RangeError(`there is no round ${round}`);
  return new Date((quicknet.genesis + (round - 1) * quicknet.periodSeconds) * 1000);
}

/** The first round due at or after an instant. */
export function roundAt(instant: Date): number {
  const seconds = instant.getTime() / 1000 - quicknet.genesis;
  return Math.max(1, Math.ceil(seconds / quicknet.periodSeconds) + 1);
}

export const isRound = (round: number): boolean => Number.isSafeInteger(round) && round >= 1;
