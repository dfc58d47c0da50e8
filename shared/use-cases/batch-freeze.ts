import { localDateOf } from '../calendar/local-date.ts';
import { countyCode } from '../codes/departments.ts';
import { type Batch, batchNumber, taskNumber } from '../domain/batch.ts';
import type { MatchingWish } from '../domain/matching.ts';
import type { Task } from '../domain/visit.ts';
import { err, ok, type Result } from '../result.ts';
import { matchingRules } from '../settings-matching.ts';
import { type BatchDeps, type StoredBatch } from './batch-changes.ts';
import { type EntryFailure, type EntryReference, type EntryToDraw, entriesOf, entriesToDraw } from './batch-entries.ts';
import {
  type FrameFailure,
  type Frozen,
  freezeExperts,
  freezeFrames,
  freezeInspectors,
  readPreviousTeams,
} from './batch-frames.ts';
import { createRecord, eventOf } from './changes.ts';
import { drawFiles, writeFrame, writeSealed } from './draw-files.ts';
import type { Actor, CommitFailure } from './ports.ts';

export interface FreezeRequest {
  readonly id: string;
  readonly title: string;
  readonly entries: readonly EntryReference[];
  /** Rules of the matching for this batch alone; the county's settings where it says nothing. */
  readonly matching?: MatchingWish;
}

type FreezeFailure = EntryFailure | FrameFailure | CommitFailure;

/**
 * Freezes what a batch will draw from: frames with their quotas, inspectors, previous teams. Nothing is decided by
 * chance yet and nothing is public; files are written first, and the batch with its tasks in one commit.
 */
export async function freezeBatch(
  deps: BatchDeps,
  { id, title, entries: references, matching: wish = {} }: FreezeRequest,
  actor: Actor,
  now: Date,
): Promise<Result<StoredBatch, FreezeFailure>> {
  const made = await deps.records.find('batch', id);
  if (made) return isSame(made.value, references) ? ok(made) : err({ kind: 'already-exists', entity: 'batch', id });
  const entries = await entriesToDraw(deps, references, actor, now);
  if (!entries.ok) return entries;
  const [first] = entries.value;
  if (!first) throw new Error('a batch draws at least one entry');
  const { window, listPublicity, lead } = first.entry;

  const today = localDateOf(now);
  const number = batchNumber(countyCode, today, await deps.counters.next(`batch#${today}`));
  const frames = await freezeFrames(deps, { batchId: id, number, entries: entries.value });
  if (!frames.ok) return frames;
  const departments = [...new Set(frames.value.map(({ facts }) => facts.department))];
  const matching = matchingRules(wish);
  const { perDepartment } = matching;
  const inspectors = await freezeInspectors(deps, { batchId: id, number, departments, perDepartment });
  if (!inspectors.ok) return inspectors;
  const experts = await freezeExperts(deps, { batchId: id, number, frames: factsOf(frames.value) });

  for (const { facts, rows } of [...frames.value, ...inspectors.value, ...experts])
    await writeFrame(deps, facts.blob, rows);
  const previous = await readPreviousTeams(deps, Number(window.from.slice(0, 4)));
  const batch: Batch = {
    id,
    number,
    title,
    department: lead,
    departments,
    readers: [...new Set([...departments, ...entries.value.map(({ entry }) => entry.lead)])],
    ...entriesOf(entries.value),
    window,
    listPublicity,
    status: 'frozen',
    frozenAt: now.toISOString(),
    frozenBy: actor.id,
    frames: factsOf(frames.value),
    inspectorFrames: factsOf(inspectors.value),
    ...(experts.length > 0 && { expertFrames: factsOf(experts) }),
    previousTeams: await writeSealed(deps, drawFiles.previousTeams(id), previous),
    matching,
    reserves: [],
    teamChanges: [],
  };
  const facts = {
    number,
    frames: batch.frames.length,
    objects: sum(batch.frames),
    inspectors: sum(batch.inspectorFrames),
  };
  const tasks = await tasksOf(deps, batch, entries.value, today);
  const done = await deps.work.commit([
    createRecord('batch', id, batch, eventOf('freeze', actor, now, facts)),
    ...tasks.map((task) => createRecord('task', task.id, task, eventOf('create', actor, now, { batch: number }))),
  ]);
  if (!done.ok) return done;
  const stored = await deps.records.find('batch', id);
  if (!stored) throw new Error(`batch ${id} vanished`);
  return ok(stored);
}

const isSame = ({ entries }: Batch, references: readonly EntryReference[]): boolean =>
  entries.length === references.length &&
  entries.every(({ planId, entryId }, at) => planId === references[at]?.planId && entryId === references[at]?.entryId);

const factsOf = <F>(frozen: readonly Frozen<F>[]): F[] => frozen.map(({ facts }) => facts);

const sum = (frames: readonly { readonly size: number }[]): number => frames.reduce((all, { size }) => all + size, 0);

/** One task for each entry, waiting for the draw. */
async function tasksOf(
  deps: Pick<BatchDeps, 'counters'>,
  batch: Batch,
  entries: readonly EntryToDraw[],
  today: string,
): Promise<readonly Task[]> {
  const tasks: Task[] = [];
  for (const { planId, entry, taskId } of entries) {
    const departments = entry.departments.map(({ department }) => department);
    tasks.push({
      id: taskId,
      number: taskNumber(countyCode, today, await deps.counters.next(`task#${today}`)),
      title: entry.title,
      source: '年度计划',
      scope: departments.length > 1 ? '跨部门' : '本部门',
      department: entry.lead,
      departments,
      planId,
      entryId: entry.id,
      batchId: batch.id,
      window: batch.window,
      status: 'drawing',
    });
  }
  return tasks;
}
