import { canonicalJson } from '../draw/canonical-json.ts';
import type { Manifest } from '../draw/one/manifest.ts';
import { roundTime } from '../draw/quicknet.ts';
import type { EarlierDrawDocument } from '../public/earlier-draw-schemas.ts';

/** Where a record is wrong, and why; the words for both are in `verdict-words.ts` and `where-words.ts`. */
export type RecordFault = readonly [where: string, reason: string];

/** What the record shows outside its manifest must equal the manifest; the differing part is named. */
export function shownFault(draw: EarlierDrawDocument, manifest: Manifest): RecordFault | undefined {
  const { matching } = manifest;
  if (canonicalJson(manifest) !== draw.manifest) return ['manifest', 'not-canonical'];
  if (manifest.batch !== draw.number) return differs('number');
  if (matching && !same(matching.window, draw.window)) return differs('window');
  const departments = new Set(manifest.frames.map(({ department }) => department));
  if (!same(draw.departments.toSorted(), [...departments].sort())) return differs('departments');
  return (
    sourceFault(draw, manifest) ??
    framesFault(draw.frames.map(shownFrame), manifest.frames.map(committedFrame)) ??
    framesFault(draw.inspectorFrames, (manifest.inspectors ?? []).map(peopleFrame)) ??
    framesFault(draw.expertFrames ?? [], (manifest.experts ?? []).map(peopleFrame))
  );
}

export function sourceFault(
  draw: Pick<EarlierDrawDocument, 'source' | 'ceremony' | 'beacon'>,
  { randomness }: Pick<Manifest, 'randomness'>,
): RecordFault | undefined {
  // A record without `source` is that of a ceremony.
  if ((draw.source ?? 'ceremony') !== randomness.kind) return differs('source');
  if ('parties' in randomness) {
    const { parties = [], commitBy = '' } = draw.ceremony ?? {};
    if (!same(parties, randomness.parties)) return differs('ceremony parties');
    if (commitBy !== randomness.deadline) return differs('ceremony commitBy');
  }
  if ('round' in randomness) {
    const { chain, round, due } = draw.beacon ?? {};
    if (chain !== randomness.chain) return differs('beacon chain');
    if (round !== randomness.round) return differs('beacon round');
    if (due === undefined || Date.parse(due) !== roundTime(randomness.round).getTime()) return differs('beacon due');
  }
  return undefined;
}

type AnyFrame = Readonly<Record<string, unknown>> & {
  readonly frame: string;
  readonly strata?: readonly (Readonly<Record<string, unknown>> & { readonly stratum: string })[];
};

const shownFrame = ({ frame, department, items, root, size, strata }: EarlierDrawDocument['frames'][number]) => ({
  ...{ frame, department, root, size },
  items: items.map(({ id }) => id),
  strata: strata.map(({ stratum, size: of, quota }) => ({ stratum, size: of, quota })),
});

const committedFrame = ({ strata, ...frame }: Manifest['frames'][number]) => ({
  ...frame,
  strata: strata.map((stratum) => ({ ...stratum })),
});

const peopleFrame = ({ frame, department, root, size }: NonNullable<Manifest['inspectors']>[number]) => ({
  ...{ frame, department, root, size },
});

function framesFault(shown: readonly AnyFrame[], committed: readonly AnyFrame[]): RecordFault | undefined {
  for (const [index, frame] of committed.entries()) {
    const own = shown[index];
    if (own?.frame !== frame.frame) return differs(frame.frame);
    const part = Object.keys(frame).find((key) => key !== 'strata' && !same(own[key], frame[key]));
    if (part !== undefined) return differs(`${frame.frame} ${part}`);
    const stratum = strataDifference(own, frame);
    if (stratum !== undefined) return differs(`${frame.frame} ${stratum}`);
  }
  const more = shown[committed.length];
  return more && differs(more.frame);
}

/** The first stratum that differs, and its differing field. */
function strataDifference({ strata: shown = [] }: AnyFrame, { strata = [] }: AnyFrame): string | undefined {
  for (const [index, stratum] of strata.entries()) {
    const own = shown[index];
    if (own?.stratum !== stratum.stratum) return stratum.stratum;
    const part = Object.keys(stratum).find((key) => !same(own[key], stratum[key]));
    if (part !== undefined) return `${stratum.stratum} ${part}`;
  }
  return shown[strata.length]?.stratum;
}

export const differs = (where: string): RecordFault => [where, 'differs-from-manifest'];

export const same = (a: unknown, b: unknown): boolean =>
  a !== undefined && b !== undefined && canonicalJson(a) === canonicalJson(b);
