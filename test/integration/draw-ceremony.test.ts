import { beforeEach, describe, expect, test } from 'vitest';
import { commitmentOf } from '../../shared/draw/ceremony.ts';
import {
  alone,
  askVoid,
  committedBatch,
  frozenBatch,
  lead,
  office,
  parties,
  secretOf,
  times,
} from '../support/draw-ceremony.ts';
import { jointEntry, numbered, officer, publishedPlan, settle, shop } from '../support/drawable-county.ts';
import { readPublicDraw } from '../support/public-draw.ts';
import { expectOk, person, systemForTest, type TestSystem } from '../support/system.ts';

let system: TestSystem;

beforeEach(async () => {
  system = await systemForTest();
  await settle(system.deps, {
    objects: numbered(40, (n) => shop(n)),
    inspectors: [...numbered(3, (n) => officer('SCJG', n)), ...numbered(3, (n) => officer('WJW', n))],
    plans: [publishedPlan([jointEntry()])],
  });
});

const [one, other, two] = parties;
type Party = (typeof parties)[number];
const say = (party: Party, id: string, commitment = commitmentOf(secretOf(party))) =>
  system.as(person(party, 'officer'))('submitCommitment', { params: { id }, body: { commitment } });
const reveal = (party: Party, id: string, secret = secretOf(party)) =>
  system.as(person(party, 'officer'))('revealSecret', { params: { id }, body: { secret } });
const kindOf = (result: { ok: boolean; error?: { kind: string } }) => (result.ok ? 'ok' : result.error?.kind);

describe('committing to a manifest', () => {
  test.each([
    ['one department alone is no ceremony', { parties: ['CZJ', 'CZJ'] }, 'body.parties'],
    ['two parties without a beacon could choose the outcome', { parties: ['CZJ', 'SFJ'] }, 'body.parties'],
    ['nor only those that lead or take part', { parties: ['SCJG', 'WJW', 'SCJG'] }, 'body.parties'],
    ['why there is no beacon is stated', { reason: undefined }, 'body.reason'],
    ['the public has ten minutes with the digest', { commitBy: '2026-11-23T01:09:59.999Z' }, 'body.commitBy'],
    ['secrets are due ten minutes after commitments', { revealBy: '2026-11-23T02:09:59.999Z' }, 'body.revealBy'],
    [
      'secrets are due while the inspections may still be made, until 24:00 in Shanghai',
      { revealBy: '2026-12-31T16:00:00.000Z' },
      'body.revealBy',
    ],
  ] as const)('%s', async (_, wrong, path) => {
    const { id, version } = await frozenBatch(system);
    const { reason, ...body } = { ...alone, commitBy: times.commitBy, revealBy: times.revealBy, ...wrong };
    const answer = await system.as(lead)('commitBatch', {
      params: { id },
      version,
      body: { ...body, ...(reason !== undefined && { reason }), parties: [...body.parties] },
    });
    expect(answer.ok ? [] : answer.error.errors?.map((error) => error.path)).toContain(path);
  });

  test('ten minutes for the digest and ten for the secrets are enough', async () => {
    const { id, version } = await frozenBatch(system);
    const body = { ...alone, commitBy: '2026-11-23T01:10:00.000Z', revealBy: '2026-11-23T01:20:00.000Z' };
    expect(kindOf(await system.as(lead)('commitBatch', { params: { id }, version, body }))).toBe('ok');
  });

  test('the digest is public before any commitment, and covers the bytes of the manifest', async () => {
    const batch = await committedBatch(system);
    const { document } = await readPublicDraw(system.deps.published, batch.number);
    expect(document).toMatchObject({ status: 'committed', digest: batch.digest, manifest: batch.manifest });
    expect(commitmentOf(document.manifest ?? '')).toBe(document.digest);
    expect(JSON.parse(document.manifest ?? '')).toMatchObject({
      spec: 'suiji-draw/2',
      batch: '41142220261123-1',
      randomness: { kind: 'ceremony', parties: ['CZJ', 'FGW', 'SFJ'], deadline: times.commitBy },
      matching: { perDepartment: 2, window: { from: '2026-12-01', to: '2026-12-31' } },
    });
    expect(document.frames.flatMap(({ strata }) => strata).every(({ threshold }) => threshold === undefined)).toBe(
      true,
    );
  });

  test('nothing is public while the batch is only frozen, though a void is asked for; a void is', async () => {
    const { id, number } = await frozenBatch(system);
    const shown = () => system.deps.published.find('draw', number);
    expect(await shown()).toBeUndefined();
    const requestId = await askVoid(system, id);
    expect(await shown()).toBeUndefined();
    expectOk(await system.as(office)('approveVoid', { params: { id, requestId } }));
    expect(await shown()).toMatchObject({ status: 'voided' });
  });

  test('who has not seen the frozen batch as it is cannot commit it', async () => {
    const { id } = await frozenBatch(system);
    const { commitBy, revealBy } = times;
    const body = { ...alone, commitBy, revealBy };
    expect(kindOf(await system.as(lead)('commitBatch', { params: { id }, version: 7, body }))).toBe('stale-version');
  });
});

describe('the ceremony', () => {
  test('a party speaks for itself, and only a party speaks', async () => {
    const { id } = await committedBatch(system);
    const stranger = system.as(person('GAJ', 'officer'));
    expect(kindOf(await stranger('submitCommitment', { params: { id }, body: { commitment: 'a'.repeat(64) } }))).toBe(
      'not-found',
    );
  });

  test('a commitment sent again unchanged stands', async () => {
    const { id } = await committedBatch(system);
    const once = expectOk(await say(one, id));
    expect(expectOk(await say(one, id)).version).toBe(once.version);
  });

  test('a commitment is replaced until the deadline, in public, and the draw goes by the last', async () => {
    const { id, number } = await committedBatch(system);
    expectOk(await say(one, id, 'b'.repeat(64)));
    expectOk(await say(other, id));
    expectOk(await say(two, id));
    expectOk(await say(one, id));
    const { document } = await readPublicDraw(system.deps.published, number);
    expect(document.ceremony?.commitments[0]).toMatchObject({
      ...{ party: parties[0], commitment: commitmentOf(secretOf(parties[0])) },
      earlier: [{ commitment: 'b'.repeat(64), at: times.freeze }],
    });
    expect(JSON.stringify(document)).not.toContain('committedBy');
    system.at(times.reveal);
    expect(kindOf(await say(one, id, 'c'.repeat(64)))).toBe('ceremony-closed');
    for (const party of parties) expectOk(await reveal(party, id));
    expect(expectOk(await system.as(lead)('getBatch', { params: { id } })).status).toBe('revealed');
  });

  test('replaced without end it would fill the record, so it is replaced ten times at most', async () => {
    const { id } = await committedBatch(system);
    for (let n = 0; n <= 10; n += 1) expectOk(await say(one, id, n.toString(16).padStart(64, '0')));
    expect(kindOf(await say(one, id))).toBe('not-ready');
  });

  test('two people of one party who commit at the same moment leave one commitment and what it replaced', async () => {
    const { id, number } = await committedBatch(system);
    const wanted = ['b', 'c'].map((digit) => digit.repeat(64));
    for (const answer of await Promise.all(wanted.map((commitment) => say(one, id, commitment)))) expectOk(answer);
    const { document } = await readPublicDraw(system.deps.published, number);
    const [stated] = document.ceremony?.commitments ?? [];
    expect([stated?.commitment, ...(stated?.earlier ?? []).map(({ commitment }) => commitment)].toSorted()).toEqual(
      wanted,
    );
  });

  test('a copied commitment would wait for the other’s secret', async () => {
    const { id } = await committedBatch(system);
    expectOk(await say(one, id));
    expect(kindOf(await say(two, id, commitmentOf(secretOf(one))))).toBe('invalid-input');
  });

  test('a commitment at the last second counts, one later does not', async () => {
    const { id } = await committedBatch(system);
    system.at(times.commitBy);
    expect(kindOf(await say(one, id))).toBe('ok');
    system.at('2026-11-23T02:00:00.001Z');
    expect(kindOf(await say(two, id))).toBe('ceremony-closed');
  });

  test('a secret at the last moment counts, one later does not', async () => {
    const { id } = await committedBatch(system);
    for (const party of parties) expectOk(await say(party, id));
    system.at(times.revealBy);
    expect(kindOf(await reveal(one, id))).toBe('ok');
    system.at('2026-11-23T03:00:00.001Z');
    expect(kindOf(await reveal(two, id))).toBe('ceremony-closed');
  });

  test('no secret before the time for commitments is over', async () => {
    const { id } = await committedBatch(system);
    for (const party of parties) expectOk(await say(party, id));
    system.at(times.commitBy);
    expect(kindOf(await reveal(one, id))).toBe('ceremony-open');
  });

  test('no secret while a commitment is missing, so that nobody reveals in vain', async () => {
    const { id } = await committedBatch(system);
    expectOk(await say(one, id));
    expectOk(await say(other, id));
    system.at(times.reveal);
    const answer = await reveal(one, id);
    expect(kindOf(answer)).toBe('ceremony-incomplete');
    expect(answer.ok || answer.error.detail).toContain('司法局');
  });

  test('another secret than the one committed to is refused', async () => {
    const { id } = await committedBatch(system);
    for (const party of parties) expectOk(await say(party, id));
    system.at(times.reveal);
    expect(kindOf(await reveal(one, id, 'c'.repeat(64)))).toBe('secret-mismatch');
  });

  test('two parties at the same moment are both heard, and the last secret makes the seed', async () => {
    const { id } = await committedBatch(system);
    expectOk(await say(other, id));
    expect((await Promise.all([say(one, id), say(two, id)])).map(kindOf)).toEqual(['ok', 'ok']);
    system.at(times.reveal);
    expectOk(await reveal(other, id));
    expect((await Promise.all([reveal(one, id), reveal(two, id)])).map(kindOf)).toEqual(['ok', 'ok']);
    const batch = expectOk(await system.as(lead)('getBatch', { params: { id } }));
    // H(join(LF, sort("department:secret"))), computed by the rule of the specification.
    const randomness = commitmentOf(parties.map((party) => `${party}:${secretOf(party)}`).join('\n'));
    expect(batch).toMatchObject({
      status: 'revealed',
      randomness,
      seed: commitmentOf(`suiji-draw/2\n${batch.digest}\n${randomness}`),
    });
  });
});
