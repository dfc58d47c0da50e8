import { isDeepStrictEqual } from 'node:util';
import { buildFrame } from '../../shared/draw/frame.ts';
import { type BuiltShard, buildShard, joinShards, type ShardFacts } from '../../shared/draw/frame-shard.ts';
import { shardCount } from '../../shared/draw/merkle.ts';
import { frameReader } from '../../shared/draw/read-frame.ts';
import { objectSelector } from '../../shared/draw/select.ts';
import { candidateReducer, shardCandidates } from '../../shared/draw/shard-candidates.ts';
import { selectionDigest } from '../../shared/draw/tickets.ts';
import type { Result } from '../../shared/result.ts';
import { numbersByShard, requestFor, rowOf, stopwatch } from './rows.ts';

/**
 * Freezes and draws shard by shard, and in one pass over the same lines and rows; throws when roots, sizes, strata,
 * selections, thresholds, reserves or versions differ. One shard is held at a time.
 */
export function byShards(objects: number) {
  const request = requestFor(objects);
  const watch = stopwatch();
  const numbersOf = watch.time('rows', () => numbersByShard(objects));
  const reader = frameReader((row) => void onePass.add(row));
  const onePass = objectSelector(request);
  const reducer = candidateReducer(request);
  const facts: ShardFacts[] = [];
  const handedOn = { bytes: 0, largest: 0, lines: 0 };
  for (let shard = 0; shard < shardCount; shard += 1) {
    const rows = Array.from(numbersOf(shard), rowOf);
    const built: BuiltShard = watch.time('freeze', () => valueOf(buildShard(shard, rows)));
    const { lines, ...summary } = built;
    facts.push(summary);
    handedOn.lines += lines.reduce((sum, line) => sum + line.length + 1, 0);
    const candidates = watch.time('draw', () => valueOf(shardCandidates(request, summary, lines)));
    const bytes = JSON.stringify(candidates).length;
    handedOn.bytes += bytes;
    handedOn.largest = Math.max(handedOn.largest, bytes);
    watch.time('reduce', () => reducer.add(candidates));
    watch.time('onePass', () => {
      for (const line of lines) if (reader.read(line)) throw new Error(`fault in ${line}`);
    });
  }
  const frame = watch.time('reduce', () => valueOf(joinShards(facts)));
  const drawn = watch.time('reduce', () => valueOf(reducer.draw()));
  same('frame', frame, reader.facts());
  same('selection', drawn.strata, onePass.selection());
  // Once more in the order of the registry, which knows nothing of shards.
  const registry = objectSelector(request);
  for (let n = 0; n < objects; n += 1) registry.add(rowOf(n));
  same('selection in the order of the registry', drawn.strata, registry.selection());
  for (const [id, version] of drawn.versions) same(`version of ${id}`, version, rowOf(Number(id.slice(10))).version);
  const ids = drawn.strata.flatMap(({ selected }) => selected.map(({ id }) => id));
  return { laps: watch.laps, handedOn, root: frame.root, digest: selectionDigest(ids) };
}

/** The frame of all rows at once, as a county's is built. */
export function atOnce(objects: number) {
  const watch = stopwatch();
  const rows = Array.from({ length: objects }, (_, n) => rowOf(n));
  const { root } = watch.time('freeze', () => valueOf(buildFrame(rows)));
  return { laps: watch.laps, root };
}

function valueOf<T>(result: Result<T, unknown>): T {
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.value;
}

function same(what: string, byShards: unknown, single: unknown): void {
  if (!isDeepStrictEqual(byShards, single)) throw new Error(`the ${what} by shards differs from the single pass`);
}
