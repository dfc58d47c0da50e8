import { shardPath, treePath } from '../../draw/merkle.ts';
import { type FrameRow, shardOf } from '../../draw/one/frame.ts';
import type { InclusionProof } from '../../draw/one/inclusion.ts';
import { frameRowOf } from '../../draw/one/read-frame.ts';
import { compareUtf8 } from '../../draw/text.ts';
import { FrameBlockRecord, FrameShardRecord } from '../../public/draw-object-view.ts';
import { linesPerBlock } from '../../public/frame-documents.ts';
import { blockPart } from '../../public/public-document.ts';
import type { PublicRecord } from '../ports/public-record.ts';

/** The line of an id in the published frame, with its inclusion proof; reads at most two documents. */
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
