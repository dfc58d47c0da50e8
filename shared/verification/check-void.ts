import { type VoidCategory, voidCategories } from '../codes/draws.ts';
import { defaultedParties } from '../domain/batch/ceremony-defaults.ts';
import type { EarlierDrawDocument } from '../public/earlier-draw-schemas.ts';
import { type RecordFault, same } from './check-shown.ts';

const sourceFailed: VoidCategory = '随机源未完成';

/**
 * Whether a void names those who failed the draw and is attributed to them: parties that missed their deadline, or a
 * beacon that nobody could fetch. Any other reason cannot be recomputed.
 */
export function voidFault({
  voided,
  ceremony,
  beacon,
}: Pick<EarlierDrawDocument, 'voided' | 'ceremony' | 'beacon'>): RecordFault | undefined {
  if (!voided) return undefined;
  const { category, at, notCommitted, notRevealed, beaconLost } = voided;
  if (voidCategories.every((known) => known !== category)) return ['voided category', 'unknown-category'];
  const failed = ceremony ? defaultedParties(ceremony, new Date(at)) : { notCommitted: [], notRevealed: [] };
  if (!same({ notCommitted, notRevealed }, failed)) return ['voided parties', 'defaulted-differ'];
  const parties = notCommitted.length + notRevealed.length;
  const lost =
    parties === 0 &&
    beacon?.signature === undefined &&
    beacon !== undefined &&
    Date.parse(at) >= Date.parse(beacon.due);
  if (lost !== (beaconLost ?? false)) return ['voided beacon', 'defaulted-differ'];
  return (lost || parties > 0) && category !== sourceFailed ? ['voided category', 'category-differs'] : undefined;
}
