import { describe, expect, test } from 'vitest';
import { quicknet } from '../../shared/draw/quicknet.ts';
import { futureSource, type SourceRequest } from '../../shared/use-cases/batch/future-source.ts';

/** The inspections end on 31 December, 24:00 in Shanghai. */
const window = { from: '2026-12-01', to: '2026-12-31' };
const now = new Date('2026-11-23T01:00:00.000Z');
const rules = { digestNotice: 10, revealTime: 10 };
const minutes = (count: number, ms = 0) => new Date(now.getTime() + count * 60_000 + ms).toISOString();
const both = { parties: ['SFJ', 'CZJ'] as const, commitBy: minutes(10), revealBy: minutes(20) };
/** Without a beacon: 财政 and 司法 have no part in the inspections, 卫健 has one. */
const ceremony = {
  ...both,
  source: 'ceremony',
  reason: '未开通外网',
  parties: ['SFJ', 'CZJ', 'WJW'],
} as const satisfies SourceRequest;
const batch = { window, department: 'SCJG' as const, departments: ['SCJG' as const, 'WJW' as const], entries: [] };

function named(request: SourceRequest) {
  const source = futureSource(request, batch, now, rules);
  if (!source.ok) throw new Error(JSON.stringify(source.error));
  return source.value;
}
const refused = (request: SourceRequest): readonly string[] => {
  const source = futureSource(request, batch, now, rules);
  return source.ok ? [] : source.error.errors.map(({ path }) => path);
};
/** Quicknet makes round r at 1692803367 + 3·(r − 1); the first round not before an instant. */
const roundNotBefore = (instant: string) => Math.ceil((Date.parse(instant) / 1000 - 1_692_803_367) / 3) + 1;
const made = (round: number) => new Date((1_692_803_367 + 3 * (round - 1)) * 1000).toISOString();

describe('a ceremony', () => {
  test('is named with its parties in order, the notary last, and its deadline', () => {
    const notaryOffice = '睢县公证处';
    expect(named({ ...ceremony, notaryOffice })).toEqual({
      manifest: { kind: 'ceremony', parties: ['CZJ', 'SFJ', 'WJW', 'notary'], deadline: minutes(10) },
      kept: {
        source: 'ceremony',
        ceremony: {
          commitBy: minutes(10),
          revealBy: minutes(20),
          notaryOffice,
          reason: '未开通外网',
          parts: [{ party: 'CZJ' }, { party: 'SFJ' }, { party: 'WJW' }, { party: 'notary' }],
        },
      },
      departments: ['CZJ', 'SFJ', 'WJW'],
    });
    expect(named(ceremony).kept.ceremony).toEqual({
      commitBy: minutes(10),
      revealBy: minutes(20),
      reason: '未开通外网',
      parts: [{ party: 'CZJ' }, { party: 'SFJ' }, { party: 'WJW' }],
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
    const beside = { ...both, source: 'combined' } as const;
    expect(refused({ ...beside, parties: ['CZJ'] })).toEqual(['body.parties']);
    expect(refused({ ...beside, parties: ['CZJ'], notaryOffice: '睢县公证处' })).toEqual(['body.parties']);
    expect(refused({ ...beside, parties: ['CZJ', 'CZJ'] })).toEqual(['body.parties', 'body.parties']);
    expect(refused({ ...beside, parties: ['CZJ', 'SFJ', 'CZJ'] })).toEqual(['body.parties']);
  });

  test('without a beacon states why, has three parties, and one that neither leads nor takes part', () => {
    const { reason: _, ...unexplained } = ceremony;
    expect(refused(unexplained)).toEqual(['body.reason']);
    expect(refused({ ...ceremony, parties: ['CZJ', 'SFJ'] })).toEqual(['body.parties']);
    expect(refused({ ...ceremony, parties: ['CZJ', 'SFJ'], notaryOffice: '睢县公证处' })).toEqual([]);
    // 农业农村 leads an entry, 市场监管 the batch, 卫健 takes part.
    const led = { ...batch, entries: [{ lead: 'NYNC' as const }] as unknown as typeof batch.entries };
    const source = futureSource({ ...ceremony, parties: ['SCJG', 'WJW', 'NYNC'] }, led, now, rules);
    expect(source.ok ? [] : source.error.errors.map(({ path }) => path)).toEqual(['body.parties']);
    expect(futureSource({ ...ceremony, parties: ['SCJG', 'WJW', 'CZJ'] }, led, now, rules).ok).toBe(true);
    expect(
      futureSource({ ...ceremony, parties: ['SCJG', 'WJW', 'NYNC'], notaryOffice: '公证处' }, led, now, rules).ok,
    ).toBe(true);
  });

  test('says all that it needs and nothing of a beacon', () => {
    expect(refused({})).toEqual(['body.parties', 'body.commitBy', 'body.revealBy']);
    expect(refused({ ...both, revealBy: undefined })).toEqual(['body.revealBy']);
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
    expect(refused({ ...ceremony, source: 'drand', notaryOffice: '睢县公证处' })).toEqual([
      'body.parties',
      'body.notaryOffice',
      'body.commitBy',
      'body.revealBy',
      'body.reason',
    ]);
  });
});

describe('both', () => {
  test('are the source where nothing is said, with the first round after the last secret is due', () => {
    const { manifest, kept, departments } = named(both);
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
    expect(refused({ ...both, reason: '未开通外网' })).toEqual(['body.reason']);
    expect(refused({ ...both, drawAt: minutes(20, 1) })).toEqual([]);
    expect(refused({ ...both, drawAt: minutes(20) })).toEqual(['body.drawAt']);
    expect(refused({ ...both, parties: ['CZJ'] })).toEqual(['body.parties']);
    expect(refused({ source: 'combined' })).toEqual(['body.parties', 'body.commitBy', 'body.revealBy']);
  });
});
