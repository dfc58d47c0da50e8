import { describe, expect, test } from 'vitest';
import { contentDigest, documentName, namedThing, rowName } from '../../shared/domain/audit/content.ts';
import { blockSize, type Entry, leafOf, sealList } from '../../shared/domain/audit/sealed-list.ts';
import { leafHash, rootFromPath, shardRoot } from '../../shared/draw/merkle.ts';
import { sha256 } from '../../shared/draw/sha256.ts';
import { sealedReader } from '../../shared/use-cases/audit/read-sealed.ts';
import type { AuditTrail } from '../../shared/use-cases/ports/audit-trail.ts';

const entry = (n: number): Entry => [rowName('object', `o${String(n).padStart(6, '0')}`, 1), sha256(String(n))];

/** A list as it is kept, and the ways to read it. */
function kept(count: number) {
  const { list, blocks } = sealList(Array.from({ length: count }, (_, n) => entry(n)).toReversed());
  const audit: Pick<AuditTrail, 'blocks' | 'block'> = {
    blocks: async () => blocks.map(({ first, root }) => ({ first, root })),
    block: async (_, index) => blocks[index]?.entries ?? [],
  };
  return { list, audit };
}

describe('a sealed list', () => {
  test.each([1, 2, 3, blockSize, blockSize + 1, 3 * blockSize + 17])(
    'of %i entries has the root of one tree over all of them in order, and proves each',
    async (count) => {
      const { list, audit } = kept(count);
      const leaves = Array.from({ length: count }, (_, n) => leafOf(entry(n)));
      expect(list).toEqual({ root: shardRoot(leaves), size: count });
      const reader = sealedReader(audit);
      for (const n of new Set([0, 1, count >> 1, count - 1].filter((each) => each < count))) {
        const [name, digest] = entry(n);
        expect(await reader.find(list, name)).toBe(digest);
        const proof = await reader.prove(list, name);
        expect(proof?.index).toBe(n);
        expect(rootFromPath(leafHash(proof?.leaf ?? ''), n, count, proof?.path ?? [])).toBe(list.root);
      }
      expect(await reader.find(list, 'object#o9 v000001')).toBeUndefined();
    },
  );

  test('is spoilt where a block is not what its root was made of, and only there', async () => {
    const { list, audit } = kept(2 * blockSize);
    const changed = sealedReader({
      ...audit,
      block: async (root, index) => (await audit.block(root, index)).with(5, ['object#o000005 v000001', sha256('x')]),
    });
    expect(await changed.find(list, entry(9)[0])).toBe('spoilt');
    const cut = sealedReader({ ...audit, blocks: async (root) => (await audit.blocks(root)).slice(1) });
    expect(await cut.find(list, entry(9)[0])).toBe('spoilt');
  });

  test('has each name once', () => {
    expect(sealList([entry(1), ['object#o000001 v000001', sha256('later')]]).list.size).toBe(1);
  });
});

describe('the digest of content', () => {
  test('is that of its canonical JSON', () => {
    expect(contentDigest({ b: [1, 'x'], a: true })).toBe(sha256('{"a":true,"b":[1,"x"]}'));
  });

  test('does not see what is undefined, and tells every type from every other', () => {
    expect(contentDigest({ a: 1, b: undefined })).toBe(contentDigest({ a: 1 }));
    const all = [{ a: 1 }, { a: '1' }, { a: true }, { a: null }, { a: [1] }, { a: { a: 1 } }, { a: 0.5 }, { a: '0.5' }];
    expect(new Set([...all, { a: 1e300 }, {}, { a: new Set([1]) }].map(contentDigest)).size).toBe(all.length + 3);
  });
});

test('a name says what it stands for', () => {
  expect(namedThing(rowName('result', 'B1.O1.SCJG', 12))).toEqual({
    is: 'row',
    entity: 'result',
    id: 'B1.O1.SCJG',
    version: 12,
  });
  const document = { is: 'document', kind: 'draw', id: '41142220261123-1', part: 'list-000' } as const;
  expect(namedThing(documentName('draw', document.id, document.part))).toEqual(document);
  expect(namedThing('anything else')).toBeUndefined();
});
