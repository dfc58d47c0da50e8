import { randomBytes } from 'node:crypto';
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { drandRelays } from '../functions/adapters/drand-relays.ts';
import { dynamoStore } from '../functions/adapters/dynamodb/store.ts';
import { type FileBlobs, fileBlobs } from '../functions/adapters/file-blobs.ts';
import { fileKeys } from '../functions/adapters/file-keys.ts';
import { tabularFiles } from '../functions/adapters/tabular-files.ts';
import { logNotifier, type NoticeLog, webhookNotifier } from '../functions/adapters/webhook-notifier.ts';
import type { Dependencies } from '../functions/dependencies.ts';
import { departmentName } from '../shared/codes/departments.ts';
import type { DrawProcess } from '../shared/use-cases/ports/draw-process.ts';
import type { Jobs } from '../shared/use-cases/ports/jobs.ts';
import type { Clock } from '../shared/use-cases/ports/time.ts';
import type { PhysicalNames } from './create-tables.ts';
import { readState, type StateFolder, writeState } from './state-folder.ts';

export interface LocalParts {
  readonly client: DynamoDBDocumentClient;
  readonly names: PhysicalNames;
  readonly folder: StateFolder;
  readonly gatewayUrl: () => string;
  readonly jobs: Jobs;
  readonly drawProcess: DrawProcess;
  readonly clock: Clock;
  /** Relays of the public beacon: real rounds, whoever runs them; this machine has no beacon of its own. */
  readonly relays: readonly string[];
  /** Where reminders are sent in addition to the inbox, e.g. to try a county's gateway. */
  readonly webhookUrl?: string | undefined;
}

/** The composition root of one machine: the cloud's adapters, with files in a folder and jobs in this process. */
export function localDependencies(parts: LocalParts): Dependencies & { readonly blobs: FileBlobs } {
  const { client, names, folder, gatewayUrl, jobs, drawProcess, clock, relays, webhookUrl } = parts;
  const secrets = secretsIn(folder.path('secrets.json'));
  return {
    ...dynamoStore({ client, names }),
    blobs: fileBlobs({ folder: folder.path('blobs'), baseUrl: gatewayUrl, key: secrets.blobKey, clock }),
    beacons: drandRelays(relays),
    keys: fileKeys(folder.path('draw-keys.key'), randomBytes),
    tabular: tabularFiles(),
    jobs,
    drawProcess,
    notifier: webhookUrl ? webhookNotifier(webhookUrl, noticeLog) : logNotifier(noticeLog),
    clock,
    salt: () => randomBytes(32).toString('hex'),
    cursorKey: secrets.cursorKey,
  };
}

/** Shows outgoing reminders on the terminal. */
const noticeLog: NoticeLog = {
  info: (_, { id, department }) => console.log(`· 提醒已送达 ${departmentName(department)}（${id}）`),
};

const Secrets = z.object({ blobKey: z.string().min(32), cursorKey: z.string().min(32) });

/** Persisted, so that addresses and page positions survive a restart. */
function secretsIn(file: string): z.infer<typeof Secrets> {
  const kept = readState(file, Secrets.optional(), undefined);
  if (kept) return kept;
  const made = { blobKey: randomBytes(32).toString('hex'), cursorKey: randomBytes(32).toString('hex') };
  writeState(file, made);
  return made;
}
