import { sha256 } from './sha256.ts';
import { lf } from './text.ts';

export const rehearsalSpec = 'suiji-rehearsal/1';

/**
 * The seed of one dry run: `H("suiji-rehearsal/1" LF inputs LF index)`. A draw's seed is the hash of a text that begins
 * with another word, so no rehearsal is ever a draw, nor says anything of one whose randomness does not exist yet.
 */
export const rehearsalSeed = (inputs: string, index: number): string =>
  sha256([rehearsalSpec, inputs, String(index)].join(lf));
