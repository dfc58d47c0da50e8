import type { Failure } from '../../base/failures.ts';
import { err, ok, type Result } from '../../base/result.ts';
import { transition } from '../../base/transitions.ts';
import { type CriminalTransfer, withTransferDue } from '../../domain/follow-up/criminal-transfer.ts';
import { isWornOut } from '../../domain/follow-up/limits.ts';
import { type TransferEvent, transferTransitions, transferWords } from '../../domain/follow-up/transfer-states.ts';
import { transferWaitsFor } from '../../domain/follow-up/transfer-turn.ts';
import { sha256 } from '../../draw/sha256.ts';
import type { Actor } from '../actor.ts';
import { loadCalendar } from '../calendar/calendar.ts';
import { type ChangeDeps, changeRecord } from '../change-record.ts';
import { eventOf } from '../changes.ts';
import { told } from '../notice/told.ts';
import type { Counters } from '../ports/counters.ts';
import type { Records, Stored } from '../ports/records.ts';
import type { Registry } from '../ports/registry.ts';
import type { Change, CommitFailure } from '../ports/unit-of-work.ts';

export interface TransferDeps extends ChangeDeps {
  readonly registry: Pick<Registry, 'find'>;
  readonly counters: Counters;
}

export type TransferFailure =
  | CommitFailure
  | Failure<
      | 'not-found'
      | 'foreign-department'
      | 'illegal-transition'
      | 'invalid-input'
      | 'not-ready'
      | 'same-person'
      | 'closing-incomplete'
      | 'unknown-reference'
    >;

export interface TransferRequest {
  readonly id: string;
  readonly version: number;
}

export const transferIdOf = (followUpId: string): string => `ct-${sha256(followUpId).slice(0, 40)}`;

/**
 * The transfer, for its department and the county government; for the police once it was handed over. To anybody else it is
 * not there.
 */
export async function findTransfer(
  { records }: { readonly records: Records },
  id: string,
  { scope, department }: Actor,
): Promise<Result<Stored<CriminalTransfer>, Failure<'not-found'>>> {
  const found = await records.find('criminal-transfer', id);
  const theirs = found?.value.police === department && found.value.handedOver !== undefined;
  const reaches = found && (scope === 'any' || found.value.department === department || theirs);
  return reaches ? ok(found) : err({ kind: 'not-found', entity: 'criminal-transfer', id });
}

/** Carries an event out on the version that the caller has seen; the clock that runs then is counted anew. */
export const changeTransfer = (
  deps: TransferDeps,
  { id, version }: TransferRequest,
  {
    event,
    side,
    note,
  }: { readonly event: TransferEvent; readonly side: 'department' | 'police'; readonly note?: string },
  actor: Actor,
  now: Date,
  change: (transfer: CriminalTransfer) => Result<CriminalTransfer, TransferFailure>,
): Promise<Result<Stored<CriminalTransfer>, TransferFailure>> =>
  changeRecord<'criminal-transfer', TransferFailure>(
    deps,
    'criminal-transfer',
    { id, version, find: () => findTransfer(deps, id, actor) },
    async ({ value: before }) => {
      if (before[side] !== actor.department) {
        const reason = side === 'police' ? '由公安机关办理' : '由移送部门办理';
        return err({ kind: 'foreign-department', entity: 'criminal-transfer', id, reason });
      }
      const next = transition(transferTransitions, transferWords, before.status, event);
      if (!next.ok) return next;
      // Only these can come again and again.
      if ((event === 'return' || event === 'deliver-goods') && isWornOut(before)) {
        const reason = '该项移送往返次数已达上限，请作出是否立案的决定或者办结';
        return err({ kind: 'not-ready', entity: 'criminal-transfer', reason });
      }
      const changed = change(before);
      if (!changed.ok) return changed;
      const step = { act: event, at: now.toISOString(), by: actor.id, department: actor.department };
      const steps = [...before.steps, { ...step, ...(note !== undefined && { note }) }];
      const value = withTransferDue({ ...changed.value, status: next.value, steps }, await loadCalendar(deps));
      const notice = nextTurn(value, actor, now);
      return ok({ value, event: eventOf(event, actor, now, { status: value.status }), also: notice });
    },
  );

/** Tells whose turn it is now, if that is another department, that something waits: what, only its parties see. */
export function nextTurn(transfer: CriminalTransfer, actor: Actor, now: Date): readonly Change[] {
  const department = transferWaitsFor(transfer);
  if (department === undefined || department === actor.department) return [];
  const about = `m-${sha256(`${transfer.id} ${transfer.steps.length}`).slice(0, 30)}`;
  const text = '有一件须由本部门限时办理的事项，请登录系统查看。';
  return [told({ about, kind: 'matter-waits', department, text }, now)];
}
