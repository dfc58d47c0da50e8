import { createHash } from 'node:crypto';
import {
  GetObjectCommand,
  HeadObjectCommand,
  NoSuchKey,
  NotFound,
  PutObjectCommand,
  S3Client,
  type S3ClientConfig,
  S3ServiceException,
} from '@aws-sdk/client-s3';
import { Upload } from '@aws-sdk/lib-storage';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import { type Blobs, FileUnusable } from '../../shared/use-cases/ports/blobs.ts';
import type { Clock } from '../../shared/use-cases/ports/time.ts';
import { hashed } from './hashed.ts';
import { namingOutages } from './outage.ts';

/** How long a presigned address is good for, in seconds. */
const lifetimeSeconds = 900;

export interface S3BlobsOptions {
  /** The bucket in which the file of a key lies. */
  readonly bucketOf: (key: string) => string;
  readonly clock: Clock;
  readonly client?: S3ClientConfig;
}

/** Files in buckets. S3 cannot bound what a presigned PUT sends: whoever reads the file checks its size first. */
export function s3Blobs({ bucketOf, clock, client: config = {} }: S3BlobsOptions): Blobs {
  const client = namingOutages(new S3Client(config));
  const expiresAt = () => new Date(clock().getTime() + lifetimeSeconds * 1000).toISOString();
  return {
    async put(Key, body, ContentType) {
      const hash = createHash('sha256');
      const counted = hashed(body, hash);
      // Parts of 5 MB, two at a time, so that memory does not grow with the file.
      await new Upload({
        client,
        queueSize: 2,
        params: { Bucket: bucketOf(Key), Key, ContentType, Body: counted.stream },
      }).done();
      return { bytes: counted.bytes(), sha256: hash.digest('hex') };
    },

    async putNew(Key, Body, ContentType) {
      try {
        await client.send(new PutObjectCommand({ Bucket: bucketOf(Key), Key, ContentType, Body, IfNoneMatch: '*' }));
        return true;
      } catch (error) {
        if (error instanceof S3ServiceException && error.name === 'PreconditionFailed') return false;
        throw error;
      }
    },

    async *open(Key, range) {
      const Range = range && `bytes=${range.from}-${range.to - 1}`;
      const asked = new GetObjectCommand({ Bucket: bucketOf(Key), Key, ...(Range !== undefined && { Range }) });
      const { Body } = await client.send(asked).catch((error) => {
        throw error instanceof NoSuchKey ? new FileUnusable(`no file ${Key}`, { cause: error }) : error;
      });
      if (!Body) throw new FileUnusable(`file ${Key} has no body`);
      // In Node the SDK's body is a readable stream; its type also speaks of browsers.
      yield* Body as unknown as AsyncIterable<Uint8Array>;
    },

    async stat(Key) {
      try {
        const { ContentLength } = await client.send(new HeadObjectCommand({ Bucket: bucketOf(Key), Key }));
        return { bytes: ContentLength ?? 0 };
      } catch (error) {
        if (error instanceof NotFound) return undefined;
        throw error;
      }
    },

    async uploadUrl(Key, ContentType) {
      const url = await getSignedUrl(client, new PutObjectCommand({ Bucket: bucketOf(Key), Key, ContentType }), {
        expiresIn: lifetimeSeconds,
        signableHeaders: new Set(['content-type']),
      });
      return { url, expiresAt: expiresAt(), headers: { 'content-type': ContentType } };
    },

    async downloadUrl(Key, fileName) {
      const ResponseContentDisposition = attachmentNamed(fileName);
      const url = await getSignedUrl(
        client,
        new GetObjectCommand({ Bucket: bucketOf(Key), Key, ResponseContentDisposition }),
        {
          expiresIn: lifetimeSeconds,
        },
      );
      return { url, expiresAt: expiresAt() };
    },
  };
}

const attachmentNamed = (fileName: string) => `attachment; filename*=UTF-8''${encodeURIComponent(fileName)}`;
