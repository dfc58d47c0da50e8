import { grantedScope } from '../shared/api/principal.ts';
import { isPolicy } from '../shared/api/route.ts';
import { accounts } from '../shared/api/routes/accounts.ts';
import { ok } from '../shared/base/result.ts';
import { departmentName } from '../shared/codes/departments.ts';
import { onLambda, stepHandler } from './chain/http-handler.ts';
import { loadDependencies } from './load-dependencies.ts';

/** The routes of every step: loaded by the request that lists them, and by no cold start that refuses one. */
const everyOperation = async () => (await import('../shared/api/contract.ts')).operations;

export const createHandler = stepHandler(accounts, {
  getMe: async (_, { actor }) => {
    const open = (await everyOperation()).flatMap(({ operation: name, route }) => {
      const scope = isPolicy(route.access) ? grantedScope(route.access, actor.roles) : undefined;
      return scope ? [[name, scope] as const] : [];
    });
    return ok({ ...actor, departmentName: departmentName(actor.department), operations: Object.fromEntries(open) });
  },
  getPolicy: async () =>
    ok({
      operations: (await everyOperation()).map(({ operation: name, step, route }) => ({
        operation: name,
        name: route.summary.zh,
        step,
        writes: route.method !== 'GET',
        access: route.access,
      })),
    }),
});

export const handler = onLambda(createHandler, loadDependencies);
