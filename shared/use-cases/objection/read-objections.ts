import type { DepartmentCode } from '../../base/primitives.ts';
import type { LocalDate } from '../../calendar/local-date.ts';
import { departmentCodes } from '../../codes/departments.ts';
import type { Objection } from '../../domain/objection/objection.ts';
import type { Actor } from '../actor.ts';
import type { Match, Page, PageRequest } from '../ports/paging.ts';
import type { Stored } from '../ports/records.ts';
import type { ObjectionDeps } from './objection-deps.ts';

export interface ObjectionQuery {
  readonly view: 'open' | 'all';
  readonly department?: readonly DepartmentCode[] | undefined;
  readonly status?: Objection['status'] | undefined;
  readonly dueBy?: LocalDate | undefined;
}

/** A page of objections: those that wait, by the day by which they are to be decided, or all, the newest first. */
export function listObjections(
  { records }: Pick<ObjectionDeps, 'records'>,
  { view, department, status, dueBy }: ObjectionQuery,
  actor: Actor,
  page: PageRequest,
): Promise<Page<Stored<Objection>>> {
  const of = (department ?? departmentCodes).filter((code) => actor.scope !== 'own' || code === actor.department);
  const where: Match[] = status ? [{ field: 'status', equals: status }] : [];
  return view === 'open' || dueBy !== undefined
    ? records.list({ kind: 'objection', in: 'open', of, where, page, ...(dueBy && { between: ['0', dueBy] as const }) })
    : records.list({ kind: 'objection', in: 'ofDepartment', of, where, page, newestFirst: true });
}
