import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { GetFunctionConfigurationCommand, LambdaClient } from '@aws-sdk/client-lambda';
import * as z from 'zod';
import { type ClientOptions, documentClient } from '../functions/adapters/dynamodb/client.ts';
import { dynamoStore, type Store } from '../functions/adapters/dynamodb/store.ts';
import { fileBlobs } from '../functions/adapters/file-blobs.ts';
import { s3Blobs } from '../functions/adapters/s3-blobs.ts';
import { namesOf } from '../infra/names.ts';
import { readAddresses } from '../local/addresses.ts';
import { developmentClock } from '../local/clock.ts';
import { namesWith, type PhysicalNames } from '../local/create-tables.ts';
import { startEmulator } from '../local/emulator.ts';
import { StartError } from '../local/start-error.ts';
import { defaultState } from '../local/start-options.ts';
import { openStateFolder, refuseIfRunning } from '../local/state-folder.ts';
import { tableVariable } from '../shared/platform/environment.ts';
import { type TableName, tableNames } from '../shared/platform/tables.ts';
import type { Blobs } from '../shared/use-cases/ports/blobs.ts';
import type { Clock } from '../shared/use-cases/ports/time.ts';
import { type Io, UsageError } from './command.ts';

/** Which system a command works on; the same options for all. */
export const targetOptions = {
  stage: { type: 'string' },
  region: { type: 'string' },
  'endpoint-url': { type: 'string' },
  local: { type: 'boolean' },
  state: { type: 'string' },
  prefix: { type: 'string' },
} as const;

export const targetShape = {
  stage: z
    .string()
    .regex(/^[a-z][a-z0-9]{1,15}$/, '应为阶段名，如 china (a stage name)')
    .optional(),
  region: z
    .string()
    .regex(/^[a-z]{2}(-[a-z]+)+-\d$/, '应为区域名，如 cn-northwest-1 (a region)')
    .optional(),
  'endpoint-url': z.url({ protocol: /^https?$/, error: '应为 http(s) 地址 (an address)' }).optional(),
  local: z.boolean().optional(),
  state: z.string().min(1).optional(),
  prefix: z.string().min(1).optional(),
};
export type Target = z.output<z.ZodObject<typeof targetShape>>;

export const targetHelp = `对象 (which system), 任选其一 (one of):
  --stage 阶段 [--region 区域]        已部署的阶段 (a deployed stage), 凭本人的 AWS 权限
      [--endpoint-url 地址]           改连模拟器 (an emulator of AWS)
  --local [--state 目录]              本机系统 (the system of npm start), 运行与否均可
  --endpoint-url 地址 --prefix 前缀   任一 DynamoDB 中以该前缀命名的数据表 (tables by prefix)`;

/** A stage in AWS, for commands that need its functions or queues. */
export interface Cloud {
  readonly stage: string;
  readonly names: ReturnType<typeof namesOf>;
  readonly client: { readonly region?: string; readonly endpoint?: string };
}

export function cloudOf({ stage, region, 'endpoint-url': endpoint, local }: Target): Cloud {
  if (!stage || local) throw new UsageError('请用 --stage 指明已部署的阶段 (name the stage by --stage)');
  return {
    stage,
    names: namesOf(stage),
    client: { ...(region && { region }), ...(endpoint && { endpoint }) },
  };
}

export interface OpenDatabase {
  readonly options: ClientOptions;
  readonly names: PhysicalNames;
  /** The cloud's clock, or that of the local system, which may have been moved forward. */
  readonly clock: Clock;
  /** The files of the records, where the target says where they lie. */
  readonly blobs?: Blobs;
  readonly close: () => Promise<void>;
}

/** The database of the records. A stage's table names are read from a function, so they are those in use. */
export async function openDatabase(target: Target, io: Io): Promise<OpenDatabase> {
  const { local, stage, 'endpoint-url': endpoint, prefix, region } = target;
  if ([local, stage, prefix].filter(Boolean).length !== 1 || (prefix && !endpoint)) {
    throw new UsageError('请指明对象：--stage、--local 或 --endpoint-url 加 --prefix，且只选其一 (name one system)');
  }
  if (local) return openLocal(resolve(target.state ?? defaultState), io);
  const close = async () => undefined;
  const options = { ...(region && { region }), ...(endpoint && { endpoint }) };
  if (prefix) return { options, names: namesWith(prefix), clock: io.clock, close };
  const cloud = cloudOf(target);
  const variables = await environmentOf(cloud);
  const bucket = variables.get('KEPT_BUCKET');
  const blobs = bucket === undefined ? undefined : keptFiles(bucket, cloud, io.clock);
  return { options, names: tablesIn(cloud, variables), clock: io.clock, ...(blobs && { blobs }), close };
}

/** The ports over that database, closed when the work is done. */
export async function withStore<T>(
  target: Target,
  io: Io,
  work: (store: Store, database: OpenDatabase) => Promise<T>,
): Promise<T> {
  const database = await openDatabase(target, io);
  try {
    return await work(dynamoStore({ client: documentClient(database.options), names: database.names }), database);
  } finally {
    await database.close();
  }
}

/** The environment of one function, which names what all of them use. */
async function environmentOf({ names, client }: Cloud): Promise<ReadonlyMap<string, string>> {
  const asked = new GetFunctionConfigurationCommand({ FunctionName: names.function('audit') });
  const { Environment } = await new LambdaClient(client).send(asked);
  return new Map(Object.entries(Environment?.Variables ?? {}));
}

const keptFiles = (bucket: string, { client }: Cloud, clock: Clock): Blobs =>
  s3Blobs({ bucketOf: () => bucket, clock, client: { ...client, ...(client.endpoint && { forcePathStyle: true }) } });

function tablesIn({ names }: Cloud, variables: ReadonlyMap<string, string>): PhysicalNames {
  const found = tableNames.map((table) => [table, variables.get(tableVariable(table))] as const);
  const missing = found.filter(([, name]) => name === undefined).map(([table]) => table);
  if (missing.length > 0) throw new Error(`${names.function('audit')} names no table ${missing.join(', ')}`);
  // Object.fromEntries loses the type of its keys.
  return Object.fromEntries(found) as Record<TableName, string>;
}

/** The database of a running local system, or its file if no process has it open. */
async function openLocal(state: string, io: Io): Promise<OpenDatabase> {
  if (!existsSync(join(state, 'dynamodb.sqlite'))) {
    throw new UsageError(`${state} 中没有本机数据，请先执行 npm start (no local data: run "npm start" first)`);
  }
  const names = namesWith('suiji-');
  const clock = developmentClock(join(state, 'clock.json')).now;
  if (isRunning(state)) {
    const { database } = readAddresses(state);
    return {
      options: { endpoint: database },
      names,
      clock,
      blobs: localFiles(state, clock),
      close: async () => undefined,
    };
  }
  const folder = openStateFolder(state, 'npm run ops');
  io.say('本机系统未运行，直接打开其数据 (the local system is not running: its data is opened)');
  try {
    const emulator = await startEmulator({ file: folder.path('dynamodb.sqlite') });
    const close = async () => {
      await emulator.stop();
      folder.release();
    };
    return { options: { endpoint: emulator.endpoint }, names, clock, blobs: localFiles(state, clock), close };
  } catch (error) {
    folder.release();
    throw error;
  }
}

/** The files of a local system, which are only read here. */
const localFiles = (state: string, clock: Clock): Blobs =>
  fileBlobs({ folder: join(state, 'blobs'), baseUrl: () => 'http://127.0.0.1', key: randomUUID(), clock });

/** Whether another process holds the state folder. */
export function isRunning(state: string): boolean {
  try {
    refuseIfRunning(join(state, 'lock'), state);
    return false;
  } catch (error) {
    if (error instanceof StartError) return true;
    throw error;
  }
}
