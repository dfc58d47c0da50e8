import { type RehearsalGroup, rehearsalNotice } from '../../shared/domain/rehearsal/rehearsal.ts';
import type { Actor } from '../../shared/use-cases/actor.ts';
import type { StoredRehearsal } from '../../shared/use-cases/rehearsal/rehearsals.ts';

export const rehearsalHead = ({ value, meta }: StoredRehearsal) =>
  ({
    notice: rehearsalNotice,
    ...value,
    version: meta.version,
    updatedAt: meta.updatedAt,
  }) as const;

/** R14: a department sees its own inspectors one by one, of the others the figures of the whole department. */
export const groupsFor = ({ department, scope }: Actor, groups: readonly RehearsalGroup[] | undefined) =>
  groups?.map((group) => ({
    ...group,
    departments: group.departments.map((figures) =>
      scope === 'any' || figures.department === department ? figures : { ...figures, heaviest: [] },
    ),
  }));
