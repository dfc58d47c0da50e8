import type { DepartmentCode } from '../../base/primitives.ts';
import type { ChainName } from '../../domain/audit/audit-chain.ts';
import type { Entry } from '../../domain/audit/sealed-list.ts';
import type { ListChoice } from '../../platform/lists.ts';
import type { PublicLists } from '../../public/lists.ts';
import type { PublicDocument } from '../../public/public-document.ts';
import type { ListOptions, Page, PageRequest } from './paging.ts';

/** A search among the published results of a period, the newest first. */
export interface ResultSearch {
  /** A part of the public name, however it was typed. */
  readonly name?: string | undefined;
  readonly department?: DepartmentCode | undefined;
  readonly township?: string | undefined;
  /** The instants between which they were published. */
  readonly between: readonly [from: string, to: string];
  readonly page: PageRequest;
}

/** The projection as the public reads it, and as publishing jobs write it in bulk. */
export interface PublicRecord {
  find(kind: PublicDocument['kind'], id: string, part?: string): Promise<PublicDocument['body'] | undefined>;
  parts(kind: PublicDocument['kind'], id: string, page: PageRequest): Promise<Page<PublicDocument['body']>>;
  list<K extends keyof PublicLists>(
    query: { readonly kind: K } & ListChoice<PublicLists[K]> & ListOptions,
  ): Promise<Page<PublicDocument['body']>>;
  /** A page of a search; it may be short and still name a place to go on. Before `isIndexed`, earlier results may be missing. */
  search(search: ResultSearch): Promise<Page<PublicDocument['body']>>;
  /** Whether every published result is in the search index. Once it is, it stays so. */
  isIndexed(): Promise<boolean>;
  /** Puts what earlier versions published into the search index. May be repeated. */
  index(thisMonth: string): Promise<{ readonly documents: number }>;
  /**
   * Deterministic keys, safe to repeat; what they belong to is flipped visible by a commit, in the chain `of`. Answers what
   * was written, for that commit's event to seal.
   */
  put(documents: readonly PublicDocument[], of?: ChainName): Promise<readonly Entry[]>;
}
