import type { Failure } from '../../base/failures.ts';
import { err, ok, type Result } from '../../base/result.ts';
import { departmentName } from '../../codes/departments.ts';
import type { Batch } from '../../domain/batch/batch.ts';
import type { CeremonyPart, CeremonyParty } from '../../domain/batch/randomness.ts';
import { commitmentOf, notary, secretOfDice } from '../../draw/ceremony.ts';
import type { Actor } from '../actor.ts';
import { type BatchChangeFailure, type BatchDeps, changeBatch, type StoredBatch, stateAfter } from './change-batch.ts';
import { seeded, seedFacts } from './seed.ts';

type CeremonyFailure = BatchChangeFailure | Failure<'invalid-input' | 'ceremony-closed'>;
type RevealFailure = CeremonyFailure | Failure<'ceremony-open' | 'ceremony-incomplete' | 'secret-mismatch'>;
type CommitFailure = CeremonyFailure | Failure<'not-ready'>;
type Committed = Promise<Result<StoredBatch, CommitFailure>>;
type Revealed = Promise<Result<StoredBatch, RevealFailure>>;

/**
 * Publishes the commitment `H(secret)` of the actor's department before the deadline. Until then a party that has lost
 * its secret replaces it: no secret is public yet, so nobody learns anything by it. Idempotent.
 */
export const submitCommitment = (
  deps: BatchDeps,
  { id, commitment }: { readonly id: string; readonly commitment: string },
  actor: Actor,
  now: Date,
): Committed => commit(deps, { id, party: actor.department, commitment }, actor, now);

/** The same for the notary, who has no account: the joint meeting's office records the sealed hash it received. */
export const submitNotaryCommitment = (
  deps: BatchDeps,
  { id, commitment }: { readonly id: string; readonly commitment: string },
  actor: Actor,
  now: Date,
): Committed => commit(deps, { id, party: notary, commitment }, actor, now);

/**
 * Publishes the secret of the actor's department, after the commitment deadline and only when all commitments are in.
 * The last source, secret or beacon, completes the randomness and thus the seed.
 */
export const revealSecret = (
  deps: BatchDeps,
  { id, secret }: { readonly id: string; readonly secret: string },
  actor: Actor,
  now: Date,
): Revealed => reveal(deps, { id, party: actor.department, said: { secret } }, actor, now);

/** The notary's dice, thrown and sealed, recorded by the joint meeting's office; their hash is the secret. */
export const revealDice = (
  deps: BatchDeps,
  { id, dice }: { readonly id: string; readonly dice: string },
  actor: Actor,
  now: Date,
): Revealed => reveal(deps, { id, party: notary, said: { secret: secretOfDice(dice), dice } }, actor, now);

interface Commitment {
  readonly id: string;
  readonly party: CeremonyParty;
  readonly commitment: string;
}

const commit = (deps: BatchDeps, { id, party, commitment }: Commitment, actor: Actor, now: Date): Committed =>
  changeBatch<CommitFailure>(deps, { id, action: 'submit-commitment', actor, now }, (batch) => {
    const found = partOf(batch, party, actor);
    if (!found.ok) return found;
    const { ceremony, part } = found.value;
    if (part.commitment === commitment) return ok(undefined);
    const open = stateAfter(batch, 'reveal');
    if (!open.ok) return open;
    if (now.getTime() > Date.parse(ceremony.commitBy)) return err({ kind: 'ceremony-closed', at: ceremony.commitBy });
    // A copied commitment adds no entropy: its sender can only reveal the copied secret.
    if (ceremony.parts.some((other) => other.commitment === commitment)) {
      return err({ kind: 'invalid-input', errors: [{ path: 'body.commitment', message: '与其他参与方的承诺相同' }] });
    }
    const replaced = replacedBy(part);
    if (replaced.length > mostReplaced) {
      const reason = `密数承诺已更换${mostReplaced}次，不能再更换。`;
      return err({ kind: 'not-ready', entity: 'commitment', reason });
    }
    const stated = { ...part, commitment, committedBy: actor.id, committedAt: now.toISOString() };
    const kept = { ...stated, ...(replaced.length > 0 && { replaced }) };
    return ok({ batch: withPart(batch, kept), facts: { party, replaced: replaced.length } });
  });

/** A batch is one row; nobody needs more. */
const mostReplaced = 10;

function replacedBy({ commitment, committedAt: at, committedBy: by, replaced = [] }: CeremonyPart) {
  return commitment !== undefined && at !== undefined && by !== undefined
    ? [...replaced, { commitment, at, by }]
    : replaced;
}

interface Secret {
  readonly id: string;
  readonly party: CeremonyParty;
  readonly said: { readonly secret: string; readonly dice?: string };
}

const reveal = (deps: BatchDeps, { id, party, said }: Secret, actor: Actor, now: Date): Revealed =>
  changeBatch<RevealFailure>(deps, { id, action: 'reveal-secret', actor, now }, (batch) => {
    const found = partOf(batch, party, actor);
    if (!found.ok) return found;
    const { ceremony, part } = found.value;
    if (part.secret === said.secret) return ok(undefined);
    const revealed = stateAfter(batch, 'reveal');
    if (!revealed.ok) return revealed;
    if (now.getTime() <= Date.parse(ceremony.commitBy)) return err({ kind: 'ceremony-open', until: ceremony.commitBy });
    const missing = ceremony.parts.filter(({ commitment }) => commitment === undefined).map((each) => each.party);
    if (missing.length > 0) return err({ kind: 'ceremony-incomplete', missing });
    if (now.getTime() > Date.parse(ceremony.revealBy)) return err({ kind: 'ceremony-closed', at: ceremony.revealBy });
    if (commitmentOf(said.secret) !== part.commitment) return err({ kind: 'secret-mismatch', party });
    const stated = { ...part, ...said, revealedBy: actor.id, revealedAt: now.toISOString() };
    const next = seeded(withPart(batch, stated));
    return ok({ batch: next, facts: { party, ...seedFacts(next) } });
  });

function partOf({ id, ceremony, readers }: Batch, party: CeremonyParty, { department }: Actor) {
  const part = ceremony?.parts.find((each) => each.party === party);
  if (ceremony && part) return ok({ ceremony, part });
  if (party === notary) return err({ kind: 'not-found', entity: 'notary', id } as const);
  const foreign = { kind: 'foreign-department', entity: 'batch', id } as const;
  // The parties are public with the commitment. Before it only those who read the batch learn of it.
  if (!ceremony)
    return err(readers.includes(department) ? { ...foreign, reason: '尚未公布由仪式产生随机数' } : foreign);
  const named = ceremony.parts.map((each) => (each.party === notary ? '公证处' : departmentName(each.party)));
  return err({ ...foreign, reason: `的仪式由${named.join('、')}参与，${departmentName(department)}不是参与方` });
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
