import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { problem } from '../functions/chain/problem.ts';
import { ailing, diskFull } from './diagnosis.ts';
import { errorCode, StartError } from './start-error.ts';

export type Answerer = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

export interface LocalServer {
  readonly port: number;
  readonly url: string;
  /** Until this is called, every request is answered with "the system is starting". */
  readonly answerBy: (answerer: Answerer) => void;
  readonly close: () => Promise<void>;
}

/** Listens on a port of this machine only; 0 takes a free one. */
export async function openServer(port: number): Promise<LocalServer> {
  let answer: Answerer = async (_, response) => send(response, starting);
  const server = createServer((request, response) => {
    if (!namesThisMachine(request)) return send(response, problem(notHere(request)));
    answer(request, response).catch((error: unknown) => {
      console.error(error);
      if (response.headersSent) response.destroy();
      else send(response, errorCode(error) === 'ENOSPC' ? ailing(diskFull) : problem({ kind: 'internal-error' }));
    });
  });
  await listening(server, port);
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('a TCP server has an address');
  return {
    port: address.port,
    url: `http://127.0.0.1:${address.port}`,
    answerBy: (answerer) => {
      answer = answerer;
    },
    close: () => closed(server),
  };
}

const starting: Sendable = {
  statusCode: 503,
  headers: { 'content-type': 'text/plain; charset=utf-8', 'retry-after': 1 },
  body: '系统正在启动，请稍候。',
};

/** A foreign page whose name resolves to this machine must not reach us through the visitor's browser. */
const namesThisMachine = ({ headers: { host } }: IncomingMessage): boolean =>
  /^(127\.0\.0\.1|localhost)(:\d+)?$/i.test(host ?? '');

export const notHere = ({ method = '', url = '' }: IncomingMessage) =>
  ({ kind: 'operation-not-found', method, path: url.split('?')[0] ?? '' }) as const;

const listening = (server: Server, port: number): Promise<void> =>
  new Promise((resolve, reject) => {
    server.once('error', (error) => reject(portError(port, error)));
    server.listen(port, '127.0.0.1', () => resolve());
  });

const portError = (port: number, error: Error): Error => {
  if (errorCode(error) === 'EADDRINUSE')
    return new StartError(
      `端口 ${port} 已被占用。`,
      `本系统可能已在运行；如需再启动一套，请换用其他端口和状态目录，如：npm start -- --port ${port + 100} --state .local/second`,
    );
  if (errorCode(error) === 'EACCES')
    return new StartError(`没有使用端口 ${port} 的权限。`, '请改用 1024 以上的端口，如：npm start -- --port 8080');
  return error;
};

const closed = (server: Server): Promise<void> =>
  new Promise((resolve) => {
    server.close(() => resolve());
    server.closeIdleConnections();
    setTimeout(() => server.closeAllConnections(), 2000).unref();
  });

/** The whole body, or undefined if it is larger than allowed; never buffers more than that. */
export async function readBody(request: IncomingMessage, limitBytes: number): Promise<Buffer | undefined> {
  if (Number(request.headers['content-length'] ?? 0) > limitBytes) return undefined;
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    const bytes = Buffer.from(chunk);
    size += bytes.length;
    if (size > limitBytes) return undefined;
    chunks.push(bytes);
  }
  return Buffer.concat(chunks);
}

export interface Sendable {
  readonly statusCode: number;
  readonly headers?: Readonly<Record<string, string | number | boolean>> | undefined;
  readonly body: string;
  readonly isBase64Encoded?: boolean | undefined;
}

/** Sends a response as API Gateway would. */
export function send(response: ServerResponse, { statusCode, headers = {}, body, isBase64Encoded }: Sendable): void {
  for (const [name, value] of Object.entries(headers)) response.setHeader(name, String(value));
  response.writeHead(statusCode);
  response.end(isBase64Encoded ? Buffer.from(body, 'base64') : body);
}
