import type { FieldError } from '../../base/failures.ts';
import { localDateOf } from '../../calendar/local-date.ts';
import type { Plan } from '../../domain/plan/plan.ts';
import type { Task } from '../../domain/visit/visit.ts';
import { type WindowChange, windowChangeIdOf } from '../../domain/visit/window-change.ts';
import { liveTask } from '../batch/plan-entries.ts';
import { createRecord, eventOf } from '../changes.ts';
import type { Records } from '../ports/records.ts';
import type { Change } from '../ports/unit-of-work.ts';
import { findPublishedPlan } from './read-plans.ts';

/** An entry that has been drawn and that an adjustment changes: its window, or by removing it. */
interface Affected {
  readonly title: string;
  readonly task: Task;
  /** Absent if the entry was removed. */
  readonly window?: WindowChange['tasks'][number]['window'];
}

/** The entries of an adjusted plan whose visits are drawn with another window than the plan now has. */
async function affectedBy(records: Records, plan: Plan): Promise<readonly Affected[]> {
  if (plan.edition === 0) return [];
  const published = await findPublishedPlan({ records }, plan.id);
  const before = published.ok ? published.value.value.entries : [];
  const known = new Map(plan.entries.map((entry) => [entry.id, entry]));
  const removed = before.filter(({ id }) => !known.has(id));
  const affected = await Promise.all(
    [...plan.entries, ...removed].map(async ({ id, title }) => {
      const task = await liveTask(records, plan.id, id);
      const window = known.get(id)?.window;
      const same = task?.window.from === window?.from && task?.window.to === window?.to;
      return task && !same ? [{ title, task, ...(window && { window }) }] : [];
    }),
  );
  return affected.flat();
}

/** What an adjustment still has to say about visits already drawn, and what it cannot say. */
export async function unsaidOf(records: Records, plan: Plan, now: Date): Promise<readonly FieldError[]> {
  const affected = await affectedBy(records, plan);
  if (affected.length === 0) return [];
  const titles = affected.map(({ title }) => `“${title}”`).join('、');
  const at = 'plan.drawnVisits';
  if (plan.drawnVisits === undefined) {
    const message = `条目${titles.slice(0, 100)}已经抽取，检查期有变动：请写明尚未结束的检查维持原检查期还是改为新的检查期`;
    return [{ path: at, message }];
  }
  const over = affected.find(({ window }) => window !== undefined && window.to < localDateOf(now));
  if (plan.drawnVisits === 'keep' || !over) return [];
  return [{ path: at, message: `条目“${over.title}”新的检查期已经结束，不能用于尚未结束的检查` }];
}

/** The change of windows that a new edition brings to visits already drawn; none if they keep theirs. */
export async function windowChangeOf(records: Records, plan: Plan, now: Date): Promise<readonly Change[]> {
  if (plan.drawnVisits !== 'new-window') return [];
  const affected = await affectedBy(records, plan);
  const tasks = affected.flatMap(({ task, window }) => (window ? [{ taskId: task.id, window }] : []));
  if (tasks.length === 0) return [];
  const { id: planId, number: planNumber, edition, department, submittedBy, approvedBy } = plan;
  const id = windowChangeIdOf(planId, edition + 1);
  const change: WindowChange = {
    ...{ id, planId, planNumber, edition: edition + 1, department, tasks, done: false },
    reason: plan.adjustmentReason ?? '',
    ...(submittedBy !== undefined && { submittedBy }),
    ...(approvedBy !== undefined && { approvedBy }),
    publishedAt: now.toISOString(),
  };
  const event = eventOf('decide', { id: approvedBy ?? submittedBy ?? 'system', department }, now, {
    tasks: tasks.length,
  });
  return [createRecord('window-change', id, change, event)];
}
