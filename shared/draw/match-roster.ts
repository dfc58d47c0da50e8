import type { Department } from './match-department.ts';

/** The growing teams of one department, and how many visits each inspector has so far. */
export interface Roster {
  readonly department: Department;
  /** One per need, in the same order; shorter than the need's size while it is not filled. */
  readonly teams: (readonly number[])[];
  readonly loads: Int32Array;
  readonly limits: Float64Array;
  /** Per inspector the needs served, ascending. */
  readonly serving: number[][];
}

export const emptyRoster = (department: Department): Roster => ({
  department,
  teams: department.needs.map(() => []),
  loads: new Int32Array(department.inspectors.length),
  limits: Float64Array.from(department.inspectors, ({ capacity }) => capacity ?? Number.POSITIVE_INFINITY),
  serving: department.inspectors.map(() => []),
});

export const loadOf = ({ loads }: Roster, inspector: number): number => loads[inspector] ?? 0;

export const capacityOf = ({ limits }: Roster, inspector: number): number => limits[inspector] ?? 0;

export const isFree = (roster: Roster, inspector: number): boolean =>
  loadOf(roster, inspector) < capacityOf(roster, inspector);

/** Replaces the team at `index` and keeps loads and services consistent. */
export function setTeam(roster: Roster, index: number, team: readonly number[]): void {
  const before = roster.teams[index] ?? [];
  for (const one of before) if (!team.includes(one)) serve(roster, one, index, false);
  for (const one of team) if (!before.includes(one)) serve(roster, one, index, true);
  roster.teams[index] = team;
}

export const isShort = ({ department, teams }: Roster, index: number): boolean =>
  (teams[index]?.length ?? 0) < (department.needs[index]?.size ?? 0);

/** Unfilled places of these needs. */
export const shortageAt = ({ department, teams }: Roster, indexes: readonly number[]): number =>
  indexes.reduce((sum, index) => sum + (department.needs[index]?.size ?? 0) - (teams[index]?.length ?? 0), 0);

function serve({ loads, serving }: Roster, one: number, index: number, joins: boolean): void {
  loads[one] = (loads[one] ?? 0) + (joins ? 1 : -1);
  const own = serving[one] ?? [];
  const at = joins && (own.at(-1) ?? -1) < index ? own.length : own.findIndex((each) => each >= index);
  own.splice(at < 0 ? own.length : at, joins ? 0 : 1, ...(joins ? [index] : []));
}
