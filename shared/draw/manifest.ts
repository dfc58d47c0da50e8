import { canonicalJson } from './canonical-json.ts';
import type { RandomnessSource } from './randomness-source.ts';
import { sha256 } from './sha256.ts';
import type { StratumSize } from './strata.ts';

export const drawSpec = 'suiji-draw/2';

export interface StratumQuota extends StratumSize {
  /** How many of the stratum are drawn. */
  readonly quota: number;
}

/** One department's part in a frame: its items, and how many of the frame's objects they apply to. */
export interface FramePart {
  readonly department: string;
  readonly items: readonly string[];
  readonly size: number;
}

/** What is drawn together, once, for all departments that take part. Parts are numbered from 1, in this order. */
export interface ManifestFrame {
  readonly frame: string;
  readonly parts: readonly FramePart[];
  readonly root: string;
  readonly size: number;
  /** By the bytes of the stratum; one that a rule names and nobody stands in has 0 and 0. */
  readonly strata: readonly StratumQuota[];
}

/** All inspectors in force, or all experts, under row names; the stratum of people is their department. */
export interface PeopleList {
  readonly root: string;
  readonly size: number;
  readonly strata: readonly StratumSize[];
}

export interface MatchingRules {
  /** Inspectors per visit and participating department. */
  readonly perDepartment: number;
  /** First and last day of the inspections, `YYYY-MM-DD`: certificates must be valid on all of them. */
  readonly window: { readonly from: string; readonly to: string };
  /** `previousTeamsDigest` of who checked the framed objects last time. */
  readonly previousTeams: string;
  /** Most visits any inspector may be given in the batch; absent when there is no limit. */
  readonly capacity?: number;
  /** Whether who works at a township's station is kept from objects of that township. */
  readonly townshipCrossing?: boolean;
  /** Whether every team has somebody who may lead it. */
  readonly teamLeader?: boolean;
  /** Whether loads are evened out over the whole department. */
  readonly evenLoads?: boolean;
}

/** All that decides a draw except the randomness; published before the randomness exists and never changed. */
export interface Manifest {
  readonly spec: typeof drawSpec;
  readonly batch: string;
  /** The commitment to the batch's key. */
  readonly key: string;
  readonly randomness: RandomnessSource;
  readonly frames: readonly ManifestFrame[];
  readonly inspectors?: PeopleList;
  /** Where items need them. */
  readonly experts?: PeopleList;
  readonly matching: MatchingRules;
}

/** The bytes that are published and hashed; an optional part that is absent must be left out, not undefined. */
export const manifestText = (manifest: Manifest): string => canonicalJson(manifest);

export const manifestDigest = (manifest: Manifest): string => sha256(manifestText(manifest));
