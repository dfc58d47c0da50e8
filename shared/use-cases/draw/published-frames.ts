import type { InclusionProof } from '../../draw/inclusion.ts';
import { listRowOf } from '../../draw/lines.ts';
import { shardPath, treePath } from '../../draw/merkle.ts';
import { shardOf } from '../../draw/row.ts';
import { FrameBlockRecord, FrameShardRecord, linesPerBlock } from '../../public/frame-documents.ts';
import { blockPart } from '../../public/public-document.ts';
import type { PublicRecord } from '../ports/public-record.ts';

/** The line of a row in a published list, with its inclusion proof; reads at most two documents. */
export async function publishedLine(
  published: Pick<PublicRecord, 'find'>,
  list: string,
  row: string,
): Promise<{ readonly stratum: string; readonly proof: InclusionProof } | undefined> {
  const shard = shardOf(row);
  const body = await published.find('frame', list, blockPart(shard, 0));
  if (!body) return undefined;
  const { lines: first, above, blocks } = FrameShardRecord.parse(body);
  const block = Math.max(
    (blocks?.firstRows ?? []).findLastIndex((each) => each <= row),
    0,
  );
  const lines = block === 0 ? first : await blockLines(published, list, shard, block);
  const index = lines.findIndex((line) => listRowOf(line)?.row === row);
  const line = lines[index];
  const found = line === undefined ? undefined : listRowOf(line);
  if (line === undefined || !found) return undefined;
  const path = [...shardPath(lines, index), ...treePath(blocks?.roots ?? [], block), ...above];
  const shardSize = blocks?.size ?? lines.length;
  const proof = { row, line, shard, shardSize, index: block * linesPerBlock + index, path };
  return { stratum: found.stratum, proof };
}

/** The lines of a published shard, all of its blocks. */
export async function publishedShard(
  published: Pick<PublicRecord, 'find'>,
  list: string,
  shard: number,
): Promise<string[]> {
  const body = await published.find('frame', list, blockPart(shard, 0));
  if (!body) return [];
  const { lines, blocks } = FrameShardRecord.omit({ above: true }).parse(body);
  for (let block = 1; block < (blocks?.roots.length ?? 1); block += 1) {
    lines.push(...(await blockLines(published, list, shard, block)));
  }
  return lines;
}

async function blockLines(
  published: Pick<PublicRecord, 'find'>,
  list: string,
  shard: number,
  block: number,
): Promise<readonly string[]> {
  const body = await published.find('frame', list, blockPart(shard, block));
  if (!body) throw new Error(`list ${list} lacks block ${block} of shard ${shard}`);
  return FrameBlockRecord.parse(body).lines;
}
