import { readFileSync } from 'node:fs';
import { createServer, type ServerResponse } from 'node:http';
import { join } from 'node:path';
import { pagePolicy } from '../../functions/verification.ts';
import { frameRootPath } from '../../shared/draw/merkle.ts';
import { frameLine } from '../../shared/draw/one/frame.ts';
import { readFrame } from '../../shared/draw/one/read-frame.ts';
import { shardDocuments } from '../../shared/public/frame-documents.ts';
import type { PublicDocument } from '../../shared/public/public-document.ts';
import { drawObject } from '../../shared/use-cases/draw/object-in-draw.ts';
import type { DrawInState } from './published-states.ts';

export interface PortalServer {
  readonly url: string;
  readonly close: () => Promise<void>;
}

const mediaTypes: Readonly<Record<string, string>> = {
  html: 'text/html; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  mjs: 'text/javascript; charset=utf-8',
  css: 'text/css; charset=utf-8',
};

/** The page and what it loads, as the portal serves them. */
const files: Readonly<Record<string, string>> = {
  '/verification': 'web/portal/verification/verification.html',
  '/verification/verification.css': 'web/portal/verification/verification.css',
  '/verification/verify.js': 'dist/web/verify.js',
  '/verification/verify-worker.js': 'dist/web/verify-worker.js',
  '/verification/suiji-verify.mjs': 'dist/web/suiji-verify.mjs',
  '/verification/README.md': 'dist/web/README.md',
};

const linesPerPage = 5000;

/** The public interface with one draw in some state, and the page, with the policy of the real one. */
export async function portalServer(published: DrawInState): Promise<PortalServer> {
  const { draw, list = [], frames } = published;
  const at = `/public/draws/${draw.number}`;
  const objects = objectsOf(published);
  const answer = async (url: URL): Promise<unknown> => {
    const path = decodeURIComponent(url.pathname);
    if (path === '/public/draws') {
      const year = url.searchParams.get('year');
      return { items: year === null || draw.frozenAt.startsWith(year) ? [draw] : [] };
    }
    if (path === at) return draw;
    const part = new RegExp(`^${at}/list/(\\d+)$`).exec(path)?.[1];
    if (part !== undefined) return { number: draw.number, part: Number(part), objects: part === '0' ? list : [] };
    const id = new RegExp(`^${at}/objects/(.+)$`).exec(path)?.[1];
    if (id !== undefined) return objects(id);
    const frame = new RegExp(`^${at}/frames/(.+)$`).exec(path)?.[1];
    const lines = draw.framesPublishedAt === undefined ? undefined : frames.get(frame ?? '');
    return lines && pageOf(frame ?? '', lines, Number(url.searchParams.get('cursor') ?? 0));
  };
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://portal');
    response.setHeader('content-security-policy', pagePolicy);
    const file = files[url.pathname];
    if (file === undefined) return void answer(url).then((body) => sendJson(response, body));
    response.setHeader('content-type', mediaTypes[file.split('.').at(-1) ?? ''] ?? 'text/plain; charset=utf-8');
    response.end(readFileSync(join(import.meta.dirname, '../..', file)));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('a TCP server has an address');
  return {
    url: `http://127.0.0.1:${address.port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function sendJson(response: ServerResponse, body: unknown): void {
  const problem = { kind: 'not-found', detail: '没有找到。' };
  response.statusCode = body === undefined ? 404 : 200;
  response.setHeader('content-type', body === undefined ? 'application/problem+json' : 'application/json');
  response.end(JSON.stringify(body ?? problem));
}

const pageOf = (frame: string, lines: readonly string[], from: number) => ({
  items: [{ frame, shard: 0, lines: lines.slice(from, from + linesPerPage) }],
  ...(from + linesPerPage < lines.length && { next: String(from + linesPerPage) }),
});

/** What the portal answers of one object, from the documents of the frames' shards. */
function objectsOf({ draw, frames }: DrawInState) {
  const documents = new Map<string, PublicDocument['body']>();
  for (const { frame } of draw.frames) {
    const shards = new Map<number, string[]>();
    const lines = frames.get(frame) ?? [];
    const read = readFrame(lines, (row, shard) => {
      const own = shards.get(shard) ?? [];
      own.push(frameLine(row));
      shards.set(shard, own);
    });
    if (!read.ok) continue;
    for (const [shard, own] of shards)
      for (const { id, part, body } of shardDocuments(frame, shard, own, frameRootPath(read.value.shardRoots, shard)))
        documents.set(`${id} ${part}`, body);
  }
  const published = { find: async (_: string, id: string, part?: string) => documents.get(`${id} ${part}`) };
  return async (id: string) => {
    const found = await drawObject(published, draw, id);
    return found.ok ? found.value : undefined;
  };
}
