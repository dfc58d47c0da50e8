import { shardRoot } from '../draw/merkle.ts';
import { frameRowOf } from '../draw/one/read-frame.ts';
import { FrameBlockRecord, FrameShardRecord } from './draw-object-view.ts';
import { blockPart, type PublicDocument } from './public-document.ts';

/**
 * Lines per document: a power of two, so that a block is a subtree of its shard, and below a document's 400 KB for ids
 * of up to 64 characters.
 */
export const linesPerBlock = 2048;

/** The documents of one shard of a frame, in line order; `above` is the path from its root to the frame's. */
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
