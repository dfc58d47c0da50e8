import { compareUtf8 } from './text.ts';

export interface StratumSize {
  readonly stratum: string;
  readonly size: number;
}

/** Counts the rows of each stratum; its sizes are by the UTF-8 bytes of the stratum's name. */
export function strataCounter() {
  const sizes = new Map<string, number>();
  return {
    count: ({ stratum }: Pick<StratumSize, 'stratum'>): void => void sizes.set(stratum, (sizes.get(stratum) ?? 0) + 1),
    sizes: (): readonly StratumSize[] => inOrder(sizes),
  };
}

/** The sizes of all parts together. */
export function strataSums(parts: readonly { readonly strata: readonly StratumSize[] }[]): readonly StratumSize[] {
  const sums = new Map<string, number>();
  for (const { stratum, size } of parts.flatMap(({ strata }) => strata)) {
    sums.set(stratum, (sums.get(stratum) ?? 0) + size);
  }
  return inOrder(sums);
}

const inOrder = (sizes: ReadonlyMap<string, number>): readonly StratumSize[] =>
  [...sizes].map(([stratum, size]) => ({ stratum, size })).sort((a, b) => compareUtf8(a.stratum, b.stratum));
