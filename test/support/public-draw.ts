import { DrawDocument, DrawListDocument, FrameShardDocument } from '../../shared/api/public-views.ts';
import type { DrawRecord } from '../../shared/draw/record.ts';
import type { PublicRecord } from '../../shared/use-cases/ports.ts';
import { manifestIn, recordOf } from '../../shared/verification/record-of.ts';

export interface PublicDraw {
  readonly document: DrawDocument;
  readonly objects: DrawListDocument['objects'];
  readonly frames: ReadonlyMap<string, readonly string[]>;
}

/** Everything the public can read of a draw, read from the public record and from nothing else. */
export async function readPublicDraw(published: PublicRecord, number: string): Promise<PublicDraw> {
  const document = DrawDocument.parse(await published.find('draw', number));
  const page = { limit: 100 };
  const lists = (await published.parts('draw', number, page)).items.map((body) => DrawListDocument.parse(body));
  const frames = new Map<string, readonly string[]>();
  for (const { frame } of [...document.frames, ...document.inspectorFrames]) {
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
  return { document, objects: lists.flatMap(({ objects }) => objects), frames };
}

/** The record as the verifier of suiji-draw/1 takes it. */
export function drawRecordOf({ document, objects }: PublicDraw): DrawRecord {
  const manifest = manifestIn(document.manifest ?? '');
  if (!manifest.ok) throw new Error(`the published manifest is none at ${manifest.error.where}`);
  const isListed = document.list?.publishedAt !== undefined;
  return recordOf({ draw: document, ...(isListed && { list: objects }) }, manifest.value);
}
