import type { Failure } from '../../base/failures.ts';
import { checkAccess } from '../../base/ownership.ts';
import type { DepartmentCode } from '../../base/primitives.ts';
import { err, ok, type Result } from '../../base/result.ts';
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
  const reach = checkAccess(actor, { department: found.value.department }, { entity: 'import', id });
  return reach.ok ? ok(found) : reach;
}

export function listImports(
  deps: { readonly records: Records },
  kind: RegistryKind | undefined,
  departments: readonly DepartmentCode[],
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
