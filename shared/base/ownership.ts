import { departmentName } from '../codes/departments.ts';
import type { Failure } from './failures.ts';
import type { DepartmentCode } from './primitives.ts';
import { err, ok, type Result } from './result.ts';
import type { Scope } from './roles.ts';

/** What the caller may reach: only their department's records, also those that a joint task shares with it, or all. */
export interface Caller {
  readonly department: DepartmentCode;
  readonly scope: Scope;
}

/** Who owns a record. `shared` lists the departments to which a joint task opens it. */
export interface Ownership {
  readonly department: DepartmentCode;
  readonly shared?: readonly DepartmentCode[];
}

/** R14: a department sees and changes only its own records; a joint task opens exactly the shared ones. */
export function checkAccess(
  reach: Caller,
  record: Ownership,
  named: { readonly entity: string; readonly id: string },
): Result<void, Failure<'foreign-department'>> {
  const allowed =
    reach.scope === 'any' ||
    record.department === reach.department ||
    (reach.scope === 'joint' && record.shared?.includes(reach.department));
  if (allowed) return ok(undefined);
  const reason = `由${departmentName(record.department)}办理，本部门只能查看`;
  const readable = record.shared?.includes(reach.department) ?? false;
  return err({ kind: 'foreign-department', ...named, ...(readable && { reason }) });
}
