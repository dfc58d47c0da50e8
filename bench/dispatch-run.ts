/** Stages the visits of a batch, alone in its process; prints milliseconds, counts and peak memory as JSON. */
import { setTimeout as wait } from 'node:timers/promises';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { Db } from '../functions/adapters/dynamodb/client.ts';
import { dynamoStore } from '../functions/adapters/dynamodb/store.ts';
import { namesWith } from '../local/create-tables.ts';
import { StoredSelectedVisit } from '../shared/domain/visit/selected-visit.ts';
import { stageVisits } from '../shared/use-cases/batch/stage-visits.ts';
import { sealedItems } from '../shared/use-cases/draw/draw-files.ts';
import { latencyMs } from './dispatch-visits.ts';
import { folderBlobs } from './folder-blobs.ts';

const [endpoint = '', prefix = '', folder = '', blob = '', digest = '', way = 'several'] = process.argv.slice(2);

let calls = 0;

/** Every call takes as long as one over a network; one way sends them one after the other. */
function distant(client: Db['client']): Db['client'] {
  let last: Promise<unknown> = Promise.resolve();
  client.middlewareStack.add(
    (next) => async (args) => {
      calls += 1;
      const call = async () => {
        await wait(latencyMs);
        return next(args);
      };
      if (way === 'several') return call();
      const turn = last.then(call);
      last = turn.catch(() => undefined);
      return turn;
    },
    { step: 'initialize' },
  );
  return client;
}

/** Waits as long as the emulator takes on a busy machine: what is measured is the work, and no outage. */
const patient = new DynamoDBClient({
  endpoint,
  region: 'local',
  credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
  requestHandler: { requestTimeout: 300_000 },
});
const client = DynamoDBDocumentClient.from(patient, { marshallOptions: { removeUndefinedValues: true } });
const store = dynamoStore({ client: distant(client), names: namesWith(prefix) });
const start = performance.now();
const visits = await sealedItems({ blobs: folderBlobs(folder) }, { blob, digest }, StoredSelectedVisit);
const read = performance.now() - start;
const staged = await stageVisits(store, visits(), { actor: { id: 'bench' }, now: new Date(), hasTime: () => true });
const laid = performance.now() - start;
const list = await store.audit.seal(staged.entries);
process.stdout.write(
  JSON.stringify({
    visits: staged.visits,
    rows: list.size,
    laps: { read, staged: laid - read, sealed: performance.now() - start - laid },
    cpu: (process.cpuUsage().user + process.cpuUsage().system) / 1000,
    calls,
    peakBytes: process.resourceUsage().maxRSS * 1024,
  }),
);
