/**
 * Draws N objects with one method, alone in its process, which loads nothing of the others; prints its measurements and
 * the process's peak memory as JSON.
 */
type Way = (objects: number, folder: string) => object | Promise<object>;

const ways: Readonly<Record<string, () => Promise<Way>>> = {
  tickets: async () => (await import('./tickets.ts')).tickets,
  registry: async () => (await import('./rows.ts')).leaveNumbers,
  'by-shards': async () => (await import('./by-shards.ts')).byShards,
  'one-shard': async () => (await import('./by-shards.ts')).oneShard,
  'one-pass': async () => (await import('./by-shards.ts')).onePass,
  'at-once': async () => (await import('./by-shards.ts')).atOnce,
  shuffle: async () => (await import('./peers.ts')).shuffle,
  sqlite: async () => (await import('./peers.ts')).sqlite,
  'shard-cost': async () => (await import('./shard-cost.ts')).shardCost,
};

const [way = '', objects = '', folder = ''] = process.argv.slice(2);
const load = ways[way];
if (!load) throw new Error(`no way ${way}`);
const run = await load();
const measured = await run(Number(objects), folder);
process.stdout.write(JSON.stringify({ ...measured, peakBytes: process.resourceUsage().maxRSS * 1024 }));
