import type { DepartmentCode } from '../../base/primitives.ts';
import { searchForm } from '../../base/typed-text.ts';
import { departmentCodes } from '../../codes/departments.ts';
import type { RegistryKind } from '../../domain/registry/kinds.ts';
import type { Actor } from '../actor.ts';
import type { Match, Page, PageRequest } from '../ports/paging.ts';
import type { RowSearch, StoredRow } from '../ports/registry.ts';
import type { RegistryDeps } from './registry-rows.ts';

export interface RowQuery {
  readonly departments?: readonly DepartmentCode[] | undefined;
  /** A part of the name, however it was typed. */
  readonly name?: string | undefined;
  /** The beginning of an object's number. */
  readonly code?: string | undefined;
  readonly where: readonly Match[];
}

/** A page of the rows the actor may see, from the search index where something is asked that it knows. */
export async function listRows<K extends RegistryKind>(
  deps: Pick<RegistryDeps, 'registry'>,
  kind: K,
  query: RowQuery,
  actor: Actor,
  page: PageRequest,
): Promise<Page<StoredRow<K>>> {
  const by = searchedBy(kind, query, actor);
  if (by === undefined || !(await deps.registry.isIndexed())) return listByKeeper(deps, kind, query, actor, page);
  const { departments, where } = query;
  const own = actor.department;
  const shared = kind === 'object' && actor.scope === 'joint';
  const kept = actor.scope === 'any' || shared ? departments : departmentsOf(departments, own);
  const within: Match[] = [
    ...(kept ? [{ field: 'department', oneOf: kept }] : []),
    ...(shared ? [{ field: 'supervisors', contains: own }] : []),
  ];
  return deps.registry.search({ kind, by, where: [...where, ...within], page });
}

const departmentsOf = (asked: readonly DepartmentCode[] = departmentCodes, own: DepartmentCode) =>
  asked.filter((code) => code === own);

/** What of a query narrows most, where the search index knows it. */
function searchedBy(
  kind: RegistryKind,
  { name, code, where }: RowQuery,
  { scope, department }: Actor,
): RowSearch<RegistryKind>['by'] | undefined {
  const part = name === undefined ? '' : searchForm(name);
  if (kind === 'object' && code !== undefined) return { code, ...(part !== '' && { name: part }) };
  if (part !== '') return { name: part };
  if (kind !== 'object') return undefined;
  const township = where.find((match) => 'equals' in match && match.field === 'township');
  if (township && 'equals' in township) return { township: String(township.equals) };
  return scope === 'joint' ? { supervisor: department } : undefined;
}

/** The same by walking what departments keep: for lists of a department, and until every row is in the search index. */
function listByKeeper<K extends RegistryKind>(
  deps: Pick<RegistryDeps, 'registry'>,
  kind: K,
  { departments, name, code, where: asks }: RowQuery,
  actor: Actor,
  page: PageRequest,
): Promise<Page<StoredRow<K>>> {
  const where: Match[] = [
    ...asks,
    ...(name === undefined ? [] : [{ field: 'name', contains: name }]),
    ...(code === undefined ? [] : [{ field: 'id', startsWith: code }]),
  ];
  const asked = departments ?? departmentCodes;
  if (actor.scope === 'any') return deps.registry.list({ kind, departments: asked, where, page });
  const own = actor.department;
  if (actor.scope === 'own' || kind !== 'object') {
    return deps.registry.list({ kind, departments: asked.filter((code) => code === own), where, page });
  }
  const ownFirst = [...asked.filter((code) => code === own), ...asked.filter((code) => code !== own)];
  const supervised: Match = { field: 'supervisors', contains: own };
  return deps.registry.list({ kind, departments: ownFirst, where: [...where, supervised], page });
}
