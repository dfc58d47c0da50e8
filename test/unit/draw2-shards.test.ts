import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { batchKey } from '../../shared/draw/batch-key.ts';
import { cutOf } from '../../shared/draw/candidate-cut.ts';
import { drawFrame } from '../../shared/draw/draw-frame.ts';
import type { FrameObject } from '../../shared/draw/frame-rows.ts';
import { freezeFrame, reduceFrame } from '../../shared/draw/freeze-frame.ts';
import { freezeShard } from '../../shared/draw/freeze-shard.ts';
import { type MergedShard, mergeShard } from '../../shared/draw/merge-shard.ts';
import { sha256 } from '../../shared/draw/sha256.ts';
import { candidateReducer, shardCandidates } from '../../shared/draw/shard-candidates.ts';
import { stratify } from '../../shared/draw/strata-rules.ts';
import { key as hex, valueOf } from '../support/published-draw-two.ts';

const key = batchKey(hex);
const seed = '07c2a03aaedeee7209f10e6c15491fd631647e938c24e1910fab55e500d2b7a5';
const shards = Array.from({ length: 256 }, (_, shard) => shard);
const parts = [
  { department: 'SCJG', items: ['A1'] },
  { department: 'WJW', items: ['B1'] },
];
const strata = stratify([
  { stratum: 'A', ratio: 300 },
  { stratum: '乙', number: 2 },
  { stratum: 'D', ratio: 5000 },
]);
const request = { frame: 'F-1', parts, strata };
const rowsRequest = { key, frame: 'F-1', parts: parts.length, strata };
const reserves = 3;
const decoder = new TextDecoder();

const numbered = (size: number): FrameObject[] =>
  Array.from({ length: size }, (_, n) => ({
    id: `睢县-${n}`,
    version: n % 3,
    stratum: n % 50 === 0 ? 'D' : 'A',
    places: ['1', '2', '1,2'][n % 3] ?? '1',
  }));
/** Frames of few and of many rows; a stratum stands in some shards only. */
const registries = fc.oneof(
  fc.uniqueArray(
    fc.record({
      id: fc.string({ unit: 'grapheme', maxLength: 8 }),
      version: fc.nat(9),
      stratum: fc.constantFrom('A', '乙', 'D'),
      places: fc.constantFrom('1', '2', '1,2'),
    }),
    { selector: ({ id }) => id, maxLength: 40 },
  ),
  fc.integer({ min: 200, max: 1200 }).map(numbered),
);

/** Freezes the registry by SHA-256(id), as tasks of their own would do it, and merges by row what each left behind. */
function byShards(objects: readonly FrameObject[]): readonly MergedShard[] {
  const own = Map.groupBy(objects, ({ id }) => Number.parseInt(sha256(id).slice(0, 2), 16));
  const left = shards.map((shard) => valueOf(freezeShard(rowsRequest, own.get(shard) ?? [])));
  return shards.map((shard) =>
    valueOf(
      mergeShard(
        shard,
        parts.length,
        left.map(({ bytes, offsets }) => decoder.decode(bytes.subarray(offsets[shard], offsets[shard + 1]))),
      ),
    ),
  );
}

function drawnByShards(objects: readonly FrameObject[]) {
  const merged = byShards(objects);
  const { manifest } = valueOf(
    reduceFrame(
      request,
      merged.map(({ summary }) => summary),
    ),
  );
  const drawing = { seed, strata: manifest.strata, reserves };
  const reducer = candidateReducer(drawing);
  for (const { summary, book } of merged.toReversed()) reducer.add(valueOf(shardCandidates(drawing, summary, book)));
  return { manifest, drawn: valueOf(reducer.draw()) };
}

describe('a frame that is frozen and drawn shard by shard', () => {
  test('is to the byte the frame that is frozen at once, and draws the same', () => {
    fc.assert(
      fc.property(registries, (objects) => {
        const whole = valueOf(freezeFrame(key, request, objects));
        const merged = byShards(objects);
        expect(merged.map(({ lines }) => lines)).toEqual(whole.shards.map(({ lines }) => lines));
        expect(merged.map(({ book }) => book)).toEqual(whole.shards.map(({ book }) => book));
        const { manifest, drawn } = drawnByShards(objects);
        expect(manifest).toEqual(whole.manifest);
        const book = whole.shards.flatMap((shard) => shard.book);
        expect(drawn).toEqual(valueOf(drawFrame(seed, whole.manifest, reserves, book)));
      }),
      { numRuns: 20 },
    );
  }, 120_000);

  test('leaves each shard 256 ranges that lie side by side', () => {
    const { bytes, offsets } = valueOf(freezeShard(rowsRequest, numbered(300)));
    expect(offsets).toHaveLength(257);
    expect([offsets[0], offsets[256]]).toEqual([0, bytes.length]);
    for (const shard of shards) {
      const range = decoder.decode(bytes.subarray(offsets[shard], offsets[shard + 1]));
      for (const line of range.split('\n').slice(0, -1)) expect(Number.parseInt(line.slice(0, 2), 16)).toBe(shard);
    }
  });

  test('is not made of ranges that are cut short, of another shard, or there twice', () => {
    const { bytes, offsets } = valueOf(freezeShard(rowsRequest, numbered(2000)));
    const range = (shard: number) => decoder.decode(bytes.subarray(offsets[shard], offsets[shard + 1]));
    const kindOf = (ranges: readonly string[]) => {
      const merged = mergeShard(7, parts.length, ranges);
      return merged.ok ? 'merged' : merged.error.kind;
    };
    expect(kindOf([range(7), ''.concat('')].slice(0, 1))).toBe('merged');
    expect(kindOf([range(7).slice(0, -1)])).toBe('malformed-range');
    expect(kindOf([range(7).slice(1)])).toBe('malformed-range');
    expect(kindOf([range(8)])).toBe('row-of-another-shard');
    expect(kindOf([range(7), range(7)])).toBe('duplicate-row');
  });

  test('is not reduced without all 256 shards, each once, nor drawn from a book that is not the shard', () => {
    const merged = byShards(numbered(500));
    const summaries = merged.map(({ summary }) => summary);
    expect(reduceFrame(request, summaries.slice(1))).toMatchObject({ error: { missing: [0], repeated: [] } });
    expect(reduceFrame(request, [...summaries, ...summaries.slice(0, 1)])).toMatchObject({ error: { repeated: [0] } });
    const { manifest } = valueOf(reduceFrame(request, summaries));
    const drawing = { seed, strata: manifest.strata, reserves };
    const [first] = merged;
    if (!first) throw new Error('256 shards');
    expect(shardCandidates(drawing, first.summary, first.book.slice(1))).toEqual({
      ok: false,
      error: { kind: 'another-root', shard: 0 },
    });
    const reducer = candidateReducer(drawing);
    reducer.add(valueOf(shardCandidates(drawing, first.summary, first.book)));
    expect(reducer.draw()).toMatchObject({ ok: false, error: { kind: 'shards-incomplete' } });
  });

  test('is not frozen with an id twice', () => {
    const [one] = numbered(1);
    expect(one && freezeShard(rowsRequest, [one, one])).toMatchObject({ ok: false, error: { kind: 'duplicate-id' } });
  });
});

describe('the candidates of shards', () => {
  /** Of 20,000 rows, 5 % of class D and of A: the drawing, and what each shard hands on. */
  function handedOn(asked: number) {
    const merged = byShards(numbered(20_000));
    const summaries = merged.map(({ summary }) => summary);
    const drawing = { seed, strata: valueOf(reduceFrame(request, summaries)).manifest.strata, reserves: asked };
    return {
      drawing,
      merged,
      lists: merged.map(({ summary, book }) => valueOf(shardCandidates(drawing, summary, book))),
    };
  }

  test('are little more than what is drawn', () => {
    const { lists, drawing } = handedOn(0);
    const handed = lists.flatMap(({ strata: own }) => own.flatMap(({ candidates }) => candidates)).length;
    // 3 % of 19,600 and half of 400: n + 8√n + 64 of each, give or take the same eight deviations.
    expect(drawing.strata.map(({ quota }) => quota)).toEqual([588, 200, 0]);
    expect(handed).toBeGreaterThanOrEqual(788);
    expect(handed).toBeLessThan(788 + 2 * 8 * (Math.sqrt(588) + Math.sqrt(200)) + 3 * 64);
  });

  test('are looked for among n + r tickets of N, eight deviations and 64 more', () => {
    // Of n + r = 144: 144 + 8 · 12 + 64 = 304 of a million, as a share of 2^32 = 4,294,967,296 rounded up.
    expect(cutOf({ size: 1_000_000, quota: 100 }, 44)).toBe(1_305_671);
    expect(cutOf({ size: 1_000_000, quota: 144 }, 0)).toBe(1_305_671);
    expect(cutOf({ size: 304, quota: 100 }, 44)).toBe(Number.POSITIVE_INFINITY);
    // 304/305 of 2^32 is 4,280,885,436.01.
    expect(cutOf({ size: 305, quota: 100 }, 44)).toBe(4_280_885_437);
    expect(cutOf({ size: 100, quota: 50 }, 0)).toBe(Number.POSITIVE_INFINITY);
  });

  test('draw nobody where fewer were looked for than are asked for, and say so', () => {
    const { drawing, lists } = handedOn(0);
    for (const asked of [1, 5000]) {
      const reducer = candidateReducer({ ...drawing, reserves: asked });
      for (const list of lists) reducer.add(list);
      expect(reducer.draw()).toMatchObject({ error: { kind: 'too-few-candidates' } });
    }
    const fewer = candidateReducer(drawing);
    for (const list of lists)
      fewer.add({ ...list, strata: list.strata.map((own) => ({ ...own, candidates: own.candidates.slice(1) })) });
    expect(fewer.draw()).toMatchObject({ error: { kind: 'too-few-candidates' } });
  });

  test('are found in no book that holds a stratum which is not drawn from', () => {
    const { drawing, merged } = handedOn(0);
    const stray = merged.find(({ summary }) => summary.strata.some(({ stratum }) => stratum === 'D'));
    const others = { ...drawing, strata: drawing.strata.filter(({ stratum }) => stratum !== 'D') };
    expect(stray && shardCandidates(others, stray.summary, stray.book)).toMatchObject({
      error: { kind: 'unknown-stratum' },
    });
  });
});
