import type { Failure } from '../../base/failures.ts';
import { checkAccess } from '../../base/ownership.ts';
import { err, ok, type Result } from '../../base/result.ts';
import { transition } from '../../base/transitions.ts';
import { type Batch, type BatchEvent, batchTransitions, batchWords, isPublic } from '../../domain/batch/batch.ts';
import { drawDocument } from '../../public/draw-document.ts';
import { eventOf, replaceRecord } from '../changes.ts';
import type {
  Actor,
  Blobs,
  Change,
  CommitFailure,
  Counters,
  PublicRecord,
  Records,
  Registry,
  Stored,
  UnitOfWork,
} from '../ports.ts';

export interface BatchDeps {
  readonly records: Records;
  readonly registry: Registry;
  readonly work: UnitOfWork;
  readonly published: PublicRecord;
  readonly counters: Counters;
  readonly blobs: Blobs;
  readonly salt: () => string;
}

export type StoredBatch = Stored<Batch>;
export type BatchReadFailure = Failure<'not-found' | 'foreign-department'>;
export type BatchChangeFailure = BatchReadFailure | CommitFailure | Failure<'illegal-transition'>;

/** The present batch, if the actor may read it: participants, leads and the parties of its ceremony. */
export async function findBatch(
  deps: Pick<BatchDeps, 'records'>,
  id: string,
  actor: Actor,
): Promise<Result<StoredBatch, BatchReadFailure>> {
  const batch = await deps.records.find('batch', id);
  if (!batch) return err({ kind: 'not-found', entity: 'batch', id });
  const { department, readers } = batch.value;
  const reach = checkAccess(actor, { department, shared: readers }, { entity: 'batch', id });
  return reach.ok ? ok(batch) : reach;
}

/** Who may act on a batch: every department that leads one of its entries; the joint meeting's office on all. */
export const leadsBatch = (batch: Batch, actor: Actor): Result<void, Failure<'foreign-department'>> => {
  const leads = batch.entries.some(({ lead }) => lead === actor.department);
  const department = leads ? actor.department : batch.department;
  return checkAccess(actor, { department }, { entity: 'batch', id: batch.id });
};

/** What an act makes of a batch; `undefined` when it has been done before and nothing is left to write. */
export interface BatchChange {
  readonly batch: Batch;
  readonly also?: readonly Change[];
  /** For the audit trail: ids, codes and counts. */
  readonly facts?: Readonly<Record<string, string | number | boolean>>;
}

/** Others may write the same batch at the same moment, e.g. two parties of a ceremony; each is served in turn. */
const tries = 6;

/**
 * Changes a batch as it is now, together with its public record, if it has one. An act that met another one is judged again on what
 * the other left, so `change` must decide from the batch it is given alone.
 */
export async function changeBatch<F>(
  deps: BatchDeps,
  {
    id,
    action,
    actor,
    now,
  }: { readonly id: string; readonly action: string; readonly actor: Actor; readonly now: Date },
  change: (
    batch: Batch,
    stored: StoredBatch,
  ) => Promise<Result<BatchChange | undefined, F>> | Result<BatchChange | undefined, F>,
): Promise<Result<StoredBatch, F | BatchReadFailure | CommitFailure>> {
  for (let attempt = 1; ; attempt += 1) {
    const found = await deps.records.find('batch', id);
    if (!found) return err({ kind: 'not-found', entity: 'batch', id });
    const changed = await change(found.value, found);
    if (!changed.ok) return changed;
    if (!changed.value) return ok(found);
    const { batch, also = [], facts } = changed.value;
    const event = eventOf(action, actor, now, { number: batch.number, status: batch.status, ...facts });
    const done = await deps.work.commit([
      replaceRecord('batch', id, found, batch, event),
      ...(isPublic(batch) ? [{ change: 'publish', document: drawDocument(batch) } as const] : []),
      ...also,
    ]);
    if (!done.ok && (done.error.kind !== 'stale-version' || attempt === tries)) return done;
    if (!done.ok) continue;
    const written = await deps.records.find('batch', id);
    if (!written) throw new Error(`batch ${id} vanished`);
    return ok(written);
  }
}

/** The state of a batch after an event, or why it does not admit it. */
export const stateAfter = ({ status }: Batch, event: BatchEvent) =>
  transition(batchTransitions, batchWords, status, event);
