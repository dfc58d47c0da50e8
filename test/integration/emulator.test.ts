import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, inject, test } from 'vitest';
import { documentClient, lowLevelClient } from '../../functions/adapters/dynamodb/client.ts';
import { dynamoStore } from '../../functions/adapters/dynamodb/store.ts';
import { createTables, namesWith, OutdatedTable } from '../../local/create-tables.ts';
import { startEmulator } from '../../local/emulator.ts';

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
