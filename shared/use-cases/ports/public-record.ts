import type { ChainName } from '../../domain/audit/audit-chain.ts';
import type { Entry } from '../../domain/audit/sealed-list.ts';
import type { ListChoice } from '../../platform/lists.ts';
import type { PublicLists } from '../../public/lists.ts';
import type { PublicDocument } from '../../public/public-document.ts';
import type { ListOptions, Page, PageRequest } from './paging.ts';

/** The projection as the public reads it, and as publishing jobs write it in bulk. */
export interface PublicRecord {
  find(kind: PublicDocument['kind'], id: string, part?: string): Promise<PublicDocument['body'] | undefined>;
  parts(kind: PublicDocument['kind'], id: string, page: PageRequest): Promise<Page<PublicDocument['body']>>;
  list<K extends keyof PublicLists>(
    query: { readonly kind: K } & ListChoice<PublicLists[K]> & ListOptions,
  ): Promise<Page<PublicDocument['body']>>;
  /**
   * Deterministic keys, safe to repeat; what they belong to is flipped visible by a commit, in the chain `of`. Answers what
   * was written, for that commit's event to seal.
   */
  put(documents: readonly PublicDocument[], of?: ChainName): Promise<readonly Entry[]>;
}
