import type { Failure } from '../base/failures.ts';
import { err, ok, type Result } from '../base/result.ts';
import type { EventDraft } from '../domain/audit/audit-chain.ts';
import type { RecordKind, RecordOf } from '../platform/records.ts';
import { replaceRecord } from './changes.ts';
import type { Records, Stored } from './ports/records.ts';
import type { Backoff } from './ports/time.ts';
import type { Change, CommitFailure, UnitOfWork } from './ports/unit-of-work.ts';

export interface ChangeDeps {
  readonly records: Records;
  readonly work: UnitOfWork;
  readonly backoff: Backoff;
}

/** An act on one record, and how far the act is bound to what its caller has seen of it. */
export interface Act<K extends RecordKind, F> {
  readonly id: string;
  /** Reads the record and says whether this actor may act on it; asked at each try, and for the answer. */
  readonly find: () => Promise<Result<Stored<RecordOf<K>>, F>>;
  /** The version the caller has seen (If-Match): the act fails on any other. Without one it is judged on what it meets. */
  readonly version?: number | undefined;
  /** What has been read already; saves the first reading. */
  readonly from?: Stored<RecordOf<K>>;
}

/** What an act makes of a record. */
export interface Outcome<K extends RecordKind> {
  readonly value: RecordOf<K>;
  readonly event: EventDraft;
  /** What is written in the same transaction: other records, projections, conditions. */
  readonly also?: readonly Change[];
}

/** `undefined`: nothing is left to write. `overtaken`: what was read does not belong together, and is to be read again. */
export type Judgement<K extends RecordKind> = Outcome<K> | undefined | 'overtaken';

/** How often an act is tried before it fails with what stood in its way. */
const tries = 6;
/** The longest pause (ms) after the first try; it doubles with each. */
const firstPause = 25;

/**
 * Changes a record by one act: reads it, lets `judge` decide from what was read alone, and commits the outcome with its
 * event on condition that all of it is still so. Of two acts that meet, one commits and the other is judged again on what
 * the first has left, after a random pause; one that is bound to a version which has passed fails with `stale-version`.
 */
export async function changeRecord<K extends RecordKind, F>(
  deps: Pick<ChangeDeps, 'work' | 'backoff'>,
  kind: K,
  { id, find, version, from }: Act<K, F>,
  judge: (before: Stored<RecordOf<K>>) => Promise<Result<Judgement<K>, F>> | Result<Judgement<K>, F>,
): Promise<Result<Stored<RecordOf<K>>, F | CommitFailure>> {
  const passed = { kind: 'stale-version', entity: kind, id } as const;
  for (let attempt = 1; ; attempt += 1) {
    const found = attempt === 1 && from ? ok(from) : await find();
    if (!found.ok) return found;
    if (version !== undefined && found.value.meta.version !== version) return err(passed);
    const judged = await judge(found.value);
    if (!judged.ok) return judged;
    if (judged.value === undefined) return found;

    if (judged.value !== 'overtaken') {
      const { value, event, also = [] } = judged.value;
      const done = await deps.work.commit([replaceRecord(kind, id, found.value, value, event), ...also]);
      if (done.ok) return find();
      const bound = version !== undefined && isAbout(done.error, kind, id);
      if (done.error.kind !== 'stale-version' || bound || attempt === tries) return done;
    } else if (attempt === tries) return err(passed);
    await deps.backoff.sleep(deps.backoff.chance() * firstPause * 2 ** (attempt - 1));
  }
}

const isAbout = (failure: CommitFailure, kind: RecordKind, id: string): boolean =>
  'entity' in failure && failure.entity === kind && failure.id === id;

/** The record, for acts that nobody has to be let in to. */
export async function present<K extends RecordKind>(
  records: Records,
  kind: K,
  id: string,
): Promise<Result<Stored<RecordOf<K>>, Failure<'not-found'>>> {
  const found = await records.find(kind, id);
  return found ? ok(found) : err({ kind: 'not-found', entity: kind, id });
}
