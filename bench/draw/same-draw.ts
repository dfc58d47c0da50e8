import type { FrameFacts } from '../../shared/draw/join-shards.ts';
import type { StratumSelection } from '../../shared/draw/one/select.ts';
import { selectionDigest } from '../../shared/draw/one/tickets.ts';
import { sha256 } from '../../shared/draw/sha256.ts';

// What separate processes print of a draw, to compare their results.

/** Roots of all shards, size and strata. */
export const factsDigest = (frame: FrameFacts): string => sha256(JSON.stringify(frame));

/** The drawn ids, which other programs compute too, and the rest of the selection: tickets, thresholds, reserves. */
export const selectionFacts = (strata: readonly StratumSelection[]) => ({
  digest: selectionDigest(strata.flatMap(({ selected }) => selected.map(({ id }) => id))),
  selection: sha256(JSON.stringify(strata)),
});
