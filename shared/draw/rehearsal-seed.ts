import { sha256 } from './sha256.ts';
import { lf } from './text.ts';

export const rehearsalSpec = 'suiji-rehearsal/1';

/**
 * The seed of one dry run: `H("suiji-rehearsal/1" LF inputs LF index)`. The text hashed for a draw's seed begins
 * differently, so no rehearsal is ever a draw or reveals one whose randomness does not exist yet.
 */
export const rehearsalSeed = (inputs: string, index: number): string =>
  sha256([rehearsalSpec, inputs, String(index)].join(lf));
