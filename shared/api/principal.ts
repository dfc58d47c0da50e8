import * as z from 'zod';
import { DepartmentCode, PlainId } from '../base/primitives.ts';
import { areSeparate, type Role, roles, type Scope } from '../base/roles.ts';
import type { Policy } from './route.ts';

/** Who calls, as the authoriser read it from a verified token; nothing else says who somebody is. */
export const Principal = z.strictObject({
  id: z.string().min(1).max(100),
  name: z.string().min(1).max(100),
  department: DepartmentCode,
  roles: z.array(z.enum(roles)).min(1).refine(areSeparate, 'an administrator holds no other role'),
  /** The inspector registry's row of this person, when there is one. */
  inspectorId: PlainId.optional(),
  /** Signed in with a second factor; required for every write. */
  mfa: z.boolean(),
});
export type Principal = z.infer<typeof Principal>;

const widest: readonly Scope[] = ['any', 'joint', 'own'];

/** The widest scope that any of the roles has, or undefined: what is not granted is denied. */
export function grantedScope(access: Policy, held: readonly Role[]): Scope | undefined {
  const granted = held.map((role) => access[role]);
  return widest.find((scope) => granted.includes(scope));
}
