import type { DrawDocument } from '../../shared/api/public-views.ts';
import { defaultedParties } from '../../shared/domain/ceremony-defaults.ts';

/** The record of a draw as time has made it: whoever has missed a deadline is named without anybody having to act. */
export function drawAsOf(draw: DrawDocument, now: Date): DrawDocument {
  if (draw.status !== 'committed' || !draw.ceremony) return draw;
  const { notCommitted, notRevealed } = defaultedParties(draw.ceremony, now);
  return { ...draw, defaulted: { notCommitted: [...notCommitted], notRevealed: [...notRevealed] } };
}
