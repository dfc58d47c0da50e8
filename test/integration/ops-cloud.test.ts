import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, inject, test } from 'vitest';
import { smokeCalls } from '../../ops/smoke-events.ts';
import { tableVariable } from '../../shared/platform/environment.ts';
import { tableNames } from '../../shared/platform/tables.ts';
import { createRecord } from '../../shared/use-cases/changes.ts';
import { type CloudDouble, cloudDouble } from '../support/cloud-double.ts';
import { storeResult } from '../support/deadlines.ts';
import { storeForTest, type TestStore } from '../support/emulator.ts';
import { aNotice, anEvent } from '../support/stored-rows.ts';

/** What functions answer that are asked by somebody who may not. */
const refusals = new Map<string, unknown>([
  ['suiji-test-authoriser', { errorMessage: 'Unauthorized' }],
  ['suiji-test-subject', { statusCode: 401, body: '{}' }],
]);

let cloud: CloudDouble;
let store: TestStore;
beforeEach(async () => {
  cloud = await cloudDouble(inject('dynamodbEndpoint'));
  store = await storeForTest();
  const variables = Object.fromEntries(tableNames.map((table) => [tableVariable(table), store.db.names[table]]));
  for (const { functionName } of smokeCalls((name) => `suiji-test-${name}`)) {
    const refusal = refusals.get(functionName);
    cloud.functions.set(functionName, { answer: () => refusal ?? { statusCode: 200, body: '{}' } });
  }
  cloud.functions.set('suiji-test-audit', { variables, answer: () => ({}) });
  for (const job of ['remind-deadlines', 'stage-import'])
    cloud.functions.set(`suiji-test-${job}`, { answer: () => ({}) });
});
afterEach(() => cloud.close());

const runFile = join(import.meta.dirname, '../../ops/run.ts');

const nobody = { AWS_ACCESS_KEY_ID: 'nobody', AWS_SECRET_ACCESS_KEY: 'nobody' };

/** The command as an operator's shell runs it, with credentials of nobody. */
const ops = (command: string, ...args: string[]) =>
  inShell(nobody, command, '--region', 'cn-north-1', '--endpoint-url', cloud.url, ...args);

const inShell = (variables: Record<string, string>, command: string, ...args: string[]) =>
  new Promise<{ exit: number; said: string }>((resolve) => {
    const words = [runFile, command, '--stage', 'test', ...args];
    const elsewhere = join(import.meta.dirname, 'no-such-folder');
    const env = {
      PATH: process.env.PATH,
      HOME: elsewhere,
      AWS_CONFIG_FILE: elsewhere,
      AWS_SHARED_CREDENTIALS_FILE: elsewhere,
      AWS_EC2_METADATA_DISABLED: 'true',
      ...variables,
    };
    execFile(process.execPath, words, { env }, (error, stdout, stderr) =>
      resolve({ exit: typeof error?.code === 'number' ? error.code : 0, said: stdout + stderr }),
    );
  });

describe('a deployed stage', () => {
  test('is asked function by function', async () => {
    const { exit, said } = await ops('smoke');
    expect(said).not.toContain('FAIL');
    expect(exit).toBe(0);
  });

  test('of which one function fails and another is not there is told to be ill', async () => {
    cloud.functions.set('suiji-test-plans', { answer: () => ({ errorMessage: 'Task timed out' }) });
    cloud.functions.delete('suiji-test-portal');
    const { exit, said } = await ops('smoke');
    expect(said.match(/^FAIL {2}\S+/gm)).toEqual(['FAIL  suiji-test-plans', 'FAIL  suiji-test-portal']);
    expect(exit).toBe(1);
  });

  test('that lets a forged token pass is told to be ill', async () => {
    cloud.functions.set('suiji-test-authoriser', { answer: () => ({ principalId: 'anybody' }) });
    expect(await ops('smoke')).toMatchObject({ exit: 1 });
  });

  test('has its dead letters started again and removed', async () => {
    const functionArn = 'arn:aws-cn:lambda:cn-north-1:123456789012:function:suiji-test-stage-import:$LATEST';
    const Body = JSON.stringify({
      requestContext: { functionArn, condition: 'RetriesExhausted' },
      requestPayload: { importId: 'i-1' },
    });
    cloud.queues.set('suiji-test-dead-letters', [{ MessageId: 'm1', ReceiptHandle: 'r1', Body }]);
    expect((await ops('redrive')).said).toContain('suiji-test-stage-import  {"importId":"i-1"}');
    expect(cloud.started).toEqual([]);
    expect(await ops('redrive', '--run')).toMatchObject({ exit: 0 });
    expect(cloud.started).toEqual([{ functionName: 'suiji-test-stage-import', event: { importId: 'i-1' } }]);
    expect(cloud.queues.get('suiji-test-dead-letters')).toEqual([]);
  });

  test('is verified in the tables that its functions use', async () => {
    await store.work.commit([createRecord('notice', 'n1', aNotice('n1'), anEvent())]);
    const { exit, said } = await ops('verify-audit', '--all');
    expect(said).toContain('1 条链，1 条记录，0 条不符');
    expect(exit).toBe(0);
  });

  test('reminds by its own job', async () => {
    await storeResult(store, 'r1', { day0: '2026-01-05', deadline: '2026-02-02', deadlineSince: '2026-01-05' });
    expect((await ops('reminders', '--as-of', '2026-02-03')).said).toMatch(/逾期未公示1件/);
    expect(cloud.started).toEqual([]);
    expect(await ops('reminders', '--as-of', '2026-02-03', '--run')).toMatchObject({ exit: 0 });
    expect(cloud.started).toEqual([{ functionName: 'suiji-test-remind-deadlines', event: { asOf: '2026-02-03' } }]);
  });

  test('that is not there is told as such', async () => {
    cloud.functions.delete('suiji-test-audit');
    const { exit, said } = await ops('verify-audit');
    expect(said).toContain('未能完成 (could not be done): 没有找到，请核对 --stage 与 --region');
    expect(said).toContain('ResourceNotFoundException');
    expect(exit).toBe(3);
  });

  test.each(['smoke', 'verify-audit'])(
    'of no known region, or without credentials, is not judged by %s',
    async (command) => {
      const nowhere = await inShell(nobody, command);
      expect(nowhere.said).toContain('未能完成 (could not be done): 请用 --region 指明区域');
      const unknown = await inShell({}, command, '--region', 'cn-north-1');
      expect(unknown.said).toContain('未能完成 (could not be done): 没有可用的 AWS 凭证');
      expect([nowhere.exit, unknown.exit]).toEqual([3, 3]);
    },
  );
});
