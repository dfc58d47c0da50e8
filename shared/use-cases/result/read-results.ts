import type { DepartmentCode } from '../../base/primitives.ts';
import { ok, type Result } from '../../base/result.ts';
import { localDateOf, shiftDate } from '../../calendar/local-date.ts';
import { addWorkingDays } from '../../calendar/working-days.ts';
import { departmentCodes } from '../../codes/departments.ts';
import { reminderWorkingDays } from '../../domain/deadline/publication-deadline.ts';
import { deadlineState, type OpenDeadline } from '../../domain/deadline/state.ts';
import type { InspectionResult } from '../../domain/result/inspection-result.ts';
import { isApproved, type ResultStatus, resultStatuses } from '../../domain/result/states.ts';
import type { Actor } from '../actor.ts';
import { leadsBatchOf } from '../batch/leads-batch.ts';
import { loadCalendar } from '../calendar/calendar.ts';
import { numbersOf } from '../lead/resolve-object.ts';
import type { Match, Page, PageRequest } from '../ports/paging.ts';
import type { Records, Stored } from '../ports/records.ts';
import type { Registry } from '../ports/registry.ts';
import { keptPage } from '../shared-records.ts';
import { isMeant, isSearch, type ObjectSearch } from '../visit/search-visits.ts';
import { findResult, type ResultReadFailure } from './change-result.ts';
import { effectiveResults } from './effective.ts';
import { searchResults } from './search-results.ts';

interface ReadDeps {
  readonly records: Records;
}
type ListDeps = ReadDeps & { readonly registry: Pick<Registry, 'find'> };

export interface ResultQuery extends ObjectSearch {
  readonly departments?: readonly DepartmentCode[] | undefined;
  readonly batchId?: string | undefined;
  readonly statuses?: readonly ResultStatus[] | undefined;
  /** Under whichever of its numbers: results of all of them are listed. */
  readonly objectId?: string | undefined;
  readonly inspectorId?: string | undefined;
  readonly deadline?: OpenDeadline | undefined;
}

/**
 * A page of the results the actor may read: of an object, else by deadline if filtered by deadline state, else by batch, else
 * of the named departments. A department that names neither batch nor department asks for its own.
 */
export async function listResults(
  deps: ListDeps,
  query: ResultQuery,
  actor: Actor,
  page: PageRequest,
  now: Date,
): Promise<Page<Stored<InspectionResult>>> {
  if (!isSearch(query)) return walkResults(deps, query, actor, page, now);
  if (await deps.records.isPosted('visit')) return listByObject(deps, query, actor, page, now);
  const walked = await walkResults(deps, query, actor, page, now);
  return { ...walked, items: walked.items.filter(({ value }) => isMeant(value.object, query)) };
}

/** Three requests, of whatever batches; one more to learn who leads a batch, or the calendar for a state of deadlines. */
async function listByObject(
  deps: ListDeps,
  query: ResultQuery,
  actor: Actor,
  page: PageRequest,
  now: Date,
): Promise<Page<Stored<InspectionResult>>> {
  const { records } = deps;
  const { name, code, batchId, objectId, inspectorId, statuses, deadline } = query;
  const { scope, department: own } = actor;
  const all = scope === 'any' || (batchId !== undefined && (await leadsBatchOf(records, batchId, actor)));
  const departments = query.departments ?? (scope === 'any' || batchId !== undefined ? undefined : [own]);
  const of = (department: DepartmentCode) =>
    (departments?.includes(department) ?? true) && (scope !== 'own' || department === own);
  const reader = all ? undefined : own;
  const found = await searchResults(records, { name, code, batchId, reader }, of, page);
  const calendar = deadline === undefined ? undefined : await loadCalendar({ records });
  const today = localDateOf(now);
  const numbers = objectId === undefined ? undefined : await numbersOf(deps, objectId);
  const isAsked = ({ value: result }: Stored<InspectionResult>): boolean =>
    isMeant(result.object, query) &&
    (all || result.department === own || (scope === 'joint' && result.lead === own)) &&
    (numbers?.includes(result.object.id) ?? true) &&
    (inspectorId === undefined || result.inspectors.includes(inspectorId)) &&
    (statuses?.includes(result.status) ?? true) &&
    (calendar === undefined || deadlineState(result, today, calendar) === deadline);
  return { ...found, items: found.items.filter(isAsked) };
}

async function walkResults(
  deps: ListDeps,
  query: ResultQuery,
  actor: Actor,
  page: PageRequest,
  now: Date,
): Promise<Page<Stored<InspectionResult>>> {
  const { records } = deps;
  const { batchId, deadline } = query;
  const own = actor.scope === 'any' || batchId !== undefined ? undefined : [actor.department];
  const departments = query.departments ?? own;
  const where = [
    ...matchesOf(query),
    ...(query.objectId === undefined ? [] : [{ field: 'object.id', oneOf: await numbersOf(deps, query.objectId) }]),
    ...(departments === undefined ? [] : [{ field: 'department', oneOf: departments }]),
    ...(await reachOf(records, batchId, actor)),
  ];
  const list = (each: PageRequest) => {
    if (deadline !== undefined) return listByDeadline(deps, deadline, where, each, now);
    if (batchId !== undefined) return records.list({ kind: 'result', in: 'ofBatch', of: batchId, where, page: each });
    return records.list({ kind: 'result', in: 'ofDepartment', of: departments ?? departmentCodes, where, page: each });
  };
  return keptPage(list, (results) => standingAs(records, results, query.statuses), page);
}

/** R14: a department's own results and those of visits that it leads, and the whole batch for its lead. */
async function reachOf(records: Records, batchId: string | undefined, actor: Actor): Promise<readonly Match[]> {
  const { scope, department } = actor;
  if (scope === 'any') return [];
  if (scope === 'own') return [{ field: 'department', equals: department }];
  if (batchId !== undefined && (await leadsBatchOf(records, batchId, actor))) return [];
  const ownOrLed = ['department', 'lead'].map((field) => ({ field, equals: department }));
  return [{ anyOf: ownOrLed }];
}

const matchesOf = ({ batchId, statuses, inspectorId }: ResultQuery): Match[] => [
  ...(batchId !== undefined ? [{ field: 'batchId', equals: batchId }] : []),
  ...(statuses !== undefined ? [{ field: 'status', oneOf: storedAs(statuses) }] : []),
  ...(inspectorId !== undefined ? [{ field: 'inspectors', contains: inspectorId }] : []),
];

/** A result that nobody owes yet shows as voided with its batch, whatever is stored of it. */
const storedAs = (statuses: readonly ResultStatus[]): readonly ResultStatus[] =>
  statuses.includes('voided') ? resultStatuses : statuses;

async function standingAs(
  records: Records,
  results: readonly Stored<InspectionResult>[],
  statuses: readonly ResultStatus[] | undefined,
) {
  const standing = await effectiveResults(records, results);
  return statuses === undefined ? standing : standing.filter(({ value }) => statuses.includes(value.status));
}

/** Over the sparse due index, which holds only results whose deadline is running. */
async function listByDeadline(
  { records }: ReadDeps,
  state: OpenDeadline,
  where: readonly Match[],
  page: PageRequest,
  now: Date,
) {
  const today = localDateOf(now);
  const soon = await dueSoonUntil(records, today);
  const bounds = {
    undetermined: undefined,
    overdue: ['0', shiftDate(today, -1)],
    running: [shiftDate(soon, 1), '9999'],
    'due-soon': [today, soon],
  } as const;
  const between = bounds[state];
  return records.list({
    kind: 'result',
    in: 'open',
    of: between ? 'due' : 'undetermined',
    ...(between && { between }),
    where,
    page,
  });
}

/** The last deadline that is due soon (R8). No deadline lies beyond the known calendar, so its end is a valid bound. */
async function dueSoonUntil(records: Records, today: string): Promise<string> {
  const date = addWorkingDays(today, Math.max(...reminderWorkingDays), await loadCalendar({ records }));
  return date.ok ? date.value : `${date.error.year - 1}-12-31`;
}

/** Every version of a result, the newest last; to who only took part in the visit, those that were approved (R28). */
export async function listResultVersions(
  deps: ReadDeps,
  id: string,
  actor: Actor,
): Promise<Result<readonly Stored<InspectionResult>[], ResultReadFailure>> {
  const result = await findResult(deps, id, actor);
  if (!result.ok) return result;
  const versions = await deps.records.versions('result', id);
  const { department, lead, batchId } = result.value.value;
  const readsAll =
    actor.scope === 'any' ||
    [department, lead].includes(actor.department) ||
    (await leadsBatchOf(deps.records, batchId, actor));
  return ok(readsAll ? versions : versions.filter(({ value }) => isApproved(value.status)));
}
