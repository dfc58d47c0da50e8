import type { Failure } from '../../base/failures.ts';
import { err, ok, type Result } from '../../base/result.ts';
import { transition } from '../../base/transitions.ts';
import type { ListFile, ListState } from '../../domain/credit/list-file.ts';
import { type ListFileEvent, listFileTransitions, listFileWords } from '../../domain/credit/list-file-states.ts';
import type { Actor } from '../actor.ts';
import { type ChangeDeps, changeRecord, present } from '../change-record.ts';
import { createRecord, eventOf, replaceRecord } from '../changes.ts';
import type { Blobs } from '../ports/blobs.ts';
import type { Jobs } from '../ports/jobs.ts';
import type { Records, Stored } from '../ports/records.ts';
import type { Change, CommitFailure } from '../ports/unit-of-work.ts';
import { systemActor } from '../system-actor.ts';

export interface ListFilesDeps extends ChangeDeps {
  readonly blobs: Pick<Blobs, 'stat' | 'uploadUrl'>;
  readonly jobs: Jobs;
}

/** The file, if it is the actor's department's or the actor oversees. */
export async function findListFile(
  { records }: { readonly records: Records },
  id: string,
  actor: Actor,
): Promise<Result<Stored<ListFile>, Failure<'not-found'>>> {
  const found = await records.find('list-file', id);
  const reaches = found && (actor.scope === 'any' || found.value.department === actor.department);
  return reaches ? ok(found) : err({ kind: 'not-found', entity: 'list-file', id });
}

/** What is known of a list that comes by files; made when the first of them is read. */
export async function stateOfList(
  { records, work }: Pick<ChangeDeps, 'records' | 'work'>,
  { list, department }: Pick<ListFile, 'list' | 'department'>,
  now: Date,
): Promise<Stored<ListState>> {
  const found = await records.find('list-state', list);
  if (found) return found;
  const event = eventOf('open', systemActor({ department }), now, { list });
  const done = await work.commit([createRecord('list-state', list, { id: list }, event)]);
  const made = await records.find('list-state', list);
  if (!made) throw new Error(`state of the list ${list}: ${done.ok ? 'not there' : done.error.kind}`);
  return made;
}

/** That what is on a list changes: a file that was compared with what was on it before has to be compared anew. */
export const listMoved = (state: Stored<ListState>, actor: Pick<Actor, 'id' | 'department'>, now: Date): Change =>
  replaceRecord(
    'list-state',
    state.value.id,
    state,
    state.value,
    eventOf('change', actor, now, { list: state.value.id }),
  );

/** Moves a file on by a job; a run that comes late, after another has moved it, changes nothing. */
export async function moveListFile(
  deps: ChangeDeps,
  id: string,
  event: ListFileEvent,
  change: Partial<ListFile>,
  now: Date,
  also: (file: Stored<ListFile>) => readonly Change[] | Promise<readonly Change[]> = () => [],
): Promise<void> {
  const act = { id, find: () => present(deps.records, 'list-file', id) };
  const done = await changeRecord<'list-file', Failure | CommitFailure>(deps, 'list-file', act, async (stored) => {
    const { value } = stored;
    const next = transition(listFileTransitions, listFileWords, value.status, event);
    if (!next.ok) return ok(undefined);
    const facts = { list: value.list, ...change.counts };
    return ok({
      value: { ...value, ...change, status: next.value },
      event: eventOf(event, systemActor(value), now, facts),
      also: await also(stored),
    });
  });
  if (!done.ok) throw new Error(`list file ${id}: ${done.error.kind}`);
}
