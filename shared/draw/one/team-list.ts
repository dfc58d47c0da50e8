import { canonicalJson } from '../canonical-json.ts';
import { sha256 } from '../sha256.ts';
import { lf } from '../text.ts';

/** A department's team for a visit, as the list publishes it. */
export interface ListedTeam {
  readonly objectId: string;
  readonly department: string;
  /** Inspector ids in the order of their team tickets. */
  readonly members: readonly string[];
  /** The member who leads it. */
  readonly leader?: string;
  /** Ids of the experts who accompany the team; absent if there are none. */
  readonly experts?: readonly string[];
}

/** One line of the list of teams, as the digest covers it. */
const teamLine = ({ objectId, department, members, leader, experts }: ListedTeam): string =>
  canonicalJson({
    objectId,
    department,
    members,
    ...(leader !== undefined && { leader }),
    ...(experts && { experts }),
  });

/**
 * One digest for all teams in the order of the list. It is public before the list, so nobody can be added to a team or
 * removed from one before the list is published. The salt prevents guessing a team.
 */
export const teamsDigest = (teams: readonly ListedTeam[], salt: string): string =>
  sha256([salt, ...teams.map(teamLine)].join(lf));
