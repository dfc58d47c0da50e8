import type { StratumQuota } from './manifest.ts';
import { everyClass } from './strata-rules.ts';

export interface CoverRule {
  /** The class that most objects of the registry have. */
  readonly mostFrequent: string;
  /** What one of the other classes may be of the drawn, and of the left, in ten-thousandths. */
  readonly classShare: number;
}

/** The list would tell the class of those who stand on it, or of those who do not. */
export interface ClassWouldShow {
  readonly kind: 'class-would-show';
  readonly among: 'drawn' | 'left';
  readonly stratum: string;
  /** How many are of that class, and of how many. */
  readonly count: number;
  readonly of: number;
}

/**
 * Whether a frame has to be refused: all of those drawn, or all of those left, are of one class, or a class other than
 * the most frequent is more than `classShare` of either. Of nobody nothing shows.
 */
export function classWouldShow(strata: readonly StratumQuota[], rule: CoverRule): ClassWouldShow | undefined {
  const drawn = strata.map(({ stratum, quota }) => ({ stratum, count: quota }));
  const left = strata.map(({ stratum, size, quota }) => ({ stratum, count: size - quota }));
  return shownBy('drawn', drawn, rule) ?? shownBy('left', left, rule);
}

function shownBy(
  among: ClassWouldShow['among'],
  counts: readonly { readonly stratum: string; readonly count: number }[],
  { mostFrequent, classShare }: CoverRule,
): ClassWouldShow | undefined {
  const all = counts.reduce((sum, { count }) => sum + count, 0);
  const shown = counts.find(({ stratum, count }) => {
    if (count === 0 || stratum === everyClass) return false;
    return count === all || (stratum !== mostFrequent && count * 10_000 > all * classShare);
  });
  return shown && { kind: 'class-would-show', among, stratum: shown.stratum, count: shown.count, of: all };
}
