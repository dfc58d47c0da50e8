import * as z from 'zod';
import { listRowOf } from '../draw/lines.ts';
import { shardRoot } from '../draw/merkle.ts';
import { FrameShardDocument } from './draw-schemas.ts';
import { blockPart, type PublicDocument } from './public-document.ts';

/**
 * Lines per document: a power of two, so that a block is a subtree of its shard; 2,048 lines are 182 KB of the 400 that a
 * document may have.
 */
export const linesPerBlock = 2048;

/**
 * A shard in the public record, with the eight hashes from its root to the list's. For a shard too large for one document
 * these are the lines of the first block, and `blocks` lists the root and first row of each block.
 */
export const FrameShardRecord = FrameShardDocument.extend({
  above: z.array(z.string()),
  blocks: z.object({ size: z.int(), roots: z.array(z.string()), firstRows: z.array(z.string()) }).optional(),
});
export type FrameShardRecord = z.infer<typeof FrameShardRecord>;

/** A later block of a large shard. */
export const FrameBlockRecord = FrameShardDocument.extend({ block: z.int() });

/** The name of a list in the public record: frames are named after their batch, lists of people are not. */
export const listName = (number: string, list: string): string =>
  list === 'inspectors' || list === 'experts' ? `${number}-${list}` : list;

/** The documents of one shard of a list, in line order; `above` is the path from its root to the list's. */
export function shardDocuments(
  list: string,
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
    firstRows: blocks.map(([line = '']) => listRowOf(line)?.row ?? ''),
  };
  return blocks.map((own, block) => ({
    kind: 'frame',
    id: list,
    part: blockPart(shard, block),
    body:
      block === 0
        ? FrameShardRecord.parse({
            frame: list,
            shard,
            lines: own,
            above,
            ...(blocks.length > 1 && { blocks: several }),
          })
        : FrameBlockRecord.parse({ frame: list, shard, block, lines: own }),
    places: {},
  }));
}
