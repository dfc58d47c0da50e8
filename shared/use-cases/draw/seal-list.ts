import { ok, type Result } from '../../base/result.ts';
import type { Batch } from '../../domain/batch/batch.ts';
import type { BatchKey } from '../../draw/batch-key.ts';
import { listDigest } from '../../draw/sealed-list.ts';
import { compareUtf8 } from '../../draw/text.ts';
import type { Actor } from '../actor.ts';
import {
  type BatchChangeFailure,
  type BatchDeps,
  changeBatch,
  type StoredBatch,
  stateAfter,
} from '../batch/change-batch.ts';
import type { ObjectVisit } from './selection.ts';

interface Sealed {
  readonly id: string;
  readonly key: Pick<BatchKey, 'listSalt'>;
  readonly strata: NonNullable<Batch['drawn']>;
  readonly visits: readonly Pick<ObjectVisit, 'objectId' | 'frames'>[];
}

/**
 * Publishes what was drawn, thresholds and the digest of the list, before anybody is matched: whatever comes of the match,
 * the list that is owed is this one. A second run finds it done.
 */
export const sealList = (
  deps: BatchDeps,
  { id, key, strata, visits }: Sealed,
  actor: Actor,
  now: Date,
): Promise<Result<StoredBatch, BatchChangeFailure>> =>
  changeBatch<BatchChangeFailure>(deps, { id, action: 'seal-list', actor, now }, (batch) => {
    if (batch.list !== undefined) return ok(undefined);
    const open = stateAfter(batch, 'draw');
    if (!open.ok) return open;
    const { listSalt: salt } = key;
    const digest = digestOf(salt, visits);
    return ok({
      batch: {
        ...batch,
        drawnAt: now.toISOString(),
        drawn: strata,
        visits: visits.length,
        list: { digest, salt, parts: 0 },
      },
      facts: { visits: visits.length, list: digest },
    });
  });

/** The list is in the order of the ids, whatever the order of the visits. */
const digestOf = (salt: string, visits: Sealed['visits']): string =>
  listDigest(
    salt,
    visits.map(({ objectId: id, frames }) => ({ id, frames })).sort((a, b) => compareUtf8(a.id, b.id)),
  );
