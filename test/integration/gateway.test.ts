import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { demoUsers } from '../../local/demo/users.ts';
import { type System, startSystem } from '../../local/system.ts';

const state = mkdtempSync(join(tmpdir(), 'suiji-gateway-'));
let system: System;
beforeAll(async () => {
  const endpoint = inject('dynamodbEndpoint');
  system = await startSystem({ state, port: 0, endpoint, tablePrefix: `gateway-${process.pid}-` });
});
afterAll(async () => {
  await system?.stop();
  rmSync(state, { recursive: true });
});

const item = (id: string) => ({
  id,
  name: '餐饮服务食品安全检查',
  department: 'SCJG',
  category: '食品安全',
  kind: 'general',
  level: '县',
  basis: '《中华人民共和国食品安全法》第一百一十条',
  subject: '睢县市场监督管理局',
  objects: '餐饮服务提供者',
  content: '食品经营许可、进货查验记录',
  methods: ['1', '2'],
  ratioCap: { ratio: 500, document: '睢县2026年度抽查计划' },
  frequency: '每年1次',
  applies: { industries: ['H62'] },
  status: '有效',
  tags: [],
});

/** Signs in over HTTP, as anybody would. */
async function tokenOf(username: string, mfa = 'true'): Promise<string> {
  const response = await fetch(`${system.issuerUrl}/token`, {
    method: 'POST',
    body: new URLSearchParams({ username, mfa }),
  });
  return (await response.json()).access_token;
}

interface Call {
  readonly as?: string;
  readonly token?: string;
  readonly body?: unknown;
  readonly raw?: string | Uint8Array<ArrayBuffer>;
  readonly headers?: Readonly<Record<string, string>>;
}

async function send(method: string, path: string, { as, token, body, raw, headers }: Call = {}) {
  const bearer = token ?? (as && (await tokenOf(as)));
  const response = await fetch(`${system.gatewayUrl}${path}`, {
    method,
    headers: {
      ...(bearer && { authorization: `Bearer ${bearer}` }),
      ...((body ?? raw) !== undefined && { 'content-type': 'application/json' }),
      ...headers,
    },
    body: raw ?? (body === undefined ? null : JSON.stringify(body)),
  });
  const text = await response.text();
  return { status: response.status, headers: response.headers, body: text === '' ? undefined : JSON.parse(text) };
}

const officer = 'scjg-officer1';
let keys = 0;
const fresh = () => ({ 'idempotency-key': `gateway-test-${(keys += 1)}` });
const create = (id: string, headers: Readonly<Record<string, string>> = fresh()) =>
  send('POST', '/items', { as: officer, body: item(id), headers });

describe('an item over HTTP', () => {
  test('is created, read, changed by the version one has seen, taken out of use, and keeps its versions', async () => {
    const created = await create('SCJG-900');
    expect(created).toMatchObject({ status: 201, body: { ...item('SCJG-900'), version: 1 } });
    expect(created.headers.get('etag')).toBe('"1"');
    expect(await send('GET', '/items/SCJG-900', { as: 'gaj-officer1' })).toMatchObject({ body: { version: 1 } });

    const named = { ...item('SCJG-900'), name: '餐饮服务专项检查' };
    const change = (version: string) =>
      send('PUT', '/items/SCJG-900', { as: officer, body: named, headers: { 'if-match': version } });
    expect(await change('"1"')).toMatchObject({ status: 200, body: { name: '餐饮服务专项检查', version: 2 } });
    expect(await change('"1"')).toMatchObject({ status: 412, body: { kind: 'stale-version' } });
    expect(await send('PUT', '/items/SCJG-900', { as: officer, body: named })).toMatchObject({ status: 428 });

    const taken = await send('POST', '/items/SCJG-900/deactivate', {
      as: officer,
      body: { reason: '事项取消' },
      headers: { 'if-match': '"2"' },
    });
    expect(taken).toMatchObject({ status: 409, body: { kind: 'needs-second-person' } });
    const asked = await send('POST', '/registry-changes', {
      as: officer,
      body: { kind: 'item', rowId: 'SCJG-900', version: 2, change: { act: 'deactivate' }, reason: '事项取消' },
      headers: { 'idempotency-key': 'retire-item-0001' },
    });
    expect(asked).toMatchObject({ status: 201, body: { status: 'pending', asked: ['SCJG'] } });
    const consent = (as: string) =>
      send('POST', `/registry-changes/${asked.body.id}/consent`, { as, headers: { 'if-match': '"1"' } });
    expect(await consent(officer)).toMatchObject({ status: 409, body: { kind: 'same-person' } });
    expect(await consent('scjg-officer2')).toMatchObject({ status: 200, body: { status: 'done' } });
    const shown = await send('GET', '/items/SCJG-900', { as: officer });
    expect(shown).toMatchObject({ status: 200, body: { status: '失效', version: 3 } });
    const versions = await send('GET', '/items/SCJG-900/versions', { as: officer });
    expect(
      versions.body.items.map(({ version, name, status }: ReturnType<typeof item> & { version: number }) => [
        version,
        name,
        status,
      ]),
    ).toEqual([
      [1, '餐饮服务食品安全检查', '有效'],
      [2, '餐饮服务专项检查', '有效'],
      [3, '餐饮服务专项检查', '失效'],
    ]);
  });

  test('is listed page by page, each once, and a page position cannot be carried into another list', async () => {
    for (const id of ['SCJG-911', 'SCJG-912', 'SCJG-913']) await create(id);
    const seen: string[] = [];
    let next: string | undefined = '';
    const positions: string[] = [];
    while (next !== undefined) {
      const page = await send('GET', `/items?limit=1&status=有效&kind=general${next && `&cursor=${next}`}`, {
        as: officer,
      });
      expect(page.status).toBe(200);
      seen.push(...page.body.items.map(({ id }: { id: string }) => id));
      next = page.body.next;
      positions.push(...(next === undefined ? [] : [next]));
    }
    const carried = await send('GET', `/items?limit=1&kind=key&cursor=${positions[0]}`, { as: officer });
    expect(carried).toMatchObject({ status: 400, body: { kind: 'invalid-cursor' } });
    expect(seen.toSorted()).toEqual(expect.arrayContaining(['SCJG-911', 'SCJG-912', 'SCJG-913']));
    expect(new Set(seen).size).toBe(seen.length);
  });

  test('created twice with one key is created once; the key cannot be used for another', async () => {
    const headers = fresh();
    const first = await create('SCJG-920', headers);
    const again = await create('SCJG-920', headers);
    expect(again).toMatchObject({ status: 201, body: first.body });
    expect(await create('SCJG-921', headers)).toMatchObject({ status: 409, body: { kind: 'idempotency-key-reused' } });
    expect(await send('GET', '/items/SCJG-921', { as: officer })).toMatchObject({ status: 404 });
    expect(await create('SCJG-920')).toMatchObject({ status: 409, body: { kind: 'already-exists' } });
  });
});

describe('who is let in', () => {
  test('nobody without a token, or with one that says nothing', async () => {
    const problem = { status: 401, body: { kind: 'unauthenticated', title: '尚未登录' } };
    expect(await send('GET', '/items')).toMatchObject(problem);
    expect(await send('GET', '/items', { token: 'abc' })).toMatchObject(problem);
    expect((await send('GET', '/items')).headers.get('content-type')).toMatch(/^application\/problem\+json/);
  });

  test('anybody to what is public', async () => {
    const response = await fetch(`${system.gatewayUrl}/reference`);
    expect(response.status).toBe(200);
    expect(await response.text()).toContain('<html lang="zh-CN">');
  });

  test('another department may read an item, and not change it', async () => {
    await create('SCJG-930');
    const body = item('SCJG-930');
    expect(
      await send('PUT', '/items/SCJG-930', { as: 'gaj-officer1', body, headers: { 'if-match': '"1"' } }),
    ).toMatchObject({ status: 403, body: { kind: 'foreign-department' } });
  });

  test('a role that the policy does not name may not, whatever the body', async () => {
    expect(await send('POST', '/items', { as: 'auditor', raw: '{', headers: fresh() })).toMatchObject({
      status: 403,
      body: { kind: 'forbidden' },
    });
  });

  test('writing needs a second factor, reading does not', async () => {
    const token = await tokenOf(officer, 'false');
    expect(await send('GET', '/items', { token })).toMatchObject({ status: 200 });
    expect(await send('POST', '/items', { token, body: item('SCJG-931'), headers: fresh() })).toMatchObject({
      status: 403,
      body: { kind: 'mfa-required' },
    });
  });

  test.each(demoUsers.map(({ username }) => [username]))('demo user %s can sign in', async (username) => {
    const { status, body } = await send('GET', '/items?limit=1', { as: username });
    expect([status, body.kind]).not.toContain('unauthenticated');
  });

  test('nobody signs in who is not a demo user', async () => {
    const response = await fetch(`${system.issuerUrl}/token`, { method: 'POST', body: 'username=root' });
    expect([response.status, (await response.json()).error]).toEqual([400, 'invalid_grant']);
  });
});

describe('a request that cannot be read is a named problem', () => {
  const wrong: Record<string, readonly [Call, number, string]> = {
    'malformed JSON': [{ raw: '{"id":' }, 400, 'malformed-json'],
    'a body that is no text': [{ raw: new Uint8Array([0xff, 0xfe, 0x00]) }, 400, 'malformed-json'],
    'another content type': [{ raw: 'id=1', headers: { 'content-type': 'text/plain' } }, 415, 'unsupported-media-type'],
    'more than an operation takes': [{ body: { ...item('X'), content: '长'.repeat(400_000) } }, 413, 'body-too-large'],
    'more than the gateway takes': [{ raw: 'x'.repeat(10 * 1024 * 1024 + 1) }, 413, 'body-too-large'],
    'fields that are wrong': [{ body: { ...item('SCJG-940'), kind: 'both', level: 7 } }, 400, 'invalid-input'],
    'an unknown field': [{ body: { ...item('SCJG-940'), version: 9 } }, 400, 'invalid-input'],
    'no body': [{ raw: '' }, 400, 'malformed-json'],
  };

  test.each(Object.entries(wrong))('%s', async (_, [call, status, kind]) => {
    const answer = await send('POST', '/items', { as: officer, ...call, headers: { ...fresh(), ...call.headers } });
    expect(answer).toMatchObject({ status, body: { kind, status } });
  });

  test('each wrong field is named by its path', async () => {
    const { body } = await send('POST', '/items', {
      as: officer,
      body: { ...item('SCJG-941'), kind: 'both', level: 7 },
      headers: fresh(),
    });
    expect(body.errors.map(({ path }: { path: string }) => path)).toEqual(['body.kind', 'body.level']);
  });

  test('a key that is missing where something is created', async () => {
    expect(await send('POST', '/items', { as: officer, body: item('SCJG-942') })).toMatchObject({
      status: 400,
      body: { kind: 'idempotency-key-required' },
    });
  });

  test.each([
    ['GET', '/nothing-here'],
    ['DELETE', '/items/SCJG-900'],
    ['GET', '/items/%E0%A4%A'],
    ['GET', '//items'],
    ['POST', '/healthz'],
  ])('%s %s is not there', async (method, path) => {
    expect(await send(method, path, { as: officer })).toMatchObject({
      status: 404,
      body: { kind: 'operation-not-found' },
    });
  });

  test('a page elsewhere cannot reach the machine by a name of its own', async () => {
    const { request } = await import('node:http');
    const status = await new Promise((resolve) =>
      request(`${system.issuerUrl}/jwks`, { headers: { host: 'attacker.example' } }, ({ statusCode }) =>
        resolve(statusCode),
      ).end(),
    );
    expect(status).toBe(404);
  });
});
