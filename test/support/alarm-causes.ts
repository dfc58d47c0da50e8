import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import type { Context } from 'aws-lambda';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import { authoriserOnLambda } from '../../functions/authoriser.ts';
import type { JobHandler } from '../../functions/chain/job-handler.ts';
import { embeddedMeter } from '../../functions/chain/job-meter.ts';
import { jobOnLambda } from '../../functions/chain/job-on-lambda.ts';
import type { Dependencies } from '../../functions/dependencies.ts';
import { allFunctions } from '../../infra/functions.ts';
import { deadWorkIn } from '../../ops/dead-letters.ts';
import { type GroupName, steps } from '../../shared/api/contract.ts';
import type { Route } from '../../shared/api/route.ts';
import { AuthoriserEnvironment } from '../../shared/platform/environment.ts';
import type { JobName } from '../../shared/platform/jobs.ts';
import { keys } from '../../shared/platform/tables.ts';
import { createRecord } from '../../shared/use-cases/changes.ts';
import { type Datapoint, datapointsIn } from './alarm-state.ts';
import { storeResult } from './deadlines.ts';
import { aNotice, anEvent } from './stored-rows.ts';
import { systemForTest } from './system.ts';

/** What AWS counts by itself when a function behaves as it does here. */
export const lambdaFigure = (functionName: string, name: string, value: number, at: Date): Datapoint => ({
  namespace: 'AWS/Lambda',
  name,
  dimensions: { FunctionName: functionName },
  value,
  at,
});

const contextOf = (functionName: string) => ({ functionName, awsRequestId: 'test' }) as Context;

/** Runs a function of the system as Lambda would whose environment is not complete, and counts its failure. */
export async function failingRun(functionName: string, stage: string, at: Date): Promise<Datapoint> {
  const definition = allFunctions.find(({ name }) => functionName === `suiji-${stage}-${name}`);
  const { handler } = (await import(/* @vite-ignore */ `../../${definition?.entry}`)) as {
    handler: (event: unknown, context: Context) => Promise<unknown>;
  };
  const event = { type: 'TOKEN', authorizationToken: 'Bearer a.b.c', httpMethod: 'GET', resource: '/' };
  // A function that cannot be made throws before it has promised anything.
  const run = async () => handler(event, contextOf(functionName));
  const failed = await run().then(
    () => 0,
    () => 1,
  );
  return lambdaFigure(functionName, 'Errors', failed, at);
}

/** A job as its function runs it, over dependencies of the test; what it tells CloudWatch is caught. */
export async function meteredRun(
  functionName: string,
  job: JobName,
  deps: Dependencies,
  at: Date,
): Promise<Datapoint[]> {
  const { createJob } = (await import(/* @vite-ignore */ `../../functions/jobs/${job}.ts`)) as {
    createJob: (deps: Dependencies) => JobHandler;
  };
  const lines: string[] = [];
  const handler = jobOnLambda(
    createJob,
    () => deps,
    embeddedMeter((line) => void lines.push(line)),
  );
  await handler({}, contextOf(functionName)).catch(() => undefined);
  return lines.flatMap((line) => datapointsIn(line, at));
}

/** Shows the authoriser a token nobody signed, whose provider answers with a key set or with nothing, and catches what it tells CloudWatch. */
export async function shownToken(
  functionName: string,
  provider: 'answers' | 'is away',
  at: Date,
): Promise<Datapoint[]> {
  const { publicKey } = await generateKeyPair('ES256');
  const { privateKey } = await generateKeyPair('ES256');
  const token = await new SignJWT({}).setProtectedHeader({ alg: 'ES256' }).sign(privateKey);
  const keys =
    provider === 'answers'
      ? { OIDC_JWKS: JSON.stringify({ keys: [await exportJWK(publicKey)] }) }
      : { OIDC_JWKS_URL: 'http://127.0.0.1:9/jwks' };
  const read = { OIDC_ISSUER: 'https://id.suixian.example', OIDC_AUDIENCE: 'suiji', ...keys };
  const lines: string[] = [];
  const authorise = authoriserOnLambda(
    () => AuthoriserEnvironment.parse(read),
    () => at,
    (line) => void lines.push(line),
  );
  const event = { type: 'TOKEN', methodArn: 'arn:aws:x/y', authorizationToken: `Bearer ${token}` } as const;
  await authorise(event, { functionName }).catch(() => undefined);
  return lines.flatMap((line) => datapointsIn(line, at));
}

/** An operation of each API that lists records. */
const listed = {
  registry: ['items', steps.items.routes.listItems],
  planning: ['plans', steps.plans.routes.listPlans],
  casework: ['leads', steps.leads.routes.listLeads],
  supervision: ['followUps', steps.followUps.routes.listFollowUps],
  credit: ['trust', steps.trust.routes.listTrustPeriods],
  inspection: ['results', steps.results.routes.listResults],
  office: ['notices', steps.notices.routes.listNotices],
  public: ['portal', steps.portal.routes.listPublicPlans],
} as const satisfies Record<GroupName, readonly [string, Route]>;

/** A port that reaches nothing, whichever way it is asked: lists are read in several. */
const unanswered = <P extends object>(port: P, away: () => Promise<never>): P =>
  Object.fromEntries(Object.keys(port).map((name) => [name, away])) as P;

/** Lists something of the API while the database is away; answers 1 for each fault that the caller got. */
export async function answerWithoutDatabase(group: GroupName, deps: Dependencies): Promise<number> {
  const [step, route] = listed[group];
  const { createHandler } = (await import(/* @vite-ignore */ `../../functions/${step}.ts`)) as {
    createHandler: (deps: Dependencies) => (event: unknown, context: Context) => Promise<{ statusCode: number }>;
  };
  const away = () => Promise.reject(new Error('connect ECONNREFUSED'));
  const broken = {
    ...deps,
    registry: unanswered(deps.registry, away),
    records: unanswered(deps.records, away),
    published: unanswered(deps.published, away),
  };
  const principal = JSON.stringify({ id: 'u', name: '甲', department: 'SCJG', roles: ['officer'], mfa: true });
  const event = {
    httpMethod: route.method,
    resource: route.path,
    path: route.path,
    headers: {},
    queryStringParameters: group === 'public' ? { year: '2026' } : {},
    pathParameters: null,
    requestContext: { authorizer: { principal } },
    body: null,
  };
  const { statusCode } = await createHandler(broken)(event, contextOf(step));
  return statusCode >= 500 ? 1 : 0;
}

/** What Lambda puts into the queue when the last repetition of a run has failed; 1 for a letter that we can read. */
export function letterOf(functionName: string): number {
  const body = JSON.stringify({
    requestContext: {
      functionArn: `arn:aws-cn:lambda:cn-north-1:111122223333:function:${functionName}:$LATEST`,
      condition: 'RetriesExhausted',
    },
    requestPayload: {},
  });
  return deadWorkIn({ body, attributes: {} })?.functionName === functionName ? 1 : 0;
}

/** A county with so many results past their deadline, on 22 December 2026. */
export async function countyWithOverdue(count: number): Promise<Dependencies> {
  const { store, deps, at } = await systemForTest();
  const running = { day0: '2026-11-23', deadline: '2026-12-21', deadlineSince: '2026-11-23' };
  for (let n = 0; n < count; n += 1) await storeResult(store, `r${n}`, running);
  at('2026-12-22T00:00:00Z');
  return deps;
}

/** A county in which a record changed on 2 March 2026, seen on the day after; `touched` by somebody since, or not. */
export async function countyWithAudit(touched: boolean): Promise<Dependencies> {
  const { store, deps, at } = await systemForTest();
  await store.work.commit([createRecord('notice', 'n1', aNotice('n1'), anEvent('create', { facts: { count: 1 } }))]);
  if (touched) {
    await store.db.client.send(
      new UpdateCommand({
        TableName: store.db.names.audit,
        Key: keys.auditEvent('notice', 'n1', 1),
        UpdateExpression: 'SET #event.#actor = :other',
        ExpressionAttributeNames: { '#event': 'event', '#actor': 'actor' },
        ExpressionAttributeValues: { ':other': 'somebody else' },
      }),
    );
  }
  at('2026-03-02T18:40:00Z');
  return deps;
}
