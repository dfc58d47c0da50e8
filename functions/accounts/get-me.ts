import { operations } from '../../shared/api/contract.ts';
import { grantedScope } from '../../shared/api/principal.ts';
import { accounts } from '../../shared/api/routes/accounts.ts';
import { ok } from '../../shared/base/result.ts';
import { departmentName } from '../../shared/codes/departments.ts';
import { operation } from '../http-handler.ts';

export const getMe = operation(accounts.routes.getMe, async (_, { actor }) => {
  const open = operations.flatMap(({ operation: name, route }) => {
    const scope = route.access === 'public' ? undefined : grantedScope(route.access, actor.roles);
    return scope ? [[name, scope] as const] : [];
  });
  return ok({ ...actor, departmentName: departmentName(actor.department), operations: Object.fromEntries(open) });
});
