import type { RelayFault } from '../../codes/draws.ts';

/** What a relay of the public beacon said of a round: a signature that nobody has checked yet, or nothing and why. */
export type RelayAnswer =
  | { readonly relay: string; readonly signature: string }
  | { readonly relay: string; readonly fault: RelayFault };

/** The public beacon. Every relay is asked and answers once, whoever is first first; whoever has enough stops reading. */
export interface Beacons {
  fetch(round: number): AsyncIterable<RelayAnswer>;
}
