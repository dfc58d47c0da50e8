import { createHash } from 'node:crypto';
import type { APIGatewayProxyEvent, Context } from 'aws-lambda';
import { tabularFiles } from '../../functions/adapters/tabular-files.ts';
import type { HttpHandler } from '../../functions/chain/http-handler.ts';
import type { JobEvent, JobHandler } from '../../functions/chain/job-handler.ts';
import type { Dependencies } from '../../functions/dependencies.ts';
import { type AnswerOf, type CallOf, createClient, type OperationName } from '../../shared/api/client.ts';
import { entryOf, operations, stepNames } from '../../shared/api/contract.ts';
import type { Principal } from '../../shared/api/principal.ts';
import type { Problem } from '../../shared/api/problems.ts';
import type { Result } from '../../shared/base/result.ts';
import type { JobName } from '../../shared/platform/jobs.ts';
import type { Jobs } from '../../shared/use-cases/ports/jobs.ts';
import { type DrawRuns, drawRuns } from './draw-runs.ts';
import { storeForTest, type TestStore } from './emulator.ts';
import { type MemoryBeacons, memoryBeacons } from './memory-beacons.ts';
import { type MemoryBlobs, memoryBlobs } from './memory-blobs.ts';
import { type MemoryKeys, memoryKeys } from './memory-keys.ts';

export interface TestSystem {
  readonly deps: Dependencies & {
    readonly blobs: MemoryBlobs;
    readonly beacons: MemoryBeacons;
    readonly keys: MemoryKeys;
  };
  readonly store: TestStore;
  /** The attempts of the draw process that were started. */
  readonly draws: DrawRuns;
  readonly sent: { readonly id: string; readonly department: string }[];
  /** Sets the clock. */
  at(instant: string): void;
  /** Calls an operation as somebody, by a bound code, or as the public; the way through handler and schemas is the real one. */
  as(
    who: Principal | { readonly code: string } | undefined,
  ): <O extends OperationName>(operation: O, call: CallOf<O>) => Promise<Result<AnswerOf<O>, Problem>>;
  /** Runs the jobs that operations have started, and those they start. */
  runJobs(): Promise<void>;
  /** Loses the jobs that were started, as a process does that dies. */
  forgetJobs(): void;
  runJob(job: JobName, input?: JobEvent): Promise<Readonly<Record<string, number>>>;
}

const context = { awsRequestId: 'test', getRemainingTimeInMillis: () => 900_000 } as Context;

/** Every step and job over the emulator, with working doubles for files, clock and messages. */
export async function systemForTest(): Promise<TestSystem> {
  const store = await storeForTest();
  const started: { job: JobName; input: JobEvent }[] = [];
  const draws = drawRuns();
  const sent: { id: string; department: string }[] = [];
  let now = new Date('2026-11-23T01:00:00Z');
  let salts = 0;
  const jobs: Jobs = {
    start: async (job, input) => {
      started.push({ job, input });
    },
  };
  const deps = {
    ...store,
    blobs: memoryBlobs(),
    beacons: memoryBeacons(),
    keys: memoryKeys(),
    tabular: tabularFiles(),
    notifier: {
      send: async (notice: { id: string; department: string }) => {
        sent.push(notice);
      },
    },
    jobs,
    drawProcess: draws,
    clock: () => now,
    salt: () => {
      salts += 1;
      return createHash('sha256').update(`salt ${salts}`).digest('hex');
    },
    cursorKey: 'test',
  };
  const handlers = await loadHandlers(deps);

  const runJob: TestSystem['runJob'] = async (job, input = {}) => {
    const { createJob } = (await import(/* @vite-ignore */ `../../functions/jobs/${job}.ts`)) as {
      createJob: (deps: Dependencies) => JobHandler;
    };
    return createJob(deps)(input, { ...context });
  };
  return {
    deps,
    store,
    draws,
    sent,
    at: (instant) => {
      now = new Date(instant);
    },
    as: (who) =>
      who && 'code' in who
        ? createClient({ baseUrl: 'http://test', code: who.code, fetch: fetchOver(handlers, undefined) })
        : createClient({ baseUrl: 'http://test', fetch: fetchOver(handlers, who) }),
    async runJobs() {
      for (let next = started.shift(); next; next = started.shift()) await runJob(next.job, next.input);
    },
    forgetJobs: () => {
      started.length = 0;
    },
    runJob,
  };
}

async function loadHandlers(deps: Dependencies): Promise<ReadonlyMap<string, HttpHandler>> {
  const loaded = stepNames.map(async (step) => {
    const { createHandler } = (await import(/* @vite-ignore */ `../../${entryOf(step)}`)) as {
      createHandler: (deps: Dependencies) => HttpHandler;
    };
    return [step, createHandler(deps)] as const;
  });
  return new Map(await Promise.all(loaded));
}

/** Turns a client's request into the event API Gateway would send. */
const fetchOver =
  (handlers: ReadonlyMap<string, HttpHandler>, who: Principal | undefined): typeof fetch =>
  async (input, init = {}) => {
    const url = new URL(input instanceof Request ? input.url : input);
    const method = init.method ?? 'GET';
    const found = operations.flatMap((entry) => {
      const params = entry.route.method === method ? matchPath(entry.route.path, url.pathname) : undefined;
      return params ? [{ ...entry, params }] : [];
    });
    // A fixed segment beats a parameter, as in API Gateway.
    const entry = found.toSorted((a, b) => Object.keys(a.params).length - Object.keys(b.params).length)[0];
    const handler = entry && handlers.get(entry.step);
    if (!entry || !handler) throw new Error(`no route for ${method} ${url.pathname}`);
    const event = {
      httpMethod: method,
      resource: entry.route.path,
      path: url.pathname,
      headers: init.headers ?? {},
      pathParameters: entry.params,
      queryStringParameters: Object.fromEntries(url.searchParams),
      body: init.body ?? null,
      isBase64Encoded: false,
      requestContext: { authorizer: who && { principal: JSON.stringify(who) } },
    } as unknown as APIGatewayProxyEvent;
    const answer = await handler(event, { ...context });
    const body = answer.isBase64Encoded ? Buffer.from(answer.body, 'base64') : answer.body;
    return new Response(answer.statusCode === 304 ? null : body, {
      status: answer.statusCode,
      headers: answer.headers as Record<string, string>,
    });
  };

function matchPath(template: string, path: string): Record<string, string> | undefined {
  const wanted = template.split('/');
  const given = path.split('/');
  if (wanted.length !== given.length) return undefined;
  const params: Record<string, string> = {};
  for (const [index, part] of wanted.entries()) {
    const value = decodeURIComponent(given[index] ?? '');
    if (part.startsWith('{')) params[part.slice(1, -1)] = value;
    else if (part !== value) return undefined;
  }
  return params;
}

/** A person of a department with one role; `name` tells two persons apart. */
export const person = (
  department: Principal['department'],
  role: Principal['roles'][number],
  name = '甲',
): Principal => ({
  id: `${department}-${role}-${name}`,
  name,
  department,
  roles: [role],
  mfa: true,
});

/** The value of an answer, or an error that names the problem. */
export function expectOk<T>(result: Result<T, Problem>): T {
  if (!result.ok)
    throw new Error(`${result.error.kind}: ${result.error.detail} ${JSON.stringify(result.error.errors ?? [])}`);
  return result.value;
}
