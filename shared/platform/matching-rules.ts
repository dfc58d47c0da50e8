import type { MatchingRules, MatchingWish } from '../domain/match/rules.ts';
import { type Setting, settings } from './settings.ts';

/** The rules a batch is frozen with: those requested, else the county's. A rule that is off is absent. */
export function matchingRules({ capacity, townshipCrossing }: MatchingWish): MatchingRules {
  const county: { readonly [rule in keyof typeof settings]: Setting<number | boolean> } = settings;
  const most = capacity ?? settings.inspectorCapacity.value;
  const crosses = townshipCrossing ?? settings.townshipCrossing.value;
  return {
    perDepartment: settings.inspectorsPerDepartment.value,
    ...(most > 0 && { capacity: most }),
    ...(crosses && { townshipCrossing: true }),
    ...(county.teamLeader.value && { teamLeader: true }),
    ...(county.evenLoads.value && { evenLoads: true }),
  };
}
