import { err, ok, type Result } from '../../base/result.ts';
import type { RehearsalGroup } from './rehearsal.ts';

/** A rehearsal is one row of the store, which holds 400 KB; the rest is for the row's own keys and the list of entries. */
const rowBytes = 350_000;
/** Inspectors with the highest loads: the maximum over all groups and departments, and the minimum per department. */
const inspectorRows = { inAll: 1500, atLeast: 5 };

export interface TooManyGroups {
  readonly kind: 'too-many-groups';
  readonly groups: number;
}

/** The figures as far as one row can hold them: with many departments, fewer of each one's most loaded inspectors. */
export function withinRow(groups: readonly RehearsalGroup[]): Result<readonly RehearsalGroup[], TooManyGroups> {
  const departments = groups.reduce((sum, group) => sum + group.departments.length, 0);
  const rows = Math.max(inspectorRows.atLeast, Math.floor(inspectorRows.inAll / Math.max(1, departments)));
  const kept = groups.map((group) => ({
    ...group,
    departments: group.departments.map((figures) => ({ ...figures, heaviest: figures.heaviest.slice(0, rows) })),
  }));
  const bytes = new TextEncoder().encode(JSON.stringify(kept)).length;
  return bytes > rowBytes ? err({ kind: 'too-many-groups', groups: groups.length }) : ok(kept);
}
