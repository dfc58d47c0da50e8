import { canonicalJson, tryCanonicalJson } from '../canonical-json.ts';
import { sha256 } from '../sha256.ts';
import { isSha256Hex } from '../text.ts';
import { checkRandomness } from '../verify-randomness.ts';
import { drawSpec } from './manifest.ts';
import type { DrawRecord } from './record.ts';
import { drawSeed } from './tickets.ts';
import type { VerificationStep } from './verification-step.ts';
import { checkCalls } from './verify-calls.ts';
import { checkFrame } from './verify-frame.ts';
import { checkList, checkTeams } from './verify-teams.ts';
import { mergeIntoVisits } from './visits.ts';

/**
 * Recomputes a draw from its public record and frame files (lines by frame number), offline and without trusting their
 * publisher. A frame without its file is checked by its tickets alone and reported so.
 */
export function verifyDraw(
  record: DrawRecord,
  frameFiles: ReadonlyMap<string, Iterable<string>>,
): readonly VerificationStep[] {
  return [
    checkManifest(record),
    checkRandomness(record),
    checkSeed(record),
    ...checkFrameList(record),
    ...record.manifest.frames.flatMap((frame) => {
      const result = record.frames.find((each) => each.frame === frame.frame);
      return checkFrame(record.seed, frame, result, frameFiles.get(frame.frame), record.reserves);
    }),
    ...checkCalls(record),
    checkVisits(record),
    ...checkList(record),
    ...checkTeams(record, frameFiles),
  ];
}

/** A draw is verified when every step passed; an unchecked step leaves it open. */
export const isVerified = (steps: readonly VerificationStep[]): boolean =>
  steps.every(({ outcome }) => outcome === 'passed');

export function checkManifest({
  manifest,
  manifestDigest,
}: Pick<DrawRecord, 'manifest' | 'manifestDigest'>): VerificationStep {
  const step = 'manifest';
  const text = tryCanonicalJson(manifest);
  if (!text.ok) return { step, outcome: 'failed', where: text.error.path, reason: text.error.reason };
  if (manifest.spec !== drawSpec) return { step, outcome: 'failed', where: '/spec', reason: 'unknown-specification' };
  if (sha256(text.value) !== manifestDigest) return { step, outcome: 'failed', reason: 'digest-differs' };
  for (const { frame, size, strata } of manifest.frames) {
    const sum = strata.reduce((total, stratum) => total + stratum.size, 0);
    if (sum !== size) return { step, outcome: 'failed', where: frame, reason: 'strata-do-not-add-up' };
  }
  return { step, outcome: 'passed' };
}

export function checkSeed({ manifestDigest, randomness, seed }: DrawRecord): VerificationStep {
  const computable = isSha256Hex(manifestDigest) && isSha256Hex(randomness);
  return computable && drawSeed(manifestDigest, randomness) === seed
    ? { step: 'seed', outcome: 'passed' }
    : { step: 'seed', outcome: 'failed', reason: 'seed-differs' };
}

function checkFrameList({ manifest, frames }: DrawRecord): readonly VerificationStep[] {
  const committed = manifest.frames.map(({ frame }) => frame);
  const repeated = committed.filter((frame, index) => committed.indexOf(frame) !== index);
  const stray = frames.filter(({ frame }) => !committed.includes(frame)).map(({ frame }) => frame);
  const twice = frames.filter(({ frame }, index) => frames.findIndex((other) => other.frame === frame) !== index);
  return [
    ...repeated.map((where) => ({ step: 'manifest', outcome: 'failed', where, reason: 'frame-repeated' }) as const),
    ...stray.map((where) => ({ step: 'selection', outcome: 'failed', where, reason: 'frame-not-committed' }) as const),
    ...twice.map(
      ({ frame: where }) => ({ step: 'selection', outcome: 'failed', where, reason: 'frame-repeated' }) as const,
    ),
  ];
}

function checkVisits({ manifest, frames, visits }: DrawRecord): VerificationStep {
  const step = 'visits';
  if (!visits) return { step, outcome: 'not-checked', reason: 'list-not-published' };
  const selections = manifest.frames.map(({ frame, department, items }) => {
    const strata = frames.find((result) => result.frame === frame)?.strata ?? [];
    return { frame, department, items, selected: strata.flatMap(({ selected }) => selected ?? []) };
  });
  const expected = mergeIntoVisits(selections);
  const differing = expected.findIndex((visit, index) => !isSame(visit, visits[index]));
  if (differing >= 0)
    return { step, outcome: 'failed', where: expected[differing]?.objectId ?? '', reason: 'visit-differs' };
  const extra = visits[expected.length];
  return extra
    ? { step, outcome: 'failed', where: extra.objectId, reason: 'visit-not-drawn' }
    : { step, outcome: 'passed' };
}

const isSame = (expected: unknown, stated: unknown): boolean => {
  const text = tryCanonicalJson(stated);
  return text.ok && text.value === canonicalJson(expected);
};
