import type { Failure } from '../../base/failures.ts';
import { err, ok, type Result } from '../../base/result.ts';
import { matchInspectorOf } from '../../domain/match/candidates.ts';
import { entryErrors } from '../../domain/plan/check-plan.ts';
import type { PlanEntry } from '../../domain/plan/plan.ts';
import { type EntryPreview, expectedVisits, previewWarnings } from '../../domain/plan/preview.ts';
import type { MatchInspector } from '../../draw/match-input.ts';
import { firstTeam } from '../../draw/match-lawful.ts';
import { type TeamNeed, teamNeeds } from '../../draw/match-need.ts';
import { meets } from '../../draw/match-pool.ts';
import { matchingRules } from '../../platform/matching-rules.ts';
import { settings } from '../../platform/settings.ts';
import type { Actor } from '../actor.ts';
import { type FrameCandidates, readFrameCandidates } from '../frame/candidates.ts';
import { findPlan, type PlanDeps, type PlanReadFailure } from './change-plan.ts';
import { readItemList } from './item-list.ts';

/** An entry of the plan, or one that is still being written. */
export type PreviewedEntry = { readonly entryId: string } | { readonly entry: PlanEntry };

/** What a plan entry would yield if it were drawn now; previewing freezes nothing. */
export async function previewEntry(
  deps: Pick<PlanDeps, 'records' | 'registry'>,
  planId: string,
  asked: PreviewedEntry,
  actor: Actor,
): Promise<Result<EntryPreview, PlanReadFailure | Failure<'invalid-input' | 'unknown-reference'>>> {
  const found = await findPlan(deps, planId, actor);
  if (!found.ok) return found;
  const plan = found.value.value;
  const entry = 'entry' in asked ? asked.entry : plan.entries.find(({ id }) => id === asked.entryId);
  if (!entry) return err({ kind: 'not-found', entity: 'entry', id: 'entryId' in asked ? asked.entryId : '' });

  const departments = entry.departments.map(({ department }) => department);
  const errors = entryErrors(plan, entry, await readItemList(deps, departments), 'body.entry');
  if (errors.length > 0) return err({ kind: 'invalid-input', errors });
  const candidates = await readFrameCandidates(deps, entry);
  if (!candidates.ok) return candidates;

  const inspectors: MatchInspector[] = [];
  for await (const { value } of deps.registry.all('inspector', [{ field: 'department', oneOf: departments }])) {
    inspectors.push(matchInspectorOf(value));
  }
  const { frames, overlaps } = candidates.value;
  const parts = frames.map((frame) => partOf(entry, frame, inspectors));
  return ok({
    departments: parts.map(({ part }) => part),
    visits: {
      atMost: parts.reduce((sum, { part }) => sum + part.visits, 0),
      expected: expectedVisits(frames, overlaps),
    },
    frequency: { cap: settings.frequencyCap.value, waived: entry.frequencyWaiver !== undefined },
    warnings: parts.flatMap(({ warnings }) => warnings),
  });
}

function partOf({ window }: PlanEntry, frame: FrameCandidates, inspectors: readonly MatchInspector[]) {
  const { department, objects, strata, excluded, itemsWithoutObjects, aboveCap } = frame;
  const need = teamNeedOf(frame, window, inspectors);
  const available = need.candidates.length;
  const visits = strata.reduce((sum, { quota }) => sum + quota, 0);
  const part = {
    department,
    size: objects.length,
    strata: [...strata],
    excluded: [...excluded],
    visits,
    inspectors: {
      available,
      perVisit: need.size,
      ...(available > 0 && { visitsEach: Math.ceil((visits * need.size) / available) }),
    },
    itemsWithoutObjects: [...itemsWithoutObjects],
  };
  const unheld = need.requirements
    .filter((asked) => !need.candidates.some(({ inspector }) => meets(inspector, asked)))
    .flatMap(({ constraint, name }) => (constraint === 'qualification' ? [name] : []));
  const lawfulTeam = firstTeam(need, need.candidates) !== undefined;
  return { part, warnings: previewWarnings(part, { ...(aboveCap && { aboveCap }), unheld, lawfulTeam }) };
}

/** The matching's own rule of who may serve, applied to one representative visit with no recusals. */
function teamNeedOf(
  { department, items }: FrameCandidates,
  window: PlanEntry['window'],
  inspectors: readonly MatchInspector[],
): TeamNeed {
  const [need] = teamNeeds({
    seed: '',
    window,
    ...matchingRules({}),
    visits: [{ objectId: '', checks: [{ department, items: items.map(({ value }) => value.id) }] }],
    items: items.map(({ value }) => ({
      id: value.id,
      ...(value.qualification !== undefined && { qualification: value.qualification }),
    })),
    inspectors,
    recusals: [],
    previousTeams: [],
  });
  if (!need) throw new Error('one check is one need');
  return need;
}
