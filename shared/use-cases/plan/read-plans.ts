import type { Failure } from '../../base/failures.ts';
import type { DepartmentCode } from '../../base/primitives.ts';
import { err, ok, type Result } from '../../base/result.ts';
import { departmentCodes } from '../../codes/departments.ts';
import type { Plan } from '../../domain/plan/plan.ts';
import { planStatuses } from '../../domain/plan/states.ts';
import type { Actor } from '../actor.ts';
import type { Match, Page, PageRequest } from '../ports/paging.ts';
import type { Stored } from '../ports/records.ts';
import { sharedWith } from '../shared-records.ts';
import { findPlan, type PlanDeps, type PlanReadFailure } from './change-plan.ts';

type ReadDeps = Pick<PlanDeps, 'records'>;

/** The current plan, or one of its versions. */
export async function getPlan(
  deps: ReadDeps,
  { id, version }: { readonly id: string; readonly version?: number | undefined },
  actor: Actor,
): Promise<Result<Stored<Plan>, PlanReadFailure>> {
  const plan = await findPlan(deps, id, actor);
  if (!plan.ok || version === undefined || version === plan.value.meta.version) return plan;
  const past = (await deps.records.versions('plan', id)).find(({ meta }) => meta.version === version);
  return past ? ok(past) : err({ kind: 'not-found', entity: 'plan', id: `${id}@${version}` });
}

/** Every version of a plan, the newest last. */
export async function listPlanVersions(
  deps: ReadDeps,
  id: string,
  actor: Actor,
): Promise<Result<readonly Stored<Plan>[], PlanReadFailure>> {
  const plan = await findPlan(deps, id, actor);
  return plan.ok ? ok(await deps.records.versions('plan', id)) : plan;
}

export interface PlanQuery {
  readonly year?: number | undefined;
  readonly status?: Plan['status'] | undefined;
  readonly scope?: Plan['scope'] | undefined;
  readonly department?: readonly DepartmentCode[] | undefined;
}

/** Those that a list shows unless it is asked for the deleted ones. */
const kept = planStatuses.filter((status) => status !== 'discarded');

/** A page of the plans the actor may read, the newest number first; by department until all are posted. */
export async function listPlans(
  deps: ReadDeps,
  { year, status, scope, department }: PlanQuery,
  actor: Actor,
  page: PageRequest,
): Promise<Page<Stored<Plan>>> {
  const owners = (department ?? departmentCodes).filter((code) => actor.scope !== 'own' || code === actor.department);
  const where: Match[] = [
    status ? { field: 'status', equals: status } : { field: 'status', oneOf: kept },
    ...(scope ? [{ field: 'scope', equals: scope }] : []),
    ...(actor.scope === 'joint' ? [sharedWith(actor.department)] : []),
  ];
  if (await deps.records.isPosted()) {
    const own: Match[] = [
      { field: 'department', oneOf: owners },
      ...(year === undefined ? [] : [{ field: 'year', equals: year }]),
    ];
    return deps.records.posted({ kind: 'plan', where: [...where, ...own], page });
  }
  return deps.records.list({
    kind: 'plan',
    in: 'ofDepartment',
    of: owners,
    ...(year !== undefined && { between: [`${year}#`, `${year}#`] as const }),
    where,
    page,
  });
}

/**
 * The edition of a plan that is in force: the basis for draws. While the next edition is being written this is the last
 * published one; a plan that was never published, or is closed, has none.
 */
export async function findPublishedPlan(
  deps: ReadDeps,
  id: string,
): Promise<Result<Stored<Plan>, Failure<'not-found' | 'not-ready'>>> {
  const plan = await deps.records.find('plan', id);
  if (!plan) return err({ kind: 'not-found', entity: 'plan', id });
  if (plan.value.status === 'published') return ok(plan);
  const { edition, status, number } = plan.value;
  if (edition === 0 || status === 'closed') {
    const reason = status === 'closed' ? `计划 ${number} 已结束` : `计划 ${number} 尚未公布`;
    return err({ kind: 'not-ready', entity: 'plan', reason });
  }
  const published = (await deps.records.versions('plan', id)).filter(({ value }) => value.status === 'published');
  const last = published.at(-1);
  if (!last) throw new Error(`plan ${id} has edition ${edition} but no published version`);
  return ok(last);
}
