import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { fetchFiles } from '../../local/verify/fetch-files.ts';
import { portalServer } from '../support/portal-server.ts';
import { type PublishedDraw, publishedDraw } from '../support/published-draw.ts';

const folder = mkdtempSync(join(tmpdir(), 'suiji-fetch-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Downloads a draw as a portal gives it. */
async function fetched(published: PublishedDraw, name: string) {
  const portal = await portalServer(published);
  try {
    mkdirSync(join(folder, name));
    return await fetchFiles({ url: portal.url, number: published.draw.number, folder: join(folder, name) }, () => {});
  } finally {
    await portal.close();
  }
}

test('a draw is downloaded with its record, its frames and what says how to read them', async () => {
  const published = publishedDraw();
  expect(await fetched(published, 'whole')).toEqual({ ok: true, value: { frames: published.frames.size } });
  expect(readdirSync(join(folder, 'whole')).toSorted()).toEqual(['README.md', 'draw.json', 'frames']);
  const files = [...published.frames.keys()].map((frame) => `${frame}.ndjson`);
  expect(readdirSync(join(folder, 'whole', 'frames')).toSorted()).toEqual(files.toSorted());
});

test('a portal that names a frame like a path writes nothing anywhere', async () => {
  const published = publishedDraw();
  const [first] = published.draw.frames;
  if (!first) throw new Error('the draw has a frame');
  const draw = { ...published.draw, frames: [{ ...first, frame: '../../outside' }] };
  expect(await fetched({ ...published, draw }, 'forged')).toEqual({
    ok: false,
    error: expect.stringContaining('../../outside'),
  });
  expect(existsSync(join(folder, 'outside.ndjson'))).toBe(false);
  expect(readdirSync(join(folder, 'forged'))).toEqual([]);
});
