import { beforeEach, describe, expect, test } from 'vitest';
import { commitmentOf } from '../../shared/draw/ceremony.ts';
import { sha256 } from '../../shared/draw/sha256.ts';
import {
  at,
  combined,
  commitAll,
  committed,
  countyForTest,
  kindOf,
  publicDraw,
  revealAll,
  take,
} from '../support/draw-beacon.ts';
import { lead, parties, secretOf, voidBatch } from '../support/draw-ceremony.ts';
import { expectOk, person, type TestSystem } from '../support/system.ts';

let system: TestSystem;
const ceremony = {
  parties: [...parties],
  commitBy: '2026-09-17T15:30:00.000Z',
  revealBy: '2026-09-17T15:40:00.000Z',
  reason: '网络不可达' as const,
};
const move = (id: string, version: number, more: Partial<typeof ceremony> = {}, who = lead) =>
  system.as(who)('moveToCeremony', { params: { id }, version, body: { ...ceremony, ...more } });

beforeEach(async () => {
  system = await countyForTest();
});

describe('a draw that goes from the beacon to a ceremony', () => {
  test('has a new digest from then on, and the old one stays public with the reason', async () => {
    const old = await committed(system);
    const { id, number, version } = old;
    system.at(at.reveal);
    const moved = expectOk(await move(id, version));
    expect(moved).toMatchObject({ status: 'committed', source: 'ceremony', committedAt: at.reveal });
    expect([moved.beacon, moved.digest === old.digest]).toEqual([undefined, false]);
    const document = await publicDraw(system, number);
    expect(document.replaced).toEqual([
      {
        digest: old.digest,
        manifest: old.manifest,
        committedAt: at.freeze,
        replacedAt: at.reveal,
        reason: '网络不可达',
        notCommitted: [],
        notRevealed: [],
      },
    ]);
    expect(sha256(document.replaced?.[0]?.manifest ?? '')).toBe(document.replaced?.[0]?.digest);
    expect(sha256(document.manifest ?? '')).toBe(document.digest);
    const { randomness: source, ...rest } = JSON.parse(document.manifest ?? '');
    const { randomness: oldSource, ...oldRest } = JSON.parse(old.manifest ?? '');
    expect([source.kind, oldSource.kind]).toEqual(['ceremony', 'drand']);
    expect(rest).toEqual(oldRest);
  });

  test('is drawn from the ceremony alone', async () => {
    const { id, version } = await committed(system);
    const moved = expectOk(await move(id, version));
    await commitAll(system, id);
    system.at('2026-09-17T15:35:00.000Z');
    expect(kindOf(await take(system, id))).toBe('not-ready');
    await revealAll(system, id);
    const randomness = sha256(parties.map((party) => `${party}:${secretOf(party)}`).join('\n'));
    const seed = sha256(`suiji-draw/2\n${moved.digest}\n${randomness}`);
    expect(expectOk(await system.as(lead)('drawBatch', { params: { id } }))).toMatchObject({ status: 'drawn', seed });
  });

  test('may go until the round is made, and not from then on', async () => {
    const { id, version } = await committed(system);
    system.at(at.due);
    const late = await move(id, version, {
      commitBy: '2026-09-17T15:50:00.000Z',
      revealBy: '2026-09-17T16:00:00.000Z',
    });
    expect(kindOf(late)).toBe('beacon-passed');
    expect(late.ok || late.error.detail).toContain('结果已经确定');
    system.at(at.before);
    const body = { commitBy: '2026-09-17T15:33:41.999Z', revealBy: '2026-09-17T15:43:41.999Z' };
    expect(kindOf(await move(id, version, body))).toBe('ok');
  });

  test('gives the public ten minutes with the new digest as well', async () => {
    const { id, version } = await committed(system);
    system.at('2026-09-17T15:20:00.001Z');
    const answer = await move(id, version);
    expect(answer.ok ? [] : answer.error.errors?.map(({ path }) => path)).toEqual(['body.commitBy']);
  });

  test('leaves the statements of the first ceremony behind, and names who had failed it', async () => {
    const { id, number, version } = await committed(system, combined);
    await commitAll(system, id, ['CZJ', 'FGW']);
    system.at('2026-09-17T15:15:00.000Z');
    expect(kindOf(await move(id, version))).toBe('stale-version');
    const seen = expectOk(await system.as(lead)('getBatch', { params: { id } }));
    expectOk(await move(id, seen.version));
    const document = await publicDraw(system, number);
    expect(document.replaced?.map(({ notCommitted }) => notCommitted)).toEqual([['SFJ']]);
    expect(document.ceremony?.commitments).toEqual([]);
    const body = { commitment: commitmentOf(secretOf('CZJ')) };
    expectOk(await system.as(person('CZJ', 'officer'))('submitCommitment', { params: { id }, body }));
  });

  test('goes once, by whoever leads it, and not after a void', async () => {
    const { id, version } = await committed(system);
    const stranger = person('WJW', 'department-admin');
    expect(kindOf(await move(id, version, {}, stranger))).toBe('foreign-department');
    const moved = expectOk(await move(id, version));
    expect(kindOf(await move(id, moved.version))).toBe('not-ready');
    expectOk(await voidBatch(system, id, { category: '其他', reason: '不再抽取' }));
    const { version: last } = expectOk(await system.as(lead)('getBatch', { params: { id } }));
    expect(kindOf(await move(id, last))).toBe('illegal-transition');
  });
});
