import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { sfnDrawProcess } from '../../functions/adapters/sfn-draw-process.ts';

const stateMachineArn = 'arn:aws-cn:states:cn-north-1:123456789012:stateMachine:suiji-test-draw';
const run = {
  batchId: 'a6f70da5f2c0869324d9ab04',
  work: 'draw',
  attempt: 3,
  dueAt: '2026-11-23T03:00:00.000Z',
  byShards: true,
} as const;

let server: Server;
/** Executions by name: their input, and whether they are closed. */
let executions: Map<string, { input: string; closed: boolean }>;
let broken: boolean;

/** As Step Functions says of StartExecution: the same again while it runs is answered, another or a closed one refused. */
function startExecution({ name, input }: { name: string; input: string }): [status: number, body: object] {
  if (broken) return [500, { __type: 'InternalFailure' }];
  const found = executions.get(name);
  if (found && (found.closed || found.input !== input)) return [400, { __type: 'ExecutionAlreadyExists' }];
  executions.set(name, { input, closed: false });
  return [200, { executionArn: `${stateMachineArn}:${name}`, startDate: 1_763_000_000 }];
}

async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const body = JSON.parse(await text(request));
  const known = request.headers['x-amz-target'] === 'AWSStepFunctions.StartExecution';
  const [status, said] =
    known && body.stateMachineArn === stateMachineArn ? startExecution(body) : [400, { __type: 'ValidationException' }];
  response.writeHead(status, { 'content-type': 'application/x-amz-json-1.0' }).end(JSON.stringify(said));
}

beforeAll(async () => {
  server = createServer((request, response) => void answer(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});
afterAll(() => new Promise<void>((resolve) => server.close(() => resolve())));
beforeEach(() => {
  executions = new Map();
  broken = false;
});

const process = () =>
  sfnDrawProcess({
    stateMachineArn,
    client: {
      endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
      region: 'cn-north-1',
      credentials: { accessKeyId: 'x', secretAccessKey: 'y' },
      maxAttempts: 1,
    },
  });

test('an execution is named by batch and attempt and is given both and the time', async () => {
  expect(await process().start(run)).toBe('running');
  const [[name, { input }] = ['', { input: '' }]] = executions;
  expect(name).toBe('a6f70da5f2c0869324d9ab04-3');
  expect(JSON.parse(input)).toEqual(run);
});

test('starting it again finds it running, whatever order its facts come in', async () => {
  await process().start(run);
  expect(
    await process().start({ byShards: true, dueAt: run.dueAt, attempt: 3, batchId: run.batchId, work: 'draw' }),
  ).toBe('running');
  expect(executions.size).toBe(1);
});

test('freezing a batch and drawing it are two executions', async () => {
  for (const work of ['freeze', 'draw'] as const) expect(await process().start({ ...run, work })).toBe('running');
  expect([...executions.keys()]).toEqual(['a6f70da5f2c0869324d9ab04-freeze-3', 'a6f70da5f2c0869324d9ab04-3']);
});

test('one that has ended is not begun a second time', async () => {
  await process().start(run);
  for (const execution of executions.values()) execution.closed = true;
  expect(await process().start(run)).toBe('ended');
});

test('an outage is no answer', async () => {
  broken = true;
  await expect(process().start(run)).rejects.toThrow();
});
