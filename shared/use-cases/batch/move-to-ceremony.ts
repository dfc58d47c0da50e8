import type { Failure } from '../../base/failures.ts';
import { err, ok, type Result } from '../../base/result.ts';
import type { MoveReason } from '../../codes/draws.ts';
import type { Batch } from '../../domain/batch/batch.ts';
import { defaultedParties } from '../../domain/batch/ceremony-defaults.ts';
import { ceremonyOf } from '../../public/draw-document.ts';
import type { Actor } from '../actor.ts';
import { settingsAt } from '../setting/settings-at.ts';
import {
  type BatchChangeFailure,
  type BatchDeps,
  changeBatch,
  leadsBatch,
  type StoredBatch,
  stateAfter,
} from './change-batch.ts';
import { futureSource, type SourceRequest } from './future-source.ts';
import { committedTo } from './manifest.ts';

type MoveFailure = BatchChangeFailure | Failure<'invalid-input' | 'not-ready' | 'beacon-passed'>;

export interface MoveRequest extends Omit<SourceRequest, 'source' | 'drawAt' | 'reason'> {
  readonly id: string;
  readonly version: number;
  readonly reason: MoveReason;
}

/**
 * Replaces the beacon by a ceremony before the beacon's round is made: nobody knows an outcome yet, so nobody can avoid
 * one. A new digest is published, with its own notice; the old one stays public.
 */
export const moveToCeremony = (
  deps: BatchDeps,
  { id, version, reason, ...request }: MoveRequest,
  actor: Actor,
  now: Date,
): Promise<Result<StoredBatch, MoveFailure>> => {
  const seen = { version, authorise: (batch: Batch) => leadsBatch(batch, actor) };
  return changeBatch<MoveFailure>(deps, { id, action: 'move-to-ceremony', actor, now, seen }, async (batch) => {
    const status = stateAfter(batch, 'move');
    if (!status.ok) return status;
    const { beacon, beaconFaults: _, ...rest } = batch;
    if (!beacon) return err({ kind: 'not-ready', entity: 'batch', reason: '该批次的随机数本来就由仪式产生。' });
    if (now.getTime() >= Date.parse(beacon.due)) return err({ kind: 'beacon-passed', at: beacon.due });
    const rules = await settingsAt(deps, new Date(batch.frozenAt));
    const source = futureSource({ ...request, reason, source: 'ceremony' }, batch, now, rules);
    if (!source.ok) return source;
    const moved: Batch = {
      ...committedTo(rest, source.value, now),
      status: status.value,
      replaced: [...(batch.replaced ?? []), leftBehind(batch, reason, actor, now)],
    };
    return ok({ batch: moved, facts: { digest: moved.digest ?? '', replaced: batch.digest ?? '', reason } });
  });
};

function leftBehind({ digest, manifest, committedAt, ceremony }: Batch, reason: MoveReason, actor: Actor, now: Date) {
  if (digest === undefined || manifest === undefined || committedAt === undefined) {
    throw new Error('a committed batch has a digest');
  }
  const nobody = { notCommitted: [], notRevealed: [] };
  const defaulted = ceremony ? defaultedParties(ceremonyOf(ceremony), now) : nobody;
  return { digest, manifest, committedAt, replacedAt: now.toISOString(), replacedBy: actor.id, reason, ...defaulted };
}
