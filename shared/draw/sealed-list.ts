import { canonicalJson } from './canonical-json.ts';
import { drawSpec } from './manifest.ts';
import { sha256 } from './sha256.ts';
import { compareUtf8, lf } from './text.ts';
import type { FrameDraw } from './visits.ts';

/** What the list says of one drawn object: the frames that drew it, in the order of the manifest. */
export interface ListedObject {
  readonly id: string;
  readonly frames: readonly string[];
}

/** Whom a department sends to an object, as the list says it; people are rows, sorted. */
export interface ListedTeam {
  readonly objectId: string;
  readonly department: string;
  readonly members: readonly string[];
  readonly leader?: string;
  /** Beside the team; absent where nobody comes along. */
  readonly experts?: readonly string[];
}

/** Who checked an object last time for a department: ids, since the list that is kept of it is not public. */
export interface PreviousTeam {
  readonly objectId: string;
  readonly department: string;
  readonly members: readonly string[];
}

/** The list that the draws of all frames make, frames in the order of the manifest; by the bytes of the id. */
export function listedObjects(drawn: readonly FrameDraw[]): readonly ListedObject[] {
  const frames = new Map<string, string[]>();
  for (const { frame, selected } of drawn) {
    for (const { id } of selected) frames.set(id, [...(frames.get(id) ?? []), frame]);
  }
  return [...frames].map(([id, own]) => ({ id, frames: own })).sort((a, b) => compareUtf8(a.id, b.id));
}

/** People of a team under their rows, in the order in which the list states them. */
export const sortedRows = (rows: readonly string[]): readonly string[] => rows.toSorted(compareUtf8);

export const listLine = ({ id, frames }: ListedObject): string => canonicalJson({ frames, id });

export const teamLine = ({ objectId, department, members, leader, experts = [] }: ListedTeam): string =>
  canonicalJson({
    department,
    ...(experts.length > 0 && { experts }),
    ...(leader !== undefined && { leader }),
    members,
    objectId,
  });

/** Public from the draw on, while the list may still be sealed: `H` of the list salt and a line for each object. */
export const listDigest = (listSalt: string, objects: readonly ListedObject[]): string =>
  sha256([listSalt, ...objects.map(listLine)].join(lf));

/** The same for all teams, by the bytes of the id, then of the department. */
export const teamsDigest = (listSalt: string, teams: readonly ListedTeam[]): string =>
  sha256([listSalt, ...teams.map(teamLine)].join(lf));

export const byObjectAndDepartment = (
  a: Pick<ListedTeam, 'objectId' | 'department'>,
  b: Pick<ListedTeam, 'objectId' | 'department'>,
): number => compareUtf8(a.objectId, b.objectId) || compareUtf8(a.department, b.department);

/** What binds the frozen list of who checked the framed objects last time; `previousSalt` keeps a short one from being guessed. */
export const previousTeamsDigest = (previousSalt: string, teams: readonly PreviousTeam[]): string =>
  sha256(
    [
      drawSpec,
      'previous',
      previousSalt,
      canonicalJson(
        teams
          .toSorted(byObjectAndDepartment)
          .map(({ department, members, objectId }) => ({ department, members, objectId })),
      ),
    ].join(lf),
  );
