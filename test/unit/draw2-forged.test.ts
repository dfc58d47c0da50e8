import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { type Manifest, type ManifestFrame, manifestDigest } from '../../shared/draw/manifest.ts';
import type { DrawRecord, StratumResult } from '../../shared/draw/record.ts';
import type { VerificationStep } from '../../shared/draw/verification-step.ts';
import { checkFrames } from '../../shared/draw/verify-frame.ts';
import { checkManifest, checkSeed } from '../../shared/draw/verify-manifest.ts';
import { recordOf } from '../../shared/verification/two/record-of.ts';
import { number, publishedDrawTwo } from '../support/published-draw-two.ts';

/*
 * Whoever forges one thing makes anew all that follows from it, so that each of these files is refused by one check of
 * the verifier and by no other.
 */

const { draw, list, files, manifest } = publishedDrawTwo('ceremony');
const record = recordOf({ draw, list: [...list] }, manifest);
const faultsIn = (steps: readonly VerificationStep[]) =>
  steps.flatMap(({ step, outcome, where, reason }) => (outcome === 'failed' ? [[step, reason, where]] : []));

describe('a manifest whose digest was made anew', () => {
  const parts = [
    { department: 'SCJG', items: ['A01'], size: 6 },
    { department: 'WJW', items: ['B01'], size: 4 },
  ];
  const strata = [
    { stratum: 'A', size: 5, quota: 2 },
    { stratum: 'B', size: 4, quota: 2 },
    { stratum: 'C', size: 0, quota: 0 },
  ];
  const frame: ManifestFrame = { frame: 'F-1', parts, root: '0'.repeat(64), size: 9, strata };
  const judged = (change: Partial<Manifest>) => {
    const forged = { ...manifest, frames: [frame], ...change };
    return checkManifest({ manifest: forged, manifestDigest: manifestDigest(forged) });
  };
  const quotas = (...numbers: readonly number[]) => ({
    strata: strata.map((one, index) => ({ ...one, quota: numbers[index] ?? 0 })),
  });
  const sizes = (...numbers: readonly number[]) => ({
    parts: parts.map((one, index) => ({ ...one, size: numbers[index] ?? 0 })),
  });

  test.each<[string, Partial<ManifestFrame>]>([
    ['objects that stand in one part or in both', {}],
    ['one drawn of each stratum, and a stratum drawn whole', quotas(1, 4)],
    ['parts that share no object', sizes(5, 4)],
    ['every object in both parts', sizes(9, 9)],
  ])('passes with %s', (_, change) => {
    expect(judged({ frames: [{ ...frame, ...change }] })).toEqual({ step: 'manifest', outcome: 'passed' });
  });

  test.each<[string, Partial<ManifestFrame>, string]>([
    ['more objects than its strata hold', { size: 10, ...sizes(6, 5) }, 'strata-do-not-add-up'],
    ['fewer objects than its strata hold', { size: 8, ...sizes(6, 4) }, 'strata-do-not-add-up'],
    [
      'strata in another order',
      { strata: [...strata.slice(1, 2), ...strata.slice(0, 1), ...strata.slice(2)] },
      'strata-out-of-order',
    ],
    ['a stratum twice', { strata: strata.map((one) => ({ ...one, stratum: 'A' })) }, 'strata-out-of-order'],
    ['more drawn than there are in one stratum', quotas(6, 2), 'quota-out-of-range'],
    ['somebody drawn of nobody', quotas(2, 2, 1), 'quota-out-of-range'],
    ['a stratum of which nobody is drawn', quotas(2, 0), 'quota-out-of-range'],
    ['a part that is larger than the frame', sizes(10, 4), 'parts-do-not-add-up'],
    ['an object that stands in no part', sizes(5, 3), 'parts-do-not-add-up'],
  ])('with %s is refused', (_, change, reason) => {
    const frames = [
      { ...frame, frame: 'F-0' },
      { ...frame, ...change },
    ];
    expect(judged({ frames })).toEqual({ step: 'manifest', outcome: 'failed', reason, where: 'F-1' });
  });

  test('with a frame twice is refused', () => {
    expect(judged({ frames: [frame, { ...frame, frame: 'F-2' }, frame] })).toMatchObject({
      reason: 'frame-repeated',
      where: 'F-1',
    });
  });

  test.each(['inspectors', 'experts'] as const)('with %s more than their departments have is refused', (kind) => {
    const people = { root: '0'.repeat(64), size: 3, strata: [{ stratum: 'SCJG', size: 2 }] };
    expect(judged({ [kind]: people })).toMatchObject({ reason: 'strata-do-not-add-up', where: kind });
    expect(judged({ [kind]: { ...people, size: 2 } })).toMatchObject({ outcome: 'passed' });
  });

  test('of another specification, or that has no one form, is refused', () => {
    // @ts-expect-error No such specification is published.
    expect(judged({ spec: 'suiji-draw/3' })).toMatchObject({ reason: 'unknown-specification', where: '/spec' });
    const half = { ...manifest, batch: '\ud842' };
    expect(checkManifest({ manifest: half, manifestDigest: '0'.repeat(64) })).toMatchObject({
      outcome: 'failed',
      where: '/batch',
    });
  });

  test('whose digest was another before the randomness is refused', () => {
    expect(checkManifest({ manifest, manifestDigest: '0'.repeat(64) })).toMatchObject({ reason: 'digest-differs' });
  });
});

test('a seed that others would have made is refused', () => {
  expect(checkSeed({ ...record, seed: '0'.repeat(64) })).toEqual({
    step: 'seed',
    outcome: 'failed',
    reason: 'seed-differs',
  });
});

test.each(['manifestDigest', 'randomness'] as const)('a seed made of a %s that is no digest is refused', (part) => {
  const forged = { ...record, [part]: record[part].toUpperCase() };
  const lines = ['suiji-draw/2', forged.manifestDigest, forged.randomness].join('\n');
  const seed = createHash('sha256').update(lines).digest('hex');
  expect(checkSeed({ ...forged, seed })).toMatchObject({ outcome: 'failed', reason: 'seed-differs' });
  expect(checkSeed(record)).toMatchObject({ outcome: 'passed' });
});

describe('of a frame', () => {
  const first = `${number}-1`;
  const faultsOf = (forged: Partial<DrawRecord>, given = files) =>
    faultsIn(checkFrames({ ...record, ...forged }, given));
  /** What the record says of the strata of the first frame. */
  const stating = (change: (strata: readonly StratumResult[]) => readonly StratumResult[]) => ({
    frames: record.frames.map((one) => (one.frame === first ? { ...one, strata: change(one.strata) } : one)),
  });
  const only = (stratum: string, change: Partial<StratumResult>) =>
    stating((strata) => strata.map((one) => (one.stratum === stratum ? { ...one, ...change } : one)));
  /** What the manifest says of the first frame. */
  const committing = (change: (frame: ManifestFrame) => Partial<ManifestFrame>) => ({
    manifest: {
      ...manifest,
      frames: manifest.frames.map((one) => (one.frame === first ? { ...one, ...change(one) } : one)),
    },
  });

  test.each<[string, (frames: DrawRecord['frames']) => DrawRecord['frames']]>([
    ['one frame less', (frames) => frames.slice(0, 1)],
    ['one frame more', (frames) => [...frames, { frame: `${number}-3`, strata: [] }]],
    ['its frames in another order', (frames) => frames.toReversed()],
  ])('a record that states %s is refused', (_, change) => {
    expect(faultsOf({ frames: change(record.frames) })).toEqual([
      ['selection', 'frames-differ-from-manifest', undefined],
    ]);
  });

  test.each<[string, (strata: readonly StratumResult[]) => readonly StratumResult[]]>([
    ['a stratum that the manifest does not name', (strata) => [...strata, { stratum: 'E', count: 0 }]],
    ['its strata in another order', (strata) => strata.toReversed()],
  ])('a record that states %s is refused', (_, change) => {
    expect(faultsOf(stating(change))).toEqual([['selection', 'strata-differ-from-manifest', first]]);
  });

  test('a stratum of which nobody is drawn has no threshold, and every other has one, also where nobody has the list', () => {
    const threshold = '0'.repeat(64);
    expect(faultsOf(only('D', { threshold }), new Map())).toEqual([['selection', 'count-differs', `${first} D`]]);
    const bare = stating((strata) =>
      strata.map(({ stratum, count, ...rest }) => ({ stratum, count, ...(stratum !== 'B' && rest) })),
    );
    expect(faultsOf(bare, new Map())).toEqual([['selection', 'count-differs', `${first} B`]]);
    expect(faultsOf({}, new Map())).toEqual([]);
  });

  test('more or fewer said to be drawn than the quota are refused, also where nobody has the list', () => {
    for (const more of [1, -1]) {
      const count = (record.frames[0]?.strata[0]?.count ?? 0) + more;
      expect(faultsOf(only('A', { count }), new Map())).toEqual([['selection', 'count-differs', `${first} A`]]);
    }
  });

  test('a quota beyond the rows there are is not drawn, whatever manifest and record agree upon', () => {
    const quota = (manifest.frames[0]?.strata[0]?.size ?? 0) + 1;
    const more = committing(({ strata }) => ({ strata: strata.with(0, { stratum: 'A', size: quota - 1, quota }) }));
    expect(faultsOf({ ...more, ...only('A', { count: quota }) })).toEqual([
      ['selection', 'count-differs', `${first} A`],
    ]);
  });

  test('a threshold that is not the last drawn ticket is refused', () => {
    expect(faultsOf(only('C', { threshold: 'f'.repeat(64) }))).toEqual([
      ['selection', 'threshold-differs', `${first} C`],
    ]);
  });

  test('a file that is not what the manifest says is refused: by its root, its size, or the size of a stratum', () => {
    const another = committing(() => ({ root: '0'.repeat(64) }));
    expect(faultsOf(another)).toEqual([['frame', 'root-differs', first]]);
    expect(faultsOf(committing(({ size }) => ({ size: size + 1 })))).toEqual([['frame', 'size-differs', first]]);
    const moved = committing(({ strata }) => ({
      strata: strata.map((one, index) => ({ ...one, size: one.size + ([0, 1, -1][index] ?? 0) })),
    }));
    expect(faultsOf(moved)).toEqual([['frame', 'stratum-size-differs', `${first} B`]]);
    const nobody = committing(({ strata }) => ({ strata: strata.with(3, { stratum: 'D', size: 1, quota: 0 }) }));
    expect(faultsOf(nobody)).toEqual([['frame', 'stratum-size-differs', `${first} D`]]);
  });

  test('a row of a stratum that the manifest does not name is refused, and named', () => {
    const without = committing(({ strata }) => ({ strata: strata.slice(0, 2) }));
    const stray = (files.get(first) ?? []).find((line) => line.includes('"stratum":"C"'))?.slice(8, 72);
    expect(faultsOf({ ...without, ...stating((strata) => strata.slice(0, 2)) })).toEqual([
      ['frame', 'stratum-not-committed', `${first} ${stray}`],
    ]);
  });

  test('that nobody has the file of, neither lines nor selection are checked', () => {
    const steps = checkFrames(record, new Map([...files].filter(([name]) => name !== first)));
    expect(steps.filter(({ where }) => where === first)).toEqual(
      (['frame', 'selection'] as const).map((step) => ({
        step,
        outcome: 'not-checked',
        where: first,
        reason: 'list-file-not-given',
      })),
    );
  });

  test('a file that cannot be read to its end is refused with the line', () => {
    const cut = (files.get(first) ?? []).with(4, '{}');
    expect(faultsOf({}, new Map([...files, [first, cut]]))).toEqual([['frame', 'malformed-line', `${first} line 5`]]);
  });
});
