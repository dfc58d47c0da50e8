import { defaultedParties } from '../../shared/domain/batch/ceremony-defaults.ts';
import { awaitingBeacon, isBeaconOwed } from '../../shared/domain/batch/randomness.ts';
import { withoutClasses } from '../../shared/public/earlier-draw-document.ts';
import { type AnyDrawDocument, isEarlierDraw } from '../../shared/public/earlier-draw-schemas.ts';

/**
 * The record of a draw as time has made it: whoever has missed a deadline is named, and a beacon that is due and was not
 * taken is said to be awaited, without anybody having to act.
 */
export function drawAsOf(stored: AnyDrawDocument, now: Date): AnyDrawDocument {
  const draw = isEarlierDraw(stored) ? withoutClasses(stored) : stored;
  if (draw.status !== 'committed') return draw;
  const awaiting = isBeaconOwed(draw, now) ? awaitingBeacon : undefined;
  if (!draw.ceremony) return { ...draw, awaiting };
  const { notCommitted, notRevealed } = defaultedParties(draw.ceremony, now);
  return { ...draw, awaiting, defaulted: { notCommitted: [...notCommitted], notRevealed: [...notRevealed] } };
}
