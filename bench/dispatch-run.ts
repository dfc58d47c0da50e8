/** Stages the visits of a batch, alone in its process; prints milliseconds, counts and peak memory as JSON. */
import { setTimeout as wait } from 'node:timers/promises';
import { type Db, documentClient } from '../functions/adapters/dynamodb/client.ts';
import { dynamoStore } from '../functions/adapters/dynamodb/store.ts';
import { namesWith } from '../local/create-tables.ts';
import { SelectionFile } from '../shared/domain/visit/selected-visit.ts';
import { stageVisits } from '../shared/use-cases/batch/stage-visits.ts';
import { readSealed } from '../shared/use-cases/draw/draw-files.ts';
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

const store = dynamoStore({ client: distant(documentClient({ endpoint })), names: namesWith(prefix) });
const start = performance.now();
const { visits } = await readSealed({ blobs: folderBlobs(folder) }, { blob, digest }, SelectionFile);
const read = performance.now() - start;
const staged = await stageVisits(store, visits, { actor: { id: 'bench' }, now: new Date(), hasTime: () => true });
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
