import type { Failure } from '../../base/failures.ts';
import { err, ok, type Result } from '../../base/result.ts';
import type { ReserveCall } from '../../domain/batch/amendments.ts';
import type { Batch } from '../../domain/batch/batch.ts';
import { checkRoom } from '../../domain/batch/row-limit.ts';
import { isOwed } from '../../domain/deadline/owed.ts';
import type { InspectionResult } from '../../domain/result/inspection-result.ts';
import { resultTransitions } from '../../domain/result/states.ts';
import type { Visit } from '../../domain/visit/visit.ts';
import { turnDigest } from '../../draw/turns.ts';
import type { Actor } from '../actor.ts';
import {
  type BatchChangeFailure,
  type BatchDeps,
  changeBatch,
  leadsBatch,
  type StoredBatch,
} from '../batch/change-batch.ts';
import { openKey } from '../batch/open-key.ts';
import { checkOf, eventOf, replaceRecord } from '../changes.ts';
import type { Stored } from '../ports/records.ts';
import type { Change } from '../ports/unit-of-work.ts';
import { resultsOf } from '../visit/read-visits.ts';
import { type AmendmentFailure, type DecisionFailure, decidable, replacedIn, visitToAmend } from './amendable.ts';

type Failures = BatchChangeFailure | DecisionFailure | Failure<'no-lawful-team' | 'key-lost'>;
/** Up to three writes for each, plus those of the batch, must fit one transaction. */
const changesPerCommit = 32;

/**
 * Replaces an object that cannot be inspected by the next ticket in every frame that drew it. The seed fixed the tickets,
 * so nobody chooses. Time, reason and a digest of the turn are public at once, who was added with the list.
 */
export const approveReserve = (
  deps: BatchDeps,
  { id, requestId }: { readonly id: string; readonly requestId: string },
  actor: Actor,
  now: Date,
): Promise<Result<StoredBatch, Failures>> =>
  changeBatch<Failures>(deps, { id, action: 'call-reserve', actor, now }, async (batch) => {
    const leads = leadsBatch(batch, actor);
    if (!leads.ok) return leads;
    const reserves = { requests: batch.reserves, id: requestId, entity: 'reserve', act: '批准候补' };
    const asked = decidable(reserves, actor);
    if (!asked.ok) return asked;
    if (asked.value.approvedAt !== undefined) return ok(undefined);
    const visit = await visitToAmend(deps.records, batch, asked.value.visitId, actor);
    if (!visit.ok) return visit;

    const results = await resultsOf(deps.records, visit.value.value);
    if (!results.some(({ value }) => value.evidence.some(({ id: file }) => file === asked.value.evidence))) {
      const reason = '申请所附证据已被删除，请由申请人撤回后重新申请。';
      return err({ kind: 'not-ready', entity: 'reserve', reason });
    }

    // Most requests on a batch call no reserve.
    const { nextReserves } = await import('./next-reserves.ts');
    const at = now.toISOString();
    const key = await openKey(deps, batch, 'reserve', actor, now);
    if (!key.ok) return key;
    const next = await nextReserves(deps, batch, { objectId: asked.value.objectId, at, key: key.value });
    if (!next || next.coming.length === 0)
      return err({ kind: 'not-ready', entity: 'batch', reason: '该对象所在分层已没有可以替上的候补对象。' });
    const { turn, called, coming } = next;
    const event = eventOf('call-reserve', actor, now, { reserve: requestId });
    const { addToVisits } = await import('./add-reserve-visits.ts');
    const added = await addToVisits(deps, batch, { coming, key: key.value }, event, now);
    if (!added.ok) return added;
    const ended = endVisit(visit.value, results, event);
    if (!ended.ok) return ended;

    const also = [...added.value, ...ended.value];
    if (also.length > changesPerCommit) {
      return err({ kind: 'not-ready', entity: 'batch', reason: '涉及的部门过多，不能一次完成候补。' });
    }
    const approved: ReserveCall = {
      ...asked.value,
      approvedBy: actor.id,
      approvedAt: at,
      turn: turn.turn,
      digest: turnDigest(key.value.turnSalt(turn.turn), turn),
      called,
      replaced: turn.replaced,
    };
    const counted: Batch = { ...batch, reserves: replacedIn(batch.reserves, approved) };
    const room = checkRoom(counted, 'decide');
    if (!room.ok) return room;
    const { batchNotices } = await import('../batch/batch-notices.ts');
    const { departments: concerned, object } = visit.value.value;
    const notices = [
      ...batchNotices(
        'call-reserve',
        batch,
        { requestId, object, concerned, teams: teamsOf(visit.value.value) },
        actor,
        now,
      ),
      ...visitsIn(added.value).flatMap((each) => {
        const { departments } = each;
        const sent = { requestId: each.id, object: each.object, departments, teams: teamsOf(each) };
        return batchNotices('dispatch', batch, sent, actor, now);
      }),
    ];
    return ok({
      batch: counted,
      also: [...also, ...notices.slice(0, Math.floor((100 - 4 - 3 * also.length) / 2))],
      facts: { reserve: requestId, turn: turn.turn, called: coming.length, passed: called.length - coming.length },
    });
  });

const visitsIn = (changes: readonly Change[]): readonly Visit[] =>
  changes.flatMap((change) => ('kind' in change && change.kind === 'visit' && 'value' in change ? [change.value] : []));

const teamsOf = ({ parts }: Visit) =>
  parts.flatMap(({ department, team }) => team.map(({ id }) => ({ id, department })));

/** A visit that was not carried out is voided with its entries; one recorded as not performed keeps its results. */
/** On the results in which the evidence was found. */
function endVisit(
  visit: Stored<Visit>,
  results: readonly Stored<InspectionResult>[],
  event: ReturnType<typeof eventOf>,
): Result<readonly Change[], AmendmentFailure> {
  // Nothing was found there, and nobody has said otherwise by then.
  if (visit.value.status === 'not-performed')
    return ok([
      checkOf('visit', visit.value.id, visit),
      ...results.map((result) => checkOf('result', result.value.id, result)),
    ]);
  const open = results.every(({ value }) => !isOwed(value) && resultTransitions[value.status].void !== undefined);
  if (visit.value.status !== 'dispatched' || !open) {
    return err({ kind: 'not-ready', entity: 'visit', reason: '该检查的结果已提交，不能候补。' });
  }
  return ok([
    replaceRecord('visit', visit.value.id, visit, { ...visit.value, status: 'voided' }, event),
    ...results.map((result) => {
      const value = { ...result.value, status: 'voided', visitStatus: 'voided' } as const;
      return replaceRecord('result', value.id, result, value, event);
    }),
  ]);
}
