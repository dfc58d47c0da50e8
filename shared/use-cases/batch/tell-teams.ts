import type { TeamChange } from '../../domain/batch/amendments.ts';
import type { Batch } from '../../domain/batch/batch.ts';
import type { SelectedVisit } from '../../domain/visit/selected-visit.ts';
import type { Actor } from '../actor.ts';
import type { Records } from '../ports/records.ts';
import type { Change, UnitOfWork } from '../ports/unit-of-work.ts';
import { batchNotices, roomForNotices, type Sent } from './batch-notices.ts';

/** Everybody who is sent, each once. */
export async function sentBy(visits: AsyncIterable<SelectedVisit>): Promise<readonly Sent[]> {
  const sent = new Map<string, Sent>();
  for await (const { visit } of visits)
    for (const { department, team } of visit.parts) for (const { id } of team) sent.set(id, { id, department });
  return [...sent.values()];
}

/** A dispatch tells those who decide who goes instead, the departments and the teams; `within` its commit as many as it holds. */
export function dispatchNotices(
  batch: Batch,
  opened: readonly TeamChange[],
  teams: readonly Sent[],
  actor: Pick<Actor, 'name'>,
): { readonly within: readonly Change[]; readonly after: readonly Change[] } {
  const now = new Date(batch.dispatchedAt ?? '');
  const first = new Map(opened.toReversed().map((change) => [change.department, change]));
  const asked = [...first].flatMap(([department, { id: requestId }]) =>
    batchNotices('request-team-change', batch, { requestId, deciders: [department] }, actor, now),
  );
  const all = [...asked, ...batchNotices('dispatch', batch, { teams }, actor, now)];
  const room = roomForNotices(batch);
  return { within: all.slice(0, room), after: all.slice(room) };
}

/** Whether the commit of a dispatch may not have held the notices to all teams. */
export const mayHaveMore = (batch: Batch): boolean =>
  batch.departments.length + (batch.places ?? 0) > roomForNotices(batch);

const atOnce = 8;

/** Writes those notices that do not stand yet: what a run was killed at, the next one ends. */
export async function writeNotices(
  { records, work }: { readonly records: Pick<Records, 'find'>; readonly work: UnitOfWork },
  notices: readonly Change[],
): Promise<void> {
  for (let from = 0; from < notices.length; from += atOnce)
    await Promise.all(notices.slice(from, from + atOnce).map(write));

  async function write(notice: Change): Promise<void> {
    if ('id' in notice && (await records.find('notice', notice.id))) return;
    const done = await work.commit([notice]);
    if (!done.ok && done.error.kind !== 'already-exists')
      throw new Error(`a notice was not written: ${done.error.kind}`);
  }
}
