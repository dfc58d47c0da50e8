import type { Failure } from '../../base/failures.ts';
import { checkAccess } from '../../base/ownership.ts';
import type { DepartmentCode } from '../../base/primitives.ts';
import { err, ok, type Result } from '../../base/result.ts';
import type { RegistryKind } from '../../domain/registry/kinds.ts';
import { ObjectCore, type RegistryRow, registrySchemas } from '../../domain/registry/registry.ts';
import type { WantedChange } from '../../domain/registry/registry-change.ts';
import { withoutPart } from '../../domain/registry/supervision.ts';
import type { Registry, StoredRow } from '../ports/registry.ts';
import { belonging, outOfUse, replaced, tagged } from './registry-rows.ts';

export type NextFailure = Failure<
  | 'not-found'
  | 'foreign-department'
  | 'not-ready'
  | 'invalid-input'
  | 'too-many-tags'
  | 'stale-version'
  | 'class-not-editable'
>;

interface Wanted {
  readonly change: WantedChange;
  readonly reason: string;
  /** Of whoever asks. */
  readonly department: DepartmentCode;
  /** The version that whoever asks has seen. */
  readonly version: number;
}

/** What the keeper of a row writes, by hand as well as by asking. */
const written = { ...registrySchemas, object: ObjectCore } as const;

/** Whether the department may ask for such a change of a row: its keeper writes it, those who supervise it change their part. */
export function mayAskFor(
  { kind, value }: StoredRow,
  { change, department }: Pick<Wanted, 'change' | 'department'>,
): Result<void, Failure<'not-found' | 'foreign-department'>> {
  const keeps = change.act === 'update' || change.act === 'deactivate';
  const subject = { entity: kind, id: value.id } as const;
  return checkAccess({ department, scope: keeps ? 'own' : 'joint' }, belonging(value), subject);
}

/**
 * The row as a change would make it now. A row that has moved on since it was asked for takes the fields that were to be
 * changed, unless one of them was changed meanwhile: then the change has to be asked for anew.
 */
export async function nextRow(
  registry: Registry,
  row: StoredRow,
  { change, reason, department, version }: Wanted,
): Promise<Result<RegistryRow[RegistryKind], NextFailure>> {
  const { kind, value } = row;
  const { id } = value;
  const reach = mayAskFor(row, { change, department });
  if (!reach.ok) return reach;
  switch (change.act) {
    case 'deactivate': {
      const seen = await seenBy(registry, row, version);
      if (!seen) return err({ kind: 'stale-version', entity: kind, id });
      if (seen.value.status !== value.status)
        return notReady('提出申请后，该记录的状态已有改动，请撤回后按现在的状态重新申请。');
      return ok(outOfUse(kind, value, reason));
    }
    case 'tag': {
      const next = tagged(value, change, department);
      return next.ok ? ok(next.value.value) : next;
    }
    case 'leave': {
      if (!('supervisors' in value) || !value.supervisors.includes(department))
        return err({ kind: 'not-found', entity: kind, id });
      if (value.department === department)
        return notReady('本部门维护该对象的共用信息，请先移交其他部门维护，再退出监管。');
      return ok(withoutPart(value, department));
    }
    case 'update': {
      const wanted = written[kind].safeParse(change.value);
      if (!wanted.success) {
        const errors = wanted.error.issues.map(({ path, message }) => {
          return { path: ['body', 'change', 'value', ...path].join('.'), message };
        });
        return err({ kind: 'invalid-input', errors });
      }
      return merged(registry, row, wanted.data, version);
    }
  }
}

/** The version that whoever asked has seen. */
export const seenBy = async (registry: Registry, row: StoredRow, version: number): Promise<StoredRow | undefined> =>
  row.meta.version === version ? row : registry.findVersion(row.kind, row.value.id, version);

/** What somebody wanted to be changed of the version they saw, on the row as it is now. */
async function merged(
  registry: Registry,
  row: StoredRow,
  wanted: RegistryRow[RegistryKind],
  version: number,
): Promise<Result<RegistryRow[RegistryKind], NextFailure>> {
  const { kind, value } = row;
  const seen = await seenBy(registry, row, version);
  if (!seen) return err({ kind: 'stale-version', entity: kind, id: value.id });
  // What the keeper writes is beside the parts of departments.
  const whole = await replaced({ registry }, seen, wanted);
  if (!whole.ok) {
    if (whole.error.kind !== 'invalid-input') return err(whole.error);
    const errors = whole.error.errors.map((each) => ({
      ...each,
      path: each.path.replace(/^body/, 'body.change.value'),
    }));
    return err({ ...whole.error, errors });
  }
  const asked = fieldsOf(whole.value);
  const before = fieldsOf(seen.value);
  const now = fieldsOf(value);
  const names = new Set([...asked.keys(), ...before.keys()]);
  const changed = [...names].filter((name) => !same(asked.get(name), before.get(name)));
  if (changed.some((name) => !same(now.get(name), before.get(name)))) return changedMeanwhile();
  const next = new Map([...now, ...changed.map((name) => [name, asked.get(name)] as const)]);
  const given = [...next].filter(([, field]) => field !== undefined);
  const parsed = registrySchemas[kind].safeParse(Object.fromEntries(given));
  return parsed.success ? ok(parsed.data) : notReady('该记录已有其他改动，两者不能并存，请撤回后重新申请。');
}

const fieldsOf = (row: RegistryRow[RegistryKind]): ReadonlyMap<string, unknown> => new Map(Object.entries(row));
const same = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);
export const changedMeanwhile = () => notReady('提出申请后，要改的内容已被他人改动，请撤回后按现在的内容重新申请。');
const notReady = (reason: string) => err({ kind: 'not-ready', entity: 'registry-change', reason } as const);
