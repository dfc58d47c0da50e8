import type { Failure, ImportHolder } from '../../base/failures.ts';
import type { DepartmentCode } from '../../base/primitives.ts';
import type { Result } from '../../base/result.ts';
import type { EventDraft } from '../../domain/audit/audit-chain.ts';
import type { RegistryKind } from '../../domain/registry/kinds.ts';
import type { RegistryRow } from '../../domain/registry/registry.ts';
import type { RecordKind, RecordOf } from '../../platform/records.ts';
import type { PublicDocument } from '../../public/public-document.ts';
import type { Meta } from './records.ts';
import type { StoredRow } from './registry.ts';

/** One step of a unit of work. All changes of a commit happen, or none. */
export type Change =
  | { readonly [K in RecordKind]: CreateRecord<K> | ReplaceRecord<K> }[RecordKind]
  | { readonly [K in RegistryKind]: CreateRow<K> | ReplaceRow<K> }[RegistryKind]
  | { readonly change: 'publish'; readonly document: PublicDocument }
  /** Fails the commit when the record has moved on. */
  | { readonly change: 'check'; readonly kind: RecordKind; readonly id: string; readonly version: number }
  /** Frames were read from the registries: fails when an import was undone, or a file of classes applied, since `undone` was read. */
  | { readonly change: 'note-freeze'; readonly batch: string; readonly undone?: number }
  /** Takes the number of a counter that was peeked: fails when it has been given since. */
  | { readonly change: 'take-number'; readonly counter: string; readonly number: number }
  /** Results that were staged become visible: they count from now on (`DeadlineCounts`). */
  | {
      readonly change: 'count-results';
      readonly row: { readonly batchId: string };
      readonly cells: ReadonlyMap<string, number>;
    }
  /** An import is undone, or a file of classes applied: fails when a batch was frozen since `freezes` was read. */
  | { readonly change: 'note-undo'; readonly importId: string; readonly freezes: number }
  /** Opens a registry for one import, or closes it again. */
  | {
      readonly change: 'open-registry';
      readonly kind: RegistryKind;
      readonly department: DepartmentCode;
      readonly importId: string;
      /** A file of classes: no other one is open meanwhile, and of registries it holds the rows that it stages. */
      readonly classes?: boolean;
      /** What whoever is refused meanwhile is told. */
      readonly holder: Pick<ImportHolder, 'by' | 'fileName' | 'since'>;
    }
  | {
      readonly change: 'close-registry';
      readonly kind: RegistryKind;
      readonly department: DepartmentCode;
      readonly importId: string;
      readonly classes?: boolean;
    };

export interface CreateRecord<K extends RecordKind> {
  readonly change: 'create';
  readonly kind: K;
  readonly id: string;
  readonly value: RecordOf<K>;
  readonly event: EventDraft;
}

export interface ReplaceRecord<K extends RecordKind> {
  readonly change: 'replace';
  readonly kind: K;
  readonly id: string;
  readonly from: Meta;
  /** As it was at that version. */
  readonly before: RecordOf<K>;
  readonly value: RecordOf<K>;
  readonly event: EventDraft;
}

export interface CreateRow<K extends RegistryKind> {
  readonly change: 'create-row';
  readonly kind: K;
  readonly value: RegistryRow[K];
  readonly event: EventDraft;
}

export interface ReplaceRow<K extends RegistryKind> {
  readonly change: 'replace-row';
  readonly kind: K;
  readonly from: StoredRow<K>;
  readonly value: RegistryRow[K];
  readonly event: EventDraft;
  /** The department whose part alone changes: an import that is open on the keeper's registry does not matter. */
  readonly part?: DepartmentCode;
}

export type CommitFailure = Failure<'already-exists' | 'stale-version' | 'import-open'>;

/** The one way to change state: changes, audit events and projections in one transaction with conditions (≤ 100 actions). */
export interface UnitOfWork {
  commit(changes: readonly Change[]): Promise<Result<void, CommitFailure>>;
}
