import type { Failure } from '../../base/failures.ts';
import { checkAccess } from '../../base/ownership.ts';
import { err, ok, type Result } from '../../base/result.ts';
import { transition } from '../../base/transitions.ts';
import type { SealedList } from '../../domain/audit/sealed-list.ts';
import type { Batch } from '../../domain/batch/batch.ts';
import { isEarlier, isLedBy, isPublic } from '../../domain/batch/stage.ts';
import { type BatchEvent, type BatchStatus, batchTransitions, batchWords } from '../../domain/batch/states.ts';
import { drawDocument } from '../../public/draw-document.ts';
import type { Actor } from '../actor.ts';
import { type ChangeDeps, changeRecord, present } from '../change-record.ts';
import { eventOf } from '../changes.ts';
import type { AuditTrail } from '../ports/audit-trail.ts';
import type { Blobs } from '../ports/blobs.ts';
import type { Counters } from '../ports/counters.ts';
import type { KeyVault } from '../ports/key-vault.ts';
import type { PublicRecord } from '../ports/public-record.ts';
import type { Stored } from '../ports/records.ts';
import type { Registry } from '../ports/registry.ts';
import type { Change, CommitFailure } from '../ports/unit-of-work.ts';

export interface BatchDeps extends ChangeDeps {
  readonly registry: Registry;
  readonly published: PublicRecord;
  readonly audit: Pick<AuditTrail, 'seal'>;
  readonly counters: Counters;
  readonly blobs: Blobs;
  readonly salt: () => string;
  readonly keys: KeyVault;
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
  const batch = await present(deps.records, 'batch', id);
  if (!batch.ok) return batch;
  const { department, readers } = batch.value.value;
  const reach = checkAccess(actor, { department, shared: readers }, { entity: 'batch', id });
  return reach.ok ? batch : reach;
}

/** Whether the actor may read the batch at all, however far the act reaches; nobody acts on another one. */
const readable = (batch: StoredBatch, { department, scope }: Actor): Result<StoredBatch, BatchReadFailure> => {
  const { id, department: owner, readers } = batch.value;
  const reader = { department, scope: scope === 'any' ? scope : 'joint' } as const;
  const reach = checkAccess(reader, { department: owner, shared: readers }, { entity: 'batch', id });
  return reach.ok ? ok(batch) : reach;
};

/** Who may act on a batch: every department that leads one of its entries; the joint meeting's office on all. */
export const leadsBatch = (batch: Batch, actor: Actor): Result<void, BatchReadFailure> => {
  const department = isLedBy(batch, actor.department) ? actor.department : batch.department;
  // Readers learn whose act it is; without the scope `joint` it stays the lead's.
  const reach = { ...actor, scope: actor.scope === 'any' ? 'any' : 'own' } as const;
  return checkAccess(reach, { department, shared: batch.readers }, { entity: 'batch', id: batch.id });
};

/** What an act makes of a batch; `undefined` when it has been done before and nothing is left to write. */
export interface BatchChange {
  readonly batch: Batch;
  readonly also?: readonly Change[];
  /** For the audit trail: ids, codes and counts. */
  readonly facts?: Readonly<Record<string, string | number | boolean>>;
  /** What was written in bulk and becomes visible with the change. */
  readonly rows?: SealedList;
}

/** Who does what to a batch. */
export interface BatchAct<F> {
  readonly id: string;
  readonly action: string;
  readonly actor: Actor;
  readonly now: Date;
  /** The version that an act is bound to, and who may act at all. */
  readonly seen?: { readonly version: number; readonly authorise: (batch: Batch) => Result<void, F> };
}

/**
 * Changes a batch together with its public record, if it has one. Others may write the same batch at the same moment,
 * e.g. two parties of a ceremony, and each is served in turn: `change` must decide from the batch it is given alone.
 */
export const changeBatch = <F>(
  deps: BatchDeps,
  { id, action, actor, now, seen }: BatchAct<F>,
  change: (batch: Batch) => Promise<Result<BatchChange | undefined, F>> | Result<BatchChange | undefined, F>,
): Promise<Result<StoredBatch, F | BatchReadFailure | CommitFailure>> =>
  changeRecord<'batch', F | BatchReadFailure>(
    deps,
    'batch',
    {
      id,
      version: seen?.version,
      find: async () => {
        const there = await present(deps.records, 'batch', id);
        const found = there.ok ? readable(there.value, actor) : there;
        const allowed = found.ok && seen ? seen.authorise(found.value.value) : found;
        return allowed.ok ? found : allowed;
      },
    },
    async (before) => {
      const changed = await change(before.value);
      if (!changed.ok) return changed;
      if (!changed.value) return ok(undefined);
      const { batch, also = [], facts, rows } = changed.value;
      const told = { number: batch.number, status: batch.status, ...facts };
      const event = { ...eventOf(action, actor, now, told), ...(rows && { rows }) };
      const document = isPublic(batch) && ({ change: 'publish', document: drawDocument(batch) } as const);
      return ok({ value: batch, event, also: [...(document ? [document] : []), ...also] });
    },
  );

/**
 * The state of a batch after an event, or why it does not admit it. One of suiji-draw/1 that is not drawn can only be
 * voided: nothing draws by those rules any more.
 */
export function stateAfter(batch: Batch, event: BatchEvent): Result<BatchStatus, Failure<'illegal-transition'>> {
  const { status } = batch;
  const undrawn = isEarlier(batch) && batch.drawnAt === undefined && status !== 'voided';
  if (undrawn && event === 'void') return ok('voided');
  if (!undrawn) return transition(batchTransitions, batchWords, status, event);
  const from = `${batchWords.states[status]}（按 suiji-draw/1 冻结，只能作废）`;
  return err({ kind: 'illegal-transition', entity: 'batch', from, event: batchWords.events[event] });
}
