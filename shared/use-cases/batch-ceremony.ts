import type { Batch, CeremonyPart } from '../domain/batch.ts';
import { ceremonyRandomness, commitmentOf } from '../draw/ceremony.ts';
import { drawSeed } from '../draw/tickets.ts';
import type { Failure } from '../failures.ts';
import { err, ok, type Result } from '../result.ts';
import { type BatchChangeFailure, type BatchDeps, changeBatch, type StoredBatch, stateAfter } from './batch-changes.ts';
import { ceremonyOf } from './draw-document.ts';
import type { Actor } from './ports.ts';

type CeremonyFailure = BatchChangeFailure | Failure<'invalid-input' | 'already-exists' | 'ceremony-closed'>;
type RevealFailure = CeremonyFailure | Failure<'ceremony-open' | 'ceremony-incomplete' | 'secret-mismatch'>;

/** Publishes the actor's department's commitment `H(secret)`: once, before the deadline. Sent again unchanged it changes nothing. */
export const submitCommitment = (
  deps: BatchDeps,
  { id, commitment }: { readonly id: string; readonly commitment: string },
  actor: Actor,
  now: Date,
): Promise<Result<StoredBatch, CeremonyFailure>> =>
  changeBatch<CeremonyFailure>(deps, { id, action: 'submit-commitment', actor, now }, (batch) => {
    const found = partOf(batch, actor);
    if (!found.ok) return found;
    const { ceremony, part } = found.value;
    if (part.commitment === commitment) return ok(undefined);
    if (part.commitment !== undefined) return err({ kind: 'already-exists', entity: 'commitment', id: part.party });
    const open = stateAfter(batch, 'reveal');
    if (!open.ok) return open;
    if (now.getTime() > Date.parse(ceremony.commitBy)) return err({ kind: 'ceremony-closed', at: ceremony.commitBy });
    // Whoever repeats another's commitment waits for that secret instead of bringing chance of the own.
    if (ceremony.parts.some((other) => other.commitment === commitment)) {
      return err({ kind: 'invalid-input', errors: [{ path: 'body.commitment', message: '与其他参与方的承诺相同' }] });
    }
    const stated = { ...part, commitment, committedBy: actor.id, committedAt: now.toISOString() };
    return ok({ batch: withPart(batch, stated), facts: { party: part.party } });
  });

/**
 * Publishes the actor's department's secret, after the time for commitments and only when all are in. The last secret
 * makes the randomness and with it the seed.
 */
export const revealSecret = (
  deps: BatchDeps,
  { id, secret }: { readonly id: string; readonly secret: string },
  actor: Actor,
  now: Date,
): Promise<Result<StoredBatch, RevealFailure>> =>
  changeBatch<RevealFailure>(deps, { id, action: 'reveal-secret', actor, now }, (batch) => {
    const found = partOf(batch, actor);
    if (!found.ok) return found;
    const { ceremony, part } = found.value;
    if (part.secret === secret) return ok(undefined);
    const revealed = stateAfter(batch, 'reveal');
    if (!revealed.ok) return revealed;
    if (now.getTime() <= Date.parse(ceremony.commitBy)) return err({ kind: 'ceremony-open', until: ceremony.commitBy });
    const missing = ceremony.parts.filter(({ commitment }) => commitment === undefined).map(({ party }) => party);
    if (missing.length > 0) return err({ kind: 'ceremony-incomplete', missing });
    if (now.getTime() > Date.parse(ceremony.revealBy)) return err({ kind: 'ceremony-closed', at: ceremony.revealBy });
    if (commitmentOf(secret) !== part.commitment) return err({ kind: 'secret-mismatch', party: part.party });

    const stated = withPart(batch, { ...part, secret, revealedBy: actor.id, revealedAt: now.toISOString() });
    const facts = { party: part.party };
    const randomness = randomnessOf(stated);
    if (randomness === undefined) return ok({ batch: stated, facts });
    const seed = drawSeed(stated.digest ?? '', randomness);
    return ok({
      batch: { ...stated, status: revealed.value, randomness, seed },
      facts: { ...facts, randomness, seed },
    });
  });

/** The randomness once every secret is public. What else the ceremony could lack was refused on the way. */
function randomnessOf({ ceremony }: Batch): string | undefined {
  if (!ceremony || ceremony.parts.some(({ secret }) => secret === undefined)) return undefined;
  const { parties, commitBy, commitments, reveals } = ceremonyOf(ceremony);
  const randomness = ceremonyRandomness({ parties, deadline: commitBy, commitments, reveals });
  if (!randomness.ok) throw new Error(`a complete ceremony is refused: ${randomness.error.kind}`);
  return randomness.value;
}

function partOf({ id, ceremony }: Batch, { department }: Actor) {
  const part = ceremony?.parts.find(({ party }) => party === department);
  if (!ceremony || !part) return err({ kind: 'foreign-department', entity: 'batch', id } as const);
  return ok({ ceremony, part });
}

const withPart = (batch: Batch, part: CeremonyPart): Batch => ({
  ...batch,
  ...(batch.ceremony && {
    ceremony: {
      ...batch.ceremony,
      parts: batch.ceremony.parts.map((other) => (other.party === part.party ? part : other)),
    },
  }),
});
