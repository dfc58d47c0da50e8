import { BatchWriteCommand, type DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { documentClient, lowLevelClient } from '../../functions/adapters/dynamodb/client.ts';
import { registryRow } from '../../functions/adapters/dynamodb/registry-rows.ts';
import { dynamoStore } from '../../functions/adapters/dynamodb/store.ts';
import { createTables, namesWith } from '../../local/create-tables.ts';
import { startEmulator } from '../../local/emulator.ts';
import { county } from '../../shared/codes/county.ts';
import { stratificationOf } from '../../shared/domain/frame/eligibility.ts';
import type { PlanEntry } from '../../shared/domain/plan/plan.ts';
import type { InspectionObject } from '../../shared/domain/registry/registry.ts';
import { batchKey } from '../../shared/draw/batch-key.ts';
import { freezeShard } from '../../shared/draw/freeze-shard.ts';
import { type FramePart, frameCollector, matchesOf } from '../../shared/use-cases/frame/candidates.ts';
import { idOf, numbersOfShard } from './rows.ts';

const shard = 0;
/** A strongly consistent query costs one unit for each 4 KB of a page. */
const bytesPerUnit = 4096;

const objectOf = (n: number): InspectionObject => ({
  id: idOf(n),
  name: `${county.name}恒达惠民${n}餐饮服务有限公司`,
  kind: '企业',
  department: 'SCJG',
  supervisors: n % 2 ? ['SCJG'] : ['SCJG', 'WJW'],
  township: '411422105',
  address: `解放路${n}号`,
  industry: 'H6210',
  creditClass: (['A', 'B', 'C', 'D'] as const)[n % 4] ?? 'A',
  status: '存续',
  representative: '赵鑫源',
  phone: '0370-8000000',
  tags: [],
});

const entry: Pick<PlanEntry, 'title' | 'filter' | 'quotas'> = {
  title: '—',
  filter: {},
  quotas: (['A', 'B', 'C', 'D'] as const).map((creditClass) => ({ creditClass, take: { ratio: 100 }, document: '—' })),
};
const key = batchKey('5f'.repeat(32));
const strata = stratificationOf(entry.quotas);
const parts: readonly FramePart[] = [
  { department: 'SCJG', items: [] },
  { department: 'WJW', items: [] },
];

/**
 * The cost of reading and freezing one shard of a registry of N objects, through the real adapter on the emulator. Read
 * units are those the emulator reports, or else computed from the bytes of the pages.
 */
export async function shardCost(objects: number) {
  const emulator = await startEmulator();
  try {
    const { endpoint } = emulator;
    const names = namesWith('bench-');
    await createTables(lowLevelClient({ endpoint }), names);
    const writer = documentClient({ endpoint });
    const numbers = numbersOfShard(objects, shard);
    await fill(writer, names.registry, numbers);
    const before = process.resourceUsage().maxRSS;

    const client = documentClient({ endpoint });
    const read = countReads(client);
    const start = performance.now();
    const spent = process.threadCpuUsage();
    const { registry } = dynamoStore({ client, names });
    const burdens = { checks: { checks: new Map(), held: new Map() }, trusted: [] };
    const collector = frameCollector({ entry, parts }, burdens, { frequencyCap: 2 });
    for await (const row of registry.shard(shard, matchesOf(entry.filter))) collector.offer(row);
    const collected = performance.now() - start;
    const frozen = freezeShard({ key, frame: 'bench', parts: parts.length, strata }, collector.objects);
    const took = performance.now() - start;
    const { user, system } = process.threadCpuUsage(spent);
    if (!frozen.ok || collector.objects.length !== numbers.length)
      throw new Error('the shard was not read as it was written');
    return {
      laps: { collect: collected, freeze: took, cpu: (user + system) / 1000 },
      rows: numbers.length,
      ...read,
      units: read.reported ?? Math.ceil(read.bytes / bytesPerUnit),
      grownBytes: (process.resourceUsage().maxRSS - before) * 1024,
    };
  } finally {
    await emulator.stop();
  }
}

const writesAtOnce = 25;

async function fill(client: DynamoDBDocumentClient, table: string, numbers: Uint32Array): Promise<void> {
  const chain = { seq: 1, hash: 'a'.repeat(64) };
  const meta = { version: 1, chain, updatedAt: '2026-11-23T01:00:00.000Z', updatedBy: 'bench' };
  for (let at = 0; at < numbers.length; at += writesAtOnce) {
    const puts = Array.from(numbers.subarray(at, at + writesAtOnce), (n) => ({
      PutRequest: { Item: registryRow({ kind: 'object', slot: 'a', value: objectOf(n), meta }) },
    }));
    await client.send(new BatchWriteCommand({ RequestItems: { [table]: puts } }));
  }
}

const Answer = z.object({
  Items: z.array(z.unknown()).default([]),
  ConsumedCapacity: z.object({ CapacityUnits: z.number().optional() }).optional(),
});

/** Requests consumed units with every query, and adds up pages, bytes of rows and units. */
function countReads(client: DynamoDBDocumentClient) {
  const read: { pages: number; bytes: number; reported?: number } = { pages: 0, bytes: 0 };
  client.middlewareStack.add(
    (next) => async (args) => {
      Object.assign(args.input, { ReturnConsumedCapacity: 'TOTAL' });
      const answer = await next(args);
      const { Items, ConsumedCapacity } = Answer.parse(answer.output);
      read.pages += 1;
      read.bytes += Buffer.byteLength(JSON.stringify(Items));
      if (ConsumedCapacity?.CapacityUnits) read.reported = (read.reported ?? 0) + ConsumedCapacity.CapacityUnits;
      return answer;
    },
    { step: 'initialize' },
  );
  return read;
}
