import type { BatchKey } from './batch-key.ts';
import { freezePeople } from './freeze-people.ts';
import type { MatchingRules } from './manifest.ts';
import type { MatchFacts } from './match-visits.ts';
import { listedTeams, matchVisits } from './match-visits.ts';
import type { DrawRecord } from './record.ts';
import { previousTeamsDigest, teamsDigest } from './sealed-list.ts';
import type { OpenedFrame } from './turns.ts';
import { failed, notChecked, passed, type VerificationStep } from './verification-step.ts';
import type { KeyFiles } from './verify-key.ts';
import { visitsOf } from './verify-names.ts';

/** The facts of the match as they were frozen: what the rules of the manifest, the draw and the key do not say. */
export interface FrozenFacts
  extends Pick<MatchFacts, 'items' | 'inspectors' | 'recusals' | 'previousTeams' | 'experts'> {
  /** Where each object is. */
  readonly townships?: ReadonlyMap<string, string>;
}

/** Runs the match again and compares its teams with those whose digest has been public since the draw. */
export function checkOrder(
  record: DrawRecord,
  key: BatchKey,
  opened: readonly OpenedFrame[],
  files: Pick<KeyFiles, 'inspectors' | 'experts'>,
  facts: FrozenFacts | undefined,
): VerificationStep {
  const step = 'order';
  const { manifest, seed, list } = record;
  if (!facts || !files.inspectors) return notChecked(step, 'facts-not-given');
  if (previousTeamsDigest(key.previousSalt, facts.previousTeams) !== manifest.matching.previousTeams)
    return failed(step, 'previous-teams-differ');
  const inspectors = freezePeople(key, 'inspectors', files.inspectors);
  const experts = freezePeople(key, 'experts', files.experts ?? []);
  if (!inspectors.ok || !experts.ok) return failed(step, 'people-differ');
  const names = { seed, key, inspectors: inspectors.value.rows, experts: experts.value.rows };
  const unknown =
    facts.inspectors.find(({ id }) => !names.inspectors.has(id)) ??
    facts.experts?.find(({ id }) => !names.experts.has(id));
  if (unknown) return failed(step, 'people-differ', unknown.id);
  const visits = visitsOf(record, key, opened).map(({ id: objectId, checks }) => {
    const township = facts.townships?.get(objectId);
    return { objectId, checks, ...(township !== undefined && { township }) };
  });
  const matched = matchVisits(names, { ...factsUnder(manifest.matching, facts), visits });
  if (!matched.ok) return list?.teams === undefined ? passed(step) : failed(step, 'match-not-possible');
  if (list?.teams === undefined) return failed(step, 'match-was-possible');
  return teamsDigest(key.listSalt, listedTeams(names, matched.value)) === list.teams
    ? passed(step)
    : failed(step, 'teams-differ');
}

/** The facts under the rules that were committed; an inspector's own limit counts where it is the smaller. */
export function factsUnder(
  { perDepartment, window, capacity, townshipCrossing, teamLeader, evenLoads }: MatchingRules,
  { items, inspectors, recusals, previousTeams, experts }: FrozenFacts,
): Omit<MatchFacts, 'visits'> {
  return {
    window,
    perDepartment,
    items,
    inspectors: inspectors.map((inspector) => {
      const limits = [capacity, inspector.capacity].filter((limit) => limit !== undefined);
      return limits.length === 0 ? inspector : { ...inspector, capacity: Math.min(...limits) };
    }),
    recusals,
    previousTeams,
    ...(experts && { experts }),
    ...(townshipCrossing !== undefined && { townshipCrossing }),
    ...(teamLeader !== undefined && { teamLeader }),
    ...(evenLoads !== undefined && { evenLoads }),
  };
}
