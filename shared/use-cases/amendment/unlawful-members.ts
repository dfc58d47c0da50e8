import type { TeamChange } from '../../domain/batch/amendments.ts';
import type { Batch } from '../../domain/batch/batch.ts';
import type { Inspector } from '../../domain/registry/registry.ts';
import type { SelectedVisit } from '../../domain/visit/selected-visit.ts';
import { visitIdOf } from '../../domain/visit/visit-ids.ts';
import { teamNeeds } from '../../draw/match-need.ts';
import { presentRows } from '../draw/frozen-rows.ts';
import { matchFactsOf } from '../match/match-visits.ts';
import { readLinks } from '../registry/read-links.ts';
import type { TeamDeps } from './current-teams.ts';

/**
 * R2 at dispatch: the team members whom the registry, as it is now, no longer lets inspect that object (certificate,
 * scope, qualification, status, recusal), as requests to replace them. The draw is not touched: who follows is decided by
 * its order, and by two people, as with every change of a team.
 */
export async function changesForUnlawful(
  deps: TeamDeps,
  batch: Batch,
  /** Read twice. */
  visits: () => AsyncIterable<SelectedVisit>,
  now: Date,
): Promise<readonly TeamChange[]> {
  const sent = new Set<string>();
  for await (const { visit } of visits()) for (const { team } of visit.parts) for (const { id } of team) sent.add(id);
  const inspectors = await presentRows(
    deps,
    'inspector',
    [...sent].map((id) => ({ id })),
  );
  const inspectorNow = new Map(inspectors.map((row) => [row.value.id, row]));
  const hasChanged = ({ id, version }: { readonly id: string; readonly version: number }): boolean =>
    inspectorNow.get(id)?.meta.version !== version;
  const touched: SelectedVisit[] = [];
  for await (const one of visits()) if (one.visit.parts.some(({ team }) => team.some(hasChanged))) touched.push(one);
  if (touched.length === 0) return [];

  const asked = touched.map(({ visit: { object, parts } }) => ({
    objectId: object.id,
    township: object.township,
    checks: parts.map(({ department, items }) => ({ department, items: items.map(({ id }) => id) })),
  }));
  const links = await readLinks(deps);
  const facts = await matchFactsOf(deps, batch, asked, { inspectors, experts: [] }, links);
  // Who is lawful depends on no ticket, so that ids do, and no key is opened.
  const needs = teamNeeds({ ...facts, seed: batch.seed ?? '' });
  const lawful = new Map(
    needs.map(({ visit, department, candidates }) => [
      `${visit} ${department}`,
      new Set(candidates.map(({ inspector }) => inspector.id)),
    ]),
  );
  return touched.flatMap(({ visit: { object, parts, window } }) =>
    parts.flatMap(({ department, team }) =>
      team
        .filter(({ id }) => !lawful.get(`${object.id} ${department}`)?.has(id))
        .map(({ id }): TeamChange => {
          const visitId = visitIdOf(batch.id, object.id);
          return {
            id: `dispatch-${visitId}-${id}`,
            visitId,
            department,
            inspectorId: id,
            reason: reasonOf(inspectorNow.get(id)?.value, links.all(object.id), window),
            note: '派发时复核：抽取之后，该人员已不具备实施该项检查的条件',
            requestedBy: 'system',
            requestedFrom: department,
            requestedAt: now.toISOString(),
          };
        }),
    ),
  );
}

function reasonOf(
  inspector: Inspector | undefined,
  objectIds: readonly string[],
  window: { readonly from: string; readonly to: string },
): TeamChange['reason'] {
  if (!inspector) return '调离';
  if (inspector.recusals.some(({ objectId }) => objectIds.includes(objectId))) return '回避';
  const { validFrom, validTo } = inspector.certificate;
  return validFrom > window.from || validTo < window.to ? '证件失效' : '其他';
}
