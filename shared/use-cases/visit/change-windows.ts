import { ok } from '../../base/result.ts';
import { formatChineseDate, localDateOf } from '../../calendar/local-date.ts';
import type { Task, Visit } from '../../domain/visit/visit.ts';
import { commonWindow, type WindowChange } from '../../domain/visit/window-change.ts';
import { type ChangeDeps, changeRecord, present } from '../change-record.ts';
import { eventOf, replaceRecord } from '../changes.ts';
import { every } from '../every.ts';
import { type Told, told } from '../notice/told.ts';
import type { Records, Stored } from '../ports/records.ts';
import { resultsOf } from './read-visits.ts';

const pageSize = 100;

/**
 * Gives the visits of every change of windows that is not done their new window, each in a transaction of its own, and
 * then tells the teams and their departments. What has its new window is left alone and what was told is told under
 * the same id, so a run that died is finished by the next, and two at once do no harm. Batches that are still being
 * drawn get theirs once they are dispatched, by a later run.
 */
export async function changeWindows(deps: ChangeDeps, now: Date): Promise<Record<string, number>> {
  const counts = { changes: 0, visits: 0, told: 0, waiting: 0 };
  const open = { kind: 'window-change', in: 'open' } as const;
  const found = await Array.fromAsync(every((page) => deps.records.list({ ...open, page }), pageSize));
  for (const { value: change } of found) {
    counts.changes += 1;
    const carried = await carryOut(deps, change, now);
    counts.visits += carried.visits;
    if (carried.waits) counts.waiting += 1;
    else counts.told += await finish(deps, change, carried.concerned, now);
  }
  return counts;
}

type Concerned = Map<string, Pick<Told, 'department' | 'inspectorId'> & { readonly visits: Set<string>; to: string }>;

async function carryOut(deps: ChangeDeps, change: WindowChange, now: Date) {
  const concerned: Concerned = new Map();
  let visits = 0;
  let waits = false;
  for (const { taskId, window } of change.tasks) {
    const task = (await present(deps.records, 'task', taskId)).ok
      ? await moveTask(deps, taskId, window, change, now)
      : undefined;
    // Only drawn entries have tasks of a plan.
    if (task?.batchId === undefined || task.status === 'voided') continue;
    if (task.status === 'drawing') {
      waits = true;
      continue;
    }
    await delayList(deps, task.batchId, change, now);
    const list = { kind: 'visit', in: 'ofBatch', of: task.batchId } as const;
    const where = [{ field: 'tasks', contains: taskId }] as const;
    for await (const { value } of every((page) => deps.records.list({ ...list, where, page }), pageSize)) {
      const moved = await moveVisit(deps, value.id, change, now);
      if (moved.changed) visits += 1;
      if (moved.visit.status === 'dispatched') addConcerned(concerned, moved.visit);
    }
  }
  return { concerned, visits, waits };
}

const system = ({ department }: Pick<WindowChange, 'department'>) => ({ id: 'system', department });
const factsOf = ({ id }: WindowChange, window: Visit['window']) => ({ change: id, from: window.from, to: window.to });

async function moveTask(deps: ChangeDeps, id: string, window: Task['window'], change: WindowChange, now: Date) {
  const act = { id, find: () => present(deps.records, 'task', id) };
  const done = await changeRecord(deps, 'task', act, ({ value }) => {
    if (value.status === 'voided' || isSame(value.window, window)) return ok(undefined);
    return ok({
      value: { ...value, window },
      event: eventOf('change-window', system(change), now, factsOf(change, window)),
    });
  });
  if (!done.ok) throw new Error(`task ${id}: ${done.error.kind}`);
  return done.value.value;
}

/** 检查后公示: the list waits for the last of the batch's windows as they are now. */
async function delayList(deps: ChangeDeps, batchId: string, change: WindowChange, now: Date): Promise<void> {
  const act = { id: batchId, find: () => present(deps.records, 'batch', batchId) };
  const done = await changeRecord(deps, 'batch', act, async ({ value }) => {
    const tasks = await Promise.all(value.entries.map(({ taskId }) => deps.records.find('task', taskId)));
    const last = tasks
      .flatMap((task) => task?.value.window.to ?? [])
      .toSorted()
      .at(-1);
    if (last === undefined || last === (value.inspectBy ?? value.window.to)) return ok(undefined);
    const event = eventOf('change-window', system(change), now, { change: change.id, to: last });
    return ok({ value: { ...value, inspectBy: last }, event });
  });
  if (!done.ok) throw new Error(`batch ${batchId}: ${done.error.kind}`);
}

/** The visit with the window that follows from its tasks as they are now, unless it is over. */
async function moveVisit(deps: ChangeDeps, id: string, change: WindowChange, now: Date) {
  let changed = false;
  const act = { id, find: () => present(deps.records, 'visit', id) };
  const done = await changeRecord(deps, 'visit', act, async ({ value: before }) => {
    changed = false;
    if (before.status !== 'dispatched') return ok(undefined);
    const results = await resultsOf(deps.records, before);
    const begun = results.flatMap(({ value }) => value.inspectedOn ?? []).toSorted()[0];
    const window = commonWindow(windowsOf(await tasksOf(deps.records, before), before), begun);
    if (isSame(window, before.window)) return ok(undefined);
    changed = true;
    const event = eventOf('change-window', system(change), now, factsOf(change, window));
    // A part that is over waits for no window; a later `inspectBy` would only misstate it.
    const open = results.filter(({ value }) => value.completedOn === undefined);
    const also = open.map((result) =>
      replaceRecord('result', result.value.id, result, { ...result.value, inspectBy: window.to }, event),
    );
    return ok({ value: { ...before, window }, event, also });
  });
  if (!done.ok) throw new Error(`visit ${id}: ${done.error.kind}`);
  return { changed, visit: done.value.value };
}

/** The tasks of a visit, those that are there. */
export async function tasksOf(records: Records, { tasks }: Pick<Visit, 'tasks'>): Promise<readonly Stored<Task>[]> {
  const found = await Promise.all(tasks.map((id) => records.find('task', id)));
  return found.filter((task) => task !== undefined);
}

/** The windows of a visit's tasks. */
export const windowsOf = (tasks: readonly Stored<Task>[], { window }: Pick<Visit, 'window'>) =>
  tasks.length > 0 ? tasks.map(({ value }) => value.window) : [window];

function addConcerned(concerned: Concerned, { id, parts, window }: Visit): void {
  for (const { department, team, ended } of parts) {
    if (ended) continue;
    for (const to of [{ department }, ...team.map(({ id: inspectorId }) => ({ department, inspectorId }))]) {
      const key = 'inspectorId' in to ? to.inspectorId : department;
      const known = concerned.get(key) ?? { ...to, visits: new Set<string>(), to: window.to };
      known.visits.add(id);
      if (window.to < known.to) known.to = window.to;
      concerned.set(key, known);
    }
  }
}

/** Tells everybody concerned, then closes the change; returns how many were told now. */
async function finish(deps: ChangeDeps, change: WindowChange, concerned: Concerned, now: Date): Promise<number> {
  const day = localDateOf(new Date(change.publishedAt));
  let count = 0;
  for (const { visits, to, ...whom } of concerned.values()) {
    const text = textFor(change, visits.size, to);
    const about = `${change.id}.${whom.department}`;
    const done = await deps.work.commit([told({ ...whom, about, kind: 'window-changed', text, day }, now)]);
    if (done.ok) count += 1;
    else if (done.error.kind !== 'already-exists') throw new Error(`notice of ${change.id}: ${done.error.kind}`);
  }
  await close(deps, change, now);
  return count;
}

function textFor({ planNumber, reason }: WindowChange, visits: number, to: string): string {
  const why = [...reason].slice(0, 120).join('');
  return `计划${planNumber}已调整（${why}）：尚未结束的${visits}次检查改为新的检查期，最早应于${formatChineseDate(to)}前完成。`;
}

async function close(deps: ChangeDeps, { id }: WindowChange, now: Date): Promise<void> {
  const act = { id, find: () => present(deps.records, 'window-change', id) };
  const done = await changeRecord(deps, 'window-change', act, ({ value }: Stored<WindowChange>) =>
    ok(value.done ? undefined : { value: { ...value, done: true }, event: eventOf('finish', system(value), now) }),
  );
  if (!done.ok) throw new Error(`window change ${id}: ${done.error.kind}`);
}

const isSame = (a: Visit['window'], b: Visit['window']): boolean => a.from === b.from && a.to === b.to;
