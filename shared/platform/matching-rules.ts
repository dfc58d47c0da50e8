import type { MatchingRules, MatchingWish } from '../domain/match/rules.ts';
import type { SettingValues } from './county-settings.ts';

/** The rules a batch is frozen with: those requested, else the county's as they are in force. A rule that is off is absent. */
export function matchingRules(wish: MatchingWish, county: SettingValues): MatchingRules {
  const { capacity = county.inspectorCapacity, townshipCrossing = county.townshipCrossing } = wish;
  return {
    perDepartment: county.inspectorsPerDepartment,
    ...(capacity > 0 && { capacity }),
    ...(townshipCrossing && { townshipCrossing: true }),
    ...(county.teamLeader && { teamLeader: true }),
    ...(county.evenLoads && { evenLoads: true }),
  };
}
