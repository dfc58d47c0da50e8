import { describe, expect, test } from 'vitest';
import { quicknet } from '../../shared/draw/quicknet.ts';
import { futureSource, type SourceRequest } from '../../shared/use-cases/batch/future-source.ts';

/** The inspections end on 31 December, 24:00 in Shanghai. */
const window = { from: '2026-12-01', to: '2026-12-31' };
const now = new Date('2026-11-23T01:00:00.000Z');
const rules = { digestNotice: 10, revealTime: 10 };
const minutes = (count: number, ms = 0) => new Date(now.getTime() + count * 60_000 + ms).toISOString();
const ceremony = { parties: ['SFJ', 'CZJ'] as const, commitBy: minutes(10), revealBy: minutes(20) };

function named(request: SourceRequest) {
  const source = futureSource(request, { window }, now, rules);
  if (!source.ok) throw new Error(JSON.stringify(source.error));
  return source.value;
}
const refused = (request: SourceRequest): readonly string[] => {
  const source = futureSource(request, { window }, now, rules);
  return source.ok ? [] : source.error.errors.map(({ path }) => path);
};
/** Quicknet makes round r at 1692803367 + 3·(r − 1); the first round not before an instant. */
const roundNotBefore = (instant: string) => Math.ceil((Date.parse(instant) / 1000 - 1_692_803_367) / 3) + 1;
const made = (round: number) => new Date((1_692_803_367 + 3 * (round - 1)) * 1000).toISOString();

describe('a ceremony', () => {
  test('is named with its parties in order, the notary last, and its deadline', () => {
    const notaryOffice = '睢县公证处';
    expect(named({ ...ceremony, notaryOffice })).toEqual({
      manifest: { kind: 'ceremony', parties: ['CZJ', 'SFJ', 'notary'], deadline: minutes(10) },
      kept: {
        source: 'ceremony',
        ceremony: {
          commitBy: minutes(10),
          revealBy: minutes(20),
          notaryOffice,
          parts: [{ party: 'CZJ' }, { party: 'SFJ' }, { party: 'notary' }],
        },
      },
      departments: ['CZJ', 'SFJ'],
    });
    expect(named({ source: 'ceremony', ...ceremony }).kept.ceremony).toEqual({
      commitBy: minutes(10),
      revealBy: minutes(20),
      parts: [{ party: 'CZJ' }, { party: 'SFJ' }],
    });
  });

  test('leaves ten minutes to commit and ten more to reveal, and is over before the inspections are', () => {
    expect(refused(ceremony)).toEqual([]);
    expect(refused({ ...ceremony, commitBy: minutes(10, -1) })).toEqual(['body.commitBy']);
    expect(refused({ ...ceremony, revealBy: minutes(20, -1) })).toEqual(['body.revealBy']);
    expect(refused({ ...ceremony, revealBy: '2026-12-31T15:59:59.999Z' })).toEqual([]);
    expect(refused({ ...ceremony, revealBy: '2026-12-31T16:00:00.000Z' })).toEqual(['body.revealBy']);
  });

  test('has two departments at least, each once; the notary is none', () => {
    expect(refused({ ...ceremony, parties: ['CZJ'] })).toEqual(['body.parties']);
    expect(refused({ ...ceremony, parties: ['CZJ'], notaryOffice: '睢县公证处' })).toEqual(['body.parties']);
    expect(refused({ ...ceremony, parties: ['CZJ', 'CZJ'] })).toEqual(['body.parties', 'body.parties']);
    expect(refused({ ...ceremony, parties: ['CZJ', 'SFJ', 'CZJ'] })).toEqual(['body.parties']);
  });

  test('says all that it needs and nothing of a beacon', () => {
    expect(refused({})).toEqual(['body.parties', 'body.commitBy', 'body.revealBy']);
    expect(refused({ parties: ['CZJ', 'SFJ'], commitBy: minutes(10) })).toEqual(['body.revealBy']);
    expect(refused({ ...ceremony, drawAt: minutes(30) })).toEqual(['body.drawAt']);
  });
});

describe('a beacon', () => {
  test('is named by the first round ten minutes from now, or of the time that is asked for', () => {
    const round = roundNotBefore(minutes(10));
    expect(named({ source: 'drand' })).toEqual({
      manifest: { kind: 'drand', chain: quicknet.chain, round },
      kept: { source: 'drand', beacon: { chain: quicknet.chain, round, due: made(round) } },
      departments: [],
    });
    const later = roundNotBefore(minutes(90));
    expect(named({ source: 'drand', drawAt: minutes(90) }).manifest).toMatchObject({ round: later });
  });

  test('is at least ten minutes away, and before the inspections are over', () => {
    const at = (drawAt: string) => refused({ source: 'drand', drawAt });
    expect(at(minutes(10))).toEqual([]);
    expect(at(minutes(10, -1))).toEqual(['body.drawAt']);
    expect(at('2026-12-31T15:59:59.999Z')).toEqual([]);
    expect(at('2026-12-31T16:00:00.000Z')).toEqual(['body.drawAt']);
  });

  test('alone takes nothing of a ceremony', () => {
    expect(refused({ source: 'drand', ...ceremony, notaryOffice: '睢县公证处' })).toEqual([
      'body.parties',
      'body.notaryOffice',
      'body.commitBy',
      'body.revealBy',
    ]);
  });
});

describe('both', () => {
  test('are named with the first round after the last secret is due', () => {
    const { manifest, kept, departments } = named({ source: 'combined', ...ceremony });
    const round = roundNotBefore(minutes(20, 1));
    expect(manifest).toEqual({
      kind: 'combined',
      chain: quicknet.chain,
      round,
      parties: ['CZJ', 'SFJ'],
      deadline: minutes(10),
    });
    expect(kept).toMatchObject({
      source: 'combined',
      beacon: { round, due: made(round) },
      ceremony: { parts: [{}, {}] },
    });
    expect(departments).toEqual(['CZJ', 'SFJ']);
  });

  test('want the round after the secrets, and everything that each of them wants', () => {
    const both = { source: 'combined', ...ceremony } as const;
    expect(refused({ ...both, drawAt: minutes(20, 1) })).toEqual([]);
    expect(refused({ ...both, drawAt: minutes(20) })).toEqual(['body.drawAt']);
    expect(refused({ ...both, parties: ['CZJ'] })).toEqual(['body.parties']);
    expect(refused({ source: 'combined' })).toEqual(['body.parties', 'body.commitBy', 'body.revealBy']);
  });
});
