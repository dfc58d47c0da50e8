import { describe, expect, test } from 'vitest';
import { verifyInclusion } from '../../shared/draw/inclusion.ts';
import { rowLine } from '../../shared/draw/lines.ts';
import { emptyShardRoot, frameRoot, frameRootPath, shardRoot } from '../../shared/draw/merkle.ts';
import { sha256 } from '../../shared/draw/sha256.ts';
import { linesPerBlock, shardDocuments } from '../../shared/public/frame-documents.ts';
import type { PublicDocument } from '../../shared/public/public-document.ts';
import { publishedLine, publishedShard } from '../../shared/use-cases/draw/published-frames.ts';

const shard = 9;
/** Rows of one shard in their order, as many as fill two blocks and a bit. */
const rows = Array.from({ length: 2 * linesPerBlock + 700 }, (_, n) => `09${sha256(String(n)).slice(2)}`).sort();

function publish(size: number) {
  const lines = rows.slice(0, size).map((row) => rowLine({ row, stratum: 'A' }));
  const roots = Array.from({ length: 256 }, (_, at) => (at === shard ? shardRoot(lines) : emptyShardRoot));
  const documents = shardDocuments('F', shard, lines, frameRootPath(roots, shard));
  const kept = new Map(documents.map((document) => [document.part, document.body]));
  const published = {
    find: async (_kind: PublicDocument['kind'], _id: string, part = 'current') => kept.get(part),
  };
  return { lines, root: frameRoot(roots), documents, published };
}

describe('a published shard', () => {
  test.each([
    [1, 1],
    [linesPerBlock, 1],
    [linesPerBlock + 1, 2],
    [2 * linesPerBlock, 2],
    [rows.length, 3],
  ])('of %i lines lies in %i documents, in the order of its lines, and proves every line', async (size, count) => {
    const { lines, root, documents, published } = publish(size);
    expect(documents).toHaveLength(count);
    const inOrder = documents.toSorted((a, b) => ((a.part ?? '') < (b.part ?? '') ? -1 : 1));
    expect(inOrder.flatMap(({ body }) => body.lines)).toEqual(lines);
    expect(await publishedShard(published, 'F', shard)).toEqual(lines);
    for (const document of documents) expect(JSON.stringify(document.body).length).toBeLessThan(400_000);

    const places = [0, 1, linesPerBlock - 1, linesPerBlock, linesPerBlock + 1, 2 * linesPerBlock, size - 1];
    for (const place of places.filter((each) => each < size)) {
      const found = await publishedLine(published, 'F', rows[place] ?? '');
      expect(found?.proof).toMatchObject({ line: lines[place], index: place, shardSize: size });
      expect(found && verifyInclusion(found.proof, root)).toEqual({ ok: true, value: true });
    }
  });

  test('does not know a row that it does not hold, before, between or behind those it holds', async () => {
    const { published } = publish(rows.length - 1);
    const strangers = [`09${'0'.repeat(62)}`, `${rows[5]?.slice(0, 63)}g`, `09${'f'.repeat(62)}`, rows.at(-1) ?? ''];
    for (const row of strangers) expect(await publishedLine(published, 'F', row)).toBeUndefined();
    expect(await publishedLine({ find: async () => undefined }, 'F', rows[0] ?? '')).toBeUndefined();
  });
});
