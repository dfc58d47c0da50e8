import { expect } from 'vitest';
import { DrawListDocument, type ListedDocument } from '../../shared/public/draw-lists.ts';
import { DrawDocument, FrameShardDocument } from '../../shared/public/draw-schemas.ts';
import { listName } from '../../shared/public/frame-documents.ts';
import type { PublicRecord } from '../../shared/use-cases/ports/public-record.ts';
import { type ReadRecord, readRecordFile, recordFileText } from '../../shared/verification/two/record-file.ts';
import { stepInWords } from '../../shared/verification/two/verdict-words.ts';
import { type Evidence, type Verification, verifyRecord } from '../../shared/verification/two/verify-record.ts';

export interface PublicDraw {
  readonly document: DrawDocument;
  readonly objects: readonly ListedDocument[];
  /** Lines by the name of the list: a frame, `inspectors`, `experts`. */
  readonly frames: ReadonlyMap<string, readonly string[]>;
}

/**
 * Everything the public can read of a draw, read from the public record and from nothing else. In whatever state it is,
 * whoever verifies it must find nothing wrong.
 */
export async function readPublicDraw(published: PublicRecord, number: string): Promise<PublicDraw> {
  const document = DrawDocument.parse(await published.find('draw', number));
  const page = { limit: 100 };
  const lists = (await published.parts('draw', number, page)).items.map((body) => DrawListDocument.parse(body));
  const names = [...document.frames.map(({ frame }) => frame), 'inspectors', 'experts'];
  const frames = new Map<string, readonly string[]>();
  for (const name of names) {
    const shards = [];
    for (let found = await published.parts('frame', listName(number, name), page); ; ) {
      shards.push(...found.items.map((body) => FrameShardDocument.parse(body)));
      if (!found.next) break;
      found = await published.parts('frame', listName(number, name), { ...page, from: found.next });
    }
    if (name === 'experts' && !document.experts) continue;
    frames.set(
      name,
      shards.flatMap(({ lines }) => lines),
    );
  }
  const draw = { document, objects: lists.flatMap(({ objects }) => objects), frames };
  expect(faultsOf(draw)).toEqual([]);
  return draw;
}

/** What the verification of the published files finds wrong; list files are at hand where they are public. */
const faultsOf = (draw: PublicDraw): readonly string[] =>
  verified(draw)
    .steps.filter(({ outcome }) => outcome === 'failed')
    .map(stepInWords);

/** The verification of what is public, with what else somebody has at hand. */
export const verified = (draw: PublicDraw, more: Omit<Evidence, 'files'> = {}): Verification =>
  verifyRecord(recordOf(draw), {
    files: draw.document.rowsPublishedAt === undefined ? new Map() : draw.frames,
    ...more,
  });

/** As the portal sends it: what is undefined is left out. */
export function recordOf({ document, objects }: PublicDraw): ReadRecord {
  const list = document.list?.publishedAt === undefined ? undefined : objects;
  const text = recordFileText(JSON.parse(JSON.stringify(document)), list);
  const read = readRecordFile(new TextEncoder().encode(text));
  if (!read.ok) throw new Error(`${read.error.kind} ${read.error.where}`);
  return read.value;
}
