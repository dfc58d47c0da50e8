import type { Failure } from '../../base/failures.ts';
import { checkAccess } from '../../base/ownership.ts';
import type { DepartmentCode } from '../../base/primitives.ts';
import { err, ok, type Result } from '../../base/result.ts';
import { departmentName } from '../../codes/departments.ts';
import type { RegistryImport } from '../../domain/import/registry-import.ts';
import type { RegistryKind } from '../../domain/registry/kinds.ts';
import type { Actor } from '../actor.ts';
import type { Page, PageRequest } from '../ports/paging.ts';
import type { Records, Stored } from '../ports/records.ts';

export type StoredImport = Stored<RegistryImport>;
export type ReadFailure = Failure<'not-found' | 'foreign-department'>;

export async function findImport(
  deps: { readonly records: Records },
  id: string,
  actor: Actor,
): Promise<Result<StoredImport, ReadFailure>> {
  const found = await deps.records.find('import', id);
  if (!found) return err({ kind: 'not-found', entity: 'import', id });
  const { department, classFile } = found.value;
  // R57: it names the classes of every department's objects.
  if (classFile && actor.scope !== 'any') return err({ kind: 'not-found', entity: 'import', id });
  const reach = checkAccess(actor, { department }, { entity: 'import', id });
  return reach.ok ? ok(found) : reach;
}

/** An import to be gone on with: a department's own, or, by the joint meeting's office, a file of classes. */
export async function findToGoOn(
  deps: { readonly records: Records },
  id: string,
  actor: Actor,
): Promise<Result<StoredImport, ReadFailure>> {
  const found = await findImport(deps, id, actor);
  if (!found.ok || actor.scope !== 'any' || found.value.value.classFile) return found;
  const reason = `由${departmentName(found.value.value.department)}办理`;
  return err({ kind: 'foreign-department', entity: 'import', id, reason });
}

export function listImports(
  deps: { readonly records: Records },
  kind: RegistryKind | undefined,
  departments: readonly (DepartmentCode | 'classes')[],
  page: PageRequest,
): Promise<Page<StoredImport>> {
  return deps.records.list({
    kind: 'import',
    in: 'ofDepartment',
    of: departments,
    ...(kind && { where: [{ field: 'kind', equals: kind }] }),
    newestFirst: true,
    page,
  });
}
