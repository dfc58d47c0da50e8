import type { Failure } from '../../base/failures.ts';
import { checkAccess } from '../../base/ownership.ts';
import { err, ok, type Result } from '../../base/result.ts';
import { transition } from '../../base/transitions.ts';
import type { EventDraft } from '../../domain/audit/audit-chain.ts';
import type { SealedList } from '../../domain/audit/sealed-list.ts';
import type { Plan } from '../../domain/plan/plan.ts';
import { type PlanEvent, type PlanStatus, planTransitions, planWords } from '../../domain/plan/states.ts';
import type { Actor } from '../actor.ts';
import { changeRecord } from '../change-record.ts';
import { eventOf } from '../changes.ts';
import type { AuditTrail } from '../ports/audit-trail.ts';
import type { Counters } from '../ports/counters.ts';
import type { PublicRecord } from '../ports/public-record.ts';
import type { Records, Stored } from '../ports/records.ts';
import type { Registry } from '../ports/registry.ts';
import type { Backoff } from '../ports/time.ts';
import type { Change, CommitFailure, UnitOfWork } from '../ports/unit-of-work.ts';

export interface PlanDeps {
  readonly records: Records;
  readonly registry: Registry;
  readonly work: UnitOfWork;
  readonly published: PublicRecord;
  readonly audit: Pick<AuditTrail, 'seal'>;
  readonly counters: Counters;
  readonly backoff: Backoff;
}

export type PlanReadFailure = Failure<'not-found' | 'foreign-department'>;
export type PlanChangeFailure =
  | PlanReadFailure
  | CommitFailure
  | Failure<'illegal-transition' | 'invalid-input' | 'class-without-chance' | 'same-person' | 'not-ready'>;

/** A plan as its caller saw it, and what the caller wants to happen to it. */
export interface PlanRequest {
  readonly id: string;
  readonly version: number;
}

/** The present plan, if the actor may read it: the owner's and, where the policy says joint, every department in it. */
export async function findPlan(
  deps: Pick<PlanDeps, 'records'>,
  id: string,
  actor: Actor,
): Promise<Result<Stored<Plan>, PlanReadFailure>> {
  const plan = await deps.records.find('plan', id);
  if (!plan) return err({ kind: 'not-found', entity: 'plan', id });
  const { department, departments } = plan.value;
  const reach = checkAccess(actor, { department, shared: departments }, { entity: 'plan', id });
  return reach.ok ? ok(plan) : reach;
}

/** What an event does to a plan besides its state, and what else must be written with it. */
export interface PlanChange {
  readonly plan: Plan;
  readonly also?: readonly Change[];
  readonly facts?: EventDraft['facts'];
  /** What was written in bulk and goes with the change. */
  readonly rows?: SealedList;
}

/** Carries an event out on the version the caller has seen: whoever comes second learns that the plan has moved on. */
export const changePlan = (
  deps: PlanDeps,
  { id, version, event }: PlanRequest & { readonly event: PlanEvent | ((plan: Plan) => PlanEvent) },
  actor: Actor,
  now: Date,
  change: (plan: Plan, next: PlanStatus) => Promise<Result<PlanChange, PlanChangeFailure>>,
): Promise<Result<Stored<Plan>, PlanChangeFailure>> =>
  changeRecord<'plan', PlanChangeFailure>(
    deps,
    'plan',
    { id, version, find: () => findPlan(deps, id, actor) },
    async ({ value: before, meta }) => {
      const named = typeof event === 'string' ? event : event(before);
      const next = transition(planTransitions, planWords, before.status, named);
      if (!next.ok) return next;
      const changed = await change(before, next.value);
      if (!changed.ok) return changed;
      const { also, rows } = changed.value;
      const plan = { ...changed.value.plan, status: next.value };
      const facts = {
        status: plan.status,
        edition: plan.edition,
        entries: plan.entries.length,
        ...changed.value.facts,
      };
      const told = { ...eventOf(named, actor, now, facts), ...(rows && { rows }) };
      const { planNotices } = await import('./plan-notices.ts');
      const notices = planNotices(named, plan, meta.version + 1, actor, now);
      return ok({ value: plan, event: told, also: [...(also ?? []), ...notices] });
    },
  );
