import type { FrameFacts } from '../../shared/draw/join-shards.ts';
import type { StratumSelection } from '../../shared/draw/select.ts';
import { sha256 } from '../../shared/draw/sha256.ts';
import { selectionDigest } from '../../shared/draw/tickets.ts';

// What processes apart from each other print of a draw, so that two can be told to be the same.

/** Roots of all shards, size and strata. */
export const factsDigest = (frame: FrameFacts): string => sha256(JSON.stringify(frame));

/** The drawn ids, which other programs know too, and everything else of the selection: tickets, thresholds, reserves. */
export const selectionFacts = (strata: readonly StratumSelection[]) => ({
  digest: selectionDigest(strata.flatMap(({ selected }) => selected.map(({ id }) => id))),
  selection: sha256(JSON.stringify(strata)),
});
