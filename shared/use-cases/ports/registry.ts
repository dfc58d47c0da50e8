import type { DepartmentCode } from '../../base/primitives.ts';
import type { Entry } from '../../domain/audit/sealed-list.ts';
import type { RegistryKind } from '../../domain/registry/kinds.ts';
import type { RegistryRow } from '../../domain/registry/registry.ts';
import type { UniqueName } from '../../domain/registry/unique-names.ts';
import type { Match, Page, PageRequest } from './paging.ts';
import type { Stored } from './records.ts';

/** A registry row and the import that brought it, if one did. */
export interface StoredRow<K extends RegistryKind = RegistryKind> extends Stored<RegistryRow[K]> {
  readonly kind: K;
  readonly importId?: string;
  /** An undone import has taken the row away again: only `Staging.current` shows it, for the versions to go on. */
  readonly removed?: true;
  /** Where the store keeps the row: opaque, handed back by whoever replaces the row. */
  readonly slot?: string;
}

/** What freezes on the one side, undone imports and applied files of classes on the other tell each other: how many there were of each, and the number of the last batch frozen. */
export interface FreezeMark {
  readonly freezes: number;
  readonly undone: number;
  readonly batch?: string;
}

/** A name that only one row of a registry may have, and who has it. */
export interface NameHeld {
  readonly of: UniqueName['of'];
  readonly holder: string;
}

/** A row that could not be staged: what it would have to itself another row has, or an import or writer took it meanwhile. */
export interface NotStaged {
  readonly id: string;
  readonly held?: NameHeld;
}

/** A search in the index of a registry: by a part of the name in its search form, or of an object by more. */
export interface RowSearch<K extends RegistryKind> {
  readonly kind: K;
  readonly by:
    | { readonly name: string }
    /** The beginning of an object's number, and a part of its name besides. */
    | { readonly code: string; readonly name?: string | undefined }
    | { readonly township: string }
    | { readonly supervisor: DepartmentCode }
    /** The rows of objects that go on under another number. */
    | { readonly continued: true };
  readonly where?: readonly Match[];
  readonly page: PageRequest;
}

/** The four registries. A row of an import that is not activated is never seen by any of these. */
export interface Registry {
  find<K extends RegistryKind>(kind: K, id: string): Promise<StoredRow<K> | undefined>;
  /** The row as it was at a version, wherever it lies now (R15). */
  findVersion<K extends RegistryKind>(kind: K, id: string, version: number): Promise<StoredRow<K> | undefined>;
  versions<K extends RegistryKind>(kind: K, id: string): Promise<readonly StoredRow<K>[]>;
  list<K extends RegistryKind>(query: {
    readonly kind: K;
    readonly departments: readonly DepartmentCode[];
    readonly where?: readonly Match[];
    readonly page: PageRequest;
  }): Promise<Page<StoredRow<K>>>;
  /**
   * A page of the rows that a search finds, in an order that stays. It may be short and still name a place to go on. Before
   * `isIndexed`, rows of earlier versions may be missing.
   */
  search<K extends RegistryKind>(search: RowSearch<K>): Promise<Page<StoredRow<K>>>;
  /** Whether every row is in the search index. Once it is, it stays so. */
  isIndexed(): Promise<boolean>;
  /** Puts the rows of earlier versions into the search index. May be repeated, and goes on where it stopped. */
  index(): Promise<{ readonly rows: number }>;
  /** Of what the row would have to itself, as a new row or as the next version of one, what another row of its registry has, seen or staged. */
  holders<K extends RegistryKind>(kind: K, value: RegistryRow[K], as: 'new' | 'next'): Promise<readonly NameHeld[]>;
  /** Names the rows of earlier versions as holders of what they have to themselves. May be repeated, and goes on where it stopped. */
  reserveNames(): Promise<{ readonly rows: number }>;
  /** The visible objects of one of the 256 shards in which frames are built, in the order of their ids. */
  shard(shard: number, where?: readonly Match[]): AsyncIterable<StoredRow<'object'>>;
  freezeMark(): Promise<FreezeMark>;
  /** Every visible row, read in parallel over the shards, in no particular order; for frames and reports. */
  all<K extends RegistryKind>(kind: K, where?: readonly Match[]): AsyncIterable<StoredRow<K>>;
}

/** What an import writes before it is activated, and what is tidied after. Every call may be repeated. */
export interface Staging {
  /** The rows now active under these ids, whoever keeps them, and those that were removed. */
  current<K extends RegistryKind>(kind: K, ids: readonly string[]): Promise<ReadonlyMap<string, StoredRow<K>>>;
  /**
   * Answers what could not be staged. Rows that have nothing to themselves come first, so that one file may hand a name from
   * one row to another. Undefined when the import is not open for staging: nothing more of it is staged then.
   */
  stage<K extends RegistryKind>(
    importId: string,
    rows: readonly {
      readonly value: RegistryRow[K];
      readonly supersedes?: StoredRow<K>;
      /** From activation on, the row is gone. */
      readonly removed?: boolean;
      /** Another row that changes with it, or not at all. */
      readonly also?: { readonly value: RegistryRow[K]; readonly supersedes: StoredRow<K> };
    }[],
    meta: {
      readonly kind: K;
      readonly by: string;
      readonly at: string;
      /** Rows that could not be staged are tried anew under another number; under the same one the answer stays. */
      readonly attempt?: number;
    },
  ): Promise<readonly NotStaged[] | undefined>;
  /** What an import has staged, for its event to seal; undefined when part of it was staged by a version that could not say. */
  staged(importId: string, kind: RegistryKind): Promise<readonly Entry[] | undefined>;
  /** After activation: moves superseded rows into the history. Returns when none is left. */
  settle(importId: string, kind: RegistryKind): Promise<void>;
  /** Removes what was staged and frees what was marked. */
  discard(importId: string, kind: RegistryKind): Promise<void>;
  /** Every row that carries the mark of an import, some at a time: all of an open one, none of one that is done. */
  marks(): AsyncIterable<readonly ImportMark[]>;
  /** Settles or discards these rows alone, as their imports were, and answers how many; an open import stays as it is. */
  mend(marks: readonly ImportMark[]): Promise<number>;
}

/** A row of a registry that an import stages (`stagedBy`) or supersedes (`supersededBy`). */
export interface ImportMark {
  readonly kind: RegistryKind;
  readonly importId: string;
  readonly mark: 'stagedBy' | 'supersededBy';
  readonly id: string;
  readonly slot: 'a' | 'b';
}
