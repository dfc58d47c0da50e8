import type { Failure } from '../../base/failures.ts';
import { checkAccess } from '../../base/ownership.ts';
import type { DepartmentCode } from '../../base/primitives.ts';
import { err, ok, type Result } from '../../base/result.ts';
import { type LocalDate, yearOf } from '../../calendar/local-date.ts';
import { departmentCodes } from '../../codes/departments.ts';
import type { InspectionResult } from '../../domain/result/inspection-result.ts';
import type { VisitStatus } from '../../domain/visit/states.ts';
import type { Task, Visit } from '../../domain/visit/visit.ts';
import { resultIdOf } from '../../domain/visit/visit-ids.ts';
import type { Actor } from '../actor.ts';
import { leadsBatchOf } from '../batch/leads-batch.ts';
import type { Match, Page, PageRequest } from '../ports/paging.ts';
import type { Records, Stored } from '../ports/records.ts';
import { effectiveVisit, effectiveVisits, visitBeside } from '../result/effective.ts';
import { keptPage, sharedWith } from '../shared-records.ts';
import { isMeant, isSearch, type ObjectSearch, searchVisits } from './search-visits.ts';

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
  const { lead, departments, batchId } = visit.value;
  const reach = checkAccess(actor, { department: lead, shared: departments }, { entity: 'visit', id });
  if (reach.ok) return ok(visit);
  return (await leadsBatchOf(deps.records, batchId, actor))
    ? err({ kind: 'foreign-department', entity: 'visit', id })
    : reach;
}

/** For reading: the lead of a batch sees all of it, also visits that it neither leads nor takes part in. */
async function findVisitOfBatch(deps: ReadDeps, id: string, actor: Actor) {
  const own = await findVisit(deps, id, actor);
  if (own.ok || own.error.kind === 'not-found') return own;
  const visit = await effectiveVisit(deps.records, id);
  return visit ? ok(visit) : own;
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
  const visit = await findVisitOfBatch(deps, id, actor);
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

export interface VisitQuery extends ObjectSearch {
  readonly department?: DepartmentCode | undefined;
  readonly inspectorId?: string | undefined;
  readonly batchId?: string | undefined;
  readonly taskId?: string | undefined;
  readonly status?: VisitStatus | undefined;
  readonly township?: string | undefined;
  /** That of their window. Without one, and without a batch, task or department, the present year's are listed. */
  readonly year?: number | undefined;
}

/** A page of the visits the actor may read: of an object, a batch or task, a department, or a year. */
export async function listVisits(
  deps: ReadDeps,
  query: VisitQuery,
  actor: Actor,
  page: PageRequest,
  today: LocalDate,
): Promise<Page<Stored<Visit>>> {
  if (!isSearch(query)) return walkVisits(deps, query, actor, page, today);
  if (await deps.records.isPosted('visit')) return listByObject(deps, query, actor, page);
  const walked = await walkVisits(deps, query, actor, page, today);
  return { ...walked, items: walked.items.filter(({ value }) => isMeant(value.object, query)) };
}

/** Three requests, of whatever years and batches; two more to learn of which batch a task is, and who leads it. */
async function listByObject(
  { records }: ReadDeps,
  query: VisitQuery,
  actor: Actor,
  page: PageRequest,
): Promise<Page<Stored<Visit>>> {
  const { taskId, year, inspectorId, status, township } = query;
  const batchId = query.batchId ?? (taskId && (await records.find('task', taskId))?.value.batchId);
  if (taskId !== undefined && batchId === undefined) return { items: [] };
  const all = actor.scope === 'any' || (batchId !== undefined && (await leadsBatchOf(records, batchId, actor)));
  const reader = all ? undefined : actor.department;
  // Without a batch a department asks for the visits that it makes, not for those that it only leads.
  const department = query.department ?? (batchId === undefined ? reader : undefined);
  const { name, code } = query;
  const found = await searchVisits(records, { name, code, batchId, year, department, reader }, page);
  const visits = await records.findEach(
    'visit',
    found.postings.map(({ id }) => id),
  );
  const isAsked = ({ value: visit }: Stored<Visit>): boolean =>
    isMeant(visit.object, query) &&
    (reader === undefined || visit.lead === reader || visit.departments.includes(reader)) &&
    (department === undefined || visit.departments.includes(department)) &&
    (inspectorId === undefined || visit.inspectors.includes(inspectorId)) &&
    (taskId === undefined || visit.tasks.includes(taskId)) &&
    (status === undefined || visit.status === status) &&
    (township === undefined || visit.object.township === township);
  const standing = found.postings
    .flatMap(({ id }) => visits.get(id) ?? [])
    .map((visit) => visitBeside(visit, found.voided));
  return { items: standing.filter(isAsked), ...(found.next && { next: found.next }) };
}

async function walkVisits(
  deps: ReadDeps,
  query: VisitQuery,
  actor: Actor,
  page: PageRequest,
  today: LocalDate,
): Promise<Page<Stored<Visit>>> {
  const { records } = deps;
  const department = query.department ?? (actor.scope === 'any' ? undefined : actor.department);
  const batchId = query.batchId ?? (query.taskId && (await records.find('task', query.taskId))?.value.batchId);
  if (query.taskId !== undefined && batchId === undefined) return { items: [] };
  if (department !== undefined && batchId === undefined)
    return listByDepartment(deps, { ...query, department }, actor, page);

  const everything = actor.scope === 'any' || (batchId !== undefined && (await leadsBatchOf(records, batchId, actor)));
  const where: Match[] = [
    ...(everything ? [] : [sharedWith(actor.department, { owner: 'lead' })]),
    ...(query.department !== undefined ? [{ field: 'departments', contains: query.department }] : []),
    ...(query.inspectorId !== undefined ? [{ field: 'inspectors', contains: query.inspectorId }] : []),
    ...(query.taskId !== undefined ? [{ field: 'tasks', contains: query.taskId }] : []),
    ...(query.status !== undefined ? [{ field: 'status', oneOf: storedAs(query.status) }] : []),
    ...(query.township !== undefined ? [{ field: 'object.township', equals: query.township }] : []),
    ...(batchId !== undefined && query.year !== undefined ? [{ field: 'year', equals: query.year }] : []),
  ];
  const year = query.year ?? yearOf(today);
  const list = (each: PageRequest) =>
    batchId === undefined
      ? records.list({ kind: 'visit', in: 'ofYear', of: year, where, page: each })
      : records.list({ kind: 'visit', in: 'ofBatch', of: batchId, where, page: each });
  return keptPage(list, (visits) => standingAs(records, visits, query.status), page);
}

/** A visit shows as voided with its batch, whatever is stored of it. */
const storedAs = (status: VisitStatus): readonly VisitStatus[] =>
  status === 'voided' ? ['voided', 'dispatched'] : [status];

async function standingAs(records: Records, visits: readonly Stored<Visit>[], status: VisitStatus | undefined) {
  const standing = await effectiveVisits(records, visits);
  return status === undefined ? standing : standing.filter(({ value }) => value.status === status);
}

/** A department's visits are found through the results it owes, so its list costs only its own work. */
async function listByDepartment(
  { records }: ReadDeps,
  query: VisitQuery & { readonly department: DepartmentCode },
  actor: Actor,
  page: PageRequest,
): Promise<Page<Stored<Visit>>> {
  const { inspectorId } = query;
  // A result names the team of its own department alone.
  const isOwnTeam = inspectorId !== undefined && query.department === actor.department;
  const where: Match[] = [
    ...(isOwnTeam ? [{ field: 'inspectors', contains: inspectorId }] : []),
    ...(query.status !== undefined ? [{ field: 'visitStatus', oneOf: storedAs(query.status) }] : []),
    ...(query.township !== undefined ? [{ field: 'object.township', equals: query.township }] : []),
  ];
  const isAsked = ({ lead, departments, inspectors, year }: Visit): boolean =>
    checkAccess(actor, { department: lead, shared: departments }, { entity: 'visit', id: '' }).ok &&
    (inspectorId === undefined || inspectors.includes(inspectorId)) &&
    (query.year === undefined || year === query.year);
  return keptPage(
    (each) => records.list({ kind: 'result', in: 'ofDepartment', of: query.department, where, page: each }),
    async (results) => {
      const found = await Promise.all(results.map(({ value }) => records.find('visit', value.visitId)));
      const visits = found.flatMap((visit) => visit ?? []).filter(({ value }) => isAsked(value));
      return standingAs(records, visits, query.status);
    },
    page,
  );
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

/** A page of the tasks the actor may read, the newest number first; by leading department until all are posted. */
export async function listTasks(
  { records }: ReadDeps,
  { departments, status }: TaskQuery,
  actor: Actor,
  page: PageRequest,
): Promise<Page<Stored<Task>>> {
  const leads = (departments ?? departmentCodes).filter((code) => actor.scope !== 'own' || code === actor.department);
  const where: Match[] = [
    ...(status !== undefined ? [{ field: 'status', equals: status }] : []),
    ...(actor.scope === 'joint' ? [sharedWith(actor.department)] : []),
  ];
  if (await records.isPosted()) {
    return records.posted({ kind: 'task', where: [...where, { field: 'department', oneOf: leads }], page });
  }
  return records.list({ kind: 'task', in: 'ofDepartment', of: leads, where, page, newestFirst: true });
}
