import { createHash, createHmac, randomUUID, timingSafeEqual } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { link, mkdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import * as z from 'zod';
import { type Blobs, type ByteRange, FileUnusable } from '../../shared/use-cases/ports/blobs.ts';
import type { Clock } from '../../shared/use-cases/ports/time.ts';
import { hashed } from './hashed.ts';

const lifetimeMilliseconds = 900_000;

/** What a presigned address allows. */
const Grant = z.object({
  act: z.enum(['get', 'put']),
  key: z.string().regex(/^\w[\w.-]*(\/\w[\w.-]*)*$/),
  expires: z.coerce.number<string>(),
  /** The media type an upload must have, and how many bytes at most. */
  type: z.string().default(''),
  max: z.coerce.number<string>().default(0),
  /** The name a download is offered under. */
  name: z.string().default(''),
});
export type Grant = z.infer<typeof Grant>;

export interface FileBlobsOptions {
  readonly folder: string;
  /** Where the presigned addresses are served; known when the server listens. */
  readonly baseUrl: () => string;
  readonly key: string;
  readonly clock: Clock;
}

export interface FileBlobs extends Blobs {
  /** What a presigned address allows now, or undefined when it was changed or has expired. */
  readonly grantOf: (query: URLSearchParams) => Grant | undefined;
}

/** The blob port on a folder, for one machine; its addresses are signed and expire as S3's do. */
export function fileBlobs({ folder, baseUrl, key: secret, clock }: FileBlobsOptions): FileBlobs {
  const path = (key: string) => join(folder, ...Grant.shape.key.parse(key).split('/'));
  const macOf = (grant: Grant) => createHmac('sha256', secret).update(JSON.stringify(grant)).digest();

  function presigned(given: Omit<z.input<typeof Grant>, 'expires'>) {
    const expires = clock().getTime() + lifetimeMilliseconds;
    const grant = Grant.parse({ ...given, expires: String(expires) });
    const query = new URLSearchParams(
      Object.entries(grant).map(([name, value]): [string, string] => [name, String(value)]),
    );
    query.set('signature', macOf(grant).toString('base64url'));
    return { url: `${baseUrl()}/blobs?${query}`, expiresAt: new Date(expires).toISOString() };
  }

  return {
    async put(key, body) {
      const hash = createHash('sha256');
      const counted = hashed(body, hash);
      const target = path(key);
      const partial = `${target}.${randomUUID()}`;
      await mkdir(dirname(target), { recursive: true });
      try {
        await pipeline(counted.stream, createWriteStream(partial));
      } catch (error) {
        await rm(partial, { force: true });
        throw error;
      }
      await rename(partial, target);
      return { bytes: counted.bytes(), sha256: hash.digest('hex') };
    },

    async putNew(key, body) {
      const target = path(key);
      const partial = `${target}.${randomUUID()}`;
      await mkdir(dirname(target), { recursive: true });
      await writeFile(partial, body);
      try {
        // A link is made whole or not at all, and never over a file.
        await link(partial, target);
        return true;
      } catch (error) {
        if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false;
        throw error;
      } finally {
        await rm(partial, { force: true });
      }
    },

    open: (key, range) => contentOf(path(key), key, range),

    async stat(key) {
      const found = await stat(path(key)).catch((error: unknown) => {
        if (isAbsent(error)) return undefined;
        throw error;
      });
      return found && { bytes: found.size };
    },

    async uploadUrl(key, type, maxBytes) {
      return { ...presigned({ act: 'put', key, type, max: String(maxBytes) }), headers: { 'content-type': type } };
    },

    async downloadUrl(key, name) {
      return presigned({ act: 'get', key, name });
    },

    grantOf(query) {
      const grant = Grant.safeParse(Object.fromEntries(query));
      if (!grant.success || grant.data.expires < clock().getTime()) return undefined;
      const given = Buffer.from(query.get('signature') ?? '', 'base64url');
      const expected = macOf(grant.data);
      return given.length === expected.length && timingSafeEqual(given, expected) ? grant.data : undefined;
    },
  };
}

const isAbsent = (error: unknown): boolean => error instanceof Error && 'code' in error && error.code === 'ENOENT';

async function* contentOf(file: string, key: string, range?: ByteRange): AsyncGenerator<Uint8Array> {
  try {
    yield* createReadStream(file, range && { start: range.from, end: range.to - 1 });
  } catch (error) {
    throw isAbsent(error) ? new FileUnusable(`no file ${key}`, { cause: error }) : error;
  }
}
