import { canonicalJson } from '../canonical-json.ts';
import type { RandomnessSource } from '../randomness-source.ts';
import { sha256 } from '../sha256.ts';
import type { StratumSize } from '../strata.ts';

export const drawSpec = 'suiji-draw/1';

export interface StratumQuota extends StratumSize {
  /** How many of the stratum are drawn. */
  readonly quota: number;
}

export interface ManifestFrame {
  readonly frame: string;
  readonly department: string;
  readonly items: readonly string[];
  readonly root: string;
  readonly size: number;
  readonly strata: readonly StratumQuota[];
}

/** A frozen inspector registry of one department, in the form of a frame without items and quotas. */
export interface InspectorFrame {
  readonly frame: string;
  readonly department: string;
  readonly root: string;
  readonly size: number;
  readonly strata: readonly StratumSize[];
}

export interface MatchingRules {
  /** Inspectors per visit and participating department. */
  readonly perDepartment: number;
  /** First and last day of the inspections, `YYYY-MM-DD`: certificates must be valid on all of them. */
  readonly window: { readonly from: string; readonly to: string };
  /** Most visits of any inspector in the batch; absent when there is no limit. A frozen row may set a smaller one. */
  readonly capacity?: number;
  /** Whether an inspector at a township's station is kept from objects of that township. */
  readonly townshipCrossing?: boolean;
  /** Whether every team has a member who may lead it. */
  readonly teamLeader?: boolean;
  /** Whether loads are evened out over the whole department. */
  readonly evenLoads?: boolean;
  /** SHA-256 of the frozen list of who checked the framed objects last time; absent when the rule does not apply. */
  readonly previousTeams?: string;
}

/** Everything that decides a draw except the randomness; published before the randomness exists and never changed. */
export interface Manifest {
  readonly spec: typeof drawSpec;
  readonly batch: string;
  readonly randomness: RandomnessSource;
  readonly frames: readonly ManifestFrame[];
  readonly inspectors?: readonly InspectorFrame[];
  /** Experts of the departments whose items need one, in the same form. */
  readonly experts?: readonly InspectorFrame[];
  readonly matching?: MatchingRules;
}

/** The bytes that are published and hashed; an absent optional part must be omitted, not undefined. */
export const manifestText = (manifest: Manifest): string => canonicalJson(manifest);

/** @internal Tests make the manifests of earlier draws. */
export const manifestDigest = (manifest: Manifest): string => sha256(manifestText(manifest));
