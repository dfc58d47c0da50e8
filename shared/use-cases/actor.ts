import type { DepartmentCode } from '../base/primitives.ts';
import type { Scope } from '../base/roles.ts';

/** Who acts, from the token only. `scope` is how far the policy lets this person reach with this operation. */
export interface Actor {
  readonly id: string;
  readonly name: string;
  readonly department: DepartmentCode;
  readonly inspectorId?: string;
  readonly scope: Scope;
}
