import { describe, expect, test } from 'vitest';
import { emptyShardRoot, frameRoot, frameRootPath } from '../../shared/draw/merkle.ts';
import { shardOf } from '../../shared/draw/one/frame.ts';
import { buildShard } from '../../shared/draw/one/frame-shard.ts';
import { verifyInclusion } from '../../shared/draw/one/inclusion.ts';
import { linesPerBlock, shardDocuments } from '../../shared/public/frame-documents.ts';
import type { PublicDocument } from '../../shared/public/public-document.ts';
import { publishedLine, publishedShard } from '../../shared/use-cases/draw/published-frames.ts';

const shard = 9;
/** Ids of one shard, as many as fill two blocks and a bit. */
const ids = (function* () {
  for (let n = 0; ; n += 1) if (shardOf(`S${n}`) === shard) yield `S${n}`;
})()
  .take(2 * linesPerBlock + 700)
  .toArray();

function publish(size: number) {
  const rows = ids.slice(0, size).map((id) => ({ id, stratum: 'A', version: 1 }));
  const built = buildShard(shard, rows);
  if (!built.ok) throw new Error(built.error.kind);
  const roots = Array.from({ length: 256 }, (_, at) => (at === shard ? built.value.root : emptyShardRoot));
  const documents = shardDocuments('F', shard, built.value.lines, frameRootPath(roots, shard));
  const kept = new Map(documents.map((document) => [document.part, document.body]));
  const published = {
    find: async (_kind: PublicDocument['kind'], _id: string, part = 'current') => kept.get(part),
  };
  return { lines: built.value.lines, root: frameRoot(roots), documents, published };
}

describe('a published shard', () => {
  test.each([
    [1, 1],
    [linesPerBlock, 1],
    [linesPerBlock + 1, 2],
    [2 * linesPerBlock, 2],
    [ids.length, 3],
  ])('of %i lines lies in %i documents, in the order of its lines, and proves every line', async (size, count) => {
    const { lines, root, documents, published } = publish(size);
    expect(documents).toHaveLength(count);
    const inOrder = documents.toSorted((a, b) => ((a.part ?? '') < (b.part ?? '') ? -1 : 1));
    expect(inOrder.flatMap(({ body }) => body.lines)).toEqual(lines);
    expect(await publishedShard(published, 'F', shard)).toEqual(lines);
    for (const document of documents) expect(JSON.stringify(document.body).length).toBeLessThan(400_000);

    const places = [0, 1, linesPerBlock - 1, linesPerBlock, linesPerBlock + 1, 2 * linesPerBlock, size - 1];
    for (const place of places.filter((each) => each < size)) {
      const { id } = JSON.parse(lines[place] ?? '') as { id: string };
      const found = await publishedLine(published, 'F', id);
      expect(found?.proof).toMatchObject({ line: lines[place], index: place, shardSize: size });
      expect(found && verifyInclusion({ id, ...found.proof }, root)).toEqual({ ok: true, value: true });
    }
  });

  test('does not know an id that it does not hold, before, between or behind those it holds', async () => {
    const { published } = publish(ids.length - 1);
    const strangers = ['!', 'T'].flatMap((first) => {
      for (let n = 0; ; n += 1) if (shardOf(`${first}${n}`) === shard) return [`${first}${n}`];
    });
    for (const id of [...strangers, ids.at(-1) ?? '']) expect(await publishedLine(published, 'F', id)).toBeUndefined();
    expect(await publishedLine({ find: async () => undefined }, 'F', ids[0] ?? '')).toBeUndefined();
  });
});
