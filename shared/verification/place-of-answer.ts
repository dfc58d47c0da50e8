import { err, ok } from '../base/result.ts';
import { placeFrom } from '../draw/one/explain-object.ts';
import { frameRowOf } from '../draw/one/read-frame.ts';
import { objectTicket } from '../draw/one/tickets.ts';
import type { DrawObjectDocument } from '../public/draw-object-view.ts';
import type { FrameAnswer } from './explain-record.ts';
import type { RecordFile } from './record-file.ts';
import { manifestIn, recordOf } from './record-of.ts';

/**
 * The portal's answer about one object while the frames are not public, checked against the record alone: the ticket is
 * computed here and the proof is checked against the committed root, so nothing in the answer is trusted except that an
 * object is in no frame.
 */
export function placesOf(file: RecordFile, answer: DrawObjectDocument): readonly FrameAnswer[] {
  const { draw } = file;
  const manifest = manifestIn(draw.manifest ?? '');
  if (!manifest.ok) return [];
  const { frames: results, reserves = [] } = recordOf(file, manifest.value);
  const ticket = draw.seed === undefined ? undefined : objectTicket(draw.seed, answer.id);
  return manifest.value.frames.map((frame) => {
    const said = answer.frames.find((each) => each.frame === frame.frame);
    const { frame: name, department } = frame;
    if (!said) return err({ frame: name, department, kind: 'frame-file-not-given' });
    const row = said.proof && frameRowOf(said.proof.line);
    if (!said.proof || !row) return ok({ frame: name, department, contained: false });
    const result = draw.drawnAt === undefined ? undefined : results.find((each) => each.frame === name);
    const proof = { ...said.proof, id: answer.id };
    return ok(placeFrom({ id: answer.id, frame, reserves, ...(result && { result }) }, row.stratum, proof, { ticket }));
  });
}
