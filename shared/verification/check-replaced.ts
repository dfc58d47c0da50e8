import type { Manifest } from '../draw/one/manifest.ts';
import { roundTime } from '../draw/quicknet.ts';
import { sha256 } from '../draw/sha256.ts';
import type { EarlierDrawDocument } from '../public/earlier-draw-schemas.ts';
import { type RecordFault, same } from './check-shown.ts';
import { manifestIn } from './record-of.ts';

/**
 * A digest published before the source of randomness was changed matches its manifest; only the source was changed, and
 * before the beacon's round, while nobody could know an outcome.
 */
export function replacedFault({ replaced = [] }: EarlierDrawDocument, manifest: Manifest): RecordFault | undefined {
  for (const [index, one] of replaced.entries()) {
    const reason = reasonAgainst(one, manifest);
    if (reason !== undefined) return [`replaced ${index + 1}`, reason];
  }
  return undefined;
}

function reasonAgainst(
  { manifest: text, digest, replacedAt }: NonNullable<EarlierDrawDocument['replaced']>[number],
  manifest: Manifest,
): string | undefined {
  if (sha256(text) !== digest) return 'digest-differs';
  const before = manifestIn(text);
  if (!before.ok) return 'malformed-manifest';
  const { randomness, ...rest } = before.value;
  const { randomness: _, ...now } = manifest;
  if (!same(rest, now)) return 'more-than-source-replaced';
  const known = 'round' in randomness && Date.parse(replacedAt) >= roundTime(randomness.round).getTime();
  return known ? 'replaced-after-round' : undefined;
}
