import { ok, type Result } from '../../shared/base/result.ts';
import type { Plan } from '../../shared/domain/plan/plan.ts';
import type { Stored } from '../../shared/use-cases/ports/records.ts';

const planView = ({ value, meta }: Stored<Plan>) => ({
  ...value,
  departments: [...value.departments],
  entries: [...value.entries],
  version: meta.version,
  updatedAt: meta.updatedAt,
});

/** A plan as lists show it: without its entries. */
export const planHead = ({ value, meta }: Stored<Plan>) => ({
  ...value,
  departments: [...value.departments],
  entryCount: value.entries.length,
  version: meta.version,
  updatedAt: meta.updatedAt,
});

export const shownPlan = <F>(plan: Result<Stored<Plan>, F>) => (plan.ok ? ok(planView(plan.value)) : plan);
