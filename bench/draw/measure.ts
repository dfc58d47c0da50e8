/** One way of drawing N objects, alone in its process: prints what it measured and the process's peak memory as JSON. */
import { atOnce, byShards } from './by-shards.ts';
import { shuffle, sqlite } from './peers.ts';
import { shardCost } from './shard-cost.ts';
import { tickets } from './tickets.ts';

const ways: Readonly<Record<string, (objects: number) => object | Promise<object>>> = {
  tickets,
  'by-shards': byShards,
  'at-once': atOnce,
  shuffle,
  sqlite,
  'shard-cost': shardCost,
};

const [way = '', objects = ''] = process.argv.slice(2);
const run = ways[way];
if (!run) throw new Error(`no way ${way}`);
const measured = await run(Number(objects));
process.stdout.write(JSON.stringify({ ...measured, peakBytes: process.resourceUsage().maxRSS * 1024 }));
