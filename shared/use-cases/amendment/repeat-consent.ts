import type { Failure } from '../../base/failures.ts';
import { err, ok, type Result } from '../../base/result.ts';
import type { Batch } from '../../domain/batch/batch.ts';
import type { Actor } from '../actor.ts';
import { type BatchChangeFailure, type BatchDeps, changeBatch, type StoredBatch } from '../batch/change-batch.ts';

type WithdrawFailure = BatchChangeFailure | Failure<'not-ready'>;
type ConsentFailure = WithdrawFailure | Failure<'same-person'>;

/**
 * 召集人同意: the entries of a voided batch may be drawn again although they were drawn again this year already. Nobody who
 * asked for the void or approved it consents (R5).
 */
export const consentToRepeat = (
  deps: BatchDeps,
  { id, reason }: { readonly id: string; readonly reason: string },
  actor: Actor,
  now: Date,
): Promise<Result<StoredBatch, ConsentFailure>> =>
  changeBatch<ConsentFailure>(deps, { id, action: 'consent-to-repeat', actor, now }, (batch) => {
    const { status, committedAt, voidRequest, repeatConsent } = batch;
    if (status !== 'voided' || committedAt === undefined) {
      return notReady('只有摘要公布后作废的批次，再次重抽才须经召集人同意。');
    }
    if ([voidRequest?.requestedBy, voidRequest?.approvedBy].includes(actor.id)) {
      return err({ kind: 'same-person', act: '同意再次重抽' });
    }
    if (repeatConsent?.by === actor.id) return ok(undefined);
    if (repeatConsent) return notReady('召集人已经同意。');
    return ok({ batch: { ...batch, repeatConsent: { by: actor.id, at: now.toISOString(), reason } } });
  });

/** Takes the consent back, by any convener, until a batch has been frozen on it. */
export const withdrawRepeatConsent = (
  deps: BatchDeps,
  { id }: { readonly id: string },
  actor: Actor,
  now: Date,
): Promise<Result<StoredBatch, WithdrawFailure>> =>
  changeBatch<WithdrawFailure>(deps, { id, action: 'withdraw-repeat-consent', actor, now }, (batch) => {
    const { repeatConsent, ...rest } = batch;
    if (!repeatConsent) return notReady('没有可以撤回的同意。');
    if (repeatConsent.usedBy !== undefined) return notReady('已据此冻结新的批次，不能撤回。');
    return ok({ batch: rest satisfies Batch });
  });

const notReady = (reason: string) => err({ kind: 'not-ready', entity: 'batch', reason } as const);
