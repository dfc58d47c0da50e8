import type { DepartmentCode } from '../../base/primitives.ts';
import { ok, type Result } from '../../base/result.ts';
import { localDateOf, shiftDate } from '../../calendar/local-date.ts';
import { addWorkingDays } from '../../calendar/working-days.ts';
import { departmentCodes } from '../../codes/departments.ts';
import { reminderWorkingDays } from '../../domain/deadline/publication-deadline.ts';
import type { OpenDeadline } from '../../domain/deadline/state.ts';
import type { InspectionResult } from '../../domain/result/inspection-result.ts';
import type { ResultStatus } from '../../domain/result/states.ts';
import type { Actor } from '../actor.ts';
import { loadCalendar } from '../calendar/calendar.ts';
import type { Match, Page, PageRequest } from '../ports/paging.ts';
import type { Records, Stored } from '../ports/records.ts';
import { findResult, type ResultReadFailure } from './change-result.ts';
import { effectiveResults } from './effective.ts';

interface ReadDeps {
  readonly records: Records;
}

export interface ResultQuery {
  readonly departments?: readonly DepartmentCode[] | undefined;
  readonly batchId?: string | undefined;
  readonly statuses?: readonly ResultStatus[] | undefined;
  readonly objectId?: string | undefined;
  readonly inspectorId?: string | undefined;
  readonly deadline?: OpenDeadline | undefined;
}

/** A page of the results the actor may read: by deadline if filtered by deadline state, else by batch and object. */
export async function listResults(
  deps: ReadDeps,
  query: ResultQuery,
  actor: Actor,
  page: PageRequest,
  now: Date,
): Promise<Page<Stored<InspectionResult>>> {
  const asked = query.departments ?? departmentCodes;
  const departments = actor.scope === 'any' ? asked : asked.filter((code) => code === actor.department);
  const where = matchesOf(query);
  const found = await (query.deadline === undefined
    ? listByPlace(deps, query, { asked, departments, where }, actor, page)
    : listByDeadline(deps, query.deadline, [...where, { field: 'department', oneOf: departments }], page, now));
  return { ...found, items: await effectiveResults(deps.records, found.items) };
}

const matchesOf = ({ batchId, statuses, objectId, inspectorId }: ResultQuery): Match[] => [
  ...(batchId !== undefined ? [{ field: 'batchId', equals: batchId }] : []),
  ...(statuses !== undefined ? [{ field: 'status', oneOf: statuses }] : []),
  ...(objectId !== undefined ? [{ field: 'object.id', equals: objectId }] : []),
  ...(inspectorId !== undefined ? [{ field: 'inspectors', contains: inspectorId }] : []),
];

interface Asked {
  readonly asked: readonly DepartmentCode[];
  readonly departments: readonly DepartmentCode[];
  readonly where: readonly Match[];
}

/** By batch, where the lead of a joint visit also sees the participants' findings; else by department. */
async function listByPlace(
  { records }: ReadDeps,
  { batchId }: ResultQuery,
  { asked, departments, where }: Asked,
  actor: Actor,
  page: PageRequest,
) {
  if (batchId === undefined) {
    return records.list({ kind: 'result', in: 'ofDepartment', of: departments, where, page });
  }
  const leads =
    actor.scope === 'joint' && (await records.find('batch', batchId))?.value.department === actor.department;
  const reach: Match[] = leads
    ? [
        { field: 'department', oneOf: asked },
        { field: 'lead', equals: actor.department },
      ]
    : [{ field: 'department', oneOf: departments }];
  return records.list({ kind: 'result', in: 'ofBatch', of: batchId, where: [...where, ...reach], page });
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

/** Every version of a result, the newest last. */
export async function listResultVersions(
  deps: ReadDeps,
  id: string,
  actor: Actor,
): Promise<Result<readonly Stored<InspectionResult>[], ResultReadFailure>> {
  const result = await findResult(deps, id, actor);
  return result.ok ? ok(await deps.records.versions('result', id)) : result;
}
