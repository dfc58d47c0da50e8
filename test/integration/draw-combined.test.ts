import { beforeEach, describe, expect, test } from 'vitest';
import { commitmentOf } from '../../shared/draw/ceremony.ts';
import { sha256, sha256OfBytes } from '../../shared/draw/sha256.ts';
import {
  at,
  combined,
  commitAll,
  committed,
  countyForTest,
  kindOf,
  publicDraw,
  revealAll,
  signature,
  take,
} from '../support/draw-beacon.ts';
import { askVoid, lead, office, parties, secretOf, voidBatch } from '../support/draw-ceremony.ts';
import { readPublicDraw, verified } from '../support/public-draw.ts';
import { expectOk, person, type TestSystem } from '../support/system.ts';

let system: TestSystem;
const ofBeacon = sha256OfBytes(Buffer.from(signature, 'hex'));
const ofParties = sha256(parties.map((party) => `${party}:${secretOf(party)}`).join('\n'));

beforeEach(async () => {
  system = await countyForTest();
});

describe('a draw from both sources', () => {
  test('has its randomness with the beacon, when every secret is open, and anybody recomputes it', async () => {
    const { id, number } = await committed(system, combined);
    await commitAll(system, id);
    system.at(at.reveal);
    await revealAll(system, id);
    const waiting = expectOk(await system.as(lead)('getBatch', { params: { id } }));
    expect([waiting.status, waiting.randomness]).toEqual(['committed', undefined]);
    system.at(at.due);
    const batch = expectOk(await take(system, id));
    const randomness = sha256(`${ofBeacon}\n${ofParties}`);
    const seed = sha256(`suiji-draw/2\n${batch.digest}\n${randomness}`);
    expect(batch).toMatchObject({ status: 'revealed', randomness, seed });
    expectOk(await system.as(lead)('drawBatch', { params: { id } }));
    const published = await readPublicDraw(system.deps.published, number);
    expect(published.document.source).toBe('combined');
    const { steps } = verified(published);
    expect(steps.filter(({ outcome }) => outcome !== 'passed')).toEqual([]);
  });

  test('keeps the beacon where a secret is missing, names the party, and can only be voided', async () => {
    const { id, number } = await committed(system, combined);
    await commitAll(system, id);
    system.at(at.reveal);
    await revealAll(system, id, ['CZJ', 'FGW']);
    system.at(at.due);
    const taken = expectOk(await take(system, id));
    expect([taken.status, taken.beacon?.signature, taken.seed]).toEqual(['committed', signature, undefined]);
    expect((await publicDraw(system, number)).defaulted?.notRevealed).toEqual(['SFJ']);
    const late = system.as(person('SFJ', 'officer'));
    const answer = await late('revealSecret', { params: { id }, body: { secret: secretOf('SFJ') } });
    expect(kindOf(answer)).toBe('ceremony-closed');
    expectOk(await voidBatch(system, id, { category: '其他', reason: '司法局未公开' }));
    const { voided } = await publicDraw(system, number);
    expect(voided).toMatchObject({ category: '随机源未完成', notRevealed: ['SFJ'] });
  });

  test('is voided without waiting for a lost beacon where a party has committed to nothing', async () => {
    const { id, number } = await committed(system, combined);
    await commitAll(system, id, ['CZJ', 'FGW']);
    system.at(at.due);
    expectOk(await voidBatch(system, id, { category: '其他', reason: '司法局未提交' }));
    expect((await publicDraw(system, number)).voided).toMatchObject({ notCommitted: ['SFJ'], notRevealed: [] });
  });

  test('may be voided while the beacon is still to come, when every secret is open or none is', async () => {
    const { id, number } = await committed(system, combined);
    await commitAll(system, id);
    system.at(at.reveal);
    await revealAll(system, id, ['CZJ', 'FGW']);
    const body = { category: '计划调整', reason: '计划取消' } as const;
    const requestId = await askVoid(system, id, body);
    const approve = () => system.as(office)('approveVoid', { params: { id, requestId } });
    expect(kindOf(await approve())).toBe('not-ready');
    await revealAll(system, id, ['SFJ']);
    expectOk(await approve());
    expect((await publicDraw(system, number)).voided?.category).toBe('计划调整');
  });

  test('has no secret opened before its deadline, nor twice with another one', async () => {
    const { id } = await committed(system, combined);
    await commitAll(system, id);
    const party = system.as(person('CZJ', 'officer'));
    const reveal = (secret: string) => party('revealSecret', { params: { id }, body: { secret } });
    system.at(at.commitBy);
    expect(kindOf(await reveal(secretOf('CZJ')))).toBe('ceremony-open');
    system.at(at.reveal);
    const first = expectOk(await reveal(secretOf('CZJ')));
    expect(expectOk(await reveal(secretOf('CZJ'))).version).toBe(first.version);
    expect(kindOf(await reveal('d'.repeat(64)))).toBe('secret-mismatch');
  });
});

describe('a ceremony with a notary', () => {
  const dice = '3141526535423664621352453216456321456321456321456321';
  const withNotary = {
    source: 'ceremony' as const,
    reason: '未开通外网',
    parties: [...parties],
    notaryOffice: '睢县公证处',
    commitBy: at.commitBy,
    revealBy: at.revealBy,
  };
  const seal = (id: string, who = office, commitment = commitmentOf(sha256(dice))) =>
    system.as(who)('submitNotaryCommitment', { params: { id }, body: { commitment } });
  const show = (id: string, thrown = dice, who = office) =>
    system.as(who)('revealDice', { params: { id }, body: { dice: thrown } });

  test('names the notary’s office, shows the dice, and joins their hash like a department’s secret', async () => {
    const { id, number } = await committed(system, withNotary);
    expect((await publicDraw(system, number)).ceremony).toMatchObject({
      parties: [...parties, 'notary'],
      notaryOffice: '睢县公证处',
    });
    await commitAll(system, id);
    expectOk(await seal(id));
    system.at(at.reveal);
    await revealAll(system, id);
    const batch = expectOk(await show(id));
    const randomness = sha256(
      [...parties.map((party) => `${party}:${secretOf(party)}`), `notary:${sha256(dice)}`].join('\n'),
    );
    expect(batch).toMatchObject({ status: 'revealed', randomness });
    expectOk(await system.as(lead)('drawBatch', { params: { id } }));
    const published = await readPublicDraw(system.deps.published, number);
    expect(published.document.ceremony?.reveals.at(-1)).toMatchObject({ party: 'notary', dice });
    const { steps } = verified(published);
    expect(steps.filter(({ outcome }) => outcome !== 'passed')).toEqual([]);
  });

  test('is recorded by the joint meeting’s office and by nobody else', async () => {
    const { id } = await committed(system, withNotary);
    expect(kindOf(await seal(id, lead))).toBe('forbidden');
    expect(kindOf(await seal(id, person('CZJ', 'officer')))).toBe('forbidden');
    expectOk(await seal(id));
    // The notary may seal another until the deadline, as every party may.
    expectOk(await seal(id, office, 'e'.repeat(64)));
  });

  test('does not begin without the notary’s commitment, and the notary is named', async () => {
    const { id, number } = await committed(system, withNotary);
    await commitAll(system, id);
    system.at(at.reveal);
    const answer = await show(id);
    expect(kindOf(answer)).toBe('ceremony-incomplete');
    expect(answer.ok || answer.error.detail).toContain('公证处');
    expect((await publicDraw(system, number)).defaulted?.notCommitted).toEqual(['notary']);
    expectOk(await voidBatch(system, id, { category: '其他', reason: '公证员未到场' }));
    expect((await publicDraw(system, number)).voided?.notCommitted).toEqual(['notary']);
  });

  test.each([
    ['other dice than were sealed', dice.replace('3', '4'), 'secret-mismatch'],
    ['49 throws', dice.slice(0, 49), 'invalid-input'],
    ['a seven', dice.replace('3', '7'), 'invalid-input'],
  ])('refuses %s', async (_, thrown, kind) => {
    const { id } = await committed(system, withNotary);
    await commitAll(system, id);
    expectOk(await seal(id));
    system.at(at.reveal);
    expect(kindOf(await show(id, thrown))).toBe(kind);
  });

  test('is not recorded where none was announced, and does not stand for a department', async () => {
    const { id, version } = await committed(system, combined);
    expect(kindOf(await seal(id))).toBe('not-found');
    const body = { ...withNotary, parties: ['CZJ' as const, 'CZJ' as const] };
    const answer = await system.as(lead)('commitBatch', { params: { id }, version, body });
    expect(kindOf(answer)).toBe('illegal-transition');
  });
});
