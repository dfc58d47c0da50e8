import {
  createServer,
  type IncomingHttpHeaders,
  type IncomingMessage,
  request,
  type Server,
  type ServerResponse,
} from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { Random } from '../../local/demo/random.ts';

/** What may happen to a call on its way between a client and the database. */
export const faultKinds = [
  'throttled',
  'broken-before',
  'reset-before',
  'broken-after',
  'reset-after',
  'conflict',
  'slow',
] as const;
export type FaultKind = (typeof faultKinds)[number];

export interface Call {
  /** As `TransactWriteItems`. */
  readonly operation: string;
  readonly isWrite: boolean;
  /** How many calls came before it. */
  readonly index: number;
  /** Whether the client has sent this call before. */
  readonly isRepeat: boolean;
}

/** Faults of all kinds, alike often, for these shares of the calls; tables are made in peace, that is not the product's work. */
export function faultsOf(
  seed: number,
  shares: { readonly write: number; readonly read: number },
): (call: Call) => FaultKind | undefined {
  const random = new Random(seed);
  return ({ operation, isWrite }) =>
    operation.endsWith('Table') || random.fraction() >= shares[isWrite ? 'write' : 'read']
      ? undefined
      : faultKinds[random.integer(0, faultKinds.length - 1)];
}

export interface FaultyNetwork {
  readonly endpoint: string;
  /** How often each fault was put in. */
  readonly injected: Readonly<Record<FaultKind, number>>;
  readonly calls: () => number;
  readonly close: () => Promise<void>;
}

/**
 * A network between clients and the DynamoDB at `target`, with the faults that `choose` puts in. Only a transaction can
 * meet another one; for any other call a conflict is a throttling. The tokens of transactions are lost on the way, as they
 * are to a store that keeps none, and to DynamoDB after ten minutes.
 */
export async function faultyNetwork(
  target: string,
  choose: (call: Call) => FaultKind | undefined,
): Promise<FaultyNetwork> {
  const injected = Object.fromEntries(faultKinds.map((kind) => [kind, 0])) as Record<FaultKind, number>;
  const seen = new Set<string>();
  let index = 0;

  const answer = async (incoming: IncomingMessage, outgoing: ServerResponse) => {
    const body = await bytesOf(incoming);
    const operation = String(incoming.headers['x-amz-target']).split('.').at(-1) ?? '';
    const call = {
      operation,
      isWrite: /Write|Put|Update|Delete/.test(operation),
      index: index++,
      isRepeat: isRepeat(seen, incoming.headers),
    };
    const fault = choose(call);
    if (fault) injected[fault] += 1;
    if (fault === 'reset-before') return outgoing.destroy();
    if (fault === 'broken-before') return refuse(outgoing, 500, { __type: 'InternalServerError' });
    if (fault === 'conflict' && operation === 'TransactWriteItems') return refuse(outgoing, 400, conflictOf(body));
    if (fault === 'throttled' || fault === 'conflict') return refuse(outgoing, 400, { __type: 'ThrottlingException' });
    if (fault === 'slow') await wait(50);
    const passed = await forward(target, incoming.headers, withoutToken(body)).catch(() => undefined);
    if (fault === 'reset-after' || !passed) return outgoing.destroy();
    if (fault === 'broken-after') return refuse(outgoing, 500, { __type: 'InternalServerError' });
    return outgoing.writeHead(passed.status, passed.headers).end(passed.body);
  };
  const server = createServer((incoming, outgoing) => void answer(incoming, outgoing));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    injected,
    calls: () => index,
    close: () => closed(server),
  };
}

/** A client numbers its calls: those that it sends again have the same number. */
function isRepeat(seen: Set<string>, headers: IncomingHttpHeaders): boolean {
  const id = String(headers['amz-sdk-invocation-id']);
  const before = seen.has(id);
  seen.add(id);
  return before;
}

const prefix = 'com.amazonaws.dynamodb.v20120810#';

function refuse(outgoing: ServerResponse, status: number, { __type, ...more }: { readonly __type: string }) {
  const body = JSON.stringify({ __type: `${prefix}${__type}`, message: 'put in by a test', ...more });
  return outgoing.writeHead(status, { 'content-type': 'application/x-amz-json-1.0' }).end(body);
}

const conflictOf = (body: Buffer) => {
  const { TransactItems } = JSON.parse(body.toString()) as { TransactItems: readonly unknown[] };
  const reasons = TransactItems.map((_, at) => ({ Code: at === 0 ? 'TransactionConflict' : 'None' }));
  return { __type: 'TransactionCanceledException', CancellationReasons: reasons };
};

async function bytesOf(stream: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of stream) parts.push(part as Buffer);
  return Buffer.concat(parts);
}

function withoutToken(body: Buffer): Buffer {
  const { ClientRequestToken: _, ...sent } = JSON.parse(body.toString()) as Record<string, unknown>;
  return Buffer.from(JSON.stringify(sent));
}

function forward(target: string, headers: IncomingHttpHeaders, body: Buffer) {
  return new Promise<{ status: number; headers: IncomingHttpHeaders; body: Buffer }>((resolve, reject) => {
    const outgoing = request(
      target,
      { method: 'POST', headers: { ...headers, 'content-length': body.length } },
      (answer) => {
        bytesOf(answer).then(
          (bytes) => resolve({ status: answer.statusCode ?? 500, headers: answer.headers, body: bytes }),
          reject,
        );
      },
    );
    outgoing.on('error', reject).end(body);
  });
}

function closed(server: Server): Promise<void> {
  server.closeAllConnections();
  return new Promise((resolve) => {
    server.close(() => resolve());
  });
}
