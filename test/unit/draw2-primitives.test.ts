import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { batchKey } from '../../shared/draw/batch-key.ts';
import { classWouldShow } from '../../shared/draw/cover.ts';
import type { FrameObject } from '../../shared/draw/frame-rows.ts';
import { freezeFrame } from '../../shared/draw/freeze-frame.ts';
import { freezePeople } from '../../shared/draw/freeze-people.ts';
import { proveInclusion, verifyInclusion } from '../../shared/draw/inclusion.ts';
import { bookLine, bookRowOf, listRowOf, rowLine } from '../../shared/draw/lines.ts';
import { frameRoot } from '../../shared/draw/merkle.ts';
import { shardOf } from '../../shared/draw/row.ts';
import { hasSameContent } from '../../shared/draw/same-content.ts';
import { smallestTickets } from '../../shared/draw/smallest-tickets.ts';
import { stratify } from '../../shared/draw/strata-rules.ts';
import { drawSeed, objectTickets } from '../../shared/draw/tickets.ts';
import { key as hex, valueOf } from '../support/published-draw-two.ts';

const key = batchKey(hex);
const objects: FrameObject[] = Array.from({ length: 900 }, (_, n) => ({
  id: `S${n}`,
  version: 1,
  stratum: 'A',
  places: '1',
}));
const request = {
  frame: 'F-1',
  parts: [{ department: 'SCJG', items: [] }],
  strata: stratify([{ stratum: 'A', ratio: 1000 }]),
};
const { manifest, shards, shardRoots } = valueOf(freezeFrame(key, request, objects));

describe('an inclusion proof', () => {
  /** The second row of a shard that holds more than two. */
  const shard = shards.findIndex(({ lines }) => lines.length > 2);
  const lines = shards[shard]?.lines ?? [];
  const row = lines[1]?.slice(8, 72) ?? '';
  const proof = valueOf(proveInclusion(row, lines, shardRoots));
  const faultOf = (change: Partial<typeof proof>, root = manifest.root) => {
    const verified = verifyInclusion({ ...proof, ...change }, root);
    return verified.ok ? 'verified' : verified.error.kind;
  };

  test('says at which place of which shard the row stands, of how many', () => {
    expect(proof).toMatchObject({ row, shard, shardSize: lines.length, index: 1, line: lines[1] });
    expect(faultOf({})).toBe('verified');
  });

  test.each<[string, Partial<typeof proof>, string]>([
    ['the line of another row', { line: lines[0] ?? '' }, 'line-of-another-row'],
    ['no line at all', { line: '{}' }, 'line-of-another-row'],
    ['another shard', { shard: shard + 1 }, 'wrong-shard'],
    ['fewer hashes than stand above a shard', { path: proof.path.slice(-7) }, 'malformed-path'],
    ['a hash less', { path: proof.path.slice(1) }, 'malformed-path'],
    ['a hash more', { path: [...proof.path, proof.path[0] ?? ''] }, 'malformed-path'],
    ['a place behind the last', { index: lines.length }, 'malformed-path'],
    ['a place before the first', { index: -1 }, 'malformed-path'],
    ['half a place', { index: 0.5 }, 'malformed-path'],
    ['the place beside it', { index: 0 }, 'another-root'],
    ['another hash', { path: proof.path.with(0, '0'.repeat(64)) }, 'another-root'],
  ])('with %s is refused', (_, change, kind) => {
    expect(faultOf(change)).toBe(kind);
  });

  test('is believed for its own root only, and says to which root it leads', () => {
    expect(verifyInclusion(proof, '0'.repeat(64))).toEqual({
      ok: false,
      error: { kind: 'another-root', root: manifest.root },
    });
    expect(verifyInclusion({ ...proof, shard: 999 }, manifest.root)).toEqual({
      ok: false,
      error: { kind: 'wrong-shard', expected: shardOf(row) },
    });
  });

  test.each(['f'.repeat(64), 'S1', ''])('is not made for %j, which is not there', (other) => {
    expect(proveInclusion(other, lines, shardRoots)).toEqual({ ok: false, error: { kind: 'not-in-list', row: other } });
  });

  test('needs the roots of all 256 shards', () => {
    expect(() => frameRoot(shardRoots.slice(1))).toThrow(RangeError);
  });
});

describe('the smallest tickets', () => {
  /** Few beginnings and few ends, so that beginnings and whole tickets are often equal. */
  const drawn = fc.record({
    ticket: fc
      .tuple(fc.constantFrom('00000000', '0000000f', '7fffffff', 'ffffffff'), fc.constantFrom('0', '8', 'f'))
      .map(([head, rest]) => head + rest.repeat(56)),
    row: fc.stringMatching(/^[0-9a-f]{64}$/),
  });
  test('are those that sorting all by ticket, and equal ones by row, puts first', () => {
    fc.assert(
      fc.property(fc.array(drawn, { maxLength: 80 }), fc.nat(12), (all, limit) => {
        const kept = smallestTickets(limit);
        for (const each of all) if (kept.admits(each.ticket)) kept.offer(each);
        const text = (one: (typeof all)[number]) => one.ticket + one.row;
        const expected = all.map(text).toSorted().slice(0, limit);
        expect(kept.inOrder().map(text)).toEqual(expected);
        expect(kept.inOrder().map(text)).toEqual(expected);
      }),
      { numRuns: 500 },
    );
  });

  const ticket = (head: number) => head.toString(16).padStart(8, '0').padEnd(64, '0');
  test('are sorted out when twice as many have been offered, and then admit nobody who comes too late', () => {
    const kept = smallestTickets(3);
    const offer = (head: number) => kept.offer({ ticket: ticket(head), row: '' });
    expect([60, 50, 40, 30, 20].map(offer)).toEqual([true, true, true, true, true]);
    expect(kept.admits(ticket(99))).toBe(true);
    expect(offer(10)).toBe(true);
    expect([31, 99].map((head) => kept.admits(ticket(head)))).toEqual([false, false]);
    expect([31, 99].map(offer)).toEqual([false, false]);
    expect([30, 29].map((head) => kept.admits(ticket(head)))).toEqual([true, true]);
    expect(kept.inOrder().map((one) => one.ticket)).toEqual([10, 20, 30].map(ticket));
  });

  test('of nobody admit nobody', () => {
    expect(smallestTickets(0).admits(ticket(0))).toBe(false);
  });
});

describe('a line', () => {
  const row = 'ab'.repeat(32);
  const listed = { row, stratum: 'A' };
  const book = { id: 'S1', places: '1', row, stratum: 'A', version: 1 };

  test('is its row in one form', () => {
    expect(listRowOf(rowLine(listed))).toEqual(listed);
    expect(bookRowOf(bookLine(book))).toEqual(book);
    expect(bookRowOf(bookLine({ ...book, version: 0 }))).toMatchObject({ version: 0 });
  });

  test.each<[string, object]>([
    ['half a character', { ...listed, stratum: '\ud842' }],
    ['a row in capitals', { ...listed, row: row.toUpperCase() }],
    ['a stratum that is no text', { ...listed, stratum: 1 }],
    ['a row that is no text', { ...listed, row: [row] }],
    ['keys in another order', { stratum: 'A', row }],
    ['one key more', { ...listed, x: 1 }],
    ['no stratum', { row }],
    ['no row', { stratum: 'A' }],
  ])('of a list with %s is none', (_, value) => {
    expect(listRowOf(JSON.stringify(value))).toBeUndefined();
  });

  test.each<[string, object]>([
    ['half a character in the id', { ...book, id: '\ud842' }],
    ['half a character in the places', { ...book, places: '\ud842' }],
    ['half a character in the stratum', { ...book, stratum: '\ud842' }],
    ['a row in capitals', { ...book, row: row.toUpperCase() }],
    ['a version below 0', { ...book, version: -1 }],
    ['half a version', { ...book, version: 1.5 }],
    ['a version that is a text', { ...book, version: '1' }],
    ['an id that is a number', { ...book, id: 1 }],
    ['places that are numbers', { ...book, places: 1 }],
    ['a stratum that is a number', { ...book, stratum: 1 }],
    ['a row that is a number', { ...book, row: 1 }],
    ...Object.keys(book).map((left): [string, object] => [
      `no ${left}`,
      Object.fromEntries(Object.entries(book).filter(([name]) => name !== left)),
    ]),
  ])('of a book with %s is none', (_, value) => {
    expect(bookRowOf(JSON.stringify(value))).toBeUndefined();
  });

  test.each(['', 'null', '7', '[]', '"row"', '{'])('%j is none of a list or a book', (text) => {
    expect([listRowOf(text), bookRowOf(text)]).toEqual([undefined, undefined]);
  });
});

describe('lines that were saved anew', () => {
  const lines = shards.flatMap((each) => each.lines);
  const other = (change: (line: string) => string) =>
    hasSameContent([change(lines[0] ?? ''), ...lines.slice(1)], manifest.root);

  test('hold the same rows whatever their order, blanks and ends', () => {
    expect(hasSameContent([...lines.toReversed(), '', ' '], manifest.root)).toBe(true);
    expect(other((line) => `\uFEFF ${line.replace(',', ' , ')}\r`)).toBe(true);
  });

  test('do not where a line was added whose row is no row', () => {
    for (const row of ['S1', 'zz'.repeat(32), ''])
      expect(hasSameContent([...lines, JSON.stringify({ row, stratum: 'A' })], manifest.root)).toBe(false);
  });

  test.each<[string, (line: string) => string]>([
    ['a stratum is another', (line) => line.replace('"A"', '"B"')],
    ['a key is added', (line) => line.replace('}', ',"x":1}')],
    ['a row is in capitals', (line) => line.replace(/[0-9a-f]{64}/, (row) => row.toUpperCase())],
    ['a row is no text', () => '{"row":1,"stratum":"A"}'],
    ['a stratum is no text', (line) => line.replace('"A"', '1')],
    ['a line is no object', () => 'null'],
    ['a line is a number', () => '7'],
    ['a line has no stratum', (line) => line.replace(',"stratum":"A"', '')],
    ['a line has no row', () => '{"stratum":"A"}'],
    ['a line is cut short', (line) => line.slice(0, -1)],
    ['a line is left out', () => ''],
  ])('do not where %s', (_, change) => {
    expect(other(change)).toBe(false);
  });
});

test('people whose department is half a character, or who stand twice, are not frozen', () => {
  const person = { id: 'R1', department: 'SCJG', version: 1 };
  const kindOf = (people: readonly (typeof person)[]) => {
    const frozen = freezePeople(key, 'inspectors', people);
    return frozen.ok ? 'frozen' : frozen.error.kind;
  };
  expect(kindOf([person, { ...person, id: 'R2' }])).toBe('frozen');
  expect(kindOf([{ ...person, department: '\ud842' }])).toBe('not-canonical');
  expect(kindOf([{ ...person, version: 1.5 }])).toBe('not-canonical');
  expect(kindOf([person, { ...person, version: 2 }])).toBe('duplicate-id');
});

describe('cover', () => {
  const strata = (...counts: readonly (readonly [string, number, number])[]) =>
    counts.map(([stratum, size, quota]) => ({ stratum, size, quota }));
  const rule = { mostFrequent: 'A', classShare: 5000 };
  test('asks for more than one class among the drawn, and among the left if there are any', () => {
    expect(classWouldShow(strata(['A', 9, 2], ['B', 0, 0]), rule)).toMatchObject({
      among: 'drawn',
      stratum: 'A',
      count: 2,
      of: 2,
    });
    expect(classWouldShow(strata(['A', 9, 2], ['B', 1, 1]), rule)).toMatchObject({
      among: 'left',
      stratum: 'A',
      count: 7,
      of: 7,
    });
    expect(classWouldShow(strata(['A', 2, 2], ['B', 1, 1]), rule)).toBeUndefined();
  });

  test('lets the most frequent class be more than its share, and no other', () => {
    expect(classWouldShow(strata(['A', 9, 3], ['B', 2, 1]), rule)).toBeUndefined();
    expect(classWouldShow(strata(['A', 3, 1], ['B', 9, 2]), rule)).toMatchObject({
      among: 'drawn',
      stratum: 'B',
      count: 2,
      of: 3,
    });
    expect(classWouldShow(strata(['A', 4, 2], ['B', 4, 2]), { ...rule, classShare: 4999 })).toMatchObject({
      stratum: 'B',
    });
    expect(classWouldShow(strata(['*', 9, 3]), rule)).toBeUndefined();
  });
});

test('a seed is made of two whole digests, and a ticket of a whole row', () => {
  const digest = '0'.repeat(64);
  expect(drawSeed(digest, digest)).toMatch(/^[0-9a-f]{64}$/);
  expect(() => drawSeed(digest.slice(1), digest)).toThrow(TypeError);
  expect(() => drawSeed(digest, `${digest}0`)).toThrow(TypeError);
  expect(() => objectTickets(digest)(digest.slice(1))).toThrow(TypeError);
});
