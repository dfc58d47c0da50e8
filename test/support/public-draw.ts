import { DrawDocument, DrawListDocument, FrameShardDocument } from '../../shared/api/public-views.ts';
import type { Manifest } from '../../shared/draw/manifest.ts';
import { manifestText } from '../../shared/draw/manifest.ts';
import type { DrawRecord } from '../../shared/draw/record.ts';
import { mergeIntoVisits } from '../../shared/draw/visits.ts';
import type { PublicRecord } from '../../shared/use-cases/ports.ts';

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
  const { manifest: text = '', digest = '', ceremony, beacon, randomness = '', seed = '' } = document;
  // The record's text is hashed as it stands; a manifest that is not canonical fails there.
  const manifest = JSON.parse(text) as Manifest;
  if (manifestText(manifest) !== text) throw new Error('the published manifest is not canonical');
  const selectedIn = (frame: string, stratum?: string) =>
    objects
      .filter(({ drawnIn }) =>
        drawnIn.some((each) => each.frame === frame && each.stratum === (stratum ?? each.stratum)),
      )
      .map(({ id, ticket }) => ({ id, ticket }));
  return {
    manifest,
    manifestDigest: digest,
    ...(ceremony && { ceremony }),
    ...(beacon?.signature !== undefined && { beacon: { round: beacon.round, signature: beacon.signature } }),
    randomness,
    seed,
    frames: document.frames.map(({ frame, strata }) => ({
      frame,
      strata: strata.map(({ stratum, selected = 0, threshold }) => ({
        stratum,
        count: selected,
        ...(threshold !== undefined && { threshold }),
        selected: selectedIn(frame, stratum),
      })),
    })),
    visits: mergeIntoVisits(
      manifest.frames.map(({ frame, department, items }) => ({
        frame,
        department,
        items,
        selected: selectedIn(frame),
      })),
    ),
  };
}
