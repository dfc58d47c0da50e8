import type { ChainHead } from '../../domain/audit/audit-chain.ts';
import type { AuditedEntity } from '../../platform/registries.ts';

/** A row as it lies in the database, whatever has been done to it: nothing of it is parsed, so nothing of it can fail. */
export interface StoredContent {
  /** The version that its key states or, of a current row, that it states itself; 0 when it states none. */
  readonly version: number;
  readonly chain: ChainHead;
  readonly digest: string;
  /** Attributes of indexes that are not what its value makes of them: lists show it in the wrong place, or not at all. */
  readonly misplaced: readonly string[];
  /** The chain whose event has to state the row when its own chain does not: an import's, or a batch's. */
  readonly broughtBy: { readonly entity: 'import' | 'batch'; readonly id: string } | undefined;
}

export interface StoredRows {
  /** The row that readers see. */
  readonly current: StoredContent | undefined;
  /** Copies that keep versions, by version. */
  readonly kept: ReadonlyMap<number, StoredContent>;
  /** Sort keys that nothing of ours has. */
  readonly foreign: readonly string[];
}

/**
 * The digests of the rows that hold a version: the current one, copies, or both; `replaced` where a kind keeps no versions
 * and has moved on; `missing` where none does, or the record itself is gone.
 */
export type Held = readonly string[] | 'replaced' | 'missing';

export interface StoredDocument {
  readonly digest: string;
  /** `entity#id` of the chain that published it last. */
  readonly of: string | undefined;
}

/** The rows and documents themselves, for comparison with what events say of them. */
export interface Contents {
  rows(entity: AuditedEntity, id: string): Promise<StoredRows>;
  /** Versions by name (`rowName`), many at once. */
  held(names: readonly string[]): Promise<ReadonlyMap<string, Held>>;
  /** What the row says that decides whether readers see what an import brought. */
  importState(id: string): Promise<'open' | 'activated' | 'discarded' | undefined>;
  /** Documents by name; one that is not there is absent. */
  documents(names: readonly string[]): Promise<ReadonlyMap<string, StoredDocument>>;
}
