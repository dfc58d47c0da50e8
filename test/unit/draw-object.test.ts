import { describe, expect, test } from 'vitest';
import { frameRootPaths } from '../../shared/draw/merkle.ts';
import { readFrame } from '../../shared/draw/one/read-frame.ts';
import { shardDocuments } from '../../shared/public/frame-documents.ts';
import type { PublicDocument } from '../../shared/public/public-document.ts';
import { drawObject } from '../../shared/use-cases/draw/object-in-draw.ts';
import { publishedDraw } from '../support/published-draw.ts';

const { draw, list, frames } = publishedDraw();
const laid = { ...draw, framesQueryableSince: '2026-11-23T01:06:00.000Z' };

/** The public record with the frames laid into it. */
const documents = new Map<string, PublicDocument['body']>();
const keyOf = (id: string, part = '') => `${id} ${part}`;
for (const [frame, lines] of frames) {
  const shards = new Map<number, string[]>();
  const read = readFrame(lines, (row, shard) => {
    shards.set(shard, [...(shards.get(shard) ?? []), JSON.stringify(row)]);
  });
  if (!read.ok) throw new Error(read.error.kind);
  const above = frameRootPaths(read.value.shardRoots);
  for (const [shard, own] of shards)
    for (const { id, part, body } of shardDocuments(frame, shard, own, above[shard] ?? []))
      documents.set(keyOf(id, part), body);
}
const record = { find: async (_: string, id: string, part?: string) => documents.get(keyOf(id, part)) };

const answerOf = async (id: string, of = laid) => {
  const answer = await drawObject(record, of, id);
  if (!answer.ok) throw new Error(answer.error.kind);
  return answer.value;
};
const [first] = draw.frames;
if (!first) throw new Error('the draw has a frame');
const ids = (frames.get(first.frame) ?? []).map((line): string => JSON.parse(line).id);
const drawnIn = (id: string) =>
  list.find((each) => each.id === id)?.drawnIn.some(({ frame }) => frame === first.frame) ?? false;

describe('what the portal answers about one object', () => {
  test('is drawn for exactly those on the list, the last of each class included', async () => {
    for (const id of ids) {
      const [place] = (await answerOf(id)).frames;
      expect([id, place?.drawn]).toEqual([id, drawnIn(id)]);
    }
  });

  test('says nothing of being drawn before anything is, and no ticket before there is a seed', async () => {
    const { drawnAt: _, ...revealed } = laid;
    const [id = ''] = ids;
    const [place] = (await answerOf(id, revealed)).frames;
    expect([place?.contained, place?.drawn]).toEqual([true, undefined]);
    const { seed: __, ...committed } = revealed;
    expect(await answerOf(id, committed)).not.toHaveProperty('ticket');
  });

  test('is an answer for a stranger as well: in no frame', async () => {
    expect((await answerOf('NOBODY')).frames.map(({ contained }) => contained)).toEqual([false, false]);
  });

  test('waits for the frames, and is none where nothing was committed to', async () => {
    const { framesQueryableSince: _, drawnAt: ___, ...unlaid } = laid;
    expect(await drawObject(record, unlaid, 'NOBODY')).toMatchObject({ ok: false, error: { kind: 'not-ready' } });
    const { digest: __, ...frozen } = laid;
    expect(await drawObject(record, frozen, 'NOBODY')).toMatchObject({ ok: false, error: { kind: 'not-found' } });
  });
});
