import type { ChainHead } from '../../domain/audit/audit-chain.ts';
import type { Entry } from '../../domain/audit/sealed-list.ts';
import type { ListChoice } from '../../platform/lists.ts';
import type { ListsOf, RecordKind, RecordOf } from '../../platform/records.ts';
import type { ListOptions, Match, Page, PagePosition, PageRequest } from './paging.ts';

/** What the store knows of a record besides the record: the version that the next writer must have seen. */
export interface Meta {
  readonly version: number;
  readonly chain: ChainHead;
  readonly updatedAt: string;
  readonly updatedBy: string;
}

export interface Stored<T> {
  readonly value: T;
  readonly meta: Meta;
}

/** Where a record stands in the one list of its kind: its place, and the fields that it is asked for by. */
export interface Posting {
  readonly id: string;
  readonly place: PagePosition;
  readonly asked: Readonly<Record<string, unknown>>;
}

/** Records of the workflow and the results. Reads are consistent; lists come from indexes. */
export interface Records {
  find<K extends RecordKind>(kind: K, id: string): Promise<Stored<RecordOf<K>> | undefined>;
  /** A past or present version; `versions` must be kept for the kind. */
  versions<K extends RecordKind>(kind: K, id: string): Promise<readonly Stored<RecordOf<K>>[]>;
  /** A page of a list of the kind; of several values, their records in the order of the values. */
  list<K extends RecordKind>(
    query: { readonly kind: K } & ListChoice<ListsOf<K>> & ListOptions,
  ): Promise<Page<Stored<RecordOf<K>>>>;
  /**
   * A page of all records of a posted kind, in one list whoever's they are, the newest first: two requests, whatever the
   * filter leaves out. It may be short and still name a place to go on. Before `isPosted`, records of earlier versions
   * may be missing.
   */
  posted<K extends RecordKind>(query: {
    readonly kind: K;
    readonly where: readonly Match[];
    readonly page: PageRequest;
    /** Finds whatever was committed before; costs twice. */
    readonly consistent?: true;
  }): Promise<Page<Stored<RecordOf<K>>>>;
  /**
   * The same without reading the records: their ids, and what is said of them there, which may be of before. What a record
   * is now, and whether it is seen, says `findEach`.
   */
  postings<K extends RecordKind>(query: {
    readonly kind: K;
    readonly where: readonly Match[];
    readonly page: PageRequest;
  }): Promise<Page<Posting>>;
  /** Several records by their ids, those that are seen: one request for a hundred, and one for batches not known to be dispatched. */
  findEach<K extends RecordKind>(kind: K, ids: readonly string[]): Promise<ReadonlyMap<string, Stored<RecordOf<K>>>>;
  /** Whether every record of the posted kinds, or of visits, is in its list. Once it is, it stays so. */
  isPosted(kind?: 'visit'): Promise<boolean>;
  /** Puts the records of earlier versions into those lists. May be repeated. */
  post(thisYear: number): Promise<{ readonly records: number }>;
  /**
   * Writes rows under deterministic keys without a condition or event: safe to repeat, invisible until a commit flips them.
   * Answers what that commit's event has to seal.
   */
  stage<K extends RecordKind>(
    kind: K,
    values: readonly { readonly id: string; readonly value: RecordOf<K> }[],
    by: string,
    at: string,
  ): Promise<readonly Entry[]>;
}
