import { operations } from '../../shared/api/contract.ts';
import { accounts } from '../../shared/api/routes/accounts.ts';
import { ok } from '../../shared/base/result.ts';
import { operation } from '../http-handler.ts';

export const getPolicy = operation(accounts.routes.getPolicy, async () =>
  ok({
    operations: operations.map(({ operation: name, step, route }) => ({
      operation: name,
      name: route.summary.zh,
      step,
      writes: route.method !== 'GET',
      access: route.access,
    })),
  }),
);
