import { canonicalJson } from '../../draw/canonical-json.ts';
import type { Manifest } from '../../draw/manifest.ts';
import { roundTime } from '../../draw/quicknet.ts';
import { sha256 } from '../../draw/sha256.ts';
import { failed, passed, type VerificationStep } from '../../draw/verification-step.ts';
import type { DrawDocument } from '../../public/draw-schemas.ts';
import { differs, type RecordFault, same, sourceFault } from '../check-shown.ts';
import { voidFault } from '../check-void.ts';
import { listFault } from './check-list.ts';
import { stateFault } from './check-state.ts';
import { timesFault } from './check-times.ts';
import { manifestIn } from './manifest-schema.ts';
import type { RecordFile } from './record-file.ts';

/**
 * Whether what the record shows is what its manifest says, and whether its parts belong to its state, its times are in
 * order, and list and salt are public when promised: a page shows the record, and only the manifest is bound by the digest.
 */
export function checkRecord({ draw, list }: RecordFile, manifest: Manifest | undefined): VerificationStep {
  const fault =
    (manifest && (shownFault(draw, manifest) ?? replacedFault(draw, manifest) ?? timesFault(draw, manifest))) ??
    stateFault(draw) ??
    voidFault(draw) ??
    listFault(draw, list);
  return fault ? failed('record', fault[1], fault[0]) : passed('record');
}

/** What the record shows outside its manifest must be what the manifest says; the part that differs is named. */
function shownFault(draw: DrawDocument, manifest: Manifest): RecordFault | undefined {
  if (canonicalJson(manifest) !== draw.manifest) return ['manifest', 'not-canonical'];
  if (manifest.batch !== draw.number) return differs('number');
  if (!same(manifest.matching.window, draw.window)) return differs('window');
  const departments = new Set(manifest.frames.flatMap(({ parts }) => parts.map(({ department }) => department)));
  if (!same(draw.departments.toSorted(), [...departments].sort())) return differs('departments');
  const source = sourceFault(draw, manifest);
  if (source) return source;
  const alone = manifest.randomness.kind === 'ceremony';
  if (alone !== (draw.partiesAlone !== undefined)) return ['partiesAlone', alone ? 'part-missing' : 'part-too-early'];
  const frames = draw.frames.map(shownFrame);
  const frame = manifest.frames.find((one, index) => !same(one, frames[index]));
  if (frame) return differs(frame.frame);
  if (frames.length !== manifest.frames.length) return differs('frames');
  const people = (['inspectors', 'experts'] as const).find((kind) => !same(draw[kind] ?? null, manifest[kind] ?? null));
  return people && differs(people);
}

const shownFrame = ({ frame, parts, root, size, strata }: DrawDocument['frames'][number]) => ({
  frame,
  parts: parts.map(({ department, items, size: of }) => ({ department, items: items.map(({ id }) => id), size: of })),
  root,
  size,
  strata: strata.map(({ stratum, size: of, quota }) => ({ stratum, size: of, quota })),
});

/** Nothing but the source was changed since a digest that was public before, and that before the beacon's round. */
function replacedFault({ replaced = [] }: DrawDocument, manifest: Manifest): RecordFault | undefined {
  for (const [index, { manifest: text, digest, replacedAt }] of replaced.entries()) {
    const where = `replaced ${index + 1}`;
    if (sha256(text) !== digest) return [where, 'digest-differs'];
    const before = manifestIn(text);
    if (!before.ok) return [where, 'malformed-manifest'];
    const { randomness } = before.value;
    if (!same({ ...before.value, randomness: null }, { ...manifest, randomness: null }))
      return [where, 'more-than-source-replaced'];
    if ('round' in randomness && Date.parse(replacedAt) >= roundTime(randomness.round).getTime())
      return [where, 'replaced-after-round'];
  }
  return undefined;
}
