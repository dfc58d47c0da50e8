import type { DepartmentCode } from '../../base/primitives.ts';
import { departmentCodes } from '../../codes/departments.ts';
import type { CheckOrder } from '../../domain/check/check-order.ts';
import type { Actor } from '../actor.ts';
import type { Match, Page, PageRequest } from '../ports/paging.ts';
import type { Records, Stored } from '../ports/records.ts';

export interface CheckOrderQuery {
  /** `open`: those that wait for somebody, the earliest first; `all`: the latest first. */
  readonly view: 'open' | 'all';
  readonly department?: readonly DepartmentCode[] | undefined;
  readonly status?: CheckOrder['status'] | undefined;
  readonly lead?: string | undefined;
}

/** A page of the orders that the actor may read. */
export function listCheckOrders(
  { records }: { readonly records: Records },
  { view, department, status, lead }: CheckOrderQuery,
  actor: Actor,
  page: PageRequest,
): Promise<Page<Stored<CheckOrder>>> {
  const of = (department ?? departmentCodes).filter((code) => actor.scope !== 'own' || code === actor.department);
  const where: Match[] = [
    ...(status ? [{ field: 'status', equals: status }] : []),
    ...(lead ? [{ field: 'leadId', equals: lead }] : []),
  ];
  return view === 'open'
    ? records.list({ kind: 'check-order', in: 'open', of, where, page })
    : records.list({ kind: 'check-order', in: 'ofDepartment', of, where, page, newestFirst: true });
}
