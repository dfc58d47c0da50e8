import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { pagePolicy } from '../../functions/verification/page-policy.ts';
import type { PublishedDraw } from './published-draw.ts';

export interface PortalServer {
  readonly url: string;
  readonly close: () => Promise<void>;
}

const mediaTypes: Readonly<Record<string, string>> = {
  html: 'text/html; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  css: 'text/css; charset=utf-8',
};

/** The public interface with one draw, and files of a folder under `/verification/`, with the policy of the real page. */
export async function portalServer(
  { draw, list, frames }: PublishedDraw,
  files: Readonly<Record<string, string>>,
): Promise<PortalServer> {
  const at = `/public/draws/${draw.number}`;
  const documents: Readonly<Record<string, unknown>> = {
    '/public/draws': { items: [draw] },
    [at]: draw,
    [`${at}/list/0`]: { number: draw.number, part: 0, objects: list },
    ...Object.fromEntries(
      [...frames].map(([frame, lines]) => [`${at}/frames/${frame}`, { items: [{ frame, shard: 0, lines }] }]),
    ),
  };
  const server = createServer((request, response) => {
    const path = new URL(request.url ?? '/', 'http://portal').pathname;
    const file = files[path];
    const document = documents[path];
    response.setHeader('content-security-policy', pagePolicy);
    if (file !== undefined) {
      response.setHeader('content-type', mediaTypes[file.split('.').at(-1) ?? ''] ?? 'text/plain');
      response.end(readFileSync(join(import.meta.dirname, '../..', file)));
    } else {
      response.statusCode = document === undefined ? 404 : 200;
      const kind = document === undefined ? 'application/problem+json' : 'application/json';
      response.setHeader('content-type', kind);
      response.end(JSON.stringify(document ?? { kind: 'not-found', detail: '没有找到。' }));
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('a TCP server has an address');
  return {
    url: `http://127.0.0.1:${address.port}`,
    close: () => new Promise((resolve) => void server.close(() => resolve())),
  };
}
