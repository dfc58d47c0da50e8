import { describe, expect, test } from 'vitest';
import { ceremonyRandomness, commitmentOf } from '../../shared/draw/ceremony.ts';
import { buildFrame, frameLines } from '../../shared/draw/one/frame.ts';
import { drawSpec, type Manifest, manifestDigest } from '../../shared/draw/one/manifest.ts';
import type { DrawRecord } from '../../shared/draw/one/record.ts';
import { selectObjects } from '../../shared/draw/one/select.ts';
import { drawSeed } from '../../shared/draw/one/tickets.ts';
import { isVerified, verifyDraw } from '../../shared/draw/one/verify-draw.ts';
import { mergeIntoVisits } from '../../shared/draw/one/visits.ts';
import { quotaOf } from '../../shared/draw/quota.ts';

const secrets = { SCJG: 'a'.repeat(64), GAJ: 'b'.repeat(64) };
const deadline = '2026-11-23T02:00:00.000Z';
const ceremony = {
  commitments: Object.entries(secrets).map(([party, secret]) => ({
    party,
    commitment: commitmentOf(secret),
    at: '2026-11-23T01:30:00.000Z',
  })),
  reveals: Object.entries(secrets).map(([party, secret]) => ({ party, secret, at: '2026-11-23T02:10:00.000Z' })),
};
const value = <T>(
  result: { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: unknown },
): T => {
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.value;
};

/** Two departments' frames over overlapping objects, drawn as the product draws them. */
function drawnBatch() {
  const rowsOf = (from: number, to: number) =>
    Array.from({ length: to - from }, (_, n) => ({
      id: `object-${from + n}`,
      stratum: (from + n) % 3 === 0 ? 'B' : 'A',
      version: 1,
    }));
  const sources = [
    { frame: 'F1', department: 'SCJG', items: ['A07', 'A08'], rows: rowsOf(0, 30) },
    { frame: 'F2', department: 'GAJ', items: ['G01'], rows: rowsOf(12, 36) },
  ].map((source) => ({ ...source, built: value(buildFrame(source.rows)) }));
  const manifest: Manifest = {
    spec: drawSpec,
    batch: '41142220261123-9',
    randomness: { kind: 'ceremony', parties: Object.keys(secrets), deadline },
    frames: sources.map(({ frame, department, items, built: { root, size, strata } }) => ({
      frame,
      department,
      items,
      root,
      size,
      strata: strata.map((one) => ({ ...one, quota: quotaOf({ ratio: 1500 }, one.size) })),
    })),
  };
  const randomness = value(ceremonyRandomness({ ...ceremony, parties: Object.keys(secrets), deadline }));
  const digest = manifestDigest(manifest);
  const seed = drawSeed(digest, randomness);
  const selections = sources.map(({ frame, department, items, rows }, index) => {
    const strata = manifest.frames[index]?.strata ?? [];
    return { frame, department, items, strata: value(selectObjects({ seed, strata, reserves: 3 }, rows)) };
  });
  const record: DrawRecord = {
    manifest,
    manifestDigest: digest,
    ceremony,
    randomness,
    seed,
    frames: selections.map(({ frame, strata }) => ({
      frame,
      strata: strata.map(({ stratum, selected, threshold }) => ({
        stratum,
        count: selected.length,
        selected,
        ...(threshold && { threshold }),
      })),
    })),
    visits: mergeIntoVisits(
      selections.map(({ strata, ...rest }) => ({ ...rest, selected: strata.flatMap(({ selected }) => selected) })),
    ),
  };
  const files = new Map(sources.map(({ frame, built }) => [frame, [...frameLines(built)]]));
  return { record, files };
}

const { record, files } = drawnBatch();
const faults = (changed: DrawRecord, frameFiles: ReadonlyMap<string, readonly string[]> = files) =>
  verifyDraw(changed, frameFiles).filter(({ outcome }) => outcome !== 'passed');

/** Each copy of a value with one bit of one text or number flipped. */
function* flips(at: unknown, path = ''): Generator<readonly [string, unknown]> {
  if (typeof at === 'number') yield [path, at ^ 1];
  else if (typeof at === 'string') {
    const middle = at.length >> 1;
    yield [path, `${at.slice(0, middle)}${String.fromCharCode(at.charCodeAt(middle) ^ 1)}${at.slice(middle + 1)}`];
  } else if (Array.isArray(at)) {
    for (const [index, member] of at.entries()) {
      for (const [where, changed] of flips(member, `${path}/${index}`)) yield [where, at.with(index, changed)];
    }
  } else if (typeof at === 'object' && at !== null) {
    for (const [key, member] of Object.entries(at)) {
      for (const [where, changed] of flips(member, `${path}/${key}`)) yield [where, { ...at, [key]: changed }];
    }
  }
}

describe('the verification of a draw', () => {
  test('passes every step of an untouched record with its frame files', () => {
    const steps = verifyDraw(record, files);
    expect(steps.map(({ step, where, outcome }) => `${step} ${where ?? ''} ${outcome}`)).toEqual([
      'manifest  passed',
      'randomness  passed',
      'seed  passed',
      'frame F1 passed',
      'selection F1 A passed',
      'selection F1 B passed',
      'frame F2 passed',
      'selection F2 A passed',
      'selection F2 B passed',
      'visits  passed',
    ]);
    expect(isVerified(steps)).toBe(true);
  });

  test('one flipped bit anywhere in the record makes it fail', () => {
    // Times only have to stand on their side of the deadline; a few minutes more or less change nothing.
    const unnoticed = [...flips(record)].filter(([path, changed]) => {
      const changedRecord: DrawRecord = JSON.parse(JSON.stringify(changed));
      const stillVerified = faults(changedRecord).length === 0;
      return stillVerified && !/^\/ceremony\/.*\/at$/.test(path);
    });
    expect(unnoticed.map(([path]) => path)).toEqual([]);
  });

  test('one flipped bit in any line of a frame file makes it fail, and says in which file', () => {
    for (const [frame, lines] of files) {
      for (const [path, changed] of flips(lines)) {
        const changedLines: string[] = JSON.parse(JSON.stringify(changed));
        const found = faults(record, new Map([...files, [frame, changedLines]]));
        expect(
          found.some(({ where }) => where?.startsWith(frame)),
          path,
        ).toBe(true);
      }
    }
  });

  test('a line left out, repeated or moved is found in the frame', () => {
    const lines = files.get('F1') ?? [];
    const found = (changed: readonly string[]) => faults(record, new Map([...files, ['F1', changed]]))[0];
    expect(found(lines.slice(1))).toMatchObject({ step: 'frame', where: 'F1', reason: 'root-differs' });
    expect(found([...lines.slice(0, 5), ...lines.slice(4)])).toMatchObject({
      where: 'F1 line 6',
      reason: 'duplicate-id',
    });
    expect(found(lines.toReversed())).toMatchObject({ where: 'F1 line 2', reason: 'line-out-of-order' });
    expect(found([...lines.slice(0, 3), 'not a row', ...lines.slice(3)])).toMatchObject({
      where: 'F1 line 4',
      reason: 'malformed-line',
    });
  });

  test('an object put in the place of a drawn one is found, with or without the frame file', () => {
    const [first, ...others] = record.frames;
    const [stratum, ...rest] = first?.strata ?? [];
    const [drawn, ...further] = stratum?.selected ?? [];
    if (!first || !stratum || !drawn) throw new Error('nothing drawn');
    const selected = [{ ...drawn, id: 'object-of-a-friend' }, ...further];
    const changed = { ...record, frames: [{ ...first, strata: [{ ...stratum, selected }, ...rest] }, ...others] };
    const fault = { step: 'selection', outcome: 'failed', where: 'F1 A', reason: 'place-1-differs' };
    expect(faults(changed)).toContainEqual(fault);
    expect(faults(changed, new Map())).toContainEqual(fault);
  });

  test('a party that revealed before the deadline, or not at all, is named', () => {
    const early = ceremony.reveals.map((reveal) => ({ ...reveal, at: deadline }));
    expect(faults({ ...record, ceremony: { ...ceremony, reveals: early } })).toEqual([
      { step: 'randomness', outcome: 'failed', where: 'SCJG', reason: 'revealed-early' },
    ]);
    const absent = ceremony.reveals.slice(0, 1);
    expect(faults({ ...record, ceremony: { ...ceremony, reveals: absent } })).toEqual([
      { step: 'randomness', outcome: 'failed', where: 'GAJ', reason: 'not-revealed' },
    ]);
  });

  test('frames or strata that were never committed, or left out, are found', () => {
    const [first, second] = record.frames;
    if (!first || !second) throw new Error('two frames were drawn');
    expect(faults({ ...record, frames: [first] })).toContainEqual(
      expect.objectContaining({ where: 'F2', reason: 'frame-missing' }),
    );
    expect(faults({ ...record, frames: [first, second, { ...first, frame: 'F3' }] })).toContainEqual(
      expect.objectContaining({ where: 'F3', reason: 'frame-not-committed' }),
    );
    const stray = { ...first, strata: [...first.strata, { stratum: 'Z', count: 0 }] };
    expect(faults({ ...record, frames: [stray, second] })).toContainEqual(
      expect.objectContaining({ where: 'F1 Z', reason: 'stratum-not-committed' }),
    );
    expect(faults({ ...record, visits: record.visits?.slice(1) ?? [] })).toEqual([
      expect.objectContaining({ step: 'visits', reason: 'visit-differs' }),
    ]);
  });

  test('a frame that holds objects in a stratum without a quota was not frozen as stated', () => {
    const [first, second] = record.manifest.frames;
    const rows = Array.from({ length: (first?.size ?? 0) + 1 }, (_, n) => ({
      id: `x-${n}`,
      stratum: n ? 'A' : 'Z',
      version: 1,
    }));
    const built = value(buildFrame(rows));
    if (!first || !second) throw new Error('two frames were drawn');
    const strata = [{ stratum: 'A', size: first.size, quota: 1 }];
    const manifest = { ...record.manifest, frames: [{ ...first, root: built.root, strata }, second] };
    expect(faults({ ...record, manifest }, new Map([...files, ['F1', [...frameLines(built)]]]))).toContainEqual({
      step: 'frame',
      outcome: 'failed',
      where: 'F1',
      reason: 'size-differs',
    });
  });

  test('what cannot be checked is said to be unchecked, and does not count as verified', () => {
    const steps = verifyDraw(record, new Map());
    expect(isVerified(steps)).toBe(false);
    expect(faults(record, new Map()).map(({ outcome, reason }) => [outcome, reason])).toEqual([
      ['not-checked', 'frame-file-not-given'],
      ['not-checked', 'frame-file-not-given'],
    ]);
  });

  test('a list withheld until the inspections is still bound by count and threshold', () => {
    const { visits: _visits, ...listed } = record;
    const withheld = {
      ...listed,
      frames: record.frames.map(({ frame, strata }) => ({
        frame,
        strata: strata.map(({ selected: _selected, ...rest }) => rest),
      })),
    };
    expect(faults(withheld)).toEqual([{ step: 'visits', outcome: 'not-checked', reason: 'list-not-published' }]);
  });
});
