import { tryCanonicalJson } from './canonical-json.ts';
import { drawSpec, type ManifestFrame } from './manifest.ts';
import type { DrawRecord } from './record.ts';
import { sha256 } from './sha256.ts';
import { compareUtf8, isSha256Hex } from './text.ts';
import { drawSeed } from './tickets.ts';
import { failed, passed, type VerificationStep } from './verification-step.ts';

/** Whether the manifest is that of the digest which was public before the randomness, and says what a manifest must. */
export function checkManifest({
  manifest,
  manifestDigest,
}: Pick<DrawRecord, 'manifest' | 'manifestDigest'>): VerificationStep {
  const step = 'manifest';
  const text = tryCanonicalJson(manifest);
  if (!text.ok) return failed(step, text.error.reason, text.error.path);
  if (manifest.spec !== drawSpec) return failed(step, 'unknown-specification', '/spec');
  if (sha256(text.value) !== manifestDigest) return failed(step, 'digest-differs');
  const names = manifest.frames.map(({ frame }) => frame);
  const repeated = names.find((frame, index) => names.indexOf(frame) !== index);
  if (repeated !== undefined) return failed(step, 'frame-repeated', repeated);
  for (const frame of manifest.frames) {
    const reason = frameFault(frame);
    if (reason !== undefined) return failed(step, reason, frame.frame);
  }
  for (const list of ['inspectors', 'experts'] as const) {
    const people = manifest[list];
    if (people && sumOf(people.strata) !== people.size) return failed(step, 'strata-do-not-add-up', list);
  }
  return passed(step);
}

function frameFault({ parts, size, strata }: ManifestFrame): string | undefined {
  if (sumOf(strata) !== size) return 'strata-do-not-add-up';
  if (strata.some(({ stratum }, index) => compareUtf8(stratum, strata[index - 1]?.stratum ?? '') <= 0 && index > 0))
    return 'strata-out-of-order';
  // At least one is drawn of whoever there is, and nobody of nobody.
  if (strata.some((stratum) => stratum.quota > stratum.size || (stratum.size > 0 && stratum.quota < 1)))
    return 'quota-out-of-range';
  // Every object stands in one part or more.
  return parts.some((part) => part.size > size) || sumOf(parts) < size ? 'parts-do-not-add-up' : undefined;
}

const sumOf = (parts: readonly { readonly size: number }[]): number => parts.reduce((sum, { size }) => sum + size, 0);

export function checkSeed({ manifestDigest, randomness, seed }: DrawRecord): VerificationStep {
  const computable = isSha256Hex(manifestDigest) && isSha256Hex(randomness);
  return computable && drawSeed(manifestDigest, randomness) === seed ? passed('seed') : failed('seed', 'seed-differs');
}
