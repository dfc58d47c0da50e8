import type { Failure } from '../../base/failures.ts';
import { ok, type Result } from '../../base/result.ts';
import type { Batch } from '../../domain/batch/batch.ts';
import type { Actor } from '../actor.ts';
import { settingsAt } from '../setting/settings-at.ts';
import { type BatchChangeFailure, changeBatch, leadsBatch, type StoredBatch, stateAfter } from './change-batch.ts';
import { begin, firstRun, type ProcessDeps } from './draw-attempts.ts';
import { futureSource, type SourceRequest } from './future-source.ts';
import { committedTo } from './manifest.ts';
import { nameRepeat } from './repeats.ts';

export interface CommitRequest extends SourceRequest {
  readonly id: string;
  readonly version: number;
}

/**
 * R4: publishes the manifest and its digest, with the source of the randomness named in advance: a ceremony, a round of
 * the public beacon, or both. From here nothing that decides the draw can change, and the process draws by itself once
 * the randomness is due. If it could not be started, `resumeDraws` starts it.
 */
export async function commitBatch(
  deps: ProcessDeps,
  { id, version, ...request }: CommitRequest,
  actor: Actor,
  now: Date,
): Promise<Result<StoredBatch, BatchChangeFailure | Failure<'invalid-input'>>> {
  const done = await changeBatch<BatchChangeFailure | Failure<'invalid-input'>>(
    deps,
    { id, action: 'commit', actor, now, seen: { version, authorise: (batch) => leadsBatch(batch, actor) } },
    async (batch) => {
      const status = stateAfter(batch, 'commit');
      if (!status.ok) return status;
      const source = futureSource(request, batch, now, await settingsAt(deps, new Date(batch.frozenAt)));
      if (!source.ok) return source;
      const bound: Batch = { ...committedTo(batch, source.value, now), status: status.value };
      const committed: Batch = { ...bound, process: firstRun(bound, now) };
      const { kept, departments } = source.value;
      const round = kept.beacon && { round: kept.beacon.round };
      const facts = {
        digest: committed.digest ?? '',
        source: kept.source ?? '',
        parties: departments.length,
        ...round,
      };
      return ok({ batch: committed, facts, also: await nameRepeat(deps, batch, actor, now) });
    },
  );
  if (done.ok) await begin(deps, done.value.value);
  return done;
}
