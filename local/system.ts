import { existsSync } from 'node:fs';
import * as z from 'zod';
import { documentClient, lowLevelClient } from '../functions/adapters/dynamodb/client.ts';
import { createAuthoriser } from '../functions/authoriser/authorise.ts';
import { authoriserOptions } from '../functions/authoriser.ts';
import type { Dependencies } from '../functions/dependencies.ts';
import { buildWeb } from '../infra/web-bundle.ts';
import { localDateOf, yearOf } from '../shared/calendar/local-date.ts';
import { AuthoriserEnvironment, publicRelays } from '../shared/platform/environment.ts';
import { writeAddresses } from './addresses.ts';
import { serveBlobs } from './blob-endpoint.ts';
import { developmentClock } from './clock.ts';
import { createTables, namesWith } from './create-tables.ts';
import type { DemoUser } from './demo/users.ts';
import { localDependencies } from './dependencies.ts';
import { diagnose } from './diagnosis.ts';
import { createDrawExecutions } from './draw-executions.ts';
import { expireFiles } from './expire-files.ts';
import { createGateway } from './gateway.ts';
import { type LocalServer, openServer } from './http-server.ts';
import { audience, createIssuer, tokenFor } from './issuer.ts';
import { issuerKey } from './issuer-key.ts';
import { createJobQueue } from './job-queue.ts';
import { keepEmulator } from './keep-emulator.ts';
import { loadJobs, loadSteps, loadTasks } from './load-handlers.ts';
import { observedSteps, observedWork, type WorkObserver } from './observer.ts';
import { createRelay, relayPath } from './relay.ts';
import { createSchedules } from './schedules.ts';
import { openStateFolder, readState, type StateFolder, writeState } from './state-folder.ts';

export interface SystemOptions {
  /** The folder of everything that survives a restart. */
  readonly state: string;
  /** The gateway's port; the issuer listens one port above. 0 takes free ports. */
  readonly port: number;
  /** A running DynamoDB to use instead of the embedded emulator. */
  readonly endpoint?: string | undefined;
  readonly tablePrefix?: string;
  readonly webhookUrl?: string | undefined;
  /** Measures the work from outside. */
  readonly observer?: WorkObserver;
  /** Relays of the public beacon; default: the public ones. */
  readonly relays?: readonly string[] | undefined;
  /** Where the clock starts if nothing has been recorded yet; default: the machine's time. */
  readonly begin?: Date | undefined;
  /** Receives progress messages. */
  readonly progress?: (text: string) => void;
}

export interface System {
  readonly gatewayUrl: string;
  readonly issuerUrl: string;
  readonly deps: Dependencies;
  /** A token of a demo user, as the login page would issue it. */
  readonly tokenOf: (user: DemoUser) => Promise<string>;
  /** Runs something once in the life of the state folder. */
  readonly once: (name: string, act: () => Promise<void>) => Promise<void>;
  /** Resolves when every background job started so far has ended, and every draw has ended or is waiting. */
  readonly idle: () => Promise<void>;
  readonly stop: () => Promise<void>;
}

/** The whole system on one machine. A failure on the way stops what was started before it. */
export async function startSystem(options: SystemOptions): Promise<System> {
  const stops: (() => unknown)[] = [];
  const stop = async () => {
    for (const each of stops.splice(0).toReversed()) await each();
  };
  try {
    return { ...(await start(options, stops)), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function start(options: SystemOptions, stops: (() => unknown)[]): Promise<Omit<System, 'stop'>> {
  const { state, port, progress = () => undefined } = options;
  const opened = async (wanted: number): Promise<LocalServer> => {
    const server = await openServer(wanted);
    stops.push(server.close);
    return server;
  };
  const folder = openStateFolder(state, `http://127.0.0.1:${port}`);
  stops.push(folder.release);
  // Both ports before anything slow, so that one in use is reported at once.
  const gateway = await opened(port);
  const issuer = await opened(port === 0 ? 0 : port + 1);
  const databaseFile = folder.path('dynamodb.sqlite');
  const isNew = options.endpoint === undefined && !existsSync(databaseFile);
  const clock = developmentClock(folder.path('clock.json'), isNew ? options.begin : undefined);
  const key = await issuerKey(folder.path('issuer-key.json'));
  const jobs = createJobQueue(folder.path('jobs.json'));
  stops.push(jobs.stop);
  const draws = createDrawExecutions(folder.path('draws.json'), { clock: clock.now });

  progress('启动数据库');
  const emulator = options.endpoint === undefined ? await keepEmulator({ file: databaseFile }, progress) : undefined;
  if (emulator) stops.push(() => emulator.stop());
  const endpoint = options.endpoint ?? emulator?.endpoint ?? '';
  const names = namesWith(options.tablePrefix ?? 'suiji-');
  writeAddresses(state, { database: endpoint, gateway: gateway.url, issuer: issuer.url });
  // Before the database: a running task still needs it.
  stops.push(draws.stop);
  await createTables(lowLevelClient({ endpoint }), names);

  progress('生成核对网页');
  await buildWeb();
  progress('装入各环节');
  const { webhookUrl, observer, relays = publicRelays } = options;
  const client = documentClient({ endpoint });
  observer?.watch(client);
  // A system on today's date fetches the real beacon and none on this machine.
  const relay = clock.began && createRelay(clock.now);
  const deps = localDependencies({
    client,
    names,
    folder,
    gatewayUrl: () => gateway.url,
    jobs,
    drawProcess: draws,
    clock: clock.now,
    relays: relay ? [`${issuer.url}${relayPath}`, ...relays] : relays,
    webhookUrl,
  });
  // A new county has nothing to be indexed, and one of an earlier version is searched fast from the start.
  await Promise.all([
    deps.records.post(yearOf(localDateOf(clock.now()))),
    deps.registry.index(),
    deps.published.index(localDateOf(clock.now()).slice(0, 7)),
  ]);
  const steps = observedSteps(await loadSteps(deps), observer);
  const resumed = jobs.resume(observedWork(await loadJobs(deps), observer));
  if (resumed > 0) progress(`继续 ${resumed} 项未完成的后台任务`);
  const drawing = draws.resume(observedWork(await loadTasks(deps), observer));
  if (drawing > 0) progress(`继续 ${drawing} 个未完成的抽取流程`);

  const expire = () => expireFiles(folder.path('blobs'), new Date()).catch(console.error);
  await expire();
  const expiry = setInterval(() => void expire(), 3_600_000);
  stops.push(() => clearInterval(expiry));

  const schedules = createSchedules({
    file: folder.path('schedules.json'),
    clock: clock.now,
    run: jobs.run,
    everySeconds: 15,
  });
  stops.push(schedules.stop);
  const whenMoved = () => {
    draws.runDue();
    return schedules.runDue();
  };
  const authorise = createAuthoriser(authoriserOptions(identityProvider(issuer.url), clock.now));
  const signer = { key, url: issuer.url, clock: clock.now };
  issuer.answerBy(createIssuer({ ...signer, clockControl: { clock, whenMoved }, relay }));
  gateway.answerBy(
    createGateway({
      steps,
      authorise,
      clock: clock.now,
      others: serveBlobs(deps.blobs),
      diagnose: () => diagnose(state, emulator?.isDown() ?? false),
    }),
  );
  await schedules.runDue();
  // Requests in progress still need the database.
  stops.push(gateway.close, issuer.close);
  return {
    gatewayUrl: gateway.url,
    issuerUrl: issuer.url,
    deps,
    tokenOf: (user) => tokenFor(user, true, signer),
    once: onceIn(folder),
    idle: async () => {
      await jobs.idle();
      await draws.idle();
    },
  };
}

const onceIn = (folder: StateFolder) => async (name: string, act: () => Promise<void>) => {
  const file = folder.path(`${name}.json`);
  if (readState(file, z.object({ done: z.boolean() }), { done: false }).done) return;
  await act();
  writeState(file, { done: true });
};

/** The development issuer, configured like any other provider in the cloud's settings. */
const identityProvider = (url: string) =>
  AuthoriserEnvironment.parse({
    OIDC_ISSUER: url,
    OIDC_AUDIENCE: audience,
    OIDC_JWKS_URL: `${url}/jwks`,
  });
