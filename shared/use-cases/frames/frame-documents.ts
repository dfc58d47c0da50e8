import { FrameBlockRecord, FrameShardRecord } from '../../api/public-draw-object.ts';
import { type FrameRow, shardOf } from '../../draw/frame.ts';
import type { InclusionProof } from '../../draw/inclusion.ts';
import { shardPath, shardRoot, treePath } from '../../draw/merkle.ts';
import { frameRowOf } from '../../draw/read-frame.ts';
import { compareUtf8 } from '../../draw/text.ts';
import { blockPart, type PublicDocument } from '../../public-documents.ts';
import type { PublicRecord } from '../ports.ts';

/**
 * How many lines one document holds: a power of two, so that a block is a subtree of its shard, and below the 400 KB that
 * a document may have for ids of up to 64 characters.
 */
export const linesPerBlock = 2048;

/** The documents of one shard of a frame, in the order of its lines; `above` leads from its root to the frame's. */
export function shardDocuments(
  frame: string,
  shard: number,
  lines: readonly string[],
  above: readonly string[],
): readonly PublicDocument[] {
  const blocks = Array.from({ length: Math.ceil(lines.length / linesPerBlock) }, (_, block) =>
    lines.slice(block * linesPerBlock, (block + 1) * linesPerBlock),
  );
  const several = {
    size: lines.length,
    roots: blocks.map(shardRoot),
    firstIds: blocks.map(([line = '']) => frameRowOf(line)?.id ?? ''),
  };
  return blocks.map((own, block) => ({
    kind: 'frame',
    id: frame,
    part: blockPart(shard, block),
    body:
      block === 0
        ? FrameShardRecord.parse({ frame, shard, lines: own, above, ...(blocks.length > 1 && { blocks: several }) })
        : FrameBlockRecord.parse({ frame, shard, block, lines: own }),
    places: {},
  }));
}

/** The line of an id in the published frame, with the proof of its place; reads two documents at most. */
export async function publishedLine(
  published: Pick<PublicRecord, 'find'>,
  frame: string,
  id: string,
): Promise<
  { readonly row: FrameRow; readonly proof: Omit<InclusionProof, 'id' | 'path'> & { path: string[] } } | undefined
> {
  const shard = shardOf(id);
  const body = await published.find('frame', frame, blockPart(shard, 0));
  if (!body) return undefined;
  const { lines: first, above, blocks } = FrameShardRecord.parse(body);
  const block = Math.max(
    (blocks?.firstIds ?? []).findLastIndex((each) => compareUtf8(each, id) <= 0),
    0,
  );
  const lines = block === 0 ? first : await blockLines(published, frame, shard, block);
  const index = lines.findIndex((line) => frameRowOf(line)?.id === id);
  const line = lines[index];
  const row = line === undefined ? undefined : frameRowOf(line);
  if (line === undefined || !row) return undefined;
  const path = [...shardPath(lines, index), ...treePath(blocks?.roots ?? [], block), ...above];
  const shardSize = blocks?.size ?? lines.length;
  return { row, proof: { line, shard, shardSize, index: block * linesPerBlock + index, path } };
}

/** The lines of a published shard, all of its blocks. */
export async function publishedShard(
  published: Pick<PublicRecord, 'find'>,
  frame: string,
  shard: number,
): Promise<string[]> {
  const body = await published.find('frame', frame, blockPart(shard, 0));
  if (!body) return [];
  const { lines, blocks } = FrameShardRecord.omit({ above: true }).parse(body);
  for (let block = 1; block < (blocks?.roots.length ?? 1); block += 1) {
    lines.push(...(await blockLines(published, frame, shard, block)));
  }
  return lines;
}

async function blockLines(
  published: Pick<PublicRecord, 'find'>,
  frame: string,
  shard: number,
  block: number,
): Promise<readonly string[]> {
  const body = await published.find('frame', frame, blockPart(shard, block));
  if (!body) throw new Error(`frame ${frame} lacks block ${block} of shard ${shard}`);
  return FrameBlockRecord.parse(body).lines;
}
