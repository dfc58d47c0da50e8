import { createHash } from 'node:crypto';
import type { Mutant } from './mutants.ts';

/** The same seed takes the same mutants on every machine, and those of a smaller sample are among those of a larger one. */
export function sampleOf(mutants: readonly Mutant[], size: number, seed: string): readonly Mutant[] {
  const ticket = ({ file, start, end, replacement }: Mutant) =>
    createHash('sha256')
      .update(JSON.stringify([seed, file, start, end, replacement]))
      .digest('hex');
  return mutants
    .map((mutant) => ({ mutant, ticket: ticket(mutant) }))
    .toSorted((a, b) => (a.ticket < b.ticket ? -1 : 1))
    .slice(0, size)
    .map(({ mutant }) => mutant);
}

/** The interval that holds the true share with 95 % (Wilson 1927), which also holds near 0 and 1 and for small samples. */
export function intervalOf(hits: number, size: number): readonly [from: number, to: number] {
  if (size === 0) return [0, 1];
  const z = 1.959964;
  const share = hits / size;
  const centre = share + z ** 2 / (2 * size);
  const spread = z * Math.sqrt((share * (1 - share)) / size + z ** 2 / (4 * size ** 2));
  const whole = 1 + z ** 2 / size;
  return [(centre - spread) / whole, (centre + spread) / whole];
}
