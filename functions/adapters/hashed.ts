import type { Hash } from 'node:crypto';
import { Readable } from 'node:stream';

/** Passes bytes on and keeps their count and digest. */
export function hashed(body: Uint8Array | AsyncIterable<Uint8Array>, hash: Hash) {
  let bytes = 0;
  async function* counted() {
    for await (const chunk of body instanceof Uint8Array ? [body] : body) {
      hash.update(chunk);
      bytes += chunk.byteLength;
      yield chunk;
    }
  }
  return { stream: Readable.from(counted(), { objectMode: false }), bytes: () => bytes };
}
