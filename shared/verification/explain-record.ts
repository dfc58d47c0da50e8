import { err, ok, type Result } from '../base/result.ts';
import { type ObjectPlace, placeIn } from '../draw/one/explain-object.ts';
import type { FrameFault } from '../draw/one/read-frame.ts';
import type { Drawn } from '../draw/ticket-order.ts';
import type { RecordFile } from './record-file.ts';
import { manifestIn, recordOf } from './record-of.ts';

/** One frame's answer about an object: where it stands, or why that is unknown. */
export type FrameAnswer = Result<
  ObjectPlace,
  { readonly frame: string; readonly department: string } & (FrameFault | { readonly kind: 'frame-file-not-given' })
>;

/** Whether any frame contains the object. */
export const isFound = (answers: readonly FrameAnswer[]): boolean =>
  answers.some((answer) => answer.ok && answer.value.contained);

/** Explains one object from the record and the available frame files, frame by frame. */
export function explainRecord(
  file: RecordFile,
  frameFiles: ReadonlyMap<string, Iterable<string>>,
  id: string,
  onTicket?: (frame: string, stratum: string, drawn: Drawn) => void,
): readonly FrameAnswer[] {
  const { draw } = file;
  const manifest = manifestIn(draw.manifest ?? '');
  if (!manifest.ok) return [];
  const { frames: results, reserves = [] } = recordOf(file, manifest.value);
  return manifest.value.frames.map((frame) => {
    const { frame: name, department } = frame;
    const lines = frameFiles.get(name);
    if (!lines) return err({ frame: name, department, kind: 'frame-file-not-given' });
    const result = draw.drawnAt === undefined ? undefined : results.find((each) => each.frame === name);
    const place = placeIn(
      {
        id,
        frame,
        reserves,
        ...(draw.seed !== undefined && { seed: draw.seed }),
        ...(result && { result }),
        ...(onTicket && { onTicket: (stratum, drawn) => onTicket(name, stratum, drawn) }),
      },
      lines,
    );
    return place.ok ? ok(place.value) : err({ frame: name, department, ...place.error });
  });
}
