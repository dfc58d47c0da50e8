import { describe, expect, test } from 'vitest';
import { areDice, ceremonyRandomness, commitmentOf, notary, secretOfDice } from '../../shared/draw/ceremony.ts';
import { drawSpec, type Manifest, manifestDigest } from '../../shared/draw/one/manifest.ts';
import type { DrawRecord } from '../../shared/draw/one/record.ts';
import { drawSeed } from '../../shared/draw/one/tickets.ts';
import { verifyDraw } from '../../shared/draw/one/verify-draw.ts';
import { quicknet } from '../../shared/draw/quicknet.ts';
import type { RandomnessSource } from '../../shared/draw/randomness-source.ts';
import { sha256 } from '../../shared/draw/sha256.ts';
import vectors from '../vectors/quicknet-rounds.json' with { type: 'json' };

const { chain } = quicknet;
const beacon = { round: 1000, signature: vectors.rounds.find(({ round }) => round === 1000)?.signature ?? '' };
/** As the League of Entropy published it. */
const beaconRandomness = 'fe290beca10872ef2fb164d2aa4442de4566183ec51c56ff3cd603d930e54fdd';
const deadline = '2023-08-23T15:30:00.000Z';
const dice = '1234561234561234561234561234561234561234561234561234';

const statement = (party: string, secret: string, more: { dice?: string } = {}) => ({
  commitment: { party, commitment: commitmentOf(secret), at: '2023-08-23T15:20:00.000Z' },
  reveal: { party, secret, at: '2023-08-23T15:40:00.000Z', ...more },
});
const ceremonyOf = (...statements: ReturnType<typeof statement>[]) => ({
  commitments: statements.map(({ commitment }) => commitment),
  reveals: statements.map(({ reveal }) => reveal),
});
const [scjg, gaj] = [statement('SCJG', 'a'.repeat(64)), statement('GAJ', 'b'.repeat(64))];
const thrown = statement(notary, sha256(dice), { dice });
const departments = ceremonyOf(scjg, gaj);
const departmentsRandomness = sha256(`GAJ:${'b'.repeat(64)}\nSCJG:${'a'.repeat(64)}`);

function recordOf(
  randomness: RandomnessSource,
  rest: Pick<DrawRecord, 'randomness' | 'beacon' | 'ceremony'>,
): DrawRecord {
  const manifest: Manifest = { spec: drawSpec, batch: '41142220230823-1', randomness, frames: [] };
  const digest = manifestDigest(manifest);
  return { manifest, manifestDigest: digest, seed: drawSeed(digest, rest.randomness), frames: [], visits: [], ...rest };
}
const drand = { kind: 'drand', chain, round: 1000 } as const;
const combined = { kind: 'combined', chain, round: 1000, parties: ['GAJ', 'SCJG'], deadline } as const;
const ofBoth = sha256(`${beaconRandomness}\n${departmentsRandomness}`);
const stepOf = (record: DrawRecord) => verifyDraw(record, new Map()).find(({ step }) => step === 'randomness');
const passed = { step: 'randomness', outcome: 'passed' };

describe('the randomness of a draw, recomputed by a stranger', () => {
  test('is the hash of the signature of the committed round', () => {
    expect(stepOf(recordOf(drand, { randomness: beaconRandomness, beacon }))).toEqual(passed);
  });

  test('of both sources is the hash of the beacon’s and the ceremony’s', () => {
    const record = recordOf(combined, { randomness: ofBoth, beacon, ceremony: departments });
    expect(stepOf(record)).toEqual(passed);
    expect(verifyDraw(record, new Map()).filter(({ outcome }) => outcome !== 'passed')).toEqual([]);
  });

  const otherRound = vectors.rounds[0] ?? beacon;
  test.each([
    ['without the beacon', drand, { randomness: beaconRandomness }, 'beacon-missing'],
    ['with the beacon of another round', drand, { randomness: beaconRandomness, beacon: otherRound }, 'round-differs'],
    [
      'with the signature of another round under the number of this one',
      drand,
      { randomness: beaconRandomness, beacon: { ...beacon, signature: otherRound.signature } },
      'signature-differs',
    ],
    [
      'with the beacon of another chain',
      drand,
      { randomness: beaconRandomness, beacon: vectors.otherChain },
      'signature-differs',
    ],
    [
      'from a chain that is not the pinned one',
      { ...drand, chain: 'f'.repeat(64) },
      { randomness: beaconRandomness, beacon },
      'unknown-chain',
    ],
    [
      'with another number than the signature gives',
      drand,
      { randomness: 'd'.repeat(64), beacon },
      'randomness-differs',
    ],
    [
      'with a ceremony that nobody announced',
      drand,
      { randomness: beaconRandomness, beacon, ceremony: departments },
      'ceremony-not-committed',
    ],
    [
      'with a beacon that nobody announced',
      { kind: 'ceremony', parties: ['GAJ', 'SCJG'], deadline },
      { randomness: departmentsRandomness, beacon, ceremony: departments },
      'beacon-not-committed',
    ],
    [
      'of both, from the beacon alone',
      combined,
      { randomness: beaconRandomness, beacon, ceremony: departments },
      'randomness-differs',
    ],
    [
      'of both, from the ceremony alone',
      combined,
      { randomness: departmentsRandomness, beacon, ceremony: departments },
      'randomness-differs',
    ],
    ['of both, without the ceremony', combined, { randomness: ofBoth, beacon }, 'ceremony-missing'],
    [
      'of both, with a secret held back',
      combined,
      { randomness: ofBoth, beacon, ceremony: { ...departments, reveals: [scjg.reveal] } },
      'not-revealed',
    ],
  ] as const)('is refused %s', (_, source, rest, reason) => {
    expect(stepOf(recordOf(source, rest))).toMatchObject({ outcome: 'failed', reason });
  });
});

describe('a ceremony with a notary', () => {
  const withNotary = { parties: ['GAJ', 'SCJG', notary], deadline };

  test('joins the notary’s secret, the hash of the dice, like any other', () => {
    const secrets = [`GAJ:${'b'.repeat(64)}`, `SCJG:${'a'.repeat(64)}`, `notary:${sha256(dice)}`];
    expect(ceremonyRandomness({ ...withNotary, ...ceremonyOf(scjg, gaj, thrown) })).toEqual({
      ok: true,
      value: sha256(secrets.join('\n')),
    });
  });

  test('still needs two departments', () => {
    const alone = { parties: ['SCJG', notary], deadline, ...ceremonyOf(scjg, thrown) };
    expect(ceremonyRandomness(alone)).toMatchObject({ ok: false, error: { kind: 'too-few-parties' } });
  });

  const other = dice.replace('1', '2');
  test.each([
    ['without showing the dice', statement(notary, sha256(dice)), 'dice-missing'],
    ['with a seven', statement(notary, sha256(`7${dice}`), { dice: `7${dice}` }), 'malformed-dice'],
    ['with 49 throws', statement(notary, sha256(dice.slice(0, 49)), { dice: dice.slice(0, 49) }), 'malformed-dice'],
    ['with other dice than committed to', statement(notary, sha256(dice), { dice: other }), 'dice-do-not-match'],
  ] as const)('is refused %s', (_, thrownOtherwise, kind) => {
    expect(ceremonyRandomness({ ...withNotary, ...ceremonyOf(scjg, gaj, thrownOtherwise) })).toEqual({
      ok: false,
      error: { kind, party: notary },
    });
  });

  test('has dice of the notary alone', () => {
    const own = dice.replace('1', '2');
    const department = statement('SCJG', secretOfDice(own), { dice: own });
    expect(ceremonyRandomness({ ...withNotary, ...ceremonyOf(department, gaj, thrown) })).toEqual({
      ok: false,
      error: { kind: 'dice-not-asked-for', party: 'SCJG' },
    });
  });

  test('takes 50 throws and more', () => {
    expect([49, 50, 1000, 1001].map((count) => areDice('6'.repeat(count)))).toEqual([false, true, true, false]);
  });
});
