import { canonicalJson } from './canonical-json.ts';
import { sha256 } from './sha256.ts';
import { lf } from './text.ts';

/** Whom a department sends to a visit, as the list publishes it. */
export interface ListedTeam {
  readonly objectId: string;
  readonly department: string;
  /** Inspector ids in the order of their team tickets. */
  readonly members: readonly string[];
  /** The member who leads it. */
  readonly leader?: string;
  /** Ids of the experts who come along, beside the team; absent where none does. */
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
 * One digest for all teams in the order of the list; public when the list is not, so that nobody can be put into a team
 * or taken out of one before the list is published. The salt keeps a team from being guessed.
 */
export const teamsDigest = (teams: readonly ListedTeam[], salt: string): string =>
  sha256([salt, ...teams.map(teamLine)].join(lf));
