import { expect } from 'vitest';
import type { DrawRecord } from '../../shared/draw/one/record.ts';
import { EarlierDrawDocument, EarlierListDocument, FrameShardDocument } from '../../shared/public/schemas.ts';
import type { PublicRecord } from '../../shared/use-cases/ports/public-record.ts';
import { readRecordFile, recordFileText } from '../../shared/verification/record-file.ts';
import { manifestIn, recordOf } from '../../shared/verification/record-of.ts';
import { stepInWords } from '../../shared/verification/verdict-words.ts';
import { verifyRecord } from '../../shared/verification/verify-record.ts';

export interface PublicDraw {
  readonly document: EarlierDrawDocument;
  readonly objects: EarlierListDocument['objects'];
  readonly frames: ReadonlyMap<string, readonly string[]>;
}

/**
 * Everything the public can read of a draw, read from the public record and from nothing else. In whatever state it is,
 * whoever verifies it must find nothing wrong.
 */
export async function readPublicDraw(published: PublicRecord, number: string): Promise<PublicDraw> {
  const document = EarlierDrawDocument.parse(await published.find('draw', number));
  const page = { limit: 100 };
  const lists = (await published.parts('draw', number, page)).items.map((body) => EarlierListDocument.parse(body));
  const frames = new Map<string, readonly string[]>();
  for (const { frame } of [...document.frames, ...document.inspectorFrames, ...(document.expertFrames ?? [])]) {
    const shards = [];
    for (let found = await published.parts('frame', frame, page); ; ) {
      shards.push(...found.items.map((body) => FrameShardDocument.parse(body)));
      if (!found.next) break;
      found = await published.parts('frame', frame, { ...page, from: found.next });
    }
    frames.set(
      frame,
      shards.flatMap(({ lines }) => lines),
    );
  }
  const draw = { document, objects: lists.flatMap(({ objects }) => objects), frames };
  expect(faultsOf(draw)).toEqual([]);
  return draw;
}

/** What the verification of the published files finds wrong; frames are at hand where they are public. */
function faultsOf({ document, objects, frames }: PublicDraw): readonly string[] {
  const list = document.list?.publishedAt === undefined ? undefined : objects;
  const read = readRecordFile(new TextEncoder().encode(recordFileText(asJson(document), list)));
  if (!read.ok) return [read.error.kind];
  const { steps } = verifyRecord(read.value, document.framesPublishedAt === undefined ? new Map() : frames);
  return steps.filter(({ outcome }) => outcome === 'failed').map(stepInWords);
}

/** As the portal sends it: what is undefined is left out. */
const asJson = (document: EarlierDrawDocument): unknown => JSON.parse(JSON.stringify(document));

/** The record as the verifier of suiji-draw/1 takes it. */
export function drawRecordOf({ document, objects }: PublicDraw): DrawRecord {
  const manifest = manifestIn(document.manifest ?? '');
  if (!manifest.ok) throw new Error(`the published manifest is none at ${manifest.error.where}`);
  const isListed = document.list?.publishedAt !== undefined;
  return recordOf({ draw: document, ...(isListed && { list: objects }) }, manifest.value);
}
