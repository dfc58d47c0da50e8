import type { Commitment, Reveal } from './ceremony.ts';
import type { Manifest } from './manifest.ts';
import type { Beacon } from './randomness.ts';
import type { ListedTeam } from './team-list.ts';
import type { Drawn } from './tickets.ts';
import type { DrawnVisit } from './visits.ts';

/** What was drawn from one stratum of one frame. */
export interface StratumResult {
  readonly stratum: string;
  readonly count: number;
  /** The last drawn ticket; absent when nothing was drawn. */
  readonly threshold?: string;
  /** In ticket order; absent while the list is published only after the inspections. */
  readonly selected?: readonly Drawn[];
  /** How many reserves were called since; absent counts as none. */
  readonly reservesUsed?: number;
}

export interface FrameResult {
  readonly frame: string;
  readonly strata: readonly StratumResult[];
}

/** An object that came in the place of another, from one stratum that had drawn the other; its id waits for the list. */
export interface CalledReserve {
  readonly frame: string;
  readonly stratum: string;
  readonly objectId?: string;
  readonly ticket?: string;
}

/** 候补: one object that could not be inspected, and what came in its place. */
export interface ReserveCalled {
  /** Instant of the approval, ISO 8601 in UTC. */
  readonly at: string;
  readonly objectId?: string;
  readonly called: readonly CalledReserve[];
}

/** What stands for the list from the draw on, and the salt that opens it once the list is public. */
export interface ListDigests {
  readonly digest: string;
  readonly salt?: string;
  /** Of the teams; see `teamsDigest`. */
  readonly teams?: string;
}

/** The public record of a draw: together with the frame files, all that anyone needs to recompute it. */
export interface DrawRecord {
  readonly manifest: Manifest;
  readonly manifestDigest: string;
  /** The ceremony's statements; absent where the randomness comes from elsewhere. */
  readonly ceremony?: { readonly commitments: readonly Commitment[]; readonly reveals: readonly Reveal[] };
  /** The round of the public beacon with its signature; absent where no beacon takes part. */
  readonly beacon?: Beacon;
  readonly randomness: string;
  readonly seed: string;
  readonly frames: readonly FrameResult[];
  /** Absent while the list is withheld. */
  readonly visits?: readonly DrawnVisit[];
  /** Absent where nothing was matched. */
  readonly list?: ListDigests;
  /** In the order of the list; absent while the list is withheld. */
  readonly teams?: readonly ListedTeam[];
  readonly reserves?: readonly ReserveCalled[];
}
