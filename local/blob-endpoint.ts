import type { IncomingMessage, ServerResponse } from 'node:http';
import { pipeline } from 'node:stream/promises';
import type { FileBlobs, Grant } from '../functions/adapters/file-blobs.ts';
import { problem } from '../functions/chain/problem.ts';
import { addressOf } from './gateway-event.ts';
import { notHere, send } from './http-server.ts';

class TooLarge extends Error {}

/** Serves the presigned addresses of files, like S3 in the cloud; false for any other path. */
export const serveBlobs =
  (blobs: FileBlobs) =>
  async (request: IncomingMessage, response: ServerResponse, path: string): Promise<boolean> => {
    if (path !== '/blobs') return false;
    const grant = blobs.grantOf(addressOf(request).searchParams);
    if (grant?.act === 'put' && request.method === 'PUT') await upload(blobs, grant, request, response);
    else if (grant?.act === 'get' && request.method === 'GET') await download(blobs, grant, request, response);
    else send(response, problem({ kind: 'forbidden', operation: '文件上传或下载地址无效或已过期' }));
    return true;
  };

async function upload(blobs: FileBlobs, { key, type, max }: Grant, request: IncomingMessage, response: ServerResponse) {
  const given = request.headers['content-type'] ?? '';
  if (given !== type) return send(response, problem({ kind: 'unsupported-media-type', expected: type }));
  try {
    await blobs.put(key, bounded(request, max), type);
    send(response, { statusCode: 200, body: '' });
  } catch (error) {
    if (!(error instanceof TooLarge)) throw error;
    send(response, problem({ kind: 'file-too-large', limitBytes: max }));
  }
}

async function* bounded(body: AsyncIterable<Buffer>, max: number): AsyncGenerator<Uint8Array> {
  let bytes = 0;
  for await (const chunk of body) {
    bytes += chunk.byteLength;
    if (bytes > max) throw new TooLarge();
    yield chunk;
  }
}

async function download(
  blobs: FileBlobs,
  { key, name }: Grant,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const found = await blobs.stat(key);
  if (!found) return send(response, problem(notHere(request)));
  response.writeHead(200, {
    'content-type': 'application/octet-stream',
    'content-length': found.bytes,
    'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(name)}`,
    'x-content-type-options': 'nosniff',
    'cache-control': 'no-store',
  });
  await pipeline(blobs.open(key), response);
}
