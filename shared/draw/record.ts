import type { Commitment, Reveal } from './ceremony.ts';
import type { Manifest } from './manifest.ts';
import type { Beacon } from './randomness.ts';
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
}

export interface FrameResult {
  readonly frame: string;
  readonly strata: readonly StratumResult[];
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
}
