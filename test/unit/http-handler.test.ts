import type { APIGatewayProxyEvent, Context } from 'aws-lambda';
import { beforeEach, describe, expect, test } from 'vitest';
import * as z from 'zod';
import { type HttpHandler, type Operations, stepHandler } from '../../functions/chain/http-handler.ts';
import { logger } from '../../functions/chain/logger.ts';
import type { Dependencies } from '../../functions/dependencies.ts';
import type { Principal } from '../../shared/api/principal.ts';
import { defineStep } from '../../shared/api/route.ts';
import { PageQuery, pageOf } from '../../shared/api/schemas.ts';
import { err, ok } from '../../shared/base/result.ts';
import { Unavailable } from '../../shared/use-cases/ports/unavailable.ts';
import { memoryRequests } from '../support/memory-requests.ts';

logger.setLogLevel('SILENT');

const Thing = z.object({ id: z.string(), name: z.string(), version: z.int() });
const summary = { zh: '物', en: 'thing' };
const things = defineStep({
  summary,
  uses: {},
  routes: {
    createThing: {
      method: 'POST',
      path: '/things',
      summary,
      access: { officer: 'own' },
      body: z.strictObject({ name: z.string().min(1) }),
      success: { status: 201, body: Thing },
      failures: ['already-exists'],
      creates: true,
    },
    listThings: {
      method: 'GET',
      path: '/things',
      summary,
      access: { officer: 'own', auditor: 'any' },
      query: PageQuery,
      success: { status: 200, body: pageOf(Thing) },
      failures: [],
      paged: true,
    },
    renameThing: {
      method: 'PUT',
      path: '/things/{id}',
      summary,
      access: { officer: 'own' },
      params: z.object({ id: z.string() }),
      body: z.strictObject({ name: z.string() }),
      success: { status: 200, body: Thing },
      failures: ['stale-version'],
      ifMatch: true,
    },
    getPublicThing: {
      method: 'GET',
      path: '/public/things/{id}',
      summary,
      access: 'public',
      params: z.object({ id: z.string() }),
      success: { status: 200, body: Thing },
      failures: ['not-found'],
    },
  },
});

let made: string[];
const operations: Operations<typeof things> = {
  createThing: async (_, { body, newId, actor }) => {
    if (body.name === '断') throw new Unavailable('table secret-table-name does not answer');
    if (body.name === '慢') await new Promise<void>((resolve) => setImmediate(resolve));
    if (body.name === '坏') throw new Error('table secret-table-name is on fire');
    made.push(newId);
    if (body.name === '重') return err({ kind: 'already-exists', entity: 'thing', id: newId });
    return ok({ id: newId, name: `${body.name} ${actor.scope}`, version: 1, secret: 'never shown' });
  },
  listThings: async (_, { page }) => {
    const from = Number(page.from?.at ?? 0);
    const item = { id: `t${from}`, name: '物', version: 1 };
    return ok(from < 2 ? { items: [item], next: { at: from + 1 } as never } : { items: [item] });
  },
  renameThing: async (_, { params, body, version }) =>
    version === 3
      ? ok({ id: params.id, name: body.name, version: 4 })
      : err({ kind: 'stale-version', entity: 'thing', id: params.id }),
  getPublicThing: async (_, { params, actor }) => ok({ id: params.id, name: String(actor), version: 7 }),
};

const officer: Principal = { id: 'u1', name: '柴录入', department: 'SCJG', roles: ['officer'], mfa: true };
let handler: HttpHandler;
let now: Date;
beforeEach(() => {
  made = [];
  now = new Date('2026-03-02T01:00:00Z');
  // The chain itself needs these three; what the operations above need is nothing.
  const deps = { requests: memoryRequests(), clock: () => now, cursorKey: 'k'.repeat(32) } as unknown as Dependencies;
  handler = stepHandler(things, operations)(deps);
});

interface Call {
  readonly as?: Principal | string | undefined;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string>>;
}

async function call(method: string, resource: string, { as = officer, body, headers, query }: Call = {}) {
  const event = {
    httpMethod: method,
    resource,
    path: resource.replace('{id}', 't1'),
    pathParameters: resource.includes('{id}') ? { id: 't1' } : null,
    queryStringParameters: query ?? null,
    headers: { 'Content-Type': 'application/json', ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
    requestContext: { authorizer: { principal: typeof as === 'string' ? as : JSON.stringify(as) } },
  } as unknown as APIGatewayProxyEvent;
  const answer = await handler(event, { awsRequestId: 'r1' } as Context);
  return { status: answer.statusCode, headers: answer.headers, body: answer.body && JSON.parse(answer.body) };
}

const key = { 'Idempotency-Key': 'key-00000001' };
const create = (name: string, more: Call = {}) => call('POST', '/things', { body: { name }, headers: key, ...more });

describe('who may', () => {
  test.each([
    ['nobody', { as: '{}' }, 401, 'unauthenticated'],
    [
      'somebody whose verdict cannot be read',
      { as: JSON.stringify({ ...officer, department: 'X' }) },
      401,
      'unauthenticated',
    ],
    [
      'an administrator who is also an officer',
      { as: JSON.stringify({ ...officer, roles: ['auditor', 'officer'] }) },
      401,
      'unauthenticated',
    ],
    ['a role without this right', { as: { ...officer, roles: ['auditor'] } }, 403, 'forbidden'],
    ['an officer without a second factor', { as: { ...officer, mfa: false } }, 403, 'mfa-required'],
  ] as const)('%s is refused before the body is read', async (_, more, status, kind) => {
    const answer = await call('POST', '/things', { body: '{', ...more } as Call);
    expect(answer).toMatchObject({ status, body: { kind } });
    expect(made).toEqual([]);
  });

  test('of several roles the one that reaches furthest counts', async () => {
    const both: Principal = { ...officer, roles: ['inspector', 'officer'] };
    expect(await call('GET', '/things', { as: { ...both, mfa: false } })).toMatchObject({ status: 200 });
    expect((await create('物', { as: both })).body.name).toBe('物 own');
  });

  test('the public gets what is public, without anybody being named', async () => {
    expect(await call('GET', '/public/things/{id}', { as: '' })).toMatchObject({
      status: 200,
      body: { name: 'undefined' },
    });
  });
});

describe('what is answered', () => {
  test('passes the schema, so that nothing undeclared leaves', async () => {
    const { body } = await create('物');
    expect(Object.keys(body).toSorted()).toEqual(['id', 'name', 'version']);
  });

  test('carries the version as ETag, which the next change has to name', async () => {
    expect((await create('物')).headers).toMatchObject({ etag: '"1"' });
    const rename = (version: string) =>
      call('PUT', '/things/{id}', { body: { name: '新' }, headers: { 'if-match': version } });
    expect(await rename('"3"')).toMatchObject({ status: 200, body: { version: 4 } });
    expect(await rename('W/"3"')).toMatchObject({ status: 200 });
    expect(await rename('"2"')).toMatchObject({ status: 412, body: { kind: 'stale-version' } });
    expect(await rename('*')).toMatchObject({ status: 428, body: { kind: 'version-required' } });
  });

  test('to the public may be kept, and is not sent twice to who has it', async () => {
    const { headers } = await call('GET', '/public/things/{id}');
    expect(headers).toMatchObject({
      'cache-control': 'public, max-age=60',
      etag: expect.stringMatching(/^"[\w-]{22}"$/),
    });
    const known = { headers: { 'if-none-match': String(headers?.etag) } };
    expect(await call('GET', '/public/things/{id}', known)).toMatchObject({ status: 304, body: '' });
    expect((await call('GET', '/things')).headers).toMatchObject({ 'cache-control': 'no-store' });
  });

  test('of a fault of ours says nothing of it', async () => {
    const { status, body } = await create('坏');
    expect([status, body.kind]).toEqual([500, 'internal-error']);
    expect(JSON.stringify(body)).not.toContain('secret-table-name');
  });

  test('in an outage says when to come again, and nothing of what is out; coming again is carried out', async () => {
    const { status, headers, body } = await create('断');
    expect([status, body.kind, headers?.['retry-after']]).toEqual([503, 'busy', '5']);
    expect(JSON.stringify(body)).not.toContain('secret-table-name');
    expect(await create('物')).toMatchObject({ status: 201 });
  });

  test('to a request that is still being carried out says after how many seconds it may be carried out anew', async () => {
    const first = create('慢');
    const second = await create('慢');
    expect(second).toMatchObject({ status: 409, body: { kind: 'request-in-progress' } });
    expect(second.headers?.['retry-after']).toBe('60');
    expect(await first).toMatchObject({ status: 201 });
  });

  test('to an address that the step does not have is a 404', async () => {
    expect(await call('DELETE', '/things')).toMatchObject({ status: 404, body: { kind: 'operation-not-found' } });
  });
});

describe('a creating request', () => {
  test('repeated with its key gets the same answer and is carried out once', async () => {
    expect(await create('物')).toEqual(await create('物'));
    expect(made.length).toBe(1);
  });

  test('with the key of another body is refused', async () => {
    await create('物');
    expect(await create('别的物')).toMatchObject({ status: 409, body: { kind: 'idempotency-key-reused' } });
  });

  test('of another person with the same key is another request with another id', async () => {
    await create('物');
    await create('物', { as: { ...officer, id: 'u2' } });
    expect(new Set(made).size).toBe(2);
  });

  test('of the same person in another department is another request, and sees nothing of the first', async () => {
    await create('物');
    const moved = await create('别的物', { as: { ...officer, department: 'WJW' } });
    expect(moved).toMatchObject({ status: 201, body: { name: '别的物 own' } });
    expect(new Set(made).size).toBe(2);
  });

  test('that was refused or failed may be sent again, corrected, under its key', async () => {
    expect(await create('重')).toMatchObject({ status: 409, body: { kind: 'already-exists' } });
    expect(await create('坏')).toMatchObject({ status: 500 });
    expect(await create('')).toMatchObject({ status: 400, body: { errors: [{ path: 'body.name' }] } });
    expect(await create('物')).toMatchObject({ status: 201 });
  });

  test.each([undefined, 'short', 'has space', 'x'.repeat(65)])('with the key %s is refused', async (given) => {
    const headers: Record<string, string> = given === undefined ? {} : { 'idempotency-key': given };
    expect(await create('物', { headers })).toMatchObject({ status: 400, body: { kind: 'idempotency-key-required' } });
  });
});

test('every answer keeps to TLS, tells no other site where it came from, and is what it says', async () => {
  const answers = [
    await call('GET', '/things'),
    await call('GET', '/things', { as: '{}' }),
    await call('GET', '/public/things/{id}'),
    await call('GET', '/nowhere'),
  ];
  expect(answers.map(({ status }) => status)).toEqual([200, 401, 200, 404]);
  for (const { headers } of answers) {
    expect(headers).toMatchObject({
      'strict-transport-security': 'max-age=31536000',
      'referrer-policy': 'no-referrer',
      'x-content-type-options': 'nosniff',
    });
  }
});

describe('a list', () => {
  test('is walked by its signed positions to the end', async () => {
    const first = await call('GET', '/things', { query: { limit: '1' } });
    const second = await call('GET', '/things', { query: { limit: '1', cursor: first.body.next } });
    const third = await call('GET', '/things', { query: { limit: '1', cursor: second.body.next } });
    expect([first, second, third].map(({ body }) => body.items[0].id)).toEqual(['t0', 't1', 't2']);
    expect(third.body.next).toBeUndefined();
  });

  test.each(['0', '101', 'many', '1.5'])('of %s a page is refused', async (limit) => {
    expect(await call('GET', '/things', { query: { limit } })).toMatchObject({
      status: 400,
      body: { kind: 'invalid-input', errors: [{ path: 'query.limit' }] },
    });
  });
});

/** The compiler is the test: an expected error that does not come is an error. */
describe('the compiler refuses', () => {
  const { createThing: _, ...rest } = operations;
  const thing = { id: 't1', name: '物', version: 1 };

  test('a step that lacks one of its operations', () => {
    // @ts-expect-error createThing is missing
    expect(stepHandler(things, rest)).toBeTypeOf('function');
  });

  test('an operation that the step does not have', () => {
    // @ts-expect-error there is no route deleteThing
    expect(stepHandler(things, { ...operations, deleteThing: async () => ok(thing) })).toBeTypeOf('function');
  });

  test('a failure that the route does not declare', async () => {
    const undeclared: Operations<typeof things> = {
      ...operations,
      // @ts-expect-error renaming declares stale-version alone
      renameThing: async (deps, { params }) => err({ kind: 'not-found', entity: 'thing', id: params.id }),
    };
    expect(undeclared.renameThing).toBeTypeOf('function');
  });

  test('an answer that the response schema does not know', () => {
    const unlike: Operations<typeof things> = {
      ...operations,
      // @ts-expect-error the version is a number
      getPublicThing: async () => ok({ ...thing, version: '1' }),
    };
    expect(unlike.getPublicThing).toBeTypeOf('function');
  });

  test('a caller on a public route, and a body, a version or a key where the route takes none', () => {
    const greedy: Operations<typeof things> = {
      ...operations,
      // @ts-expect-error nobody is signed in
      getPublicThing: async (deps, { actor }) => ok({ ...thing, name: actor.name }),
      // @ts-expect-error a list has no body
      listThings: async (deps, { body }) => ok({ items: [{ ...thing, name: body.name }] }),
    };
    expect(greedy.listThings).toBeTypeOf('function');
  });
});
