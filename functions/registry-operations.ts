import type { Principal } from '../shared/api/principal.ts';
import { problemOf } from '../shared/api/problems.ts';
import type { Route, Scope } from '../shared/api/route.ts';
import type { DepartmentCode } from '../shared/domain/primitives.ts';
import type { RegistryKind, RegistryRow } from '../shared/domain/registry.ts';
import type { Failure } from '../shared/failures.ts';
import { ok, type Result } from '../shared/result.ts';
import type { Match, PageRequest, StoredRow } from '../shared/use-cases/ports.ts';
import * as registries from '../shared/use-cases/registries.ts';
import type { Dependencies } from './dependencies.ts';
import type { Operation } from './http-handler.ts';

type RegistryRoutes = Readonly<Record<'create' | 'get' | 'list' | 'update' | 'deactivate' | 'versions' | 'tag', Route>>;

/** What the routes of one registry have in common, whatever its kind; their schemas have parsed it. */
interface RowRequest<K extends RegistryKind> {
  readonly params: { readonly id: string };
  readonly query: Readonly<Record<string, string>> & { readonly department?: readonly DepartmentCode[] };
  readonly body: RegistryRow[K] & registries.Tagging;
  readonly actor: Principal & { readonly scope: Scope };
  readonly version: number;
  readonly page: PageRequest;
  readonly now: Date;
}

const viewOf = <K extends RegistryKind>({ value, meta }: StoredRow<K>) => ({
  ...value,
  version: meta.version,
  updatedAt: meta.updatedAt,
});

const shown = <K extends RegistryKind, F>(row: Result<StoredRow<K>, F>) => (row.ok ? ok(viewOf(row.value)) : row);

/** The operations that all registries share, for one kind; `filters` names the equality filters its list takes. */
export function registryOperations<K extends RegistryKind>(
  kind: K,
  routes: RegistryRoutes,
  filters: readonly string[],
): Readonly<Record<keyof RegistryRoutes, Operation>> {
  const row = (
    route: Route,
    answer: (deps: Dependencies, request: RowRequest<K>) => Promise<Result<unknown, Failure>>,
  ): Operation => ({ route, answer });

  return {
    create: row(routes.create, async (deps, { body, actor, now }) =>
      shown(await registries.createRow(deps, kind, body, actor, now)),
    ),
    get: row(routes.get, async (deps, { params, actor }) =>
      shown(await registries.findRow(deps, kind, params.id, actor)),
    ),
    list: row(routes.list, async (deps, { query, actor, page }) => {
      const where = matches(query, ['status', ...filters]);
      const found = await registries.listRows(deps, kind, { departments: query.department, where }, actor, page);
      return ok({ ...found, items: found.items.map(viewOf) });
    }),
    update: row(routes.update, async (deps, { params, body, version, actor, now }) =>
      shown(await registries.updateRow(deps, kind, { id: params.id, version, value: body }, actor, now)),
    ),
    deactivate: row(routes.deactivate, async (deps, { params, version, actor, now }) =>
      shown(await registries.deactivateRow(deps, kind, params.id, version, actor, now)),
    ),
    versions: row(routes.versions, async (deps, { params, actor }) => {
      const found = await registries.rowVersions(deps, kind, params.id, actor);
      return found.ok ? ok({ items: found.value.map(viewOf) }) : found;
    }),
    tag: row(routes.tag, async (deps, { body, actor, now }) => {
      const { changed, refused } = await registries.tagRows(deps, kind, body, actor, now);
      const reasons = refused.map(({ id, failure }) => ({ id, kind: failure.kind, reason: problemOf(failure).detail }));
      return ok({ changed, refused: reasons });
    }),
  };
}

function matches(query: Readonly<Record<string, unknown>>, equal: readonly string[]): Match[] {
  const texts = Object.entries(query).filter((entry): entry is [string, string] => typeof entry[1] === 'string');
  return texts.flatMap(([field, value]): Match[] => {
    if (field === 'name') return [{ field, contains: value }];
    if (field === 'tag') return [{ field: 'tags', contains: value }];
    if (field === 'industry') return [{ field, startsWith: value }];
    if (field === 'qualification') return [{ field: 'qualifications', contains: value }];
    if (field === 'field') return [{ field: 'fields', contains: value }];
    return equal.includes(field) ? [{ field, equals: value }] : [];
  });
}
