import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type FileBlobs, fileBlobs } from '../../functions/adapters/file-blobs.ts';
import { s3Blobs } from '../../functions/adapters/s3-blobs.ts';
import { isKept } from '../../shared/platform/kept-files.ts';

let folder: string;
let now: Date;
let blobs: FileBlobs;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'blobs-'));
  now = new Date('2026-03-02T01:00:00.000Z');
  blobs = fileBlobs({ folder, baseUrl: () => 'http://127.0.0.1:1', key: 'secret', clock: () => now });
});
afterEach(() => rm(folder, { recursive: true }));

const textOf = async (key: string) => Buffer.concat(await Array.fromAsync(blobs.open(key))).toString();
const filesIn = async () => (await readdir(folder, { recursive: true, withFileTypes: true })).filter((e) => e.isFile());

describe('a file', () => {
  test('is kept with its size and its SHA-256, in one piece or in many', async () => {
    // SHA-256 of "abc": FIPS 180-4, example B.1.
    const kept = { bytes: 3, sha256: 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad' };
    async function* pieces() {
      yield Buffer.from('a');
      yield Buffer.from('bc');
    }
    expect(await blobs.put('imports/i1/file.csv', Buffer.from('abc'), 'text/csv')).toEqual(kept);
    expect(await blobs.put('imports/i2/file.csv', pieces(), 'text/csv')).toEqual(kept);
    expect(await textOf('imports/i2/file.csv')).toBe('abc');
    expect(await blobs.stat('imports/i1/file.csv')).toEqual({ bytes: 3 });
    expect(await blobs.stat('imports/i1/other.csv')).toBeUndefined();
  });

  test('whose writing breaks off leaves the earlier one whole, and nothing half written', async () => {
    await blobs.put('reports/r.csv', Buffer.from('whole'), 'text/csv');
    async function* broken() {
      yield Buffer.from('ha');
      throw new Error('connection lost');
    }
    await expect(blobs.put('reports/r.csv', broken(), 'text/csv')).rejects.toThrow('connection lost');
    expect(await textOf('reports/r.csv')).toBe('whole');
    expect(await filesIn()).toHaveLength(1);
  });

  test.each(['../outside', 'a/../../outside', '/etc/passwd', 'a//b', '.hidden', 'a/.hidden', '', 'a\0b', 'a\\..\\b'])(
    'named %j is refused before anything is touched',
    async (key) => {
      await expect(blobs.put(key, Buffer.from('x'), 'text/plain')).rejects.toThrow();
      expect(() => blobs.open(key)).toThrow();
      expect(await filesIn()).toEqual([]);
    },
  );
});

describe('a presigned address', () => {
  const queryOf = (url: string) => new URL(url).searchParams;

  test('allows what it was made for, for 15 minutes', async () => {
    const { url, expiresAt, headers } = await blobs.uploadUrl('imports/i1/file.csv', 'text/csv', 50_000_000);
    expect(headers).toEqual({ 'content-type': 'text/csv' });
    expect(expiresAt).toBe('2026-03-02T01:15:00.000Z');
    expect(blobs.grantOf(queryOf(url))).toMatchObject({
      act: 'put',
      key: 'imports/i1/file.csv',
      type: 'text/csv',
      max: 50_000_000,
    });
    now = new Date('2026-03-02T01:15:00.001Z');
    expect(blobs.grantOf(queryOf(url))).toBeUndefined();
  });

  test('offers a download under its Chinese name', async () => {
    const { url } = await blobs.downloadUrl('imports/i1/report.csv', '校验报告.csv');
    expect(blobs.grantOf(queryOf(url))).toMatchObject({ act: 'get', name: '校验报告.csv' });
  });

  test.each([
    ['act', 'get'],
    ['key', 'imports/i2/file.csv'],
    ['max', '90000000'],
    ['type', 'text/html'],
    ['expires', '99999999999999'],
    ['signature', ''],
  ])('with another %s is worth nothing', async (name, value) => {
    const { url } = await blobs.uploadUrl('imports/i1/file.csv', 'text/csv', 50_000_000);
    const query = queryOf(url);
    query.set(name, value);
    expect(blobs.grantOf(query)).toBeUndefined();
  });

  test('of another system is worth nothing here', async () => {
    const other = fileBlobs({ folder, baseUrl: () => 'http://127.0.0.1:1', key: 'other', clock: () => now });
    const { url } = await other.downloadUrl('imports/i1/report.csv', 'x.csv');
    expect(blobs.grantOf(queryOf(url))).toBeUndefined();
  });

  test('of a bucket signs the media type of an upload and the name of a download', async () => {
    const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
    const bucket = s3Blobs({
      bucketOf: (key) => (isKept(key) ? 'kept' : 'files'),
      clock: () => now,
      client: { region: 'cn-northwest-1', credentials },
    });
    const upload = await bucket.uploadUrl('uploads/evidence/e1', 'image/jpeg', 1000);
    expect(queryOf(upload.url).get('X-Amz-SignedHeaders')?.split(';')).toContain('content-type');
    expect(new URL(upload.url).hostname).toBe('files.s3.cn-northwest-1.amazonaws.com.cn');
    expect(queryOf(upload.url).get('X-Amz-Expires')).toBe('900');
    const download = await bucket.downloadUrl('evidence/e1', '照片.jpg');
    expect(new URL(download.url).hostname).toBe('kept.s3.cn-northwest-1.amazonaws.com.cn');
    expect(queryOf(download.url).get('response-content-disposition')).toBe(
      "attachment; filename*=UTF-8''%E7%85%A7%E7%89%87.jpg",
    );
  });
});
