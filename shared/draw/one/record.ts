import type { Drawn } from '../ticket-order.ts';
import type { StatedRandomness } from '../verify-randomness.ts';
import type { Manifest } from './manifest.ts';
import type { ListedTeam } from './team-list.ts';
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

/**
 * 越过原因: why an object whose turn had come was skipped and the next ticket taken. Its one visit of this draw is over, or
 * the department has started it; or the object could not be inspected itself and was replaced.
 */
export const passReasons = ['检查已结束', '检查已开始', '已被替换'] as const;
export type PassReason = (typeof passReasons)[number];

/** An object that replaced another, from a stratum that had drawn the other; its id waits for the list. */
export interface CalledReserve {
  readonly frame: string;
  readonly stratum: string;
  readonly objectId?: string;
  readonly ticket?: string;
  /** Absent where the object was called. */
  readonly passed?: PassReason;
}

/** 候补: one object that could not be inspected, and its replacements. */
export interface ReserveCalled {
  /** Instant of the approval, ISO 8601 in UTC. */
  readonly at: string;
  readonly objectId?: string;
  readonly called: readonly CalledReserve[];
}

/** Digests that stand for the list from the draw on, and the salt that opens them once the list is public. */
export interface ListDigests {
  readonly digest: string;
  readonly salt?: string;
  /** Of the teams; see `teamsDigest`. */
  readonly teams?: string;
}

/** The public record of a draw: together with the frame files, everything needed to recompute it. */
export interface DrawRecord extends StatedRandomness {
  readonly manifest: Manifest;
  readonly manifestDigest: string;
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
