import { QueryCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { beforeEach, describe, expect, inject, test } from 'vitest';
import { documentClient } from '../../functions/adapters/dynamodb/client.ts';
import { slotKey } from '../../functions/adapters/dynamodb/registry-rows.ts';
import { dynamoStore } from '../../functions/adapters/dynamodb/store.ts';
import { lastFiring } from '../../local/cron.ts';
import { jobs } from '../../shared/platform/jobs.ts';
import type { Actor } from '../../shared/use-cases/actor.ts';
import { activateImport } from '../../shared/use-cases/import/decide-import.ts';
import { runSettling, runStaging } from '../../shared/use-cases/import/import-jobs.ts';
import { dyingAfter } from '../support/dying-client.ts';
import { faultsOf, faultyNetwork } from '../support/faulty-network.ts';
import { codeOf, csv, type ImportDesk, importDesk, objectRow } from '../support/import-desk.ts';
import { expectOk, person, systemForTest, type TestSystem } from '../support/system.ts';

let system: TestSystem;
let desk: ImportDesk;
beforeEach(async () => {
  system = await systemForTest();
  desk = importDesk(system, person('SCJG', 'officer'));
});

const begun = Date.parse('2026-11-23T01:03:00.000Z');
const officer: Actor = { ...person('SCJG', 'officer'), scope: 'own' };
const statusOf = async (id: string) => (await desk.get(id)).status;
const numbered = (count: number, name?: (n: number) => string) =>
  csv(...Array.from({ length: count }, (_, n) => objectRow(n + 1, name?.(n + 1))));

/** Lets time pass minute by minute, with the schedule of the job that takes imports up. */
async function pass(minutes: number): Promise<void> {
  const [schedule] = jobs['resume-imports'].schedules;
  for (let minute = 1; minute <= minutes; minute += 1) {
    const at = new Date(begun + minute * 60_000);
    if (lastFiring(schedule, at)?.getTime() !== at.getTime()) continue;
    system.at(at.toISOString());
    await system.runJob('resume-imports');
  }
}

describe('an import that is killed between its activation and the end of settling', () => {
  // The activation, one transaction for the only chunk, and the end: a life of three writes sees all of it.
  test.each([1, 2])(
    'after %i of its three writes is right for every reader, and settled within half an hour',
    async (writes) => {
      await desk.imported(numbered(3));
      const { id, version } = await desk.staged(numbered(4, (n) => (n === 2 ? '睢县第2饭店' : `改名${n}`)));
      system.at(new Date(begun).toISOString());
      const { db } = system.store;
      const dying = { ...system.deps, ...dynamoStore({ ...db, client: dyingAfter(db.client, writes) }) };
      const now = new Date(begun);
      await activateImport(dying, { id, version, validRowsOnly: false }, officer, now);
      await expect(runSettling(dying, id, now)).rejects.toThrow('killed');
      system.forgetJobs();

      const names = ['睢县第2饭店', '改名1', '改名3', '改名4'].toSorted();
      expect([await statusOf(id), await desk.names()]).toEqual(['activated', names]);
      await pass(30);
      expect([await statusOf(id), await desk.names()]).toEqual(['settled', names]);
      expect(await system.runJob('mend-imports')).toEqual({ marked: 0, mended: 0 });
    },
  );

  test('does not keep another one waiting that comes after it, and the run says that it failed', async () => {
    const stuck = await desk.staged(numbered(2));
    expectOk(await desk.call('activateImport', { params: { id: stuck.id }, version: stuck.version, body: {} }));
    system.forgetJobs();
    const experts = importDesk(system, person('WJW', 'officer'));
    const other = await experts.staged(csv(objectRow(7)));
    expectOk(await experts.call('activateImport', { params: { id: other.id }, version: other.version, body: {} }));
    system.forgetJobs();
    // A row of the first does not parse any more.
    await system.store.db.client.send(
      new UpdateCommand({
        TableName: system.store.db.names.registry,
        Key: { pk: `import#${stuck.id}`, sk: await chunkOf(stuck.id) },
        UpdateExpression: 'SET #rows = :broken',
        ExpressionAttributeNames: { '#rows': 'rows' },
        ExpressionAttributeValues: { ':broken': 'broken' },
      }),
    );
    system.at(new Date(begun + 30 * 60_000).toISOString());
    await expect(system.runJob('resume-imports')).rejects.toThrow('1 of 2 imports could not go on');
    expect([await statusOf(stuck.id), (await experts.get(other.id)).status]).toEqual(['activated', 'settled']);
  });
});

async function chunkOf(importId: string): Promise<string> {
  const { Items } = await system.store.db.client.send(
    new QueryCommand({
      TableName: system.store.db.names.registry,
      KeyConditionExpression: 'pk = :pk AND begins_with(sk, :chunk)',
      ExpressionAttributeValues: { ':pk': `import#${importId}`, ':chunk': 'chunk#' },
    }),
  );
  return String(Items?.[0]?.sk);
}

test.each([11, 12, 13])(
  'behind a network that fails one call in ten (seed %i), whose jobs are run until they go through, an import leaves no mark',
  async (seed) => {
    await desk.imported(numbered(70));
    const id = await desk.upload(numbered(90, (n) => (n % 10 === 0 ? `睢县第${n}饭店` : `改名${n}`)));
    expectOk(await desk.call('stageImport', { params: { id } }));
    system.forgetJobs();
    const network = await faultyNetwork(inject('dynamodbEndpoint'), faultsOf(seed, { write: 0.1, read: 0.1 }));
    try {
      const store = dynamoStore({ ...system.store.db, client: documentClient({ endpoint: network.endpoint }) });
      const deps = { ...system.deps, ...store };
      const now = new Date(begun);
      const untilThrough = async (work: () => Promise<unknown>, status: string) => {
        for (let attempt = 1; attempt <= 10 && (await statusOf(id)) !== status; attempt += 1) {
          await work().catch(() => undefined);
        }
        expect(await statusOf(id)).toBe(status);
      };
      await untilThrough(() => runStaging(deps, id, now), 'staged');
      const { version } = await desk.get(id);
      await untilThrough(() => activateImport(deps, { id, version, validRowsOnly: false }, officer, now), 'activated');
      await untilThrough(() => runSettling(deps, id, now), 'settled');
    } finally {
      await network.close();
    }
    expect(await system.runJob('mend-imports')).toEqual({ marked: 0, mended: 0 });
    expect(await desk.names()).toHaveLength(90);
  },
);

describe('the nightly proof', () => {
  const mark = (n: number, name: 'stagedBy' | 'supersededBy', importId: string) =>
    system.store.db.client.send(
      new UpdateCommand({
        TableName: system.store.db.names.registry,
        Key: slotKey('object', codeOf(n), 'a'),
        UpdateExpression: 'SET #mark = :importId',
        ConditionExpression: 'attribute_exists(pk)',
        ExpressionAttributeNames: { '#mark': name },
        ExpressionAttributeValues: { ':importId': importId },
      }),
    );

  test('leaves the rows of an import alone that waits or is at work', async () => {
    await desk.imported(numbered(2));
    await desk.staged(numbered(3, (n) => `改名${n}`));
    // Three staged, two of which supersede another.
    expect(await system.runJob('mend-imports')).toEqual({ marked: 5, mended: 0 });
    expect(await desk.names()).toEqual(['睢县第1饭店', '睢县第2饭店']);
  });

  test('takes marks off that a settled import has left, so that the row can be changed again', async () => {
    const { id } = await desk.imported(numbered(3));
    await mark(1, 'stagedBy', id);
    const edit = async () => {
      const { version, updatedAt: _, ...body } = expectOk(await desk.call('getObject', { params: { id: codeOf(1) } }));
      return desk.call('updateObject', { params: { id: codeOf(1) }, version, body: { ...body, name: '改过的名称' } });
    };
    expect(await system.runJob('mend-imports')).toEqual({ marked: 1, mended: 1 });
    expectOk(await edit());
    expect(await desk.names()).toEqual(['改过的名称', '睢县第2饭店', '睢县第3饭店'].toSorted());
    expect(await system.runJob('mend-imports')).toEqual({ marked: 0, mended: 0 });
  });

  test('removes what a discarded import has left, and frees what it was to supersede', async () => {
    await desk.imported(numbered(2));
    const { id } = await desk.staged(csv(objectRow(9)));
    expectOk(await desk.call('discardImport', { params: { id } }));
    await system.runJobs();
    await mark(1, 'stagedBy', id);
    await mark(2, 'supersededBy', id);
    expect(await system.runJob('mend-imports')).toEqual({ marked: 2, mended: 2 });
    expect(await desk.names()).toEqual(['睢县第2饭店']);
  });

  test('fails, so that somebody is told, on the mark of an import that nobody knows', async () => {
    await desk.imported(numbered(2));
    await mark(1, 'stagedBy', 'nobody-knows');
    await expect(system.runJob('mend-imports')).rejects.toThrow('nobody-knows');
  });
});
