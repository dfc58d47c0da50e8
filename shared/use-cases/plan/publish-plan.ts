import { err, ok, type Result } from '../../base/result.ts';
import { planErrors } from '../../domain/plan/check-plan.ts';
import type { Plan } from '../../domain/plan/plan.ts';
import { placeIn, publicLists } from '../../public/lists.ts';
import { PlanDocument } from '../../public/plan-documents.ts';
import { editionPart, type PublicDocument } from '../../public/public-document.ts';
import type { Actor } from '../actor.ts';
import { takeTurns } from '../batch/runs.ts';
import type { Jobs } from '../ports/jobs.ts';
import type { Stored } from '../ports/records.ts';
import type { StoredRow } from '../ports/registry.ts';
import { publishItemLists } from '../registry/public-items.ts';
import { changePlan, type PlanChangeFailure, type PlanDeps, type PlanRequest } from './change-plan.ts';
import { unsaidOf, windowChangeOf } from './drawn-visits.ts';
import { readItemList } from './item-list.ts';

/**
 * R12: publishes an approved plan as its next edition, with the current item lists of its departments. These are public by
 * law, so they are written first and in bulk; the edition and the state of the plan change in one commit, with what the
 * adjustment does to visits already drawn.
 */
export async function publishPlan(
  deps: PlanDeps & { readonly jobs: Jobs },
  request: PlanRequest,
  actor: Actor,
  now: Date,
): Promise<Result<Stored<Plan>, PlanChangeFailure>> {
  const done = await changePlan(deps, { ...request, event: 'publish' }, actor, now, async (approved) => {
    // Of a plan that was never published nothing can have been drawn.
    const turns = approved.edition === 0 ? [] : await takeTurns(deps.counters, [approved.id]);
    const list = await readItemList(deps, approved.departments);
    const errors = [...planErrors(approved, list, 'plan'), ...(await unsaidOf(deps.records, approved, now))];
    if (errors.length > 0) return err({ kind: 'invalid-input', errors });

    const plan = { ...approved, edition: approved.edition + 1, publishedAt: now.toISOString() };
    const named = new Set(plan.entries.flatMap(({ departments }) => departments.flatMap(({ items }) => items)));
    const items = [...named].sort().flatMap((id) => list.rows.get(id) ?? []);
    const put = await publishItemLists(deps, plan.departments, { entity: 'plan', id: plan.id });
    return ok({
      plan,
      rows: await deps.audit.seal(put),
      also: [
        ...planDocuments(plan, items).map((document) => ({ change: 'publish' as const, document })),
        ...(await windowChangeOf(deps.records, approved, now)),
        ...turns,
      ],
    });
  });
  // If this start is lost, the daily run finds the change.
  if (done.ok && done.value.value.drawnVisits === 'new-window') await deps.jobs.start('change-windows', {});
  return done;
}

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
