import type { RegistryKind } from '../../domain/registry/kinds.ts';
import type { InspectionObject, Inspector } from '../../domain/registry/registry.ts';
import type { ObjectSnapshot, TeamMember, Visit, VisitExpert } from '../../domain/visit/visit.ts';
import type { Staff } from '../../draw/match-staff.ts';
import type { Registry, StoredRow } from '../ports/registry.ts';

/** Parallel reads; each is one or two gets by key. */
const readsAtOnce = 25;

/** Registry rows at the versions a frame froze (R15), in the requested order. */
export const frozenRows = <K extends RegistryKind>(
  { registry }: { readonly registry: Registry },
  kind: K,
  wanted: readonly { readonly id: string; readonly version: number }[],
): Promise<readonly StoredRow<K>[]> =>
  inGroups(wanted, async ({ id, version }) => {
    const row = await registry.findVersion(kind, id, version);
    if (!row) throw new Error(`${kind} ${id} has lost version ${version}, which a frame refers to`);
    return row;
  });

/** The same rows as the registry has them now; missing ones are omitted. */
export async function presentRows<K extends RegistryKind>(
  { registry }: { readonly registry: Pick<Registry, 'find'> },
  kind: K,
  wanted: readonly { readonly id: string }[],
): Promise<readonly StoredRow<K>[]> {
  const rows = await inGroups(wanted, ({ id }) => registry.find(kind, id));
  return rows.filter((row) => row !== undefined);
}

async function inGroups<T, R>(wanted: readonly T[], read: (one: T) => Promise<R>): Promise<readonly R[]> {
  const rows: R[] = [];
  for (let at = 0; at < wanted.length; at += readsAtOnce) {
    rows.push(...(await Promise.all(wanted.slice(at, at + readsAtOnce).map(read))));
  }
  return rows;
}

/** The object as stored in a visit. */
export const snapshotOf = ({
  value,
  meta,
}: {
  readonly value: InspectionObject;
  readonly meta: { readonly version: number };
}): ObjectSnapshot => ({
  id: value.id,
  version: meta.version,
  ...(value.creditCode !== undefined && { creditCode: value.creditCode }),
  name: value.name,
  kind: value.kind,
  township: value.township,
  address: value.address,
  industry: value.industry,
  creditClass: value.creditClass,
});

/** The inspector as stored in a visit. */
export const memberOf = ({
  value,
  meta,
}: {
  readonly value: Inspector;
  readonly meta: { readonly version: number };
}): TeamMember => ({
  id: value.id,
  version: meta.version,
  name: value.name,
  certificate: value.certificate.number,
});

/** The people of one department, as stored in a visit. */
export function staffPart(
  staff: Pick<Staff, 'members' | 'leader' | 'experts' | 'lacking'> | undefined,
  people: { readonly inspectors: readonly StoredRow<'inspector'>[]; readonly experts: readonly StoredRow<'expert'>[] },
): Omit<Visit['parts'][number], 'department' | 'items'> {
  if (!staff) throw new Error('a check has no team');
  const { leader, experts, lacking } = staff;
  const row = <T extends { readonly value: { readonly id: string } }>(rows: readonly T[], id: string): T => {
    const found = rows.find(({ value }) => value.id === id);
    if (!found) throw new Error(`${id} stands in no frame`);
    return found;
  };
  return {
    team: staff.members.map((id) => memberOf(row(people.inspectors, id))),
    ...(leader !== undefined && { leader }),
    ...(experts.length > 0 && { experts: experts.map((id) => expertOf(row(people.experts, id))) }),
    ...(lacking.length > 0 && { expertsLacking: lacking }),
  };
}

const expertOf = ({ value: { id, name, organisation, fields }, meta }: StoredRow<'expert'>): VisitExpert => ({
  id,
  version: meta.version,
  name,
  organisation,
  fields,
});
