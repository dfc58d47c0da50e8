import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Result } from '../../shared/base/result.ts';
import { joinShards, type ShardFacts } from '../../shared/draw/join-shards.ts';
import { shardCount } from '../../shared/draw/merkle.ts';
import { buildShard } from '../../shared/draw/one/frame-shard.ts';
import { candidateReducer, type ShardCandidates, shardCandidates } from '../../shared/draw/one/shard-candidates.ts';
import { numbersLeftIn, numbersOfShard, requestFor, rowOf, stopwatch } from './rows.ts';
import { factsDigest, selectionFacts } from './same-draw.ts';

/**
 * Freezes and draws one shard after the other and reduces them in one process, holding one shard at a time. The
 * candidates of each are left in `folder`, beside the registry's numbers, as tasks leave them in the blob store.
 */
export function byShards(objects: number, folder: string) {
  const request = requestFor(objects);
  const watch = stopwatch();
  const numbersOf = numbersLeftIn(folder);
  const reducer = candidateReducer(request);
  const facts: ShardFacts[] = [];
  const handedOn = { bytes: 0, largest: 0, lines: 0 };
  for (let shard = 0; shard < shardCount; shard += 1) {
    const { summary, candidates, bytesOfLines } = shardTasks(objects, shard, numbersOf(shard), watch);
    facts.push(summary);
    const text = JSON.stringify(candidates);
    writeFileSync(join(folder, `${shard}.json`), text);
    handedOn.lines += bytesOfLines;
    handedOn.bytes += text.length;
    handedOn.largest = Math.max(handedOn.largest, text.length);
    watch.time('reduce', () => reducer.add(candidates));
  }
  const frame = watch.time('reduce', () => valueOf(joinShards(facts)));
  const drawn = watch.time('reduce', () => valueOf(reducer.draw()));
  for (const [id, version] of drawn.versions)
    if (version !== rowOf(Number(id.slice(10))).version) throw new Error(`another version of ${id}`);
  return { laps: watch.laps, handedOn, root: frame.root, facts: factsDigest(frame), ...selectionFacts(drawn.strata) };
}

/** What one function does for one shard of a registry of this size, alone in its process. */
export function oneShard(objects: number) {
  const watch = stopwatch();
  const shard = 0;
  const numbers = watch.time('rows', () => numbersOfShard(objects, shard));
  const { summary } = shardTasks(objects, shard, numbers, watch);
  return { laps: watch.laps, rows: summary.size };
}

/** The reduce alone in its process, from the candidates that `byShards` left. */
export function reduceShards(objects: number, folder: string) {
  const watch = stopwatch();
  const drawn = watch.time('reduce', () => {
    const reducer = candidateReducer(requestFor(objects));
    for (let shard = 0; shard < shardCount; shard += 1) {
      const left: ShardCandidates = JSON.parse(readFileSync(join(folder, `${shard}.json`), 'utf8'));
      reducer.add(left);
    }
    return valueOf(reducer.draw());
  });
  return { laps: watch.laps, ...selectionFacts(drawn.strata) };
}

function shardTasks(objects: number, shard: number, numbers: Uint32Array, watch: ReturnType<typeof stopwatch>) {
  const rows = Array.from(numbers, rowOf);
  const { lines, ...summary } = watch.time('freeze', () => valueOf(buildShard(shard, rows)));
  const candidates = watch.time('draw', () => valueOf(shardCandidates(requestFor(objects), summary, lines)));
  return { summary, candidates, bytesOfLines: lines.reduce((sum, line) => sum + line.length + 1, 0) };
}

function valueOf<T>(result: Result<T, unknown>): T {
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.value;
}
