import { createHash } from 'node:crypto';
import { type Blobs, FileUnusable } from '../../shared/use-cases/ports/blobs.ts';

export interface MemoryBlobs extends Blobs {
  readonly files: Map<string, Buffer>;
  /** Until when the addresses that it gives are valid. */
  expiresAt: string;
}

/** A blob store that keeps files in memory; its addresses name the file and work nowhere else. */
export function memoryBlobs(): MemoryBlobs {
  const files = new Map<string, Buffer>();
  const found = (key: string) => {
    const file = files.get(key);
    if (!file) throw new FileUnusable(`no file ${key}`);
    return file;
  };
  const blobs: MemoryBlobs = {
    files,
    expiresAt: '2026-11-23T09:00:00.000Z',
    async put(key, body) {
      const parts = body instanceof Uint8Array ? [body] : await Array.fromAsync(body);
      const file = Buffer.concat(parts);
      files.set(key, file);
      return { bytes: file.length, sha256: createHash('sha256').update(file).digest('hex') };
    },
    async putNew(key, body) {
      if (files.has(key)) return false;
      files.set(key, Buffer.from(body));
      return true;
    },
    async *open(key, range) {
      const file = range ? found(key).subarray(range.from, range.to) : found(key);
      for (let at = 0; at < file.length; at += 65_536) yield file.subarray(at, at + 65_536);
    },
    stat: async (key) => {
      const file = files.get(key);
      return file && { bytes: file.length };
    },
    uploadUrl: async (key) => ({ url: `memory:${key}`, expiresAt: blobs.expiresAt, headers: {} }),
    downloadUrl: async (key) => ({ url: `memory:${key}`, expiresAt: blobs.expiresAt }),
  };
  return blobs;
}
