import type { Failure } from '../../base/failures.ts';
import { err, ok, type Result } from '../../base/result.ts';
import type { Batch } from '../../domain/batch/batch.ts';
import { withRoom } from '../../domain/batch/row-limit.ts';
import { countedAs } from '../../domain/deadline/counted.ts';
import { assign } from '../../domain/visit/assignment.ts';
import { type SelectedVisit, StoredSelectedVisit } from '../../domain/visit/selected-visit.ts';
import type { Task } from '../../domain/visit/visit.ts';
import { settings } from '../../platform/settings.ts';
import type { Actor } from '../actor.ts';
import { changesForUnlawful } from '../amendment/unlawful-members.ts';
import { moveCampaign } from '../campaign/campaign-of-batch.ts';
import { eventOf, replaceRecord } from '../changes.ts';
import { sealedItems } from '../draw/draw-files.ts';
import type { Change } from '../ports/unit-of-work.ts';
import {
  type BatchChangeFailure,
  type BatchDeps,
  changeBatch,
  findBatch,
  leadsBatch,
  type StoredBatch,
  stateAfter,
} from './change-batch.ts';
import { stageVisits } from './stage-visits.ts';

const telling = () => import('./tell-teams.ts');

/** What a run of the dispatch came to. */
export type Dispatching =
  | { readonly status: 'dispatched'; readonly batch: StoredBatch }
  /** The time was up: what is staged stays, and the next run goes on. */
  | { readonly status: 'staging'; readonly visits: number };

type DispatchFailure = BatchChangeFailure | Failure<'not-ready'>;

/** Results (visits × departments) that one request can dispatch in its 29 seconds; a larger batch is the process's alone. */
const { value: resultsInRequest } = settings.resultsInRequest;

/** Dispatches within a request: a batch of a size that fits into one. */
export async function dispatchBatch(
  deps: BatchDeps,
  { id, limit = resultsInRequest }: { readonly id: string; readonly limit?: number },
  actor: Actor,
  now: Date,
): Promise<Result<StoredBatch, DispatchFailure>> {
  const found = await findBatch(deps, id, actor);
  if (!found.ok) return found;
  const { status, visits = 0, departments } = found.value.value;
  const results = visits * departments.length;
  if (status === 'drawn' && results > limit) return err(tooLarge(results, limit));
  // Whoever presses again for a large one does not wait until all of its visits are read.
  const tells = status !== 'dispatched' || results <= limit;
  const done = await continueDispatch(deps, { id, hasTime: () => true, tells }, actor, now);
  if (!done.ok) return done;
  if (done.value.status === 'staging') throw new Error(`the dispatch of batch ${id} stopped without a limit of time`);
  return ok(done.value.batch);
}

const tooLarge = (results: number, limit: number): Failure<'not-ready'> => ({
  kind: 'not-ready',
  entity: 'batch',
  reason: `本批次至多涉及 ${results} 份检查结果，一次请求只能派发 ${limit} 份；本批次由抽取流程在后台派发，流程已停止的，请重新启动抽取流程。`,
});

/**
 * Dispatches the drawn visits, for as long as `hasTime` says so. They exceed one transaction, so they are staged first
 * under deterministic ids, and nobody sees any of them before the commit that marks the batch as dispatched. A run that
 * died, or had no time left, is followed by another one, which goes on from what stands; if the batch was voided in the
 * meantime, its visits stay invisible. Whoever has become unlawful since the draw is not to go: a change of the team is
 * requested with the dispatch.
 */
export async function continueDispatch(
  deps: BatchDeps,
  { id, hasTime, tells = true }: { readonly id: string; readonly hasTime: () => boolean; readonly tells?: boolean },
  actor: Actor,
  now: Date,
): Promise<Result<Dispatching, BatchChangeFailure>> {
  const found = await findBatch(deps, id, actor);
  if (!found.ok) return found;
  const leads = leadsBatch(found.value.value, actor);
  if (!leads.ok) return leads;
  if (found.value.value.status === 'dispatched') {
    const left = tells ? await untold(deps, found.value.value, actor) : [];
    if (left.length > 0) await (await telling()).writeNotices(deps, left);
    return ok({ status: 'dispatched', batch: found.value });
  }
  const next = stateAfter(found.value.value, 'dispatch');
  if (!next.ok) return next;
  const visits = await selectionOf(deps, found.value.value);
  const staged = await stageVisits(deps, visits(), { actor, now, hasTime });
  if (!staged.whole) return ok({ status: 'staging', visits: staged.visits });
  const rows = await deps.audit.seal(staged.entries);
  const asked = await changesForUnlawful(deps, found.value.value, visits, now);
  const counted = await countResults(id, visits(), now);
  const { dispatchNotices, sentBy, writeNotices } = await telling();
  const sent = await sentBy(visits());
  let after: readonly Change[] = [];

  const done = await changeBatch<BatchChangeFailure>(deps, { id, action: 'dispatch', actor, now }, async (batch) => {
    if (batch.status === 'dispatched') return ok(undefined);
    const status = stateAfter(batch, 'dispatch');
    if (!status.ok) return status;
    const moved = await moveCampaign(deps, batch, 'start', actor, now);
    const also = [...(await moveTasks(deps, batch, 'dispatched', actor, now)), ...moved, counted];
    const opened = withRoom(batch, asked);
    const teamChanges = [...batch.teamChanges, ...opened];
    const dispatched = { ...batch, status: status.value, dispatchedAt: now.toISOString(), teamChanges };
    const notices = dispatchNotices(dispatched, opened, sent, actor);
    also.push(...notices.within);
    ({ after } = notices);
    return ok({ batch: dispatched, also, facts: dispatchFacts(batch, asked.length, opened.length), rows });
  });
  if (!done.ok) return done;
  await writeNotices(deps, after);
  return ok({ status: 'dispatched', batch: done.value });
}

/** What a run that died after the dispatch may not have told, where there was more than its commit held. */
async function untold(deps: BatchDeps, batch: Batch, actor: Actor): Promise<readonly Change[]> {
  const { dispatchNotices, mayHaveMore, sentBy } = await telling();
  if (!batch.selection || !mayHaveMore(batch)) return [];
  const visits = await selectionOf(deps, batch);
  const { within, after } = dispatchNotices(batch, [], await sentBy(visits()), actor);
  return [...within, ...after];
}

/** Members who may no longer inspect, and those of them whom the record of the batch has no room to ask about. */
const dispatchFacts = ({ visits = 0 }: Batch, unlawful: number, opened: number) => ({
  visits,
  ...(unlawful > 0 && { unlawful }),
  ...(opened < unlawful && { notAsked: unlawful - opened }),
});

/** Staged results count once they are there. */
async function countResults(batchId: string, visits: AsyncIterable<SelectedVisit>, now: Date): Promise<Change> {
  const cells = new Map<string, number>();
  for await (const { visit } of visits) {
    for (const result of assign({ ...visit, dispatchedAt: now.toISOString() }).results) {
      const counted = countedAs(result);
      if (counted) cells.set(counted.cell, (cells.get(counted.cell) ?? 0) + 1);
    }
  }
  return { change: 'count-results', row: { batchId }, cells };
}

/** The drawn visits, read piece by piece: of the largest batch they are 200 MB. */
function selectionOf(deps: BatchDeps, { id, status, selection }: Batch) {
  if (!selection) throw new Error(`batch ${id} is ${status} without a selection`);
  return sealedItems(deps, selection, StoredSelectedVisit);
}

/** The batch's tasks in their next state, for the commit that moves the batch. */
export async function moveTasks(
  deps: Pick<BatchDeps, 'records'>,
  batch: Batch,
  status: Task['status'],
  actor: Actor,
  now: Date,
): Promise<readonly Change[]> {
  const changes: Change[] = [];
  for (const { taskId } of batch.entries) {
    const task = await deps.records.find('task', taskId);
    if (!task) throw new Error(`task ${taskId} of batch ${batch.id} vanished`);
    const event = eventOf(status, actor, now, { batch: batch.number });
    changes.push(replaceRecord('task', taskId, task, { ...task.value, status }, event));
  }
  return changes;
}
