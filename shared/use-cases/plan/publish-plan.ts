import { err, ok, type Result } from '../../base/result.ts';
import { planErrors } from '../../domain/plan/check-plan.ts';
import type { Plan } from '../../domain/plan/plan.ts';
import { placeIn, publicLists } from '../../public/lists.ts';
import { editionPart, type PublicDocument } from '../../public/public-document.ts';
import { PlanDocument } from '../../public/schemas.ts';
import type { Actor } from '../actor.ts';
import type { Stored } from '../ports/records.ts';
import type { StoredRow } from '../ports/registry.ts';
import { publishItemLists } from '../registry/public-items.ts';
import { changePlan, type PlanChangeFailure, type PlanDeps, type PlanRequest } from './change-plan.ts';
import { readItemList } from './item-list.ts';

/**
 * R12: publishes an approved plan as its next edition, with the current item lists of its departments. These are public by
 * law, so they are written first and in bulk; the edition and the state of the plan change in one commit.
 */
export const publishPlan = (
  deps: PlanDeps,
  request: PlanRequest,
  actor: Actor,
  now: Date,
): Promise<Result<Stored<Plan>, PlanChangeFailure>> =>
  changePlan(deps, { ...request, event: 'publish' }, actor, now, async (approved) => {
    const list = await readItemList(deps, approved.departments);
    const errors = planErrors(approved, list, 'plan');
    if (errors.length > 0) return err({ kind: 'invalid-input', errors });

    const plan = { ...approved, edition: approved.edition + 1, publishedAt: now.toISOString() };
    const named = new Set(plan.entries.flatMap(({ departments }) => departments.flatMap(({ items }) => items)));
    const items = [...named].sort().flatMap((id) => list.rows.get(id) ?? []);
    await publishItemLists(deps, plan.departments);
    return ok({
      plan,
      also: planDocuments(plan, items).map((document) => ({ change: 'publish' as const, document })),
    });
  });

/** The edition in force, and the same under its number, where it stays. */
function planDocuments(plan: Plan, items: readonly StoredRow<'item'>[]): readonly PublicDocument[] {
  const named = items.map(({ value, meta }) => ({ ...value, version: meta.version }));
  const body = PlanDocument.parse({ ...plan, items: named });
  const document = { kind: 'plan', id: plan.id, body } as const;
  return [
    { ...document, places: placeIn(publicLists.plan.ofYear, String(plan.year), plan.number) },
    { ...document, part: editionPart(plan.edition), places: {} },
  ];
}
