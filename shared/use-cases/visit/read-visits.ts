import type { Failure } from '../../base/failures.ts';
import { checkAccess } from '../../base/ownership.ts';
import type { DepartmentCode } from '../../base/primitives.ts';
import { err, ok, type Result } from '../../base/result.ts';
import { departmentCodes } from '../../codes/departments.ts';
import type { InspectionResult } from '../../domain/result/inspection-result.ts';
import { resultIdOf, type Task, type Visit, type VisitStatus } from '../../domain/visit/visit.ts';
import type { Actor } from '../actor.ts';
import type { Match, Page, PageRequest } from '../ports/paging.ts';
import type { Records, Stored } from '../ports/records.ts';
import { effectiveVisit, effectiveVisits } from '../result/effective.ts';

interface ReadDeps {
  readonly records: Records;
}

export type VisitReadFailure = Failure<'not-found' | 'foreign-department'>;

/** The current visit, if the actor may read it: a joint visit is open to every participating department (R14). */
export async function findVisit(
  deps: ReadDeps,
  id: string,
  actor: Actor,
): Promise<Result<Stored<Visit>, VisitReadFailure>> {
  const visit = await effectiveVisit(deps.records, id);
  if (!visit) return err({ kind: 'not-found', entity: 'visit', id });
  const { lead, departments } = visit.value;
  const reach = checkAccess(actor, { department: lead, shared: departments }, { entity: 'visit', id });
  return reach.ok ? ok(visit) : reach;
}

/** A visit and the results its departments owe for it, in the order of its parts. */
export interface VisitWithResults {
  readonly visit: Stored<Visit>;
  readonly results: readonly InspectionResult[];
}

export async function getVisit(
  deps: ReadDeps,
  id: string,
  actor: Actor,
): Promise<Result<VisitWithResults, VisitReadFailure>> {
  const visit = await findVisit(deps, id, actor);
  if (!visit.ok) return visit;
  const results = await resultsOf(deps.records, visit.value.value);
  return ok({ visit: visit.value, results: results.map(({ value }) => value) });
}

/** The results of a visit, one per participating department. */
export async function resultsOf(records: Records, visit: Visit): Promise<readonly Stored<InspectionResult>[]> {
  const results = await Promise.all(
    visit.departments.map((department) => records.find('result', resultIdOf(visit.id, department))),
  );
  return results.map((result, index) => {
    if (!result) throw new Error(`visit ${visit.id} has no result of ${visit.departments[index]}`);
    return result;
  });
}

export interface VisitQuery {
  readonly department?: DepartmentCode | undefined;
  readonly inspectorId?: string | undefined;
  readonly batchId?: string | undefined;
  readonly taskId?: string | undefined;
  readonly status?: VisitStatus | undefined;
  readonly township?: string | undefined;
  /** The year whose visits are listed unless the query is narrower; that of their window. */
  readonly year: number;
}

/** A page of the visits the actor may read: of a batch or task, of a department, or of a year. */
export async function listVisits(
  deps: ReadDeps,
  query: VisitQuery,
  actor: Actor,
  page: PageRequest,
): Promise<Page<Stored<Visit>>> {
  const { records } = deps;
  const department = query.department ?? (actor.scope === 'any' ? undefined : actor.department);
  const batchId = query.batchId ?? (query.taskId && (await records.find('task', query.taskId))?.value.batchId);
  if (query.taskId !== undefined && batchId === undefined) return { items: [] };
  if (department !== undefined && batchId === undefined)
    return listByDepartment(deps, { ...query, department }, actor, page);

  const where: Match[] = [
    ...(actor.scope === 'any' ? [] : [{ field: 'departments', contains: actor.department }]),
    ...(department !== undefined ? [{ field: 'departments', contains: department }] : []),
    ...(query.inspectorId !== undefined ? [{ field: 'inspectors', contains: query.inspectorId }] : []),
    ...(query.taskId !== undefined ? [{ field: 'tasks', contains: query.taskId }] : []),
    ...(query.status !== undefined ? [{ field: 'status', equals: query.status }] : []),
    ...(query.township !== undefined ? [{ field: 'object.township', equals: query.township }] : []),
  ];
  const found = await (batchId === undefined
    ? records.list({ kind: 'visit', in: 'ofYear', of: query.year, where, page })
    : records.list({ kind: 'visit', in: 'ofBatch', of: batchId, where, page }));
  return { ...found, items: await effectiveVisits(records, found.items) };
}

/** A department's visits are found through the results it owes, so its list costs only its own work. */
async function listByDepartment(
  { records }: ReadDeps,
  query: VisitQuery & { readonly department: DepartmentCode },
  actor: Actor,
  page: PageRequest,
): Promise<Page<Stored<Visit>>> {
  const where: Match[] = [
    ...(actor.scope === 'any' ? [] : [{ field: 'department', equals: actor.department }]),
    ...(query.inspectorId !== undefined ? [{ field: 'inspectors', contains: query.inspectorId }] : []),
    ...(query.status !== undefined ? [{ field: 'visitStatus', equals: query.status }] : []),
    ...(query.township !== undefined ? [{ field: 'object.township', equals: query.township }] : []),
  ];
  const found = await records.list({ kind: 'result', in: 'ofDepartment', of: query.department, where, page });
  const visits = await Promise.all(found.items.map(({ value }) => records.find('visit', value.visitId)));
  const items = await effectiveVisits(
    records,
    visits.flatMap((visit) => visit ?? []),
  );
  return { ...found, items };
}

/** A task, if the actor may read it: as lead or participant. */
export async function findTask(
  deps: ReadDeps,
  id: string,
  actor: Actor,
): Promise<Result<Stored<Task>, VisitReadFailure>> {
  const task = await deps.records.find('task', id);
  if (!task) return err({ kind: 'not-found', entity: 'task', id });
  const { department, departments } = task.value;
  const reach = checkAccess(actor, { department, shared: departments }, { entity: 'task', id });
  return reach.ok ? ok(task) : reach;
}

export interface TaskQuery {
  readonly departments?: readonly DepartmentCode[] | undefined;
  readonly status?: Task['status'] | undefined;
}

/** A page of the tasks the actor may read, by leading department and number, the newest first. */
export function listTasks(
  { records }: ReadDeps,
  { departments, status }: TaskQuery,
  actor: Actor,
  page: PageRequest,
): Promise<Page<Stored<Task>>> {
  const leads = (departments ?? departmentCodes).filter((code) => actor.scope !== 'own' || code === actor.department);
  const where: Match[] = [
    ...(status !== undefined ? [{ field: 'status', equals: status }] : []),
    ...(actor.scope === 'joint' ? [{ field: 'departments', contains: actor.department }] : []),
  ];
  return records.list({ kind: 'task', in: 'ofDepartment', of: leads, where, page, newestFirst: true });
}
