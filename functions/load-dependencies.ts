import { randomBytes } from 'node:crypto';
import { Environment, tableVariable } from '../shared/platform/environment.ts';
import { isKept } from '../shared/platform/kept-files.ts';
import type { TableName } from '../shared/platform/tables.ts';
import type { Blobs } from '../shared/use-cases/ports/blobs.ts';
import type { DrawProcess } from '../shared/use-cases/ports/draw-process.ts';
import type { Jobs } from '../shared/use-cases/ports/jobs.ts';
import type { KeyVault } from '../shared/use-cases/ports/key-vault.ts';
import type { Clock } from '../shared/use-cases/ports/time.ts';
import { drandRelays } from './adapters/drand-relays.ts';
import { documentClient } from './adapters/dynamodb/client.ts';
import { dynamoStore } from './adapters/dynamodb/store.ts';
import { tabularFiles } from './adapters/tabular-files.ts';
import { logNotifier, webhookNotifier } from './adapters/webhook-notifier.ts';
import { logger } from './chain/logger.ts';
import type { Dependencies } from './dependencies.ts';
import { readEnvironment, systemClock } from './read-environment.ts';

/** The composition root of the cloud: the only maker of clients. */
export function loadDependencies(): Dependencies {
  const read = readEnvironment(Environment);
  const name = (table: TableName) => read[tableVariable(table)];
  const endpoint = read.DYNAMODB_ENDPOINT;
  const store = dynamoStore({
    client: documentClient({ ...(endpoint !== undefined && { endpoint }) }),
    names: {
      registry: name('registry'),
      workflow: name('workflow'),
      results: name('results'),
      informants: name('informants'),
      public: name('public'),
      audit: name('audit'),
      ops: name('ops'),
    },
  });
  return {
    ...store,
    blobs: blobsWhenNeeded((key) => (isKept(key) ? read.KEPT_BUCKET : read.BLOB_BUCKET), systemClock),
    beacons: drandRelays(read.DRAND_RELAYS),
    keys: keysWhenNeeded(read.DRAW_KEYS_KEY),
    tabular: tabularFiles(),
    jobs: jobsWhenNeeded(read.JOB_FUNCTION_PREFIX),
    drawProcess: drawProcessWhenNeeded(read.DRAW_PROCESS_ARN),
    notifier: read.WEBHOOK_URL ? webhookNotifier(read.WEBHOOK_URL, logger) : logNotifier(logger),
    clock: systemClock,
    salt: () => randomBytes(32).toString('hex'),
    cursorKey: read.CURSOR_KEY,
  };
}

/** The client of S3 is loaded by the first request that touches a file; most never do. */
function blobsWhenNeeded(bucketOf: (key: string) => string, clock: Clock): Blobs {
  let made: Promise<Blobs> | undefined;
  const blobs = () => {
    made ??= import('./adapters/s3-blobs.ts').then(({ s3Blobs }) => s3Blobs({ bucketOf, clock }));
    return made;
  };
  return {
    put: async (...given) => (await blobs()).put(...given),
    putNew: async (...given) => (await blobs()).putNew(...given),
    async *open(key, range) {
      yield* (await blobs()).open(key, range);
    },
    stat: async (key) => (await blobs()).stat(key),
    uploadUrl: async (...given) => (await blobs()).uploadUrl(...given),
    downloadUrl: async (...given) => (await blobs()).downloadUrl(...given),
  };
}

/** The few functions that may open a key are told under which one it was sealed. */
function keysWhenNeeded(keyId: string | undefined): KeyVault {
  let made: Promise<KeyVault> | undefined;
  const keys = () => {
    if (keyId === undefined) throw new Error('this function opens no keys');
    made ??= import('./adapters/kms-keys.ts').then(({ kmsKeys }) => kmsKeys(keyId));
    return made;
  };
  return {
    create: async (...given) => (await keys()).create(...given),
    open: async (...given) => (await keys()).open(...given),
  };
}

function jobsWhenNeeded(functionPrefix: string): Jobs {
  let made: Promise<Jobs> | undefined;
  return {
    async start(...given) {
      made ??= import('./adapters/lambda-jobs.ts').then(({ lambdaJobs }) => lambdaJobs(functionPrefix));
      return (await made).start(...given);
    },
  };
}

function drawProcessWhenNeeded(stateMachineArn: string): DrawProcess {
  let made: Promise<DrawProcess> | undefined;
  return {
    async start(run) {
      made ??= import('./adapters/sfn-draw-process.ts').then(({ sfnDrawProcess }) =>
        sfnDrawProcess({ stateMachineArn }),
      );
      try {
        return await (await made).start(run);
      } catch (error) {
        logger.warn('draw process not started', { batchId: run.batchId, attempt: run.attempt, error: String(error) });
        throw error;
      }
    },
  };
}
