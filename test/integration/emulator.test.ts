import { readdirSync, readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, inject, test, vi } from 'vitest';
import { documentClient, lowLevelClient } from '../../functions/adapters/dynamodb/client.ts';
import { dynamoStore } from '../../functions/adapters/dynamodb/store.ts';
import { createTables, namesWith, OutdatedTable } from '../../local/create-tables.ts';
import { startEmulator } from '../../local/emulator.ts';
import { keepEmulator } from '../../local/keep-emulator.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'emulator-'));
});
afterEach(() => rm(folder, { recursive: true }));

test('a file database keeps what was written over a stop and a start', async () => {
  const file = join(folder, 'state', 'database');
  const names = namesWith('kept-');
  for (const expected of [1, 2]) {
    const emulator = await startEmulator({ file });
    try {
      await createTables(lowLevelClient(emulator), names);
      const { counters } = dynamoStore({ client: documentClient(emulator), names });
      expect(await counters.next('number')).toBe(expected);
    } finally {
      await emulator.stop();
    }
  }
});

test('a stopped emulator answers no more', async () => {
  const emulator = await startEmulator();
  await emulator.stop();
  await expect(fetch(emulator.endpoint)).rejects.toThrow();
});

test('a port in use is named, before anything is started', async () => {
  const server = createServer();
  const port = await new Promise<number>((resolve) =>
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      resolve(typeof address === 'object' && address ? address.port : 0);
    }),
  );
  await expect(startEmulator({ port })).rejects.toMatchObject({
    fault: 'port-in-use',
    message: expect.stringContaining(`端口 ${port} 已被占用`),
  });
  await new Promise((resolve) => server.close(resolve));
});

test('a data file that is none is named, with what to do', async () => {
  const file = join(folder, 'database');
  await writeFile(file, 'this is no database '.repeat(500));
  await expect(startEmulator({ file })).rejects.toMatchObject({
    fault: 'data-unreadable',
    message: expect.stringMatching(/无法读取.*npm run reset/),
  });
});

test('a machine without the binary is told how to use another emulator', async () => {
  await expect(startEmulator({ binary: join(folder, 'nowhere') })).rejects.toMatchObject({
    fault: 'binary-missing',
    message: expect.stringContaining('DYNAMODB_ENDPOINT'),
  });
});

test('a binary that only dies is no database', async () => {
  await expect(startEmulator({ binary: '/bin/false' })).rejects.toMatchObject({ fault: 'not-answering' });
});

test('tables may be made again, and a table of an older layout is named instead of used', async () => {
  const client = lowLevelClient({ endpoint: inject('dynamodbEndpoint') });
  const names = namesWith('repeated-');
  await createTables(client, names);
  await createTables(client, names);

  const other = namesWith('older-');
  await createTables(client, { ...other, results: other.ops, ops: other.results });
  await expect(createTables(client, other)).rejects.toThrow(OutdatedTable);
});

/** The process that serves a port, as somebody who kills it finds it. */
const processServing = (port: string): number =>
  Number(
    readdirSync('/proc').find((name) => {
      if (!/^\d+$/.test(name)) return false;
      try {
        return readFileSync(`/proc/${name}/cmdline`, 'utf8').includes(`--port\0${port}\0`);
      } catch {
        return false;
      }
    }),
  );

test('a kept emulator that is killed answers again at its address, and has lost nothing that it acknowledged', async () => {
  const told: string[] = [];
  const names = namesWith('killed-');
  const emulator = await keepEmulator({ file: join(folder, 'database') }, (text) => told.push(text));
  await createTables(lowLevelClient(emulator), names);
  const { counters } = dynamoStore({ client: documentClient(emulator), names });
  expect(await counters.next('number')).toBe(1);
  process.kill(processServing(new URL(emulator.endpoint).port), 'SIGKILL');
  await vi.waitFor(() => expect(told).toHaveLength(2), { timeout: 20_000, interval: 50 });
  expect(told).toEqual([expect.stringContaining('数据库进程已退出'), expect.stringContaining('已重新启动')]);
  expect(emulator.isDown()).toBe(false);
  expect(await counters.next('number')).toBe(2);
  await emulator.stop();
  await expect(fetch(emulator.endpoint)).rejects.toThrow();
});
