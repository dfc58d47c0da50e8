import { readFileSync } from 'node:fs';
import { createServer, type ServerResponse } from 'node:http';
import { join } from 'node:path';
import { pagePolicy } from '../../functions/verification.ts';

/** A draw of either specification, as the portal holds it. */
interface Served {
  readonly draw: { readonly number: string; readonly frozenAt: string; readonly rowsPublishedAt?: string | undefined };
  readonly list?: readonly unknown[];
  readonly frames: ReadonlyMap<string, readonly string[]>;
}

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
export async function portalServer(published: Served): Promise<PortalServer> {
  const { draw, list = [], frames } = published;
  const at = `/public/draws/${draw.number}`;
  const answer = async (url: URL): Promise<unknown> => {
    const path = decodeURIComponent(url.pathname);
    if (path === '/public/draws') {
      const year = url.searchParams.get('year');
      return { items: year === null || draw.frozenAt.startsWith(year) ? [draw] : [] };
    }
    if (path === at) return draw;
    const part = new RegExp(`^${at}/list/(\\d+)$`).exec(path)?.[1];
    if (part !== undefined) return { number: draw.number, part: Number(part), objects: part === '0' ? list : [] };
    const frame = new RegExp(`^${at}/frames/(.+)$`).exec(path)?.[1];
    const lines = draw.rowsPublishedAt === undefined ? undefined : frames.get(frame ?? '');
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
