import { err, ok, type Result } from '../../base/result.ts';
import type { FrameFacts } from '../join-shards.ts';
import { emptyShardRoot, frameRoot, shardCount, shardTree } from '../merkle.ts';
import { strataCounter } from '../strata.ts';
import { compareUtf8 } from '../text.ts';
import { canonicalLine, type FrameRow, shardOf } from './frame.ts';

/** What is wrong with a frame file, and in which line (counted from 1). */
export interface FrameFault {
  readonly kind: 'malformed-line' | 'duplicate-id' | 'line-out-of-order';
  readonly line: number;
}

/**
 * Reads a frame file line by line and passes each row on with its shard. Only one shard's tree is held, so memory does
 * not grow with the frame. The lines must be canonical and in the file's one order.
 */
export function readFrame(lines: Iterable<string>, onRow: OnRow): Result<FrameFacts, FrameFault> {
  const reader = frameReader(onRow);
  for (const line of lines) {
    const fault = reader.read(line);
    if (fault) return err(fault);
  }
  return ok(reader.facts());
}

export type OnRow = (row: FrameRow, shard: number) => void;

/** The same for lines one by one: each is accepted or returns its fault; after a fault none is accepted. */
export function frameReader(onRow: OnRow) {
  const shardRoots = Array.from({ length: shardCount }, () => emptyShardRoot);
  const strata = strataCounter();
  let size = 0;
  let tree = shardTree();
  let last: { readonly shard: number; readonly id: string } | undefined;
  return {
    read(line: string): FrameFault | undefined {
      size += 1;
      const row = frameRowOf(line);
      if (!row) return { kind: 'malformed-line', line: size };
      const shard = shardOf(row.id);
      const order = last ? shard - last.shard || compareUtf8(row.id, last.id) : 1;
      if (order <= 0) return { kind: order === 0 ? 'duplicate-id' : 'line-out-of-order', line: size };
      if (last && last.shard !== shard) {
        shardRoots[last.shard] = tree.root();
        tree = shardTree();
      }
      tree.add(line);
      strata.count(row);
      onRow(row, shard);
      last = { shard, id: row.id };
      return undefined;
    },
    facts(): FrameFacts {
      if (last) shardRoots[last.shard] = tree.root();
      return { root: frameRoot(shardRoots), size, strata: strata.sizes(), shardRoots };
    },
  };
}

/** The row of a line; undefined unless the line is that row's canonical form. */
export function frameRowOf(line: string): FrameRow | undefined {
  const row = frameRowIn(line);
  if (!row) return undefined;
  return canonicalLine(row) === line ? row : undefined;
}

/** The row that a JSON text states, whatever its layout. */
export const frameRowIn = (text: string): FrameRow | undefined => asFrameRow(parseJson(text));

function parseJson(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}

function asFrameRow(value: unknown): FrameRow | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  if (!('id' in value && 'stratum' in value && 'version' in value)) return undefined;
  const { id, stratum, version, ...more } = value;
  if (Object.keys(more).length > 0) return undefined;
  const typed = typeof id === 'string' && typeof stratum === 'string' && typeof version === 'number';
  return typed ? { id, stratum, version } : undefined;
}
