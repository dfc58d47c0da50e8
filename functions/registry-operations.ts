import type { Principal } from '../shared/api/principal.ts';
import type { Route } from '../shared/api/route.ts';
import type { changeFailures, rowFailures } from '../shared/api/routes/registry-routes.ts';
import { shown, versioned } from '../shared/api/schemas.ts';
import { wordsOf } from '../shared/base/failure-words.ts';
import type { Failure } from '../shared/base/failures.ts';
import type { DepartmentCode } from '../shared/base/primitives.ts';
import { ok, type Result } from '../shared/base/result.ts';
import type { Scope } from '../shared/base/roles.ts';
import type { RegistryKind } from '../shared/domain/registry/kinds.ts';
import type { RegistryRow } from '../shared/domain/registry/registry.ts';
import type { Match, PageRequest } from '../shared/use-cases/ports/paging.ts';
import type { StoredRow } from '../shared/use-cases/ports/registry.ts';
import { listRows } from '../shared/use-cases/registry/list-rows.ts';
import {
  createRow,
  deactivateRow,
  findRow,
  rowVersions,
  type Tagging,
  tagRows,
  updateRow,
} from '../shared/use-cases/registry/registry-rows.ts';
import type { Operations } from './chain/http-handler.ts';
import type { Dependencies } from './dependencies.ts';

/** What the operations of one registry are called in the contract table. */
const namesOf = <const Noun extends string>(noun: Noun) =>
  ({
    create: `create${noun}`,
    get: `get${noun}`,
    list: `list${noun}s`,
    update: `update${noun}`,
    deactivate: `deactivate${noun}`,
    versions: `list${noun}Versions`,
    tag: `tag${noun}s`,
  }) as const;

type Names<K extends RegistryKind> = ReturnType<typeof namesOf<Capitalize<K>>>;
type Act = keyof Names<RegistryKind>;
interface RegistryStep<K extends RegistryKind> {
  readonly routes: Readonly<Record<Names<K>[Act], Route>>;
}

/** What the requests of one registry have in common, whatever its kind; their schemas have parsed it. */
interface RowRequest<K extends RegistryKind> {
  readonly params: { readonly id: string };
  readonly query: Readonly<Record<string, string>> & { readonly department?: readonly DepartmentCode[] };
  readonly body: RegistryRow[K] & Tagging & { readonly reason: string };
  readonly actor: Principal & { readonly scope: Scope };
  readonly version: number;
  readonly page: PageRequest;
  readonly now: Date;
}

type Answer<K extends RegistryKind, F> = (deps: Dependencies, request: RowRequest<K>) => Promise<Result<unknown, F>>;
type RowFailure = Failure<(typeof rowFailures)[number]>;
type ChangeFailure = Failure<(typeof changeFailures)[number]>;

/** Each act with the failures that its route in shared/api/routes/registry-routes.ts declares. */
interface Answers<K extends RegistryKind> extends Readonly<Record<Act, unknown>> {
  readonly create: Answer<K, ChangeFailure>;
  readonly get: Answer<K, RowFailure>;
  readonly list: Answer<K, never>;
  readonly update: Answer<K, ChangeFailure>;
  readonly deactivate: Answer<K, ChangeFailure>;
  readonly versions: Answer<K, RowFailure>;
  readonly tag: Answer<K, never>;
}

/** What a view shows its caller of a row beyond the row itself, by the row's id. */
type Beside<K extends RegistryKind> = (
  deps: Dependencies,
  rows: readonly StoredRow<K>[],
  actor: Principal,
) => Promise<ReadonlyMap<string, object>>;

/** The operations that all registries share, for the step of one kind. */
export function registryOperations<K extends RegistryKind, const S extends RegistryStep<K>>(
  kind: K,
  step: S,
  beside: Beside<K> = async () => new Map(),
): Operations<S> {
  const views = async (deps: Dependencies, rows: readonly StoredRow<K>[], actor: Principal) => {
    const more = await beside(deps, rows, actor);
    return rows.map((row) => ({ ...versioned(row), ...more.get(row.value.id) }));
  };
  const shownRow = async <F>(deps: Dependencies, actor: Principal, row: Result<StoredRow<K>, F>) =>
    row.ok ? ok((await views(deps, [row.value], actor))[0]) : row;

  const answers: Answers<K> = {
    create: async (deps, { body, actor, now }) => shownRow(deps, actor, await createRow(deps, kind, body, actor, now)),
    get: async (deps, { params, actor }) => shownRow(deps, actor, await findRow(deps, kind, params.id, actor)),
    list: async (deps, { query, actor, page }) => {
      const { department: departments, name, code } = query;
      const asked = { departments, name, code, where: matchesOf(query) };
      const found = await listRows(deps, kind, asked, actor, page);
      return ok({ ...found, items: await views(deps, found.items, actor) });
    },
    update: async (deps, { params, body, version, actor, now }) =>
      shownRow(deps, actor, await updateRow(deps, kind, { id: params.id, version, value: body }, actor, now)),
    deactivate: async (deps, { params, body, version, actor, now }) => {
      const { reason } = body;
      return shownRow(deps, actor, await deactivateRow(deps, kind, { id: params.id, version, reason }, actor, now));
    },
    versions: async (deps, { params, actor }) =>
      shown(await rowVersions(deps, kind, params.id, actor), (rows) => ({ items: rows.map(versioned) })),
    tag: async (deps, { body, actor, now }) => {
      const { changed, refused } = await tagRows(deps, kind, body, actor, now);
      const reasons = refused.map(({ id, failure }) => ({ id, kind: failure.kind, reason: wordsOf(failure).detail }));
      return ok({ changed, refused: reasons });
    },
  };

  // TypeScript knows the noun of each kind, but not that this text is it; nor that the step's routes are of this kind.
  const names = namesOf((kind.charAt(0).toUpperCase() + kind.slice(1)) as Capitalize<K>);
  return Object.fromEntries(
    Object.entries(answers).map(([act, answer]) => [names[act as Act], answer]),
  ) as Operations<S>;
}

const notMatched = new Set(['limit', 'cursor', 'department', 'name', 'code']);

/** How each other filter of a list compares; one that is not named here asks for equality. */
const comparisons: Readonly<Record<string, (value: string) => Match>> = {
  tag: (value) => ({ field: 'tags', contains: value }),
  industry: (value) => ({ field: 'industry', startsWith: value }),
  qualification: (value) => ({ field: 'qualifications', contains: value }),
  // Both marks are months.
  classMark: (value) => ({ field: `classBy.${value}Since`, startsWith: '2' }),
  field: (value) => ({ field: 'fields', contains: value }),
};

const matchesOf = (query: Readonly<Record<string, unknown>>): Match[] =>
  Object.entries(query).flatMap(([field, value]) =>
    typeof value === 'string' && !notMatched.has(field)
      ? [comparisons[field]?.(value) ?? { field, equals: value }]
      : [],
  );
