import { err, ok, type Result } from '../base/result.ts';
import { sha256 } from './sha256.ts';
import { compareUtf8, isSha256Hex, lf } from './text.ts';

/** One party's sealed secret: `H(secret)`, published before the deadline. */
export interface Commitment {
  readonly party: string;
  readonly commitment: string;
  /** Instant, ISO 8601 in UTC. */
  readonly at: string;
}

/** The secret itself, 64 lowercase hex characters, published after the deadline. */
export interface Reveal {
  readonly party: string;
  readonly secret: string;
  readonly at: string;
  /** The notary's throws, digits 1 to 6 in order; its secret is their hash. */
  readonly dice?: string;
}

/** The one party that is not a department: a notary who throws dice in front of witnesses. */
export const notary = 'notary' as const;

/** 6^50 exceeds 2^129, so the throws cannot be found by brute force before they are shown. */
export const fewestThrows = 50;
export const mostThrows = 1000;

export interface Ceremony {
  readonly parties: readonly string[];
  readonly deadline: string;
  readonly commitments: readonly Commitment[];
  readonly reveals: readonly Reveal[];
}

export type CeremonyFault =
  | { readonly kind: 'too-few-parties'; readonly parties: readonly string[] }
  /** Voids the batch; the parties are named in public. */
  | { readonly kind: 'not-committed' | 'not-revealed'; readonly parties: readonly string[] }
  | {
      readonly kind:
        | 'unknown-party'
        | 'stated-twice'
        | 'commitment-copied'
        | 'committed-late'
        | 'revealed-early'
        | 'malformed-secret'
        | 'secret-does-not-match'
        | 'dice-missing'
        | 'malformed-dice'
        | 'dice-do-not-match'
        /** Only the notary throws dice. */
        | 'dice-not-asked-for';
      readonly party: string;
    };

export const commitmentOf = (secret: string): string => sha256(secret);

const throws = new RegExp(`^[1-6]{${fewestThrows},${mostThrows}}$`);
export const areDice = (dice: string): boolean => throws.test(dice);

/** The notary's secret: the hash of the digits in the order of the throws. */
export const secretOfDice = (dice: string): string => sha256(dice);

/**
 * The randomness of a complete ceremony of at least two departments, optionally with a notary. No party could know the
 * others' secrets when it fixed its own. A copied commitment is refused because it adds no entropy: its sender can only
 * reveal the copied secret.
 */
export function ceremonyRandomness(ceremony: Ceremony): Result<string, CeremonyFault> {
  const fault = faultOf(ceremony);
  if (fault) return err(fault);
  return ok(randomnessOf(ceremony.reveals));
}

/** `H(join(LF, sort("party:secret")))`. */
export const randomnessOf = (reveals: readonly Pick<Reveal, 'party' | 'secret'>[]): string =>
  sha256(
    reveals
      .map(({ party, secret }) => `${party}:${secret}`)
      .sort(compareUtf8)
      .join(lf),
  );

function faultOf({ parties, deadline, commitments, reveals }: Ceremony): CeremonyFault | undefined {
  if (new Set(parties.filter((party) => party !== notary)).size < 2) return { kind: 'too-few-parties', parties };
  return (
    strayStatement(parties, commitments) ??
    strayStatement(parties, reveals) ??
    missing('not-committed', parties, commitments) ??
    commitmentFault(deadline, commitments) ??
    missing('not-revealed', parties, reveals) ??
    revealFault(deadline, commitments, reveals)
  );
}

function strayStatement(parties: readonly string[], statements: readonly { readonly party: string }[]) {
  const stated = new Set<string>();
  for (const { party } of statements) {
    if (!parties.includes(party)) return { kind: 'unknown-party', party } as const;
    if (stated.has(party)) return { kind: 'stated-twice', party } as const;
    stated.add(party);
  }
  return undefined;
}

function missing(
  kind: 'not-committed' | 'not-revealed',
  parties: readonly string[],
  statements: readonly { readonly party: string }[],
) {
  const absent = parties.filter((party) => !statements.some((statement) => statement.party === party));
  return absent.length > 0 ? { kind, parties: absent } : undefined;
}

function commitmentFault(deadline: string, commitments: readonly Commitment[]): CeremonyFault | undefined {
  const late = commitments.find(({ at }) => !(Date.parse(at) <= Date.parse(deadline)));
  if (late) return { kind: 'committed-late', party: late.party };
  const copied = commitments.find(({ commitment }, index) =>
    commitments.slice(0, index).some((earlier) => earlier.commitment === commitment),
  );
  return copied && { kind: 'commitment-copied', party: copied.party };
}

function revealFault(
  deadline: string,
  commitments: readonly Commitment[],
  reveals: readonly Reveal[],
): CeremonyFault | undefined {
  for (const reveal of reveals) {
    const { party, secret, at } = reveal;
    if (!isSha256Hex(secret)) return { kind: 'malformed-secret', party };
    const dice = diceFault(reveal);
    if (dice) return { kind: dice, party };
    if (!(Date.parse(at) > Date.parse(deadline))) return { kind: 'revealed-early', party };
    const committed = commitments.find((commitment) => commitment.party === party);
    if (committed?.commitment !== commitmentOf(secret)) return { kind: 'secret-does-not-match', party };
  }
  return undefined;
}

function diceFault({ party, secret, dice }: Reveal) {
  if (party !== notary) return dice === undefined ? undefined : 'dice-not-asked-for';
  if (dice === undefined) return 'dice-missing';
  if (!areDice(dice)) return 'malformed-dice';
  return secretOfDice(dice) === secret ? undefined : 'dice-do-not-match';
}
