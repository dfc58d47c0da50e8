import { DepartmentCode } from '../../base/primitives.ts';
import type { ListedTeam } from '../../draw/sealed-list.ts';
import { compareUtf8 } from '../../draw/text.ts';
import type { ListedDocument } from '../../public/draw-lists.ts';
import { nameBesideId } from '../../public/masking.ts';
import type { StoredRow } from '../ports/registry.ts';
import { snapshotOf } from './frozen-rows.ts';
import type { ObjectVisit } from './selection.ts';

/** The list as it will be public: names that may be a person's are left out, people stand under their rows. */
export function listedDocuments(
  visits: readonly Pick<ObjectVisit, 'objectId' | 'frames'>[],
  objectOf: ReadonlyMap<string, StoredRow<'object'>>,
  teams: readonly ListedTeam[],
): readonly ListedDocument[] {
  const teamsOf = Map.groupBy(teams, ({ objectId }) => objectId);
  return visits
    .map(({ objectId: id, frames }) => {
      const object = objectOf.get(id);
      if (!object) throw new Error(`object ${id} was not read`);
      const own = (teamsOf.get(id) ?? []).map(({ objectId: _, department, members, leader, experts }) => ({
        department: DepartmentCode.parse(department),
        members: [...members],
        ...(leader !== undefined && { leader }),
        ...(experts && { experts: [...experts] }),
      }));
      return { id, name: nameBesideId(snapshotOf(object)), frames: [...frames], teams: own };
    })
    .sort((a, b) => compareUtf8(a.id, b.id));
}
