import type { FoundByName } from '../../../shared/verification/find-by-name.ts';
import type { PlaceInWords } from '../../../shared/verification/place-words.ts';
import type { Verdict } from '../../../shared/verification/verify-record.ts';

/** A request from the page to its worker. */
export type Order =
  | { readonly do: 'list'; readonly baseUrl: string; readonly year?: string; readonly cursor?: string }
  | { readonly do: 'load'; readonly baseUrl: string; readonly number: string }
  | { readonly do: 'open'; readonly files: readonly File[] }
  | { readonly do: 'explain'; readonly id: string }
  /** What a slip says: the content of its file, or what stands behind `#` in its address. */
  | { readonly do: 'slip'; readonly text: string };

export interface RecentDraw {
  readonly number: string;
  readonly title: string;
  readonly state: string;
}

/** The tickets of one stratum as fractions of the whole range, and their outcome. */
export interface StratumPicture {
  readonly stratum: string;
  readonly quota: number;
  readonly tickets: Float64Array;
  /** The last drawn one; absent if none was drawn. */
  readonly threshold?: number;
}

export interface FramePicture {
  readonly frame: string;
  readonly title: string;
  readonly strata: readonly StratumPicture[];
}

/** The outcomes of one step at all its places, in words. */
export interface StepGroup {
  readonly name: string;
  readonly title: string;
  readonly meaning: string;
  /** The worst of them. */
  readonly outcome: 'passed' | 'failed' | 'not-checked';
  readonly count: number;
  /** What did not pass, one sentence each. */
  readonly faults: readonly string[];
}

export interface Verified {
  readonly is: 'verified';
  readonly title: string;
  readonly number: string;
  readonly fingerprint: string;
  readonly facts: readonly (readonly [name: string, value: string])[];
  /** What the reader should know besides the verdict: a void, a withheld list. */
  readonly notices: readonly string[];
  readonly steps: readonly StepGroup[];
  readonly verdict: Verdict;
  /** The verdict in words, in view of the draw's state. */
  readonly headline: { readonly title: string; readonly meaning: string };
  /** What failed, one sentence each. */
  readonly faults: readonly string[];
  readonly pictures: readonly FramePicture[];
  /** Addresses are paths of the portal. */
  readonly related: {
    readonly plans: readonly Link[];
    readonly results: readonly Link[];
    /** Absent while the list is not public. */
    readonly list?: readonly { readonly id: string; readonly name: string; readonly departments: string }[];
  };
  /** The files as read, for saving. */
  readonly files: readonly { readonly name: string; readonly file: Blob }[];
}

interface Link {
  readonly title: string;
  readonly path: string;
}

/** One frame's answer about an id, or about the row of a slip. */
export interface Explained extends PlaceInWords {
  readonly frame: string;
  readonly title: string;
  readonly details: readonly (readonly [name: string, value: string])[];
  /** Where to mark it in the plot. */
  readonly ticket?: number;
  readonly stratum?: string;
}

/** The worker's response. */
export type Answer =
  | { readonly is: 'progress'; readonly text: string }
  | { readonly is: 'refused'; readonly text: string }
  | {
      readonly is: 'recent';
      readonly draws: readonly RecentDraw[];
      /** The year that was asked for; absent = the newest of any year. */
      readonly year?: string;
      /** Whether these go behind the ones before. */
      readonly isMore: boolean;
      /** Where the list goes on. */
      readonly next?: string;
    }
  | Verified
  | ({ readonly is: 'named'; readonly typed: string } & FoundByName)
  | {
      readonly is: 'explained';
      readonly id: string;
      /** The combined answer of all frames. */
      readonly headline: string;
      readonly remarks: readonly string[];
      readonly frames: readonly Explained[];
    };
