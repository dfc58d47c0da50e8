import type { Manifest } from './manifest.ts';
import type { ListedObject, ListedTeam } from './sealed-list.ts';
import type { StatedRandomness } from './verify-randomness.ts';

/** What was drawn from one stratum of one frame: every row up to the threshold. */
export interface StratumResult {
  readonly stratum: string;
  readonly count: number;
  /** The last drawn ticket; absent when nothing was drawn. */
  readonly threshold?: string;
}

export interface FrameResult {
  readonly frame: string;
  readonly strata: readonly StratumResult[];
}

/** What stands for list and teams from the draw on, and the salt that opens them once they are public. */
export interface SealedList {
  readonly digest: string;
  /** Absent where nobody could be matched. */
  readonly teams?: string;
  readonly salt?: string;
}

/** 候补: what the public is told of one turn. */
export interface StatedTurn {
  readonly turn: number;
  /** Instant of the approval, ISO 8601 in UTC. */
  readonly at: string;
  readonly digest: string;
  /** Who came, by the bytes of the id; absent while the list is sealed. */
  readonly added?: readonly string[];
}

/** The public record of a draw: with the list files, all that the public needs to recompute it. */
export interface DrawRecord extends StatedRandomness {
  readonly manifest: Manifest;
  readonly manifestDigest: string;
  readonly seed: string;
  readonly frames: readonly FrameResult[];
  readonly list?: SealedList;
  /** The list; absent while it is sealed. */
  readonly objects?: readonly ListedObject[];
  readonly teams?: readonly ListedTeam[];
  readonly turns: readonly StatedTurn[];
}
