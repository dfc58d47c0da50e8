import type * as z from 'zod';
import { ok, type Result } from '../../base/result.ts';
import type { SealedList } from '../../domain/audit/sealed-list.ts';
import type { TeamChange } from '../../domain/batch/amendments.ts';
import type { Batch } from '../../domain/batch/batch.ts';
import { checkRoom } from '../../domain/batch/row-limit.ts';
import { assign } from '../../domain/visit/assignment.ts';
import { type SelectedVisit, SelectionFile } from '../../domain/visit/selected-visit.ts';
import type { Task } from '../../domain/visit/visit.ts';
import type { Actor } from '../actor.ts';
import { changesForUnlawful } from '../amendment/unlawful-members.ts';
import { eventOf, replaceRecord } from '../changes.ts';
import { readSealed } from '../draw/draw-files.ts';
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

/**
 * Dispatches the drawn visits. They exceed one transaction, so they are staged first under deterministic ids, and
 * nobody sees any of them before the commit that marks the batch as dispatched. A run that died is retried and
 * completes; if the batch was voided in the meantime, its visits stay invisible. Whoever has become unlawful since the draw
 * is not to go: a change of the team is requested with the dispatch.
 */
export async function dispatchBatch(
  deps: BatchDeps,
  { id }: { readonly id: string },
  actor: Actor,
  now: Date,
): Promise<Result<StoredBatch, BatchChangeFailure>> {
  const found = await findBatch(deps, id, actor);
  if (!found.ok) return found;
  const leads = leadsBatch(found.value.value, actor);
  if (!leads.ok) return leads;
  if (found.value.value.status === 'dispatched') return found;
  const next = stateAfter(found.value.value, 'dispatch');
  if (!next.ok) return next;
  const { visits } = await selectionOf(deps, found.value.value);
  const rows = await stageVisits(deps, visits, actor, now);
  const asked = await changesForUnlawful(deps, found.value.value, visits, now);

  return changeBatch<BatchChangeFailure>(deps, { id, action: 'dispatch', actor, now }, async (batch) => {
    if (batch.status === 'dispatched') return ok(undefined);
    const status = stateAfter(batch, 'dispatch');
    if (!status.ok) return status;
    const also = await moveTasks(deps, batch, 'dispatched', actor, now);
    const teamChanges = withRoom(batch, asked);
    const dispatched = { ...batch, status: status.value, dispatchedAt: now.toISOString(), teamChanges };
    return ok({
      batch: dispatched,
      also,
      facts: { visits: batch.visits ?? 0, ...(asked.length > 0 && { unlawful: asked.length }) },
      rows,
    });
  });
}

function selectionOf(deps: BatchDeps, { id, status, selection }: Batch): Promise<z.infer<typeof SelectionFile>> {
  if (!selection) throw new Error(`batch ${id} is ${status} without a selection`);
  return readSealed(deps, selection, SelectionFile);
}

/** A batch is one row: requests that it has no room for are not opened, and the audit says how many there are. */
function withRoom(batch: Batch, asked: readonly TeamChange[]): Batch['teamChanges'] {
  for (let count = asked.length; count > 0; count = Math.floor(count / 2)) {
    const teamChanges = [...batch.teamChanges, ...asked.slice(0, count)];
    if (checkRoom({ ...batch, teamChanges }, 'ask').ok) return teamChanges;
  }
  return batch.teamChanges;
}

async function stageVisits(
  deps: BatchDeps,
  visits: readonly SelectedVisit[],
  actor: Actor,
  now: Date,
): Promise<SealedList> {
  const dispatchedAt = now.toISOString();
  const assignments = visits.map(({ visit }) => assign({ ...visit, dispatchedAt }));
  const asRow = <T extends { readonly id: string }>(value: T) => ({ id: value.id, value });
  const staged = await deps.records.stage(
    'visit',
    assignments.map(({ visit }) => asRow(visit)),
    actor.id,
    dispatchedAt,
  );
  const results = await deps.records.stage(
    'result',
    assignments.flatMap(({ results }) => results.map(asRow)),
    actor.id,
    dispatchedAt,
  );
  return deps.audit.seal([...staged, ...results]);
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
