import type { TeamChange } from '../../domain/batch/amendments.ts';
import type { Batch } from '../../domain/batch/batch.ts';
import type { SelectedVisit } from '../../domain/visit/selected-visit.ts';
import type { Actor } from '../actor.ts';
import type { Records } from '../ports/records.ts';
import type { Change, UnitOfWork } from '../ports/unit-of-work.ts';
import { batchNotices, roomForNotices, type Sent } from './batch-notices.ts';

/** What goes with the dispatch itself: to the departments, and to those of them that have to decide who goes instead. */
export function dispatchNotices(
  batch: Batch,
  opened: readonly TeamChange[],
  actor: Pick<Actor, 'name'>,
  now: Date,
): readonly Change[] {
  const first = new Map(opened.toReversed().map((change) => [change.department, change]));
  const asked = [...first].flatMap(([department, { id: requestId }]) =>
    batchNotices('request-team-change', batch, { requestId, deciders: [department] }, actor, now),
  );
  return [...asked, ...batchNotices('dispatch', batch, {}, actor, now)].slice(0, roomForNotices(batch));
}

const atOnce = 8;

/**
 * Tells whoever is sent: there may be more than one transaction holds, so it comes after the dispatch. A run that is
 * repeated tells those who have not been told, departments included.
 */
export async function tellTeams(
  { records, work }: { readonly records: Pick<Records, 'find'>; readonly work: UnitOfWork },
  batch: Batch,
  visits: AsyncIterable<SelectedVisit>,
  actor: Pick<Actor, 'name'>,
): Promise<void> {
  const sent = new Map<string, Sent>();
  for await (const { visit } of visits)
    for (const { department, team } of visit.parts) for (const { id } of team) sent.set(id, { id, department });
  const dispatchedAt = new Date(batch.dispatchedAt ?? '');
  const notices = batchNotices('dispatch', batch, { teams: [...sent.values()] }, actor, dispatchedAt);
  for (let from = 0; from < notices.length; from += atOnce)
    await Promise.all(notices.slice(from, from + atOnce).map(write));

  async function write(notice: Change): Promise<void> {
    if ('id' in notice && (await records.find('notice', notice.id))) return;
    const done = await work.commit([notice]);
    if (!done.ok && done.error.kind !== 'already-exists')
      throw new Error(`notice of batch ${batch.id}: ${done.error.kind}`);
  }
}
