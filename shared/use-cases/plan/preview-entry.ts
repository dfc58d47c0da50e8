import type { Failure } from '../../base/failures.ts';
import { err, ok, type Result } from '../../base/result.ts';
import { localDateOf } from '../../calendar/local-date.ts';
import { stratificationOf } from '../../domain/frame/eligibility.ts';
import { matchInspectorOf } from '../../domain/match/candidates.ts';
import { entryErrors, withoutChance } from '../../domain/plan/check-plan.ts';
import type { EntryPreview } from '../../domain/plan/entry-preview.ts';
import type { PlanEntry } from '../../domain/plan/plan.ts';
import { frameWarnings, ownDrawn, partWarnings } from '../../domain/plan/preview.ts';
import type { MatchInspector } from '../../draw/match-input.ts';
import { firstTeam } from '../../draw/match-lawful.ts';
import { type TeamNeed, teamNeeds } from '../../draw/match-need.ts';
import { meets } from '../../draw/match-pool.ts';
import { placesOf } from '../../draw/row.ts';
import type { SettingValues } from '../../platform/county-settings.ts';
import { matchingRules } from '../../platform/matching-rules.ts';
import type { Actor } from '../actor.ts';
import { type FrameCandidates, type FrameDeps, type FramePart, readFrameCandidates } from '../frame/candidates.ts';
import { isLarge } from '../frame/registry-size.ts';
import { settingsAt } from '../setting/settings-at.ts';
import { readTrusted } from '../trust/read-trusted.ts';
import { findPlan, type PlanDeps, type PlanReadFailure } from './change-plan.ts';
import { readItemList } from './item-list.ts';

/** An entry of the plan, or one that is still being written. */
export type PreviewedEntry = { readonly entryId: string } | { readonly entry: PlanEntry };

/**
 * What a plan entry would yield if it were drawn now; previewing freezes nothing. A registry too large for a request is
 * read by the rehearsal of the entry, which answers with the same.
 */
export async function previewEntry(
  deps: Pick<PlanDeps, 'records'> & FrameDeps,
  planId: string,
  asked: PreviewedEntry,
  actor: Actor,
  now: Date,
  onePassObjects?: number,
): Promise<
  Result<
    EntryPreview,
    PlanReadFailure | Failure<'invalid-input' | 'class-without-chance' | 'unknown-reference' | 'not-ready'>
  >
> {
  const found = await findPlan(deps, planId, actor);
  if (!found.ok) return found;
  const plan = found.value.value;
  const entry = 'entry' in asked ? asked.entry : plan.entries.find(({ id }) => id === asked.entryId);
  if (!entry) return err({ kind: 'not-found', entity: 'entry', id: 'entryId' in asked ? asked.entryId : '' });

  const departments = entry.departments.map(({ department }) => department);
  const classes = withoutChance(entry);
  if (classes.length > 0) return err({ kind: 'class-without-chance', classes });
  const errors = entryErrors(plan, entry, await readItemList(deps, departments), 'body.entry');
  if (errors.length > 0) return err({ kind: 'invalid-input', errors });
  return (await isLarge(deps, onePassObjects)) ? err(inBackground) : readPreview(deps, entry, now);
}

const inBackground: Failure<'not-ready'> = {
  kind: 'not-ready',
  entity: 'object',
  reason:
    '检查对象名录较大，一次请求内读不完；请保存计划后对该条目开始演练（POST /plans/{id}/rehearsals，注明 entryId），演练在后台进行，可随时查看进度，结果中包含本预览。',
};

/** The preview of an entry without errors, whatever the size of the registry. */
export async function readPreview(
  deps: FrameDeps,
  entry: PlanEntry,
  now: Date,
  /** By a higher level: whoever is in a period of trust is checked all the same (R62). */
  ordered = false,
): Promise<Result<EntryPreview, Failure<'unknown-reference'>>> {
  const departments = entry.departments.map(({ department }) => department);
  const figures = await settingsAt(deps, now);
  const candidates = await readFrameCandidates(
    deps,
    entry,
    figures,
    ordered ? [] : await readTrusted(deps, localDateOf(now)),
  );
  if (!candidates.ok) return candidates;

  const inspectors: MatchInspector[] = [];
  for await (const { value } of deps.registry.all('inspector', [{ field: 'department', oneOf: departments }])) {
    inspectors.push(matchInspectorOf(value));
  }
  const frame = candidates.value;
  const { strata, excluded, objects, refusal } = frame;
  const parts = frame.parts.map((_, index) => partOf(entry, frame, index, inspectors, figures));
  return ok({
    size: objects.length,
    strata: [...strata],
    excluded: [...excluded],
    visits: strata.reduce((sum, { quota }) => sum + quota, 0),
    departments: parts.map(({ part }) => part),
    frequency: { cap: figures.frequencyCap, waived: entry.frequencyWaiver !== undefined },
    warnings: [...frameWarnings(objects.length, refusal), ...parts.flatMap(({ warnings }) => warnings)],
  });
}

function partOf(
  { window, quotas }: PlanEntry,
  frame: FrameCandidates,
  index: number,
  inspectors: readonly MatchInspector[],
  figures: SettingValues,
) {
  const candidates = frame.parts[index];
  if (!candidates) throw new RangeError(`there is no part ${index + 1}`);
  const { department, size, itemsWithoutObjects } = candidates;
  const need = teamNeedOf(candidates, window, inspectors, figures);
  const available = need.candidates.length;
  const drawn = ownDrawn(ownStrata(frame, quotas, index + 1));
  const part = {
    department,
    size,
    drawn,
    inspectors: {
      available,
      perVisit: need.size,
      ...(available > 0 && { visitsEach: Math.ceil((drawn.mean * need.size) / available) }),
    },
    itemsWithoutObjects: [...itemsWithoutObjects],
  };
  const unheld = need.requirements
    .filter((asked) => !need.candidates.some(({ inspector }) => meets(inspector, asked)))
    .flatMap(({ constraint, name }) => (constraint === 'qualification' ? [name] : []));
  const lawfulTeam = firstTeam(need, need.candidates) !== undefined;
  return { part, warnings: partWarnings(part, { unheld, lawfulTeam }) };
}

/** The strata of a frame with the objects to which one of its parts applies. */
function ownStrata({ objects, strata, parts }: FrameCandidates, quotas: PlanEntry['quotas'], part: number) {
  const { stratumOf } = stratificationOf(quotas);
  const own = new Map<string, number>();
  for (const { places, stratum: creditClass } of objects) {
    const stratum = stratumOf(creditClass);
    if (stratum === undefined || !placesOf(places, parts.length)?.includes(part)) continue;
    own.set(stratum, (own.get(stratum) ?? 0) + 1);
  }
  return strata.map((one) => ({ ...one, own: own.get(one.stratum) ?? 0 }));
}

/** The matching's own rule of who may serve, applied to one representative visit with no recusals. */
function teamNeedOf(
  { department, items }: FramePart,
  window: PlanEntry['window'],
  inspectors: readonly MatchInspector[],
  figures: SettingValues,
): TeamNeed {
  const [need] = teamNeeds({
    seed: '',
    window,
    ...matchingRules({}, figures),
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
