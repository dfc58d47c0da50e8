import type { Failure } from '../../base/failures.ts';
import { DepartmentCode } from '../../base/primitives.ts';
import { err, ok, type Result } from '../../base/result.ts';
import type { EventDraft } from '../../domain/audit/audit-chain.ts';
import type { Batch } from '../../domain/batch/batch.ts';
import { assign, assignedResult, derivedFrom } from '../../domain/visit/assignment.ts';
import { hasBegun } from '../../domain/visit/part-ends.ts';
import type { Task, Visit } from '../../domain/visit/visit.ts';
import { resultIdOf, visitIdOf } from '../../domain/visit/visit-ids.ts';
import { commonWindow } from '../../domain/visit/window-change.ts';
import type { BatchKey } from '../../draw/batch-key.ts';
import { type DrawnVisit, mergeIntoVisits } from '../../draw/visits.ts';
import { checkOf, createRecord, replaceRecord } from '../changes.ts';
import { frozenRows, snapshotOf } from '../draw/frozen-rows.ts';
import { partsOf } from '../draw/selection.ts';
import { leadOf } from '../match/match-visits.ts';
import type { Blobs } from '../ports/blobs.ts';
import type { Records, Stored } from '../ports/records.ts';
import type { Registry } from '../ports/registry.ts';
import type { Change } from '../ports/unit-of-work.ts';
import { tasksOf, windowsOf } from '../visit/change-windows.ts';
import { type TeamsAfterDraw, teamsAfterDraw } from './current-teams.ts';
import type { ComingRow } from './next-reserves.ts';
import { teamedPart, widened } from './reserve-parts.ts';

interface ReserveDeps {
  readonly records: Records;
  readonly registry: Registry;
  readonly blobs: Blobs;
}

type Failures = Failure<'no-lawful-team' | 'not-ready'>;
type Part = Visit['parts'][number];

/** What one object brings, and the tasks whose windows it was given. */
interface Added {
  readonly changes: readonly Change[];
  readonly tasks: readonly Stored<Task>[];
}

/**
 * Creates a visit for every object that comes, or extends the one it already has in this batch. A change of windows, which
 * looks for the visits that are there, comes before or after.
 */
export async function addToVisits(
  deps: ReserveDeps,
  batch: Batch,
  { coming, key }: { readonly coming: readonly ComingRow[]; readonly key: BatchKey },
  event: EventDraft,
  now: Date,
): Promise<Result<readonly Change[], Failures>> {
  const teams = await teamsAfterDraw(deps, batch, key);
  const versions = new Map(coming.map(({ id, version }) => [id, version]));
  const changes: Change[] = [];
  const tasks = new Map<string, Stored<Task>>();
  for (const called of visitsCalled(batch, key, coming)) {
    const existing = await deps.records.find('visit', visitIdOf(batch.id, called.id));
    const added = existing
      ? await extendVisit(deps, batch, { existing, called, teams, event })
      : await newVisit(deps, batch, { called, teams, event, version: versions.get(called.id) ?? 0, now });
    if (!added.ok) return added;
    changes.push(...added.value.changes);
    for (const task of added.value.tasks) tasks.set(task.value.id, task);
  }
  return ok([...changes, ...[...tasks].map(([taskId, task]) => checkOf('task', taskId, task))]);
}

/** The called objects, merged as the draw merges: an object called by several frames is one visit. */
const visitsCalled = ({ frames, seed = '' }: Batch, key: BatchKey, coming: readonly ComingRow[]) =>
  mergeIntoVisits(
    { seed, key },
    partsOf(frames),
    frames.map(({ frame }) => ({ frame, selected: coming.filter((one) => one.frame === frame) })),
  );

async function newVisit(
  deps: ReserveDeps,
  batch: Batch,
  {
    called,
    teams,
    event,
    version,
    now,
  }: { called: DrawnVisit; teams: TeamsAfterDraw; event: EventDraft; version: number; now: Date },
): Promise<Result<Added, Failures>> {
  const [object] = await frozenRows(deps, 'object', [{ id: called.id, version }]);
  if (!object) throw new Error(`object ${called.id} was not read`);
  const parts: Part[] = [];
  for (const check of called.checks) {
    const part = teamedPart(batch, object.value, check, teams);
    if (!part.ok) return part;
    parts.push(part.value);
  }
  // An adjusted plan may have changed the window since the batch was frozen.
  const tasks = await tasksOf(deps.records, derivedFrom(parts));
  const window = commonWindow(windowsOf(tasks, batch));
  const { visit, results } = assign({
    batchId: batch.id,
    object: snapshotOf(object),
    lead: leadOf(batch, called.checks),
    parts,
    window,
    dispatchedAt: now.toISOString(),
  });
  return ok({
    tasks,
    changes: [
      createRecord('visit', visit.id, visit, event),
      ...results.map((result) => createRecord('result', result.id, result, event)),
    ],
  });
}

/**
 * Extends a pending visit by what the reserve adds. Ended visits and departments that have started were skipped before;
 * any later change also changes the version, and the call starts over.
 */
async function extendVisit(
  deps: ReserveDeps,
  batch: Batch,
  {
    existing,
    called,
    teams,
    event,
  }: { existing: Stored<Visit>; called: DrawnVisit; teams: TeamsAfterDraw; event: EventDraft },
): Promise<Result<Added, Failures>> {
  const { value: before } = existing;
  if (before.status !== 'dispatched') {
    return err({ kind: 'not-ready', entity: 'visit', reason: '下一候补对象的检查刚刚结束，请重试。' });
  }
  const changes: Change[] = [];
  const parts: Part[] = [...before.parts];
  for (const check of called.checks) {
    const department = DepartmentCode.parse(check.department);
    const at = parts.findIndex((part) => part.department === department);
    const part =
      at < 0 ? teamedPart(batch, before.object, check, teams) : widened(batch, before, parts[at], check, teams);
    if (!part.ok) return part;
    parts.splice(at < 0 ? parts.length : at, at < 0 ? 0 : 1, part.value);
  }
  const derived = derivedFrom(parts);
  const tasks = await tasksOf(deps.records, derived);
  const window = commonWindow(windowsOf(tasks, before));
  const visit: Visit = { ...before, parts, ...derived, window };
  for (const { department } of called.checks) {
    const id = resultIdOf(visit.id, DepartmentCode.parse(department));
    const owed = assignedResult(visit, DepartmentCode.parse(department));
    const kept = await deps.records.find('result', id);
    if (kept && hasBegun(kept.value)) {
      return err({ kind: 'not-ready', entity: 'visit', reason: '下一候补对象的检查刚刚开始，请重试。' });
    }
    changes.push(kept ? replaceRecord('result', id, kept, owed, event) : createRecord('result', id, owed, event));
  }
  return ok({ tasks, changes: [replaceRecord('visit', visit.id, existing, visit, event), ...changes] });
}
