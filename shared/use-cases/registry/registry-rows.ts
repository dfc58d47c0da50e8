import type { Failure } from '../../base/failures.ts';
import { checkAccess, type Ownership } from '../../base/ownership.ts';
import type { DepartmentCode } from '../../base/primitives.ts';
import { err, ok, type Result } from '../../base/result.ts';
import { tagLimit } from '../../codes/registry.ts';
import type { EventDraft } from '../../domain/audit/audit-chain.ts';
import { hasOtherClass } from '../../domain/registry/class-of-object.ts';
import type { RegistryKind } from '../../domain/registry/kinds.ts';
import type { RegistryRow } from '../../domain/registry/registry.ts';
import { cannotComeBack, keepParts, mayTakeOver, ownPart, withPart } from '../../domain/registry/supervision.ts';
import type { Actor } from '../actor.ts';
import { createRow as create, eventOf, replaceRow } from '../changes.ts';
import { readItemList } from '../plan/item-list.ts';
import type { Registry, StoredRow } from '../ports/registry.ts';
import type { CommitFailure, UnitOfWork } from '../ports/unit-of-work.ts';
import { nameHeld } from './names-held.ts';
import { oneMayDo } from './one-may-do.ts';
import { itemPublications } from './public-items.ts';
import { mistypedRecusal } from './recused-objects.ts';

export interface RegistryDeps {
  readonly registry: Registry;
  readonly work: UnitOfWork;
}

type RowFailure = Failure<'not-found' | 'foreign-department'>;
type ChangeFailure =
  | RowFailure
  | CommitFailure
  | Failure<'invalid-input' | 'kept-by-another' | 'needs-second-person' | 'class-not-editable'>;

/** Who owns a row; an object is also open to the departments that supervise it, and everybody reads the lists of items. */
export const belonging = (row: RegistryRow[RegistryKind]): Ownership => ({
  department: row.department,
  ...('supervisors' in row && { shared: row.supervisors }),
  ...('methods' in row && { readBy: 'everybody' }),
});

/** The present row, if the actor may see it. */
export async function findRow<K extends RegistryKind>(
  deps: Pick<RegistryDeps, 'registry'>,
  kind: K,
  id: string,
  actor: Actor,
): Promise<Result<StoredRow<K>, RowFailure>> {
  const row = await deps.registry.find(kind, id);
  if (!row) return err({ kind: 'not-found', entity: kind, id });
  const reach = checkAccess(actor, belonging(row.value), { entity: kind, id });
  return reach.ok ? ok(row) : reach;
}

/** Adds a row to a registry of the actor's department. */
export async function createRow<K extends RegistryKind>(
  deps: RegistryDeps,
  kind: K,
  value: RegistryRow[K],
  actor: Actor,
  now: Date,
): Promise<Result<StoredRow<K>, ChangeFailure>> {
  const reach = checkAccess(
    actor,
    { department: value.department, readBy: 'everybody' },
    { entity: kind, id: value.id },
  );
  if (!reach.ok) return reach;
  const there = await deps.registry.find(kind, value.id);
  if (there) return err(takenBy(there, actor));
  const wrong = (await nameHeld(deps.registry, kind, value, 'new')) ?? (await mistypedRecusal(deps.registry, value));
  if (wrong) return err(wrong);
  const alone = await oneMayDo(deps.registry, { kind, after: value });
  if (!alone.ok) return alone;
  const change = create(kind, value, eventOf('create', actor, now));
  const done = await deps.work.commit([change, ...(await itemPublications(deps.registry, value, 1))]);
  return done.ok
    ? findRow(deps, kind, value.id, actor)
    : err(await takenMeanwhile(deps, kind, value, 'new', done.error));
}

/** Of two who take one name at the same moment, the other one is told who has it. */
const takenMeanwhile = async <K extends RegistryKind>(
  { registry }: Pick<RegistryDeps, 'registry'>,
  kind: K,
  value: RegistryRow[K],
  as: 'new' | 'next',
  failure: CommitFailure,
) => (failure.kind === 'import-open' ? failure : ((await nameHeld(registry, kind, value, as)) ?? failure));

function goneOn(before: RegistryRow[RegistryKind], value: RegistryRow[RegistryKind]) {
  const message = cannotComeBack(before, value);
  return message === undefined
    ? undefined
    : ({ kind: 'invalid-input', errors: [{ path: 'body.status', message }] } as const);
}

/** One object, many departments: whoever enters it again is told who keeps it and how to supervise it as well. */
function takenBy({ kind, value }: StoredRow, { department }: Actor): ChangeFailure {
  const { id, department: keeper } = value;
  if (kind !== 'object' || keeper === department) return { kind: 'already-exists', entity: kind, id };
  const takeOver = 'supervisors' in value && mayTakeOver(value, department);
  return { kind: 'kept-by-another', id, department: keeper, takeOver };
}

/** Nobody writes over the parts of departments. */
const beside = <V extends RegistryRow[RegistryKind]>(written: V, before: RegistryRow[RegistryKind]): V =>
  'supervisors' in written && 'supervisors' in before ? (keepParts(written, before) as V) : written;

/** Replaces a row by its next version; its id and department stay. */
export async function updateRow<K extends RegistryKind>(
  deps: RegistryDeps,
  kind: K,
  change: { readonly id: string; readonly version: number; readonly value: RegistryRow[K] },
  actor: Actor,
  now: Date,
): Promise<Result<StoredRow<K>, ChangeFailure>> {
  const { id, version, value } = change;
  const row = await changeable(deps, kind, id, version, actor);
  if (!row.ok) return row;
  const next = await replaced(deps, row.value, value);
  if (!next.ok) return next;
  const done = await replace(deps, row.value, next.value, eventOf('update', actor, now));
  if (done.ok) return findRow(deps, kind, id, actor);
  const failure = done.error;
  if (failure.kind === 'needs-second-person') return err(failure);
  return err(await takenMeanwhile(deps, kind, value, 'next', failure));
}

/** What the keeper writes, beside the parts of departments; or why a row cannot be replaced by it. Paths are those of the body. */
export async function replaced<K extends RegistryKind>(
  { registry }: Pick<RegistryDeps, 'registry'>,
  { kind, value: before }: StoredRow<K>,
  value: RegistryRow[K],
): Promise<Result<RegistryRow[K], Failure<'invalid-input' | 'class-not-editable'>>> {
  const fixed = (['id', 'department'] as const).filter((field) => value[field] !== before[field]);
  if (fixed.length > 0) {
    const errors = fixed.map((field) => ({ path: `body.${field}`, message: '编号和所属部门不能修改' }));
    return err({ kind: 'invalid-input', errors });
  }
  if (hasOtherClass(before, value)) return err({ kind: 'class-not-editable', id: before.id });
  const wrong =
    goneOn(before, value) ??
    (await nameHeld(registry, kind, value, 'next')) ??
    (await mistypedRecusal(registry, value));
  return wrong ? err(wrong) : ok(beside(value, before));
}

/** The row out of use, with the reason. */
export const outOfUse = <K extends RegistryKind>(kind: K, value: RegistryRow[K], reason: string): RegistryRow[K] => ({
  ...value,
  status: kind === 'object' ? '停用' : '失效',
  statusReason: reason,
});

/** Deactivates a row with a reason; it stays readable, and frozen frames still resolve it (R15). */
export async function deactivateRow<K extends RegistryKind>(
  deps: RegistryDeps,
  kind: K,
  { id, version, reason }: { readonly id: string; readonly version: number; readonly reason: string },
  actor: Actor,
  now: Date,
): Promise<Result<StoredRow<K>, ChangeFailure>> {
  const row = await changeable(deps, kind, id, version, actor);
  if (!row.ok) return row;
  const done = await replace(
    deps,
    row.value,
    outOfUse(kind, row.value.value, reason),
    eventOf('deactivate', actor, now),
  );
  return done.ok ? findRow(deps, kind, id, actor) : done;
}

type TagFailure = ChangeFailure | Failure<'too-many-tags'>;

export interface Tagging {
  readonly ids: readonly string[];
  readonly add: readonly string[];
  readonly remove: readonly string[];
}

/** Adds and removes tags on many rows, each by its own version; returns row by row what could not be changed. */
export async function tagRows<K extends RegistryKind>(
  deps: RegistryDeps,
  kind: K,
  { ids, add, remove }: Tagging,
  actor: Actor,
  now: Date,
): Promise<{ changed: string[]; refused: { id: string; failure: TagFailure }[] }> {
  const changed: string[] = [];
  const refused: { id: string; failure: TagFailure }[] = [];
  for (const id of new Set(ids)) {
    const done = await tagRow(deps, kind, id, { add, remove }, actor, now);
    if (done.ok) changed.push(id);
    else refused.push({ id, failure: done.error });
  }
  return { changed, refused };
}

async function tagRow<K extends RegistryKind>(
  deps: RegistryDeps,
  kind: K,
  id: string,
  { add, remove }: Omit<Tagging, 'ids'>,
  actor: Actor,
  now: Date,
): Promise<Result<void, TagFailure>> {
  const row = await taggable(deps, kind, id, actor);
  if (!row.ok) return row;
  const next = tagged(row.value.value, { add, remove }, actor.department);
  if (!next.ok) return next;
  const { value, own } = next.value;
  if (value === row.value.value) return ok(undefined);
  return replace(deps, row.value, value, eventOf('tag', actor, now), own);
}

/** A row with other labels: the keeper's hold for everybody, those of a supervising department are its own part (`own`). */
export function tagged<R extends RegistryRow[RegistryKind]>(
  value: R,
  { add, remove }: Omit<Tagging, 'ids'>,
  department: DepartmentCode,
): Result<{ readonly value: R; readonly own?: DepartmentCode }, Failure<'too-many-tags'>> {
  const own = 'supervisors' in value && value.department !== department ? department : undefined;
  const part = own !== undefined && 'supervisors' in value ? (ownPart(value, own) ?? { tags: [] }) : undefined;
  const before = (part ?? value).tags;
  const tags = [...new Set([...before, ...add])].filter((tag) => !remove.includes(tag));
  if (tags.length > tagLimit) return err({ kind: 'too-many-tags', limit: tagLimit });
  if (tags.length === before.length && tags.every((tag, index) => tag === before[index])) return ok({ value });
  const next = part && own && 'supervisors' in value ? withPart(value, own, { ...part, tags }) : { ...value, tags };
  return ok({ value: next as R, ...(own && { own }) });
}

/** A row of the actor's department, or an object that the department supervises: its own labels are its own part. */
async function taggable<K extends RegistryKind>(
  deps: Pick<RegistryDeps, 'registry'>,
  kind: K,
  id: string,
  actor: Actor,
): Promise<Result<StoredRow<K>, ChangeFailure>> {
  const row = await deps.registry.find(kind, id);
  if (!row) return err({ kind: 'not-found', entity: kind, id });
  const reach = checkAccess({ ...actor, scope: 'joint' }, belonging(row.value), { entity: kind, id });
  return reach.ok ? ok(row) : reach;
}

/** The next version of a row, and of what the public reads of it; of an object, perhaps of one department's part alone. */
async function replace<K extends RegistryKind>(
  { registry, work }: RegistryDeps,
  from: StoredRow<K>,
  value: RegistryRow[K],
  event: EventDraft,
  part?: DepartmentCode,
): Promise<Result<void, CommitFailure | Failure<'needs-second-person'>>> {
  const alone = await oneMayDo(registry, { kind: from.kind, before: from.value, after: value });
  if (!alone.ok) return alone;
  const publications = await itemPublications(registry, value, from.meta.version + 1);
  return work.commit([replaceRow(from, value, event, part), ...publications]);
}

/** A row of the actor's own department, at the version the actor has seen. */
async function changeable<K extends RegistryKind>(
  deps: Pick<RegistryDeps, 'registry'>,
  kind: K,
  id: string,
  version: number | undefined,
  actor: Actor,
): Promise<Result<StoredRow<K>, ChangeFailure>> {
  const row = await deps.registry.find(kind, id);
  if (!row) return err({ kind: 'not-found', entity: kind, id });
  const reach = checkAccess(actor, belonging(row.value), { entity: kind, id });
  if (!reach.ok) return reach;
  if (version !== undefined && version !== row.meta.version) return err({ kind: 'stale-version', entity: kind, id });
  return ok(row);
}

/** Every version of a row, the newest last; of one that an undone import took away, those before. */
export async function rowVersions<K extends RegistryKind>(
  deps: Pick<RegistryDeps, 'registry'>,
  kind: K,
  id: string,
  actor: Actor,
): Promise<Result<readonly StoredRow<K>[], RowFailure>> {
  const versions = await deps.registry.versions(kind, id);
  const latest = versions.at(-1);
  if (!latest) return err({ kind: 'not-found', entity: kind, id });
  const reach = checkAccess(actor, belonging(latest.value), { entity: kind, id });
  return reach.ok ? ok(versions) : reach;
}

/** Of some items, those that a higher list currently replaces, each with its replacement. */
export async function supersededAmong(
  deps: Pick<RegistryDeps, 'registry'>,
  rows: readonly StoredRow<'item'>[],
): Promise<ReadonlyMap<string, { readonly supersededBy: string }>> {
  const departments = [...new Set(rows.map(({ value }) => value.department))];
  if (departments.length === 0) return new Map();
  const { superseded } = await readItemList(deps, departments);
  return new Map([...superseded].map(([id, supersededBy]) => [id, { supersededBy }]));
}
