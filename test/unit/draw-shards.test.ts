import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cutOf } from '../../shared/draw/candidate-cut.ts';
import { joinShards } from '../../shared/draw/join-shards.ts';
import { shardRoot } from '../../shared/draw/merkle.ts';
import { buildFrame, type FrameRow, shardOf } from '../../shared/draw/one/frame.ts';
import { buildShard } from '../../shared/draw/one/frame-shard.ts';
import { selectObjects } from '../../shared/draw/one/select.ts';
import { candidateReducer, shardCandidates } from '../../shared/draw/one/shard-candidates.ts';
import { quotaOf } from '../../shared/draw/quota.ts';

const seed = '07c2a03aaedeee7209f10e6c15491fd631647e938c24e1910fab55e500d2b7a5';
const shards = Array.from({ length: 256 }, (_, shard) => shard);
const text = fc.string({ unit: 'grapheme', maxLength: 8 });
/** Frames of few and of many rows; most shards of the small ones are empty, and a stratum stands in some shards only. */
const frames = fc.oneof(
  fc.uniqueArray(fc.record({ id: text, stratum: fc.constantFrom('A', '乙', '𠮷'), version: fc.nat(9) }), {
    selector: ({ id }) => id,
    maxLength: 40,
  }),
  fc.integer({ min: 200, max: 1500 }).map((size) => numbered(size)),
);
const numbered = (size: number): FrameRow[] =>
  Array.from({ length: size }, (_, n) => ({ id: `S${n}`, stratum: n % 50 === 0 ? 'D' : 'A', version: 1 + (n % 3) }));

function valueOf<T, E>(
  result: { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: E },
): T {
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.value;
}

/** Every shard by itself, as tasks of their own would do it. */
const byShards = (rows: readonly FrameRow[]) => {
  const own = Map.groupBy(rows, ({ id }) => shardOf(id));
  return shards.map((shard) => valueOf(buildShard(shard, own.get(shard) ?? [])));
};

describe('a frame that is frozen shard by shard', () => {
  test('has the lines, the root, the size and the strata of a frame that is frozen at once', () => {
    fc.assert(
      fc.property(frames, (rows) => {
        const whole = valueOf(buildFrame(rows));
        const built = byShards(rows);
        expect(built.map(({ lines }) => lines)).toEqual(whole.shards);
        const { root, size, strata, shardRoots } = whole;
        expect(valueOf(joinShards(built.toReversed()))).toEqual({ root, size, strata, shardRoots });
      }),
      { numRuns: 30 },
    );
  });

  test('of one row, and of none, has 255 and 256 empty shards', () => {
    for (const rows of [[], [{ id: '睢', stratum: 'A', version: 1 }]]) {
      const built = byShards(rows);
      expect(built.filter(({ size }) => size === 0)).toHaveLength(256 - rows.length);
      expect(valueOf(joinShards(built)).root).toBe(valueOf(buildFrame(rows)).root);
    }
  });

  test('is not made when an id stands in it twice, in its shard or in another', () => {
    const row = { id: 'S1', stratum: 'A', version: 1 };
    const own = shardOf('S1');
    expect(buildShard(own, [row, { ...row, version: 2 }])).toMatchObject({ error: { kind: 'duplicate-id', id: 'S1' } });
    expect(buildShard((own + 1) % 256, [row])).toMatchObject({ error: { kind: 'row-of-another-shard', id: 'S1' } });
  });

  test('is not made without all of its shards, each once', () => {
    const built = byShards(numbered(300));
    const twice = [...built.slice(0, 7), ...built.slice(8), ...built.slice(3, 4)];
    expect(joinShards(twice)).toMatchObject({ error: { kind: 'shards-incomplete', missing: [7], repeated: [3] } });
  });
});

describe('a draw shard by shard', () => {
  const drawn = (rows: readonly FrameRow[], ratio: number, reserves: number) => {
    const strata = valueOf(buildFrame(rows)).strata.map((each) => ({ ...each, quota: quotaOf({ ratio }, each.size) }));
    const request = { seed, strata, reserves };
    const reducer = candidateReducer(request);
    const lists = byShards(rows).map((shard) => valueOf(shardCandidates(request, shard, shard.lines)));
    for (const list of lists.toReversed()) reducer.add(list);
    return { request, lists, reduced: reducer.draw() };
  };

  test('draws whom one pass over the frame draws, with the same thresholds and reserves', () => {
    fc.assert(
      fc.property(frames, fc.integer({ min: 1, max: 10_000 }), fc.nat(5), (rows, ratio, reserves) => {
        const { request, reduced } = drawn(rows, ratio, reserves);
        const { strata, versions } = valueOf(reduced);
        expect(strata).toEqual(valueOf(selectObjects(request, rows)));
        const kept = strata.flatMap((stratum) => [...stratum.selected, ...stratum.reserves]);
        const versionOf = new Map(rows.map(({ id, version }) => [id, version]));
        expect([...versions]).toEqual(kept.map(({ id }) => [id, versionOf.get(id)]));
      }),
      { numRuns: 15 },
    );
  });

  test('is the same draw for 200,000 objects', () => {
    const rows = numbered(200_000);
    const { request, reduced } = drawn(rows, 300, 3);
    expect(valueOf(reduced).strata).toEqual(valueOf(selectObjects(request, rows)));
  });

  test('hands on little more than what is drawn', () => {
    const { lists } = drawn(numbered(20_000), 500, 0);
    const handed = lists.flatMap(({ strata }) => strata.flatMap(({ candidates }) => candidates)).length;
    // 5 % of 19,600 and of 400: n + 8√n + 64 of each, give or take the same eight deviations.
    expect(handed).toBeGreaterThanOrEqual(1000);
    expect(handed).toBeLessThan(1000 + 2 * 8 * (Math.sqrt(980) + Math.sqrt(20)) + 2 * 64);
  });

  test('looks at n + r tickets of N, eight deviations and 64 more', () => {
    // Of n + r = 144: 144 + 8 · 12 + 64 = 304 of a million, as a share of 2^32 = 4,294,967,296 rounded up.
    expect(cutOf({ size: 1_000_000, quota: 100 }, 44)).toBe(1_305_671);
    expect(cutOf({ size: 1_000_000, quota: 144 }, 0)).toBe(1_305_671);
    expect(cutOf({ size: 304, quota: 100 }, 44)).toBe(Number.POSITIVE_INFINITY);
    // 304/305 of 2^32 is 4,280,885,436.01.
    expect(cutOf({ size: 305, quota: 100 }, 44)).toBe(4_280_885_437);
  });

  test('says so where fewer tickets were looked at than are asked for, instead of drawing others', () => {
    const { request, lists } = drawn(numbered(20_000), 100, 0);
    for (const reserves of [1, 5000]) {
      const reducer = candidateReducer({ ...request, reserves });
      for (const list of lists) reducer.add(list);
      expect(reducer.draw()).toMatchObject({ error: { kind: 'too-few-candidates' } });
    }
    const fewer = candidateReducer(request);
    for (const list of lists) {
      fewer.add({ ...list, strata: list.strata.map((each) => ({ ...each, candidates: each.candidates.slice(1) })) });
    }
    expect(fewer.draw()).toMatchObject({ error: { kind: 'too-few-candidates' } });
    expect(cutOf({ size: 100, quota: 50 }, 0)).toBe(Number.POSITIVE_INFINITY);
  });

  test('is not made without the candidates of every shard, each once', () => {
    const { request, lists } = drawn(numbered(300), 5000, 0);
    const reducer = candidateReducer(request);
    for (const list of lists.slice(1)) reducer.add(list);
    expect(reducer.draw()).toMatchObject({ error: { kind: 'shards-incomplete', missing: [0] } });
  });

  test('is not made from lines that are not the frozen ones', () => {
    const [shard, next] = byShards(numbered(3000));
    if (!shard || !next) throw new Error('no shard');
    const request = { seed, strata: [{ stratum: 'A', size: 2940, quota: 3 }], reserves: 0 };
    const lines = shard.lines.filter((line) => line.includes('"A"'));
    expect(shardCandidates(request, shard, lines.slice(1))).toMatchObject({ error: { kind: 'another-root' } });
    expect(shardCandidates(request, shard, lines.toReversed())).toMatchObject({ error: { kind: 'line-out-of-order' } });
    const others = next.lines.filter((line) => line.includes('"A"'));
    const facts = { ...shard, root: shardRoot(lines), size: lines.length };
    expect(shardCandidates(request, facts, lines)).toMatchObject({ ok: true });
    expect(shardCandidates(request, facts, [...lines, ...others.slice(0, 1)])).toMatchObject({
      error: { kind: 'another-root' },
    });
    const withStray = [...shard.lines, '{"id":"', '"}'];
    expect(shardCandidates(request, shard, withStray)).toMatchObject({ error: { kind: 'malformed-line' } });
    const stray = byShards(numbered(20_000)).find(({ strata }) => strata.some(({ stratum }) => stratum === 'D'));
    expect(stray && shardCandidates(request, stray, stray.lines)).toMatchObject({ error: { kind: 'unknown-stratum' } });
  });
});
