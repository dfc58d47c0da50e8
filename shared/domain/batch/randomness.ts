import * as z from 'zod';
import { DepartmentCode, Instant, LineText, Sha256Hex } from '../../base/primitives.ts';
import { moveReasons, relayFaults } from '../../codes/draws.ts';
import { fewestThrows, mostThrows, notary } from '../../draw/ceremony.ts';

/** The sources of a batch's randomness: its parties, the public beacon, or both. */
export const randomnessSources = ['ceremony', 'drand', 'combined'] as const;
export type RandomnessSourceName = (typeof randomnessSources)[number];

/** 参与方: a department, or the notary, who has no account; the joint meeting's office records for it. */
export const CeremonyParty = z.union([DepartmentCode, z.literal(notary)]);
export type CeremonyParty = z.infer<typeof CeremonyParty>;

/** The throws, in order. */
export const Dice = z
  .string()
  .regex(new RegExp(`^[1-6]{${fewestThrows},${mostThrows}}$`), `应为 ${fewestThrows} 至 ${mostThrows} 位的 1 至 6`);

/** A signature of the beacon: 48 bytes. */
export const BeaconSignature = z.string().regex(/^[0-9a-f]{96}$/, '应为 96 位小写十六进制字符');

/** One party's part in the ceremony: the commitment `H(secret)` before the deadline, the secret after it. */
export const CeremonyPart = z.strictObject({
  party: CeremonyParty,
  commitment: Sha256Hex.optional(),
  committedBy: z.string().optional(),
  committedAt: Instant.optional(),
  /** Commitments it replaced before the deadline, the earliest first; public. */
  replaced: z
    .array(z.strictObject({ commitment: Sha256Hex, at: Instant, by: z.string() }))
    .readonly()
    .optional(),
  secret: Sha256Hex.optional(),
  /** The notary's throws: the secret is their hash. */
  dice: Dice.optional(),
  revealedBy: z.string().optional(),
  revealedAt: Instant.optional(),
});
export type CeremonyPart = z.infer<typeof CeremonyPart>;

export const Ceremony = z.strictObject({
  commitBy: Instant,
  revealBy: Instant,
  /** The name of the 公证处, if a notary takes part. */
  notaryOffice: LineText.optional(),
  /** Why there is no beacon beside it; public. */
  reason: LineText.optional(),
  parts: z.array(CeremonyPart).readonly(),
});
export type Ceremony = z.infer<typeof Ceremony>;

/** The named round of the public beacon, and its signature once taken and verified. */
export const BeaconPart = z.strictObject({
  chain: Sha256Hex,
  round: z.int().min(1),
  /** When the round is made; follows from its number. */
  due: Instant,
  signature: BeaconSignature.optional(),
  takenAt: Instant.optional(),
  /** The relay that delivered it; absent if an official submitted it. */
  relay: z.string().optional(),
  takenBy: z.string().optional(),
});
export type BeaconPart = z.infer<typeof BeaconPart>;

/** Attempts that brought no signature: nothing is lost by them, but they are recorded. */
export const BeaconFaults = z.strictObject({
  since: Instant,
  last: Instant,
  times: z.int().min(1),
  /** How each relay failed last time; empty if no relay is configured. */
  relays: z.array(z.strictObject({ relay: z.string(), reason: z.enum(relayFaults) })).readonly(),
});
export type BeaconFaults = z.infer<typeof BeaconFaults>;

/** A commitment replaced by another source before its round; it stays public, with the parties that had failed it. */
export const ReplacedCommitment = z.strictObject({
  digest: Sha256Hex,
  manifest: z.string(),
  committedAt: Instant,
  replacedAt: Instant,
  replacedBy: z.string(),
  reason: z.enum(moveReasons),
  notCommitted: z.array(CeremonyParty).readonly(),
  notRevealed: z.array(CeremonyParty).readonly(),
});

/** Said of a draw without a beacon: all its parties together could have chosen the outcome. */
export const partiesAlone = '仅由各方产生' as const;

/** Shown for a draw whose round is over and whose signature is still missing. */
export const awaitingBeacon = '等待公共随机数' as const;

/** Whether a beacon is due but not yet taken. */
export const isBeaconOwed = (
  { status, beacon }: { readonly status: string; readonly beacon?: Pick<BeaconPart, 'due' | 'signature'> | undefined },
  now: Date,
): boolean =>
  status === 'committed' &&
  beacon !== undefined &&
  beacon.signature === undefined &&
  now.getTime() >= Date.parse(beacon.due);
