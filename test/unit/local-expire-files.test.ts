import { mkdir, mkdtemp, readdir, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { expireFiles } from '../../local/expire-files.ts';

const now = new Date('2026-11-23T01:00:00Z');
const day = 86_400_000;

test('an upload that nobody confirmed goes after seven days on one machine too, an export after its days, and nothing else', async () => {
  const blobs = await mkdtemp(join(tmpdir(), 'suiji-expire-'));
  const file = async (key: string, days: number) => {
    const path = join(blobs, key);
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, 'x');
    const at = new Date(now.getTime() - days * day);
    await utimes(path, at, at);
  };
  await file('uploads/R1/old', 7);
  await file('uploads/R1/young', 6.9);
  await file('exports/E1/old.csv', 400);
  await file('imports/I1/file', 400);
  await file('evidence/R1/kept', 400);
  await file('draws/B1/frame.ndjson', 400);
  expect(await expireFiles(blobs, now)).toBe(2);
  const left = (await readdir(blobs, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile());
  expect(left.map(({ name }) => name).toSorted()).toEqual(['file', 'frame.ndjson', 'kept', 'young']);
  expect(await expireFiles(join(blobs, 'nothing-yet'), now)).toBe(0);
});
