import { chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, inject, test } from 'vitest';
import { demoUsers } from '../../local/demo/users.ts';
import { type System, type SystemOptions, startSystem } from '../../local/system.ts';
import { freePorts } from '../e2e/command.ts';

let state: string;
const running: System[] = [];
beforeEach(() => {
  state = mkdtempSync(join(tmpdir(), 'suiji-state-'));
});
afterEach(async () => {
  for (const system of running.splice(0)) await system.stop();
  rmSync(state, { recursive: true, force: true });
});

async function start(more: Partial<SystemOptions> = {}): Promise<System> {
  const endpoint = inject('dynamodbEndpoint');
  const system = await startSystem({ state, port: 0, endpoint, tablePrefix: `state-${process.pid}-`, ...more });
  running.push(system);
  return system;
}

const putClock = async ({ issuerUrl }: System, body: unknown) => {
  const response = await fetch(`${issuerUrl}/clock`, { method: 'PUT', body: JSON.stringify(body) });
  return { status: response.status, body: await response.json() };
};

const officer = demoUsers.find(({ username }) => username === 'scjg-officer1');
const itemsAs = async ({ gatewayUrl }: System, token: string) =>
  (await fetch(`${gatewayUrl}/items?limit=1`, { headers: { authorization: `Bearer ${token}` } })).status;

describe('a second start', () => {
  test('on the same folder is refused while the first runs, and possible after it', async () => {
    const first = await start();
    await expect(start()).rejects.toThrow(/正被另一套运行中的系统使用/);
    await first.stop();
    await start();
  });

  test('on a port in use says so, and leaves nothing running or held', async () => {
    const first = await start();
    const port = Number(new URL(first.gatewayUrl).port);
    const other = join(state, 'other');
    await expect(start({ state: other, port })).rejects.toThrow(`端口 ${port} 已被占用`);
    expect(readdirSync(other)).toEqual([]);
    await start({ state: other });
  });

  test('after a crash takes over the folder', async () => {
    writeFileSync(join(state, 'lock'), JSON.stringify({ pid: 999_999_999, startedAt: '1', url: 'http://127.0.0.1:1' }));
    await expect(start()).resolves.toBeDefined();
  });

  test('after a crash that cut the lock short takes over as well', async () => {
    writeFileSync(join(state, 'lock'), '{"pid":');
    await expect(start()).resolves.toBeDefined();
  });
});

describe('a state folder', () => {
  test('is open to nobody else on the machine, nor is any file in it, the database included', async () => {
    chmodSync(state, 0o755);
    await startSystem({ state, port: 0 }).then((system) => running.push(system));
    const inside = readdirSync(state, { recursive: true }).map((name) => join(state, String(name)));
    expect(inside.length).toBeGreaterThan(4);
    const open = [state, ...inside].filter((file) => (statSync(file).mode & 0o077) !== 0);
    expect(open).toEqual([]);
  });

  test('that is a file is refused in plain words', async () => {
    const file = join(state, 'file');
    writeFileSync(file, '');
    await expect(start({ state: file })).rejects.toThrow(/状态目录 .* 不可用/);
  });

  test.each(['clock.json', 'issuer-key.json', 'secrets.json', 'jobs.json', 'schedules.json'])(
    'with a broken %s is refused, and the file kept',
    async (name) => {
      mkdirSync(state, { recursive: true });
      writeFileSync(join(state, name), '{"half":');
      await expect(start()).rejects.toThrow(new RegExp(`状态文件 .*${name} 已损坏`));
      expect(readFileSync(join(state, name), 'utf8')).toBe('{"half":');
      expect(readdirSync(state)).not.toContain('lock');
    },
  );

  test('with a database that is none is refused by the emulator', async () => {
    writeFileSync(join(state, 'dynamodb.sqlite'), 'no database at all, but long enough to be read as one'.repeat(99));
    await expect(start({ endpoint: undefined })).rejects.toMatchObject({ fault: 'data-unreadable' });
  });
});

describe('the development clock', () => {
  test('moves forward, runs what fell due once, and stays so after a restart', async () => {
    const first = await start();
    const { body } = await putClock(first, { advanceDays: 3 });
    expect(body.ran).toContain('remind-deadlines');
    expect(await putClock(first, { advanceDays: 0 })).toMatchObject({ status: 200, body: { ran: [] } });
    await first.stop();

    const again = await start();
    const { now } = await (await fetch(`${again.issuerUrl}/clock`)).json();
    expect(Date.parse(now) - Date.parse(body.now)).toBeGreaterThanOrEqual(0);
    expect(Date.parse(now) - Date.parse(body.now)).toBeLessThan(60_000);
  });

  test('never goes back, and refuses what is no time', async () => {
    const system = await start();
    expect(await putClock(system, { now: '2001-01-01T00:00:00Z' })).toMatchObject({ status: 409 });
    expect(await putClock(system, { now: 'tomorrow' })).toMatchObject({ status: 400 });
    expect(await putClock(system, { advanceDays: -1 })).toMatchObject({ status: 400 });
  });

  test('begins where it is told only while nothing is recorded, so that nothing comes to lie in its future', async () => {
    const begin = new Date('2026-04-21T01:00:00Z');
    const monthOf = async ({ issuerUrl }: System) => (await (await fetch(`${issuerUrl}/clock`)).json()).now.slice(0, 7);
    const thisMonth = new Date().toISOString().slice(0, 7);
    // Whatever a database that runs elsewhere holds is not known.
    const elsewhere = await start({ begin });
    expect(await monthOf(elsewhere)).toBe(thisMonth);
    await elsewhere.stop();

    const demo = await start({ begin, endpoint: undefined, state: join(state, 'new') });
    expect(await monthOf(demo)).toBe('2026-04');
    await demo.stop();
    const used = await start({ endpoint: undefined, state: join(state, 'used') });
    await used.stop();
    expect(await monthOf(await start({ begin, endpoint: undefined, state: join(state, 'used') }))).toBe(thisMonth);
  });

  test('is the clock of the tokens too: after a day they have expired', async () => {
    const system = await start();
    const token = officer ? await system.tokenOf(officer) : '';
    expect(await itemsAs(system, token)).toBe(200);
    await putClock(system, { advanceDays: 1 });
    expect(await itemsAs(system, token)).toBe(401);
  });
});

test('a token outlives a restart at the same address', async () => {
  const port = await freePorts();
  const second = await start({ port });
  const token = officer ? await second.tokenOf(officer) : '';
  await second.stop();
  expect(await itemsAs(await start({ port }), token)).toBe(200);
});
