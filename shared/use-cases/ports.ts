import type { Scope } from '../api/route.ts';
import type { Failure, ImportHolder } from '../base/failures.ts';
import type { DepartmentCode } from '../base/primitives.ts';
import type { Result } from '../base/result.ts';
import type { RelayFault } from '../codes/draws.ts';
import type { AuditEvent, ChainHead, EventDraft } from '../domain/audit/audit-chain.ts';
import type { RegistryKind, RegistryRow } from '../domain/registry/registry.ts';
import type { JobStart } from '../platform/jobs.ts';
import type { RecordKind, RecordOf } from '../platform/records.ts';
import type { PublicDocument } from '../public/documents.ts';

/** Who acts, from the token only. `scope` is how far the policy lets this person reach with this operation. */
export interface Actor {
  readonly id: string;
  readonly name: string;
  readonly department: DepartmentCode;
  readonly inspectorId?: string;
  readonly scope: Scope;
}

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

/** A registry row and the import that brought it, if one did. */
export interface StoredRow<K extends RegistryKind = RegistryKind> extends Stored<RegistryRow[K]> {
  readonly kind: K;
  readonly importId?: string;
  /** An undone import has taken the row away again: only `Staging.current` shows it, for the versions to go on. */
  readonly removed?: true;
  /** Where the store keeps the row: opaque, handed back by whoever replaces the row. */
  readonly slot?: string;
}

export interface Page<T> {
  readonly items: readonly T[];
  /** Where the next page begins; absent on the last. */
  readonly next?: PagePosition;
}

/** Opaque to everyone but the adapter that made it; it leaves the system signed. */
export type PagePosition = Readonly<Record<string, string | number>>;

/** An attribute must equal, be one of, or (for lists) contain a value; a text may be searched by a part. */
export type Match =
  | { readonly field: string; readonly equals: string | number | boolean }
  | { readonly field: string; readonly oneOf: readonly string[] }
  | { readonly field: string; readonly contains: string }
  | { readonly field: string; readonly startsWith: string };

export interface PageRequest {
  readonly limit: number;
  readonly from?: PagePosition;
}

/** One step of a unit of work. All changes of a commit happen, or none. */
export type Change =
  | { readonly [K in RecordKind]: CreateRecord<K> | ReplaceRecord<K> }[RecordKind]
  | { readonly [K in RegistryKind]: CreateRow<K> | ReplaceRow<K> }[RegistryKind]
  | { readonly change: 'publish'; readonly document: PublicDocument }
  /** Fails the commit when the record has moved on. */
  | { readonly change: 'check'; readonly kind: RecordKind; readonly id: string; readonly version: number }
  /** Frames were read from the registries: fails when an import was undone since `undone` was read. */
  | { readonly change: 'note-freeze'; readonly batch: string; readonly undone?: number }
  /** An import is undone: fails when a batch was frozen since `freezes` was read. */
  | { readonly change: 'note-undo'; readonly importId: string; readonly freezes: number }
  /** Opens a registry for one import, or closes it again. */
  | {
      readonly change: 'open-registry';
      readonly kind: RegistryKind;
      readonly department: DepartmentCode;
      readonly importId: string;
      /** What whoever is refused meanwhile is told. */
      readonly holder: Pick<ImportHolder, 'by' | 'fileName' | 'since'>;
    }
  | {
      readonly change: 'close-registry';
      readonly kind: RegistryKind;
      readonly department: DepartmentCode;
      readonly importId: string;
    };

/** What freezes and undone imports tell each other: how many there were of each, and the number of the last batch frozen. */
export interface FreezeMark {
  readonly freezes: number;
  readonly undone: number;
  readonly batch?: string;
}

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
}

export type CommitFailure = Failure<'already-exists' | 'stale-version' | 'import-open'>;

/** The one way to change state: changes, audit events and projections in one transaction with conditions (≤ 100 actions). */
export interface UnitOfWork {
  commit(changes: readonly Change[]): Promise<Result<void, CommitFailure>>;
}

/** Records of the workflow and the results. Reads are consistent; lists come from indexes. */
export interface Records {
  find<K extends RecordKind>(kind: K, id: string): Promise<Stored<RecordOf<K>> | undefined>;
  /** A past or present version; `versions` must be kept for the kind. */
  versions<K extends RecordKind>(kind: K, id: string): Promise<readonly Stored<RecordOf<K>>[]>;
  /** Walks the partitions of an index in order. `from`/`to` bound the sort key (inclusive, by prefix of `to`). */
  list<K extends RecordKind>(query: {
    readonly kind: K;
    readonly index: 'byOwner' | 'byParent' | 'byYear' | 'byDue' | 'byDayZero';
    readonly partitions: readonly string[];
    readonly between?: readonly [from: string, to: string];
    readonly where?: readonly Match[];
    readonly page: PageRequest;
    readonly newestFirst?: boolean;
  }): Promise<Page<Stored<RecordOf<K>>>>;
  /** Writes rows under deterministic keys without a condition or event: safe to repeat, invisible until a commit flips them. */
  stage<K extends RecordKind>(
    kind: K,
    values: readonly { readonly id: string; readonly value: RecordOf<K> }[],
    by: string,
    at: string,
  ): Promise<void>;
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
   * Answers the ids that another import or writer has taken since they were read; those are not staged. Undefined when the
   * import is not open for staging: nothing more of it is staged then.
   */
  stage<K extends RegistryKind>(
    importId: string,
    rows: readonly {
      readonly value: RegistryRow[K];
      readonly supersedes?: StoredRow<K>;
      /** From activation on, the row is gone. */
      readonly removed?: boolean;
    }[],
    meta: { readonly kind: K; readonly by: string; readonly at: string },
  ): Promise<readonly string[] | undefined>;
  /** After activation: moves superseded rows into the history. Returns when none is left. */
  settle(importId: string, kind: RegistryKind): Promise<void>;
  /** Removes what was staged and frees what was marked. */
  discard(importId: string, kind: RegistryKind): Promise<void>;
}

/** The projection as the public reads it, and as publishing jobs write it in bulk. */
export interface PublicRecord {
  find(kind: PublicDocument['kind'], id: string, part?: string): Promise<PublicDocument['body'] | undefined>;
  parts(kind: PublicDocument['kind'], id: string, page: PageRequest): Promise<Page<PublicDocument['body']>>;
  list(query: {
    readonly index: 'byList' | 'byCode';
    readonly partitions: readonly string[];
    readonly between?: readonly [from: string, to: string];
    readonly where?: readonly Match[];
    readonly page: PageRequest;
    readonly newestFirst?: boolean;
  }): Promise<Page<PublicDocument['body']>>;
  /** Deterministic keys, safe to repeat; what they belong to is flipped visible by a commit. */
  put(documents: readonly PublicDocument[]): Promise<void>;
}

export interface AuditTrail {
  events(entity: string, id: string): Promise<readonly AuditEvent[]>;
  day(date: string, page: PageRequest): Promise<Page<AuditEvent>>;
}

/** Numbers that never repeat; a number whose use fails is left out. */
export interface Counters {
  next(name: string): Promise<number>;
}

/** Files: import files, reports, frames, evidence. Uploads and downloads go by a presigned address, not through the functions. */
export interface Blobs {
  put(
    key: string,
    body: Uint8Array | AsyncIterable<Uint8Array>,
    mediaType: string,
  ): Promise<{ readonly bytes: number; readonly sha256: string }>;
  open(key: string): AsyncIterable<Uint8Array>;
  stat(key: string): Promise<{ readonly bytes: number } | undefined>;
  uploadUrl(
    key: string,
    mediaType: string,
    maxBytes: number,
  ): Promise<{ readonly url: string; readonly expiresAt: string; readonly headers: Readonly<Record<string, string>> }>;
  downloadUrl(key: string, fileName: string): Promise<{ readonly url: string; readonly expiresAt: string }>;
}

/** Sends one notice to the outside; the id lets the receiver drop a repeat. */
export interface Notifier {
  send(notice: {
    readonly id: string;
    readonly department: DepartmentCode;
    readonly title: string;
    readonly text: string;
  }): Promise<void>;
}

/** What a relay of the public beacon said of a round: a signature that nobody has checked yet, or nothing and why. */
export type RelayAnswer =
  | { readonly relay: string; readonly signature: string }
  | { readonly relay: string; readonly fault: RelayFault };

/** The public beacon. Every relay is asked and answers once, whoever is first first; whoever has enough stops reading. */
export interface Beacons {
  fetch(round: number): AsyncIterable<RelayAnswer>;
}

/** Starts work that outlives a request; the work itself may run more than once. */
export interface Jobs {
  start(...[job, input]: JobStart): Promise<void>;
}

/** One attempt at freezing or drawing a batch, known by batch, work and number; the input of the process. */
export interface DrawRun {
  readonly batchId: string;
  readonly work: 'freeze' | 'draw';
  readonly attempt: number;
  /** When the randomness is due. */
  readonly dueAt: string;
  /** Whether a frame was frozen shard by shard, and is drawn so. */
  readonly byShards: boolean;
}

/** The process that freezes a large batch, and draws any, by itself. */
export interface DrawProcess {
  /** Starts an attempt, or finds it running; `ended` when that attempt has been made. Starting it again changes nothing. Rejects, and logs why, where it cannot be reached. */
  start(run: DrawRun): Promise<'running' | 'ended'>;
}

export type Clock = () => Date;

/** Remembers creating requests by key, so that a repeat is answered and not carried out again. */
export interface Requests {
  /** Claims the key; a claim whose owner died is free again after a minute. */
  begin(
    claim: string,
    bodyHash: string,
    now: Date,
  ): Promise<
    { readonly state: 'new' | 'running' | 'other-body' } | { readonly state: 'done'; readonly response: KeptResponse }
  >;
  finish(claim: string, response: KeptResponse, now: Date): Promise<void>;
  release(claim: string): Promise<void>;
}

export interface KeptResponse {
  readonly statusCode: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}
