import { err, ok, type Result } from '../result.ts';
import { tryCanonicalJson } from './canonical-json.ts';
import { type FrameRow, type StratumSize, shardOf, strataCounter } from './frame.ts';
import { emptyShardRoot, frameRoot, shardCount, shardTree } from './merkle.ts';
import { compareUtf8 } from './text.ts';

/** What is wrong with a frame file, and at which of its lines (counted from 1). */
export interface FrameFault {
  readonly kind: 'malformed-line' | 'duplicate-id' | 'line-out-of-order';
  readonly line: number;
}

export interface FrameFacts {
  readonly root: string;
  readonly size: number;
  readonly strata: readonly StratumSize[];
  /** The root of each shard, in order. */
  readonly shardRoots: readonly string[];
}

/**
 * Reads a frame file line by line and hands each row on with its shard; only one shard's tree is held, so memory
 * does not grow with the frame. The lines must be canonical and in the file's one order.
 */
export function readFrame(
  lines: Iterable<string>,
  onRow: (row: FrameRow, shard: number) => void,
): Result<FrameFacts, FrameFault> {
  const roots = Array.from({ length: shardCount }, () => emptyShardRoot);
  const strata = strataCounter();
  let size = 0;
  let tree = shardTree();
  let last: { readonly shard: number; readonly id: string } | undefined;

  for (const line of lines) {
    size += 1;
    const row = frameRowOf(line);
    if (!row) return err({ kind: 'malformed-line', line: size });
    const shard = shardOf(row.id);
    const order = last ? shard - last.shard || compareUtf8(row.id, last.id) : 1;
    if (order <= 0) return err({ kind: order === 0 ? 'duplicate-id' : 'line-out-of-order', line: size });
    if (last && last.shard !== shard) {
      roots[last.shard] = tree.root();
      tree = shardTree();
    }
    tree.add(line);
    strata.count(row);
    onRow(row, shard);
    last = { shard, id: row.id };
  }
  if (last) roots[last.shard] = tree.root();
  return ok({ root: frameRoot(roots), size, strata: strata.sizes(), shardRoots: roots });
}

/** The row a line states; undefined unless the line is that row's one canonical form. */
export function frameRowOf(line: string): FrameRow | undefined {
  const row = asFrameRow(parseJson(line));
  if (!row) return undefined;
  const canonical = tryCanonicalJson({ id: row.id, stratum: row.stratum, version: row.version });
  return canonical.ok && canonical.value === line ? row : undefined;
}

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
  const { id, stratum, version } = value;
  const typed = typeof id === 'string' && typeof stratum === 'string' && typeof version === 'number';
  return typed ? { id, stratum, version } : undefined;
}
