import { createHash } from 'node:crypto';
import { closeSync, openSync, readFileSync, readSync, statSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import type { Result } from '../../shared/base/result.ts';
import { batchKey } from '../../shared/draw/batch-key.ts';
import { freezeFrame, reduceFrame } from '../../shared/draw/freeze-frame.ts';
import { freezeShard } from '../../shared/draw/freeze-shard.ts';
import { mergeShard, type ShardSummary } from '../../shared/draw/merge-shard.ts';
import { shardCount } from '../../shared/draw/merkle.ts';
import { bookReader } from '../../shared/draw/read-list.ts';
import { objectSelector } from '../../shared/draw/select.ts';
import { sha256 } from '../../shared/draw/sha256.ts';
import { candidateReducer, type ShardCandidates, shardCandidates } from '../../shared/draw/shard-candidates.ts';
import { stratify } from '../../shared/draw/strata-rules.ts';
import { numbersLeftIn, numbersOfShard, objectOf as registered, seed, stopwatch } from './rows.ts';

const key = batchKey('5f'.repeat(32));
/** One per cent of each class, and a little more of A, so that the class decides and there are four strata. */
const strata = stratify([{ stratum: 'A', ratio: 101 }, ...['B', 'C', 'D'].map((stratum) => ({ stratum, ratio: 100 }))]);
const request = {
  frame: 'bench',
  parts: [
    { department: 'SCJG', items: ['A'] },
    { department: 'WJW', items: ['B'] },
  ],
  strata,
};
const rows = { key, frame: request.frame, parts: request.parts.length, strata };
const reserves = 3;
const everyShard = Array.from({ length: shardCount }, (_, shard) => shard);
const decoder = new TextDecoder();

/** Every second object is the second department's too. */
const objectOf = (n: number) => ({ ...registered(n), places: n % 2 ? '1' : '1,2' });
const fileOf = (folder: string, kind: string, shard: number): string => join(folder, `${kind}-${shard}`);

/**
 * Freezes the registry's shards, merges those of the frame, draws them and reduces both, in one process that
 * holds one shard at a time; what tasks leave for one another lies in `folder`.
 */
export function byShards(_objects: number, folder: string) {
  const watch = stopwatch();
  const numbersOf = numbersLeftIn(folder);
  const offsets: (readonly number[])[] = [];
  for (const shard of everyShard) {
    const objects = Array.from(numbersOf(shard), objectOf);
    const frozen = watch.time('freeze', () => valueOf(freezeShard(rows, objects)));
    writeFileSync(fileOf(folder, 'rows', shard), frozen.bytes);
    offsets.push(frozen.offsets);
  }
  const handed = everyShard.map((shard) => openSync(fileOf(folder, 'rows', shard), 'r'));
  const [lists, books] = [openSync(join(folder, 'list'), 'w'), openSync(join(folder, 'book'), 'w')];
  const digests = { list: createHash('sha256'), book: createHash('sha256') };
  const summaries: ShardSummary[] = [];
  for (const shard of everyShard) {
    const ranges = handed.map((file, index) => rangeOf(file, offsets[index] ?? [], shard));
    const { summary, lines, book } = watch.time('merge', () => valueOf(mergeShard(shard, rows.parts, ranges)));
    summaries.push(summary);
    const own = textOf(book);
    writeFileSync(fileOf(folder, 'book', shard), own);
    writeSync(lists, textOf(lines));
    writeSync(books, own);
    digests.list.update(textOf(lines));
    digests.book.update(own);
  }
  for (const file of [...handed, lists, books]) closeSync(file);
  const { manifest } = watch.time('reduce', () => valueOf(reduceFrame(request, summaries)));
  const drawing = { seed, strata: manifest.strata, reserves };
  const reducer = candidateReducer(drawing);
  let candidates = 0;
  for (const summary of summaries) {
    const book = readFileSync(fileOf(folder, 'book', summary.shard), 'utf8')
      .split('\n')
      .slice(0, -1);
    const found = watch.time('draw', () => valueOf(shardCandidates(drawing, summary, book)));
    const left = JSON.stringify(found);
    candidates += left.length;
    reducer.add(JSON.parse(left) as ShardCandidates);
  }
  const drawn = watch.time('reduce', () => valueOf(reducer.draw()));
  writeFileSync(join(folder, 'manifest'), JSON.stringify(manifest));
  return {
    laps: watch.laps,
    root: manifest.root,
    digest: sha256(JSON.stringify(drawn.map(({ stratum, selected, threshold }) => [stratum, threshold, selected]))),
    files: { list: digests.list.digest('hex'), book: digests.book.digest('hex') },
    handedOn: {
      rows: everyShard.reduce((sum, shard) => sum + statSync(fileOf(folder, 'rows', shard)).size, 0),
      list: statSync(join(folder, 'list')).size,
      book: statSync(join(folder, 'book')).size,
      candidates,
    },
  };
}

/** One pass over the book that `byShards` left: what a county's draw does. */
export function onePass(_objects: number, folder: string) {
  const watch = stopwatch();
  const manifest = JSON.parse(readFileSync(join(folder, 'manifest'), 'utf8')) as {
    strata: { stratum: string; quota: number }[];
  };
  const selector = objectSelector({ seed, strata: manifest.strata, reserves });
  const opened = new Map<string, object>();
  const reader = bookReader((row) => {
    const { id, places, version } = row;
    if (valueOf(selector.add(row))) opened.set(row.row, { id, places, version });
  });
  for (const shard of everyShard) {
    const lines = readFileSync(fileOf(folder, 'book', shard), 'utf8')
      .split('\n')
      .slice(0, -1);
    watch.time('draw', () => {
      for (const line of lines) if (reader.read(line)) throw new Error(`fault in ${line}`);
    });
  }
  const drawn = watch.time('draw', () => selector.selection());
  const facts = drawn.map(({ stratum, selected, threshold }) => [
    stratum,
    threshold,
    selected.map(({ row, ticket }) => ({ row, ticket, ...opened.get(row) })),
  ]);
  return { laps: watch.laps, root: reader.facts().root, digest: sha256(JSON.stringify(facts)) };
}

/** The frame of all objects at once, as it is frozen for a county. */
export function atOnce(objects: number) {
  const watch = stopwatch();
  const all = Array.from({ length: objects }, (_, n) => objectOf(n));
  const { manifest, shards } = watch.time('freeze', () => valueOf(freezeFrame(key, request, all)));
  const digestOf = (kind: 'lines' | 'book') =>
    shards.reduce((hash, shard) => hash.update(textOf(shard[kind])), createHash('sha256')).digest('hex');
  return { laps: watch.laps, root: manifest.root, files: { list: digestOf('lines'), book: digestOf('book') } };
}

/** What one function does for one shard of the registry, alone in its process. */
export function oneShard(objects: number) {
  const watch = stopwatch();
  const numbers = numbersOfShard(objects, 0);
  const own = Array.from(numbers, objectOf);
  const frozen = watch.time('freeze', () => valueOf(freezeShard(rows, own)));
  return { laps: watch.laps, rows: own.length, bytes: frozen.bytes.length };
}

function rangeOf(file: number, offsets: readonly number[], shard: number): string {
  const [from = 0, to = 0] = offsets.slice(shard, shard + 2);
  const bytes = new Uint8Array(to - from);
  readSync(file, bytes, { position: from });
  return decoder.decode(bytes);
}

const textOf = (lines: readonly string[]): string => lines.map((line) => `${line}\n`).join('');

function valueOf<T>(result: Result<T, unknown>): T {
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.value;
}
