import { hash } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';

export interface CloudDouble {
  readonly url: string;
  /** Functions by physical name: what their environment says, and what they answer. */
  readonly functions: Map<
    string,
    { readonly variables?: Record<string, string>; readonly answer: (event: unknown) => unknown }
  >;
  /** Starts that nobody waits for, in their order. */
  readonly started: { readonly functionName: string; readonly event: unknown }[];
  /** Letters by queue. */
  readonly queues: Map<string, { readonly MessageId: string; readonly ReceiptHandle: string; readonly Body: string }[]>;
  readonly close: () => Promise<void>;
}

/**
 * As much of Lambda and SQS as operators use, by AWS's own protocols, on one address with a real DynamoDB emulator behind
 * it. It works in memory: what is removed is gone, what is started is kept.
 */
export async function cloudDouble(dynamodb: string): Promise<CloudDouble> {
  const functions: CloudDouble['functions'] = new Map();
  const started: CloudDouble['started'] = [];
  const queues: CloudDouble['queues'] = new Map();

  const server: Server = createServer((request, response) => {
    void answer(request, response).catch((error: unknown) => send(response, 500, { message: String(error) }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`;

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const body = Buffer.concat(chunks);
    const target = String(request.headers['x-amz-target'] ?? '');
    if (target.startsWith('DynamoDB_')) return forward(request, body, response);
    if (target.startsWith('AmazonSQS.'))
      return sqs(target.slice('AmazonSQS.'.length), JSON.parse(body.toString()), response);
    return lambda(request, body.length > 0 ? JSON.parse(body.toString()) : undefined, response);
  }

  async function forward(request: IncomingMessage, body: Buffer, response: ServerResponse): Promise<void> {
    const headers = {
      'x-amz-target': String(request.headers['x-amz-target']),
      'content-type': 'application/x-amz-json-1.0',
      authorization: String(request.headers.authorization),
      'x-amz-date': String(request.headers['x-amz-date']),
    };
    const answered = await fetch(dynamodb, { method: 'POST', headers, body: new Uint8Array(body) });
    response.writeHead(answered.status, { 'content-type': 'application/x-amz-json-1.0' });
    response.end(Buffer.from(await answered.arrayBuffer()));
  }

  function lambda(request: IncomingMessage, event: unknown, response: ServerResponse): void {
    const [, name = '', act] =
      /^\/2015-03-31\/functions\/([^/]+)\/(configuration|invocations)$/.exec(request.url ?? '') ?? [];
    const found = functions.get(name);
    if (!found) return send(response, 404, { message: `Function not found: ${name}` }, 'ResourceNotFoundException');
    if (act === 'configuration')
      return send(response, 200, { FunctionName: name, Environment: { Variables: found.variables ?? {} } });
    if (request.headers['x-amz-invocation-type'] === 'Event') {
      started.push({ functionName: name, event });
      return send(response, 202, {});
    }
    return send(response, 200, found.answer(event));
  }

  function sqs(
    act: string,
    asked: { QueueName?: string; QueueUrl?: string; ReceiptHandle?: string },
    response: ServerResponse,
  ): void {
    const name = asked.QueueName ?? asked.QueueUrl?.split('/').at(-1) ?? '';
    const letters = queues.get(name);
    if (!letters) return send(response, 400, { message: 'no such queue' }, 'com.amazonaws.sqs#QueueDoesNotExist');
    if (act === 'GetQueueUrl') return send(response, 200, { QueueUrl: `${url}/000000000000/${name}` });
    if (act === 'ReceiveMessage') {
      const Messages = letters.slice(0, 10).map((letter) => ({ ...letter, MD5OfBody: md5(letter.Body) }));
      return send(response, 200, { Messages });
    }
    if (act !== 'DeleteMessage') return send(response, 200, {});
    queues.set(
      name,
      letters.filter(({ ReceiptHandle }) => ReceiptHandle !== asked.ReceiptHandle),
    );
    return send(response, 200, {});
  }

  return { url, functions, started, queues, close: () => new Promise((resolve) => server.close(() => resolve())) };
}

const md5 = (text: string): string => hash('md5', text, 'hex');

function send(response: ServerResponse, status: number, body: unknown, error?: string): void {
  response.writeHead(status, { 'content-type': 'application/json', ...(error && { 'x-amzn-errortype': error }) });
  response.end(JSON.stringify(body));
}
