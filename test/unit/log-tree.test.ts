import { describe, expect, test } from 'vitest';
import { consistencyProof, emptyLog, grown, isConsistent, logRoot } from '../../shared/domain/audit/log-tree.ts';

/** The leaves and hashes of the reference implementation of Certificate Transparency (RFC 6962, the same tree). */
const leaves = ['', '\0', '\x10', ' !', '01', '@ABC', 'PQRSTUVW', '`abcdefghijklmno'];
const roots = [
  'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
  '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
  'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
  'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
  'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
  '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
  '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
  'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
  '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
];
const at = (size: number) => grown(emptyLog, leaves.slice(0, size));
const state = (size: number) => ({ size, root: logRoot(at(size)) });
const proof = (from: number, to: number) => consistencyProof(at(from), leaves.slice(from, to));

describe('the tree of the audit log (RFC 9162)', () => {
  test.each(roots.map((root, size) => [size, root]))('of %i leaves has the root of the reference', (size, root) => {
    expect(logRoot(at(size))).toBe(root);
  });

  test('is the same whether it grew at once or by days', () => {
    for (let split = 0; split <= 8; split += 1) expect(grown(at(split), leaves.slice(split))).toEqual(at(8));
  });

  test('has the consistency proofs of the reference', () => {
    expect(proof(1, 8)).toEqual([
      '96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7',
      '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e',
      '6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4',
    ]);
    expect(proof(6, 8)).toEqual([
      '0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a',
      'ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0',
      'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
    ]);
    expect(proof(2, 5)).toEqual([
      '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e',
      'bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b',
    ]);
  });
});

describe('a consistency proof', () => {
  const many = Array.from({ length: 40 }, (_, n) => `leaf ${n}`);
  const tree = (size: number) => grown(emptyLog, many.slice(0, size));
  const of = (size: number) => ({ size, root: logRoot(tree(size)) });
  const between = (from: number, to: number) => consistencyProof(tree(from), many.slice(from, to));

  test('holds between any two sizes of one log', () => {
    for (let to = 0; to <= 40; to += 1)
      for (let from = 0; from <= to; from += 1) expect(isConsistent(of(from), of(to), between(from, to))).toBe(true);
  });

  test('holds for no log in which an earlier leaf was changed, left out or moved', () => {
    const changed = many.with(3, 'another');
    const swapped = many.with(3, many[4] ?? '').with(4, many[3] ?? '');
    const fewer = many.toSpliced(3, 1);
    for (const other of [changed, swapped, fewer]) {
      const later = { size: other.length, root: logRoot(grown(emptyLog, other)) };
      for (let from = 5; from < 39; from += 1) {
        const own = grown(emptyLog, other.slice(0, from));
        expect(isConsistent(of(from), later, consistencyProof(own, other.slice(from)))).toBe(false);
        expect(isConsistent(of(from), later, between(from, 40))).toBe(false);
      }
    }
  });

  test('does not hold with a hash more, less or other, nor backwards', () => {
    for (const from of [1, 2, 3, 7, 8, 20, 33]) {
      const own = between(from, 40);
      expect(isConsistent(of(from), of(40), [...own, of(1).root])).toBe(false);
      expect(isConsistent(of(from), of(40), own.slice(1))).toBe(false);
      for (const index of own.keys()) expect(isConsistent(of(from), of(40), own.with(index, of(5).root))).toBe(false);
      expect(isConsistent(of(40), of(from), own)).toBe(false);
    }
    expect(isConsistent(state(8), { size: 8, root: state(7).root }, [])).toBe(false);
  });
});
