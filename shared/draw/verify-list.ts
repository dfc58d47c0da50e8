import type { DrawRecord } from './record.ts';
import { type ListedObject, listDigest } from './sealed-list.ts';
import { compareUtf8 } from './text.ts';
import { failed, notChecked, passed, type VerificationStep } from './verification-step.ts';

/** Whether the list is the one whose digest has been public since the draw, and as long as the draw. */
export function checkList({ manifest, list, objects }: DrawRecord): readonly VerificationStep[] {
  const step = 'list';
  if (!list) return [];
  if (!objects || list.salt === undefined) return [notChecked(step, 'list-not-published')];
  const frames = manifest.frames.map(({ frame }) => frame);
  for (const [index, object] of objects.entries()) {
    const before = objects[index - 1];
    const order = before ? compareUtf8(before.id, object.id) : -1;
    if (order >= 0) return [failed(step, order === 0 ? 'id-repeated' : 'list-out-of-order', object.id)];
    if (!inOrder(object, frames)) return [failed(step, 'frames-out-of-order', object.id)];
  }
  if (listDigest(list.salt, objects) !== list.digest) return [failed(step, 'list-digest-differs')];
  // Rows that are nobody, or somebody twice, would leave the list shorter than the draw.
  const short = manifest.frames.find(({ frame, strata }) => {
    const named = objects.filter((object) => object.frames.includes(frame)).length;
    return named !== strata.reduce((sum, { quota }) => sum + quota, 0);
  });
  return [short ? failed(step, 'frame-count-differs', short.frame) : passed(step)];
}

/** Whether an object names frames of the draw, at least one, each once and in the order of the manifest. */
function inOrder({ frames: named }: ListedObject, frames: readonly string[]): boolean {
  const places = named.map((frame) => frames.indexOf(frame));
  return places.length > 0 && places.every((place, index) => place > (places[index - 1] ?? -1));
}
