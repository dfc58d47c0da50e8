import { err, ok, type Result } from '../../base/result.ts';
import { canonicalJson } from '../canonical-json.ts';
import { frameRoot, shardCount, shardRoot } from '../merkle.ts';
import { sha256 } from '../sha256.ts';
import { type StratumSize, strataCounter } from '../strata.ts';
import { compareUtf8 } from '../text.ts';

/** An eligible object (or inspector) as frozen: its stratum and its registry version. */
export interface FrameRow {
  readonly id: string;
  readonly stratum: string;
  readonly version: number;
}

/** A duplicate id would have two chances, so it stops the draw. */
export interface DuplicateId {
  readonly kind: 'duplicate-id';
  readonly id: string;
}

export interface Frame {
  readonly root: string;
  readonly size: number;
  /** By the UTF-8 bytes of the stratum's name. */
  readonly strata: readonly StratumSize[];
  /** The 256 shards in order, each its lines by the UTF-8 bytes of the id. */
  readonly shards: readonly (readonly string[])[];
  /** The root of each shard, in order. */
  readonly shardRoots: readonly string[];
}

/** One line of a frame file, without LF: the row in canonical JSON. */
export const frameLine = (row: FrameRow): string => canonicalLine(row) ?? canonicalJson({ ...row });

/**
 * The RFC 8785 form of a row at a fifth of the general cost: the keys are already in its order, and for well-formed
 * strings and safe integers it equals JSON.stringify. Undefined where RFC 8785 refuses.
 */
export function canonicalLine({ id, stratum, version }: FrameRow): string | undefined {
  const canonical = id.isWellFormed() && stratum.isWellFormed() && Number.isSafeInteger(version);
  return canonical ? JSON.stringify({ id, stratum, version }) : undefined;
}

/** The shard of a row: the first byte of the SHA-256 of its id. */
export const shardOf = (id: string): number => Number.parseInt(sha256(id).slice(0, 2), 16);

/** The lines of one shard in the order of the file, from its rows in any order. */
export function shardLines(rows: readonly FrameRow[]): Result<readonly string[], DuplicateId> {
  const sorted = rows.toSorted((a, b) => compareUtf8(a.id, b.id));
  const duplicate = sorted.find(({ id }, index) => id === sorted[index + 1]?.id);
  return duplicate ? err({ kind: 'duplicate-id', id: duplicate.id }) : ok(sorted.map(frameLine));
}

/** Builds a frame from its rows in any order; its root does not depend on that order. */
export function buildFrame(rows: Iterable<FrameRow>): Result<Frame, DuplicateId> {
  const byShard: FrameRow[][] = Array.from({ length: shardCount }, () => []);
  const strata = strataCounter();
  for (const row of rows) {
    byShard[shardOf(row.id)]?.push(row);
    strata.count(row);
  }
  const shards: (readonly string[])[] = [];
  for (const shard of byShard) {
    const lines = shardLines(shard);
    if (!lines.ok) return lines;
    shards.push(lines.value);
  }
  const size = shards.reduce((sum, lines) => sum + lines.length, 0);
  const shardRoots = shards.map(shardRoot);
  return ok({ root: frameRoot(shardRoots), size, strata: strata.sizes(), shards, shardRoots });
}

/** The lines of a frame file in order; the file is each of them followed by LF. */
export function* frameLines({ shards }: Pick<Frame, 'shards'>): Iterable<string> {
  for (const lines of shards) yield* lines;
}
