import { ok, type Result } from '../base/result.ts';
import { type FrameObject, type FrameRefusal, frameRows, type RowsRequest } from './frame-rows.ts';
import { bookLine } from './lines.ts';
import { shardCount } from './merkle.ts';
import { shardOf } from './row.ts';
import { lf } from './text.ts';

/** What a freeze of one shard of the registry leaves for those who merge: the rows it found, by row name. */
export interface FrozenShard {
  /** `ROW BOOKLINE LF` each, in UTF-8. */
  readonly bytes: Uint8Array;
  /** 257 places in `bytes`: the rows of shard k lie from the k-th up to the one after it. */
  readonly offsets: readonly number[];
}

const encoder = new TextEncoder();

/**
 * Freezes the objects of one shard of the registry, by SHA-256(id), which know nothing of those of the others: an id
 * stands in one shard of the registry, so that one that comes twice is found here.
 */
export function freezeShard(request: RowsRequest, objects: Iterable<FrameObject>): Result<FrozenShard, FrameRefusal> {
  const rows = frameRows(request, objects);
  if (!rows.ok) return rows;
  const texts = Array.from({ length: shardCount }, () => '');
  for (const book of rows.value) texts[shardOf(book.row)] += `${book.row} ${bookLine(book)}${lf}`;
  const parts = texts.map((text) => encoder.encode(text));
  const offsets = [0];
  for (const { length } of parts) offsets.push((offsets.at(-1) ?? 0) + length);
  const bytes = new Uint8Array(offsets.at(-1) ?? 0);
  for (const [shard, part] of parts.entries()) bytes.set(part, offsets[shard]);
  return ok({ bytes, offsets });
}
