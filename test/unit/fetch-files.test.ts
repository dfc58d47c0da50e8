import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { fetchFiles } from '../../verify/fetch-files.ts';
import { publishedDraw } from '../support/published-draw.ts';
import { publishedDrawTwo } from '../support/published-draw-two.ts';

const folder = mkdtempSync(join(tmpdir(), 'suiji-fetch-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** What a portal says of a draw. */
interface Answered {
  readonly draw: { readonly number: string };
  readonly list: readonly unknown[];
  readonly files: ReadonlyMap<string, readonly string[]>;
}

/** Downloads a draw from a portal that says what is given here, whatever that is. */
async function fetched({ draw, list, files }: Answered, name: string) {
  const at = `/public/draws/${draw.number}`;
  const answers = new Map<string, unknown>([
    [at, draw],
    [`${at}/list/0`, { number: draw.number, part: 0, objects: list }],
    ...[...files].map(([frame, lines]) => [`${at}/frames/${frame}`, { items: [{ frame, shard: 0, lines }] }] as const),
  ]);
  const server = createServer((request, response) => {
    const answer = answers.get(new URL(request.url ?? '/', 'http://portal').pathname);
    response.writeHead(answer === undefined ? 500 : 200, { 'content-type': 'application/json' });
    response.end(JSON.stringify(answer ?? {}));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  try {
    const address = server.address();
    if (address === null || typeof address === 'string') throw new Error('a TCP server has an address');
    mkdirSync(join(folder, name));
    const url = `http://127.0.0.1:${address.port}`;
    return await fetchFiles({ url, number: draw.number, folder: join(folder, name) }, () => {});
  } finally {
    await new Promise((resolve) => server.close(resolve));
  }
}

/** A draw whose rows lie in the portal. */
function withRows() {
  const published = publishedDrawTwo();
  return { ...published, draw: { ...published.draw, rowsPublishedAt: published.draw.committedAt } };
}

test('a draw is downloaded with its record, its frames and what says how to read them', async () => {
  const published = withRows();
  expect(await fetched(published, 'whole')).toEqual({ ok: true, value: { frames: published.files.size } });
  expect(readdirSync(join(folder, 'whole')).toSorted()).toEqual(['README.md', 'draw.json', 'frames']);
  const files = [...published.files.keys()].map((frame) => `${frame}.ndjson`);
  expect(readdirSync(join(folder, 'whole', 'frames')).toSorted()).toEqual(files.toSorted());
});

test('a draw of suiji-draw/1, whose frames join codes and classes, is not downloaded, and why is said', async () => {
  const { draw, list, frames: files } = publishedDraw();
  expect(await fetched({ draw, list, files }, 'earlier')).toEqual({
    ok: false,
    error: expect.stringContaining('suiji-draw/1'),
  });
  expect(readdirSync(join(folder, 'earlier'))).toEqual([]);
});

test('a portal that names a frame like a path writes nothing anywhere', async () => {
  const published = withRows();
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
