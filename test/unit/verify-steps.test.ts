import { describe, expect, test } from 'vitest';
import { buildFrame, frameLines, shardOf } from '../../shared/draw/one/frame.ts';
import { proveInclusion, verifyInclusion } from '../../shared/draw/one/inclusion.ts';
import { drawSpec, type Manifest, type ManifestFrame, manifestDigest } from '../../shared/draw/one/manifest.ts';
import type { DrawRecord } from '../../shared/draw/one/record.ts';
import { selectObjects } from '../../shared/draw/one/select.ts';
import { checkManifest, verifyDraw } from '../../shared/draw/one/verify-draw.ts';
import { checkFrame } from '../../shared/draw/one/verify-frame.ts';

const seed = 'a'.repeat(64);
const rows = Array.from({ length: 30 }, (_, n) => ({ id: `o-${n}`, stratum: n % 3 ? 'A' : 'B', version: 1 }));
const built = buildFrame(rows);
if (!built.ok) throw new Error(built.error.kind);
const { root, size } = built.value;
const lines = [...frameLines(built.value)];
const frame: ManifestFrame = {
  frame: 'F1',
  department: 'SCJG',
  items: ['A07'],
  root,
  size,
  // Twenty of A, ten of B.
  strata: [
    { stratum: 'A', size: 20, quota: 3 },
    { stratum: 'B', size: 10, quota: 2 },
  ],
};
const drawn = selectObjects({ seed, strata: frame.strata, reserves: 0 }, rows);
if (!drawn.ok) throw new Error(drawn.error.kind);
const result = {
  frame: 'F1',
  strata: drawn.value.map(({ stratum, selected, threshold }) => ({
    stratum,
    count: selected.length,
    selected,
    ...(threshold && { threshold }),
  })),
};
const manifest: Manifest = {
  spec: drawSpec,
  batch: 'B1',
  randomness: { kind: 'ceremony', parties: ['CZJ', 'SFJ'], deadline: '2026-11-23T02:00:00.000Z' },
  frames: [frame],
};

describe('a manifest', () => {
  const checked = (more: Partial<Manifest>, digest?: string) => {
    const changed = { ...manifest, ...more };
    return checkManifest({ manifest: changed, manifestDigest: digest ?? manifestDigest(changed) });
  };

  test('passes with its own digest', () => {
    expect(checked({})).toEqual({ step: 'manifest', outcome: 'passed' });
  });

  test.each<[string, Partial<Manifest>, object]>([
    [
      'another specification',
      { spec: 'suiji-draw/0' as typeof drawSpec },
      { where: '/spec', reason: 'unknown-specification' },
    ],
    [
      'strata that do not add up',
      { frames: [{ ...frame, size: 31 }] },
      { where: 'F1', reason: 'strata-do-not-add-up' },
    ],
  ])('fails with %s, though the digest is its own', (_, more, fault) => {
    expect(checked(more)).toEqual({ step: 'manifest', outcome: 'failed', ...fault });
  });

  test('fails with what canonical JSON cannot hold, and says where it stands', () => {
    expect(checked({ frames: [{ ...frame, size: 30.5 }] }, 'c'.repeat(64))).toEqual({
      step: 'manifest',
      outcome: 'failed',
      where: '/frames/0/size',
      reason: 'not-an-integer',
    });
  });
});

test('a frame that is committed or drawn twice is found', () => {
  const record = (frames: readonly ManifestFrame[], results: DrawRecord['frames']): DrawRecord => ({
    manifest: { ...manifest, frames },
    manifestDigest: '',
    randomness: '',
    seed,
    frames: results,
  });
  const faults = (of: DrawRecord) =>
    verifyDraw(of, new Map([['F1', lines]])).filter(({ reason }) => reason === 'frame-repeated');
  expect(faults(record([frame], [result]))).toEqual([]);
  const fault = { outcome: 'failed', where: 'F1', reason: 'frame-repeated' };
  expect(faults(record([frame, frame], [result]))).toEqual([{ step: 'manifest', ...fault }]);
  expect(faults(record([frame], [result, result]))).toEqual([{ step: 'selection', ...fault }]);
});

describe('a selection', () => {
  const [a, b] = result.strata;
  if (!a || !b) throw new Error('two strata');
  const faults = (first: object, file: Iterable<string> | undefined) =>
    checkFrame(seed, frame, { ...result, strata: [{ ...a, ...first }, b] }, file)
      .filter(({ outcome }) => outcome === 'failed')
      .map(({ where, reason }) => `${where} ${reason}`);

  test.each([
    ['with its frame', lines],
    ['without it', undefined],
  ])('%s is found to be of another number, length, order or threshold', (_, file) => {
    expect(faults({}, file)).toEqual([]);
    expect(faults({ count: 2 }, file)).toEqual(['F1 A count-differs']);
    expect(faults({ selected: a.selected.slice(1) }, file)).toEqual(['F1 A list-length-differs']);
    expect(faults({ selected: a.selected.toReversed() }, file)).toEqual(['F1 A place-1-differs']);
    expect(faults({ threshold: 'f'.repeat(64) }, file)).toEqual(['F1 A threshold-differs']);
    expect(faults({ selected: undefined }, file)).toEqual([]);
  });

  test('of which a stratum is missing, stated twice or not committed is found', () => {
    const stated = (strata: typeof result.strata) =>
      checkFrame(seed, frame, { ...result, strata }, lines)
        .filter(({ outcome }) => outcome === 'failed')
        .map(({ where, reason }) => `${where} ${reason}`);
    expect(stated([a])).toEqual(['F1 B stratum-not-stated-once']);
    expect(stated([a, a, b])).toEqual(['F1 A stratum-not-stated-once']);
    expect(stated([a, b, { ...b, stratum: 'Z', count: 0 }])).toContain('F1 Z stratum-not-committed');
  });

  test('of a frame whose strata are of other sizes than committed is found by the file alone', () => {
    const strata = [
      { stratum: 'A', size: 19, quota: 3 },
      { stratum: 'B', size: 11, quota: 2 },
    ];
    expect(checkFrame(seed, { ...frame, strata }, result, lines)).toContainEqual({
      step: 'frame',
      outcome: 'failed',
      where: 'F1 A',
      reason: 'stratum-size-differs',
    });
  });
});

describe('a proof that a line is in a frame', () => {
  const id = 'o-7';
  const own = lines.filter((line) => shardOf(JSON.parse(line).id) === shardOf(id));
  const proof = proveInclusion(id, own, built.value.shardRoots);
  if (!proof.ok) throw new Error(proof.error.kind);

  test('leads to its root', () => {
    expect(verifyInclusion(proof.value, root)).toEqual({ ok: true, value: true });
    expect(verifyInclusion(proof.value, 'f'.repeat(64))).toEqual({ ok: false, error: { kind: 'another-root', root } });
  });

  test.each([
    ['a hash too few', { path: proof.value.path.slice(1) }],
    ['a hash too many', { path: ['f'.repeat(64), ...proof.value.path] }],
    ['fewer than the eight above the shard', { path: proof.value.path.slice(0, 7) }],
    ['a place beyond the shard', { index: own.length }],
  ])('with %s leads nowhere', (_, more) => {
    expect(verifyInclusion({ ...proof.value, ...more }, root)).toMatchObject({ error: { kind: 'malformed-path' } });
  });
});
