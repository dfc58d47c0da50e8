import { createHash } from 'node:crypto';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { canonicalJson, tryCanonicalJson } from '../../shared/draw/canonical-json.ts';
import { leafHash, rootFromPath, shardPath, shardRoot } from '../../shared/draw/merkle.ts';
import { buildFrame, canonicalLine, frameLine, frameLines, shardOf } from '../../shared/draw/one/frame.ts';
import { proveInclusion, verifyInclusion } from '../../shared/draw/one/inclusion.ts';
import { compareUtf8 } from '../../shared/draw/text.ts';

const bytes = (...parts: readonly (string | Uint8Array)[]) =>
  parts.reduce((hash, part) => hash.update(part), createHash('sha256')).digest();

/** The Merkle tree hash as RFC 9162 §2.1.1 defines it, by recursion on bytes. */
function treeHash(lines: readonly string[]): Uint8Array {
  const [only] = lines;
  if (only === undefined) return bytes('');
  if (lines.length === 1) return bytes(Uint8Array.of(0), only);
  const split = 2 ** Math.ceil(Math.log2(lines.length) - 1);
  return bytes(Uint8Array.of(1), treeHash(lines.slice(0, split)), treeHash(lines.slice(split)));
}

const row = (id: string) => ({ id, stratum: 'A', version: 1 });
const text = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 8 });

describe('a shard', () => {
  test('has the tree hash of RFC 9162, for every size up to 40', () => {
    for (let size = 0; size <= 40; size += 1) {
      const lines = Array.from({ length: size }, (_, n) => `line ${n}`);
      expect(shardRoot(lines)).toBe(Buffer.from(treeHash(lines)).toString('hex'));
    }
  });

  test('has an audit path for every line, and for that line and place only', () => {
    for (const size of [1, 2, 3, 5, 8, 13]) {
      const lines = Array.from({ length: size }, (_, n) => `line ${n}`);
      const root = shardRoot(lines);
      for (const [index, line] of lines.entries()) {
        const path = shardPath(lines, index);
        expect(rootFromPath(leafHash(line), index, size, path)).toBe(root);
        for (const other of lines.keys()) {
          expect(rootFromPath(leafHash(line), other, size, path) === root).toBe(other === index);
        }
        expect(rootFromPath(leafHash(line), index, size, [...path, root])).toBeUndefined();
        expect(path.length > 0 && rootFromPath(leafHash(line), index, size, path.slice(1)) === root).toBe(false);
      }
    }
  });
});

describe('a frame', () => {
  test('has the same root and file whatever the order of the registry', () => {
    fc.assert(
      fc.property(fc.uniqueArray(text, { maxLength: 40 }), fc.infiniteStream(fc.nat(1000)), (ids, order) => {
        const shuffled = ids
          .map((id) => ({ id, at: order.next().value }))
          .sort((a, b) => a.at - b.at)
          .map(({ id }) => row(id));
        expect(buildFrame(shuffled)).toEqual(buildFrame(ids.map(row)));
      }),
      { numRuns: 50 },
    );
  });

  test.each([
    ['a version that is no whole number', { ...row('a'), version: 1.5 }],
    ['a version beyond what every reader counts exactly', { ...row('a'), version: 2 ** 53 }],
    ['an id with half a character', row('\ud800')],
    ['a stratum with half a character', { ...row('a'), stratum: '\udc00' }],
  ])('has no line for %s (RFC 8785)', (_, odd) => {
    expect(canonicalLine(odd)).toBeUndefined();
    expect(() => frameLine(odd)).toThrow();
  });

  test('has for any other row the line that RFC 8785 gives', () => {
    expect(canonicalLine({ ...row('a'), version: 2 ** 53 - 1 })).toBe(
      '{"id":"a","stratum":"A","version":9007199254740991}',
    );
  });

  test('with an id listed twice is refused: it would have two chances', () => {
    const rows = [row('a'), row('b'), { ...row('a'), stratum: 'B' }];
    expect(buildFrame(rows)).toEqual({ ok: false, error: { kind: 'duplicate-id', id: 'a' } });
  });

  test('keeps two spellings of é apart, as no text is normalised', () => {
    const built = buildFrame([row('caf\u00e9'), row('cafe\u0301')]);
    expect(built.ok && built.value.size).toBe(2);
  });

  test('orders the rows of a shard by bytes, so that 𠮷 comes after every character of the basic plane', () => {
    const ids = Array.from({ length: 3000 }, (_, n) => [`\ufffd${n}`, `𠮷${n}`]).flat();
    const built = buildFrame(ids.map(row));
    if (!built.ok) throw new Error('distinct');
    const lines = [...frameLines(built.value)];
    const expected = ids
      .toSorted((a, b) => shardOf(a) - shardOf(b) || Buffer.compare(Buffer.from(a), Buffer.from(b)))
      .map((id) => frameLine(row(id)));
    expect(lines).toEqual(expected);
  });

  test('proves that an id stands in it, and the proof of one id serves no other', () => {
    const ids = Array.from({ length: 2000 }, (_, n) => `object-${n}`);
    const built = buildFrame(ids.map(row));
    if (!built.ok) throw new Error('distinct');
    const { root, shards, shardRoots } = built.value;
    const proofOf = (id: string) => proveInclusion(id, shards[shardOf(id)] ?? [], shardRoots);
    for (const id of ids.slice(0, 100)) {
      const proof = proofOf(id);
      if (!proof.ok) throw new Error('in the frame');
      expect(verifyInclusion(proof.value, root)).toEqual({ ok: true, value: true });
      const line = proof.value.line.replace('"version":1', '"version":2');
      expect(verifyInclusion({ ...proof.value, line }, root)).toMatchObject({
        ok: false,
        error: { kind: 'another-root' },
      });
      expect(verifyInclusion({ ...proof.value, id: 'object-x' }, root)).toMatchObject({
        ok: false,
        error: { kind: 'line-of-another-id' },
      });
      expect(verifyInclusion({ ...proof.value, shard: (proof.value.shard + 1) % 256 }, root)).toMatchObject({
        ok: false,
        error: { kind: 'wrong-shard' },
      });
      expect(verifyInclusion({ ...proof.value, path: proof.value.path.slice(0, 7) }, root)).toMatchObject({
        ok: false,
        error: { kind: 'malformed-path' },
      });
    }
    expect(proofOf('object-2000')).toEqual({ ok: false, error: { kind: 'not-in-frame', id: 'object-2000' } });
  });

  test('whoever is alone in a shard is proven by the eight hashes above it', () => {
    const built = buildFrame(['a', 'b', 'c'].map(row));
    if (!built.ok) throw new Error('distinct');
    const { root, shards, shardRoots } = built.value;
    const proof = proveInclusion('a', shards[shardOf('a')] ?? [], shardRoots);
    if (!proof.ok) throw new Error('in the frame');
    expect(proof.value).toMatchObject({ shardSize: 1, index: 0 });
    expect(proof.value.path).toHaveLength(8);
    expect(verifyInclusion(proof.value, root)).toEqual({ ok: true, value: true });
  });
});

describe('text order', () => {
  test('puts characters beyond the basic plane last, the first and the last of them too', () => {
    const inOrder = ['\ud7ff', '\ue000', '\uffff', '\u{10000}', '\u{103ff}', '\u{10400}', '\u{10ffff}'];
    expect(inOrder.toReversed().toSorted(compareUtf8)).toEqual(inOrder);
  });

  test('is the order of UTF-8 bytes', () => {
    const any = fc.string({ unit: 'binary', maxLength: 6 });
    fc.assert(
      fc.property(any, any, (a, b) => {
        expect(Math.sign(compareUtf8(a, b))).toBe(Buffer.compare(Buffer.from(a), Buffer.from(b)));
      }),
    );
  });
});

describe('canonical JSON', () => {
  test('sorts keys by UTF-16 units and escapes as RFC 8785 shows', () => {
    const value = { '\u20ac': 1, '\r': 2, '\ufb33': 3, '1': 4, '😀': 5, '\u0080': 6, ö: 7 };
    expect(canonicalJson(value)).toBe('{"\\r":2,"1":4,"\u0080":6,"ö":7,"€":1,"😀":5,"\ufb33":3}');
    expect(canonicalJson(['\u20ac$\u000f\nA\'B"\\\\"/', null, true, -7])).toBe(
      '["\u20ac$\\u000f\\nA\'B\\"\\\\\\\\\\"/",null,true,-7]',
    );
  });

  test.each([
    ['a fraction', { a: [1, 0.5] }, '/a/1', 'not-an-integer'],
    ['an integer above 2^53', { a: 2 ** 53 }, '/a', 'not-an-integer'],
    ['infinity', Number.POSITIVE_INFINITY, '', 'not-an-integer'],
    ['undefined, which JSON would drop', { a: undefined }, '/a', 'unsupported-type'],
    ['a date', [new Date(0)], '/0', 'unsupported-type'],
    ['a big integer', 1n, '', 'unsupported-type'],
    ['half a character, whose bytes are not its own', { a: '\ud800' }, '/a', 'lone-surrogate'],
    ['half a character as a key', { '\udc00': 1 }, '/\udc00', 'lone-surrogate'],
  ])('refuses %s and says where', (_, value, path, reason) => {
    expect(tryCanonicalJson(value)).toEqual({ ok: false, error: { kind: 'not-canonical', path, reason } });
    expect(() => canonicalJson(value)).toThrow(reason);
  });
});
