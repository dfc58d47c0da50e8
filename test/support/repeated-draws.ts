import { selectObjects } from '../../shared/draw/one/select.ts';
import { drawSeed } from '../../shared/draw/one/tickets.ts';
import { sha256 } from '../../shared/draw/sha256.ts';
import type { RepeatedDraws } from './sampling-statistics.ts';

/** A stratum that is drawn again and again; its objects' places are their order here. */
export interface Population {
  readonly stratum: string;
  readonly ids: readonly string[];
  readonly quota: number;
}

const manifest = sha256('a manifest that stays the same');

/** The seed of the n-th repetition, made as every seed is: from the manifest and from randomness that came after it. */
export const seedOf = (repetition: number): string => drawSeed(manifest, sha256(`randomness ${repetition}`));

/** Draws one frame of several strata with the product's own code, once for each seed. */
export function drawRepeatedly(
  populations: readonly Population[],
  seeds: readonly string[],
): ReadonlyMap<string, RepeatedDraws> {
  const rows = populations.flatMap(({ stratum, ids }) => ids.map((id) => ({ id, stratum })));
  const placeOf = new Map(populations.flatMap(({ ids }) => ids.map((id, place) => [id, place] as const)));
  const draws = new Map(populations.map(({ stratum }) => [stratum, [] as number[][]]));
  const strata = populations.map(({ stratum, quota }) => ({ stratum, quota }));
  for (const seed of seeds) {
    const selection = selectObjects({ seed, strata, reserves: 0 }, rows);
    if (!selection.ok) throw new Error(selection.error.kind);
    for (const { stratum, selected } of selection.value) {
      draws.get(stratum)?.push(selected.map(({ id }) => placeOf.get(id) ?? -1));
    }
  }
  return new Map(
    populations.map(({ stratum, ids, quota }) => [
      stratum,
      { size: ids.length, quota, draws: draws.get(stratum) ?? [] },
    ]),
  );
}

export const seeds = (count: number): readonly string[] => Array.from({ length: count }, (_, n) => seedOf(n));

/** What every repetition selected first, second … `quota`-th: smaller draws of the same tickets. */
export const firstOf = ({ size, draws }: RepeatedDraws, quota: number): RepeatedDraws => ({
  size,
  quota,
  draws: draws.map((draw) => draw.slice(0, quota)),
});
