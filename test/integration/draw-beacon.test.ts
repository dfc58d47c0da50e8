import { beforeEach, describe, expect, test } from 'vitest';
import { quicknet } from '../../shared/draw/quicknet.ts';
import { sha256 } from '../../shared/draw/sha256.ts';
import {
  at,
  combined,
  committed,
  countyForTest,
  drand,
  frozen,
  kindOf,
  publicDraw,
  round,
  signature,
  take,
} from '../support/draw-beacon.ts';
import { committedBatch, lead, parties } from '../support/draw-ceremony.ts';
import { readPublicDraw, verified } from '../support/public-draw.ts';
import { expectOk, person, type TestSystem } from '../support/system.ts';

let system: TestSystem;

beforeEach(async () => {
  system = await countyForTest();
});

describe('a draw from the public beacon', () => {
  test('is public with its round and time before the round is made, and anybody recomputes it after', async () => {
    const { id, number } = await committed(system);
    const before = await publicDraw(system, number);
    expect(before).toMatchObject({ source: 'drand', beacon: { chain: quicknet.chain, round, due: at.due } });
    expect(JSON.parse(before.manifest ?? '').randomness).toEqual({ kind: 'drand', chain: quicknet.chain, round });
    expect([before.beacon?.signature, before.awaiting, before.seed]).toEqual([undefined, undefined, undefined]);

    system.at(at.due);
    expect(expectOk(await take(system, id))).toMatchObject({
      status: 'revealed',
      beacon: { signature, takenAt: at.due },
    });
    expectOk(await system.as(lead)('drawBatch', { params: { id } }));
    expect(expectOk(await system.as(lead)('dispatchBatch', { params: { id } })).status).toBe('dispatched');
    const published = await readPublicDraw(system.deps.published, number);
    expect(published.document).toMatchObject({ source: 'drand', beacon: { round, signature, relay: 'one.example' } });
    const { steps } = verified(published);
    expect(steps.filter(({ outcome }) => outcome !== 'passed')).toEqual([]);
    expect(verified(published).verdict).toBe('verified');
  });

  test('takes its seed from the digest and the hash of the signature', async () => {
    const { id, digest } = await committed(system);
    system.at(at.due);
    const { randomness, seed } = expectOk(await take(system, id));
    expect(randomness).toBe(await shaOfHex(signature));
    expect(seed).toBe(sha256(`suiji-draw/2\n${digest}\n${randomness}`));
  });

  test('is not taken before the time of its round, and then asked of nobody', async () => {
    const { id } = await committed(system);
    system.at(at.before);
    const early = await take(system, id);
    expect(kindOf(early)).toBe('beacon-too-early');
    expect(early.ok || early.error.detail).toContain('2026年9月17日23时23分');
    expect(system.deps.beacons.asked).toEqual([]);
  });

  test('is taken once: asked again nothing changes, whoever asks and in whatever state', async () => {
    const { id } = await committed(system);
    system.at(at.due);
    const first = expectOk(await take(system, id));
    const again = expectOk(await take(system, id));
    expect([again.version, system.deps.beacons.asked]).toEqual([first.version, [round]]);
    const { version } = expectOk(await system.as(lead)('drawBatch', { params: { id } }));
    expect(expectOk(await take(system, id)).version).toBe(version);
  });

  test('taken twice at the same moment is recorded once', async () => {
    const { id } = await committed(system);
    system.at(at.due);
    const both = await Promise.all([take(system, id), take(system, id)]);
    expect(both.map((answer) => expectOk(answer).status)).toEqual(['revealed', 'revealed']);
    const audit = await system.deps.audit.events('batch', id);
    expect(audit.filter(({ action }) => action === 'take-beacon')).toHaveLength(1);
  });

  test('cannot be committed again, drawn before its round, or taken by a department that does not lead it', async () => {
    const { id, version } = await committed(system);
    const again = await system.as(lead)('commitBatch', { params: { id }, version, body: drand });
    expect(kindOf(again)).toBe('illegal-transition');
    system.at(at.due);
    expect(kindOf(await system.as(lead)('drawBatch', { params: { id } }))).toBe('illegal-transition');
    const stranger = system.as(person('WJW', 'department-admin'));
    expect(kindOf(await stranger('takeRandomness', { params: { id } }))).toBe('foreign-department');
  });
});

describe('the round', () => {
  test.each([
    ['2026-09-17T15:00:00.000Z', '2026-09-17T15:10:00.000Z'],
    ['2026-09-17T15:00:00.001Z', '2026-09-17T15:10:03.000Z'],
  ])('of a batch committed at %s is made ten minutes later or in the three seconds after: %s', async (now, due) => {
    const { id, version } = await frozen(system, now);
    const batch = expectOk(
      await system.as(lead)('commitBatch', { params: { id }, version, body: { source: 'drand' } }),
    );
    expect(batch.beacon?.due).toBe(due);
  });

  test('of both sources is made after every secret is due, so that no party knows what its secret will bring', async () => {
    const { id, version } = await frozen(system);
    const { drawAt: _, ...body } = combined;
    const batch = expectOk(await system.as(lead)('commitBatch', { params: { id }, version, body }));
    expect(batch.beacon?.due).toBe('2026-09-17T15:20:03.000Z');
  });

  test.each([
    ['too soon for the public to have seen the digest', { drawAt: '2026-09-17T15:09:59.999Z' }, ['body.drawAt']],
    ['after the inspections', { drawAt: '2026-12-31T16:00:00.000Z' }, ['body.drawAt']],
    [
      'with parties that the beacon does not need',
      { parties: [...parties], commitBy: at.commitBy },
      ['body.parties', 'body.commitBy'],
    ],
    [
      'with a ceremony',
      { source: 'ceremony' as const, reason: '未开通外网', ...withoutSource(combined) },
      ['body.drawAt'],
    ],
    ['of both, while a secret may still be opened', { ...combined, drawAt: at.revealBy }, ['body.drawAt']],
    [
      'of both, without the ceremony',
      { source: 'combined' as const },
      ['body.parties', 'body.commitBy', 'body.revealBy'],
    ],
  ])('is refused %s', async (_, wrong, paths) => {
    const { id, version } = await frozen(system);
    const body = { source: 'drand' as const, ...wrong };
    const answer = await system.as(lead)('commitBatch', { params: { id }, version, body });
    expect(answer.ok ? [] : answer.error.errors?.map(({ path }) => path)).toEqual(paths);
  });
});

test('a ceremony has no beacon to take, and neither has a frozen batch', async () => {
  const ceremony = await committedBatch(system);
  const answer = await take(system, ceremony.id);
  expect(kindOf(answer)).toBe('not-ready');
  expect(answer.ok || answer.error.detail).toContain('仪式');
});

test('a frozen batch has no round yet', async () => {
  const { id } = await frozen(system);
  expect(kindOf(await take(system, id))).toBe('illegal-transition');
});

async function shaOfHex(hex: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', Buffer.from(hex, 'hex'));
  return Buffer.from(digest).toString('hex');
}

function withoutSource({ source: _, ...rest }: typeof combined) {
  return rest;
}
