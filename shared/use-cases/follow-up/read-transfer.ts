import type { Failure } from '../../base/failures.ts';
import { ok, type Result } from '../../base/result.ts';
import type { CriminalTransfer } from '../../domain/follow-up/criminal-transfer.ts';
import type { TransferReading } from '../../domain/follow-up/transfer-reading.ts';
import { sha256 } from '../../draw/sha256.ts';
import type { Actor } from '../actor.ts';
import { createRecord, eventOf } from '../changes.ts';
import type { Stored } from '../ports/records.ts';
import type { CommitFailure } from '../ports/unit-of-work.ts';
import { findTransfer, type TransferDeps } from './transfer-deps.ts';

export type ReadingReason = Pick<TransferReading, 'reason' | 'note'>;

/** How many readings are shown, the latest first; the audit trail has all. */
const shownReadings = 50;

/**
 * The transfer, and who has read it. The reading is written down first, with its reason: what is not written down is not
 * shown.
 */
export async function readTransfer(
  deps: TransferDeps,
  { id, reason, note }: ReadingReason & { readonly id: string },
  actor: Actor,
  now: Date,
): Promise<
  Result<
    { readonly transfer: Stored<CriminalTransfer>; readonly readings: readonly TransferReading[] },
    CommitFailure | Failure<'not-found'>
  >
> {
  const found = await findTransfer(deps, id, actor);
  if (!found.ok) return found;
  const at = now.toISOString();
  const reading: TransferReading = {
    ...{ id: `ctr-${sha256(`${id} ${actor.id} ${at}`).slice(0, 40)}`, transferId: id, at, by: actor.id },
    ...{ department: actor.department, reason, ...(note !== undefined && { note }) },
  };
  const done = await deps.work.commit([
    createRecord('transfer-reading', reading.id, reading, eventOf('read', actor, now, { reason })),
  ]);
  // The same person at the same instant has read it already.
  if (!done.ok && done.error.kind !== 'already-exists') return done;
  const { items } = await deps.records.list({
    kind: 'transfer-reading',
    in: 'ofTransfer',
    of: id,
    newestFirst: true,
    page: { limit: shownReadings },
  });
  const earlier = items.map(({ value }) => value).filter((each) => each.id !== reading.id);
  return ok({ transfer: found.value, readings: [reading, ...earlier] });
}
