import * as z from 'zod';
import { roles, scopes } from '../../base/roles.ts';
import { everyAccount, threeAdministrators } from '../policies.ts';
import { Principal } from '../principal.ts';
import { defineStep } from '../route.ts';
import { fieldsOf } from '../schemas.ts';

/** Who somebody is, and who may do what. Accounts themselves are kept by the identity provider. */
export const accounts = defineStep({
  summary: { zh: '账号与权限', en: 'Accounts and rights' },
  uses: {},
  routes: {
    getMe: {
      method: 'GET',
      path: '/me',
      summary: { zh: '我的身份和可办业务', en: 'Who I am, and the operations open to me' },
      access: everyAccount,
      success: {
        status: 200,
        body: z.object({
          ...fieldsOf(Principal, ['id', 'name', 'department', 'roles', 'inspectorId', 'mfa']),
          departmentName: z.string(),
          operations: z.record(z.string(), z.enum(scopes)),
        }),
      },
      failures: [],
    },
    getPolicy: {
      method: 'GET',
      path: '/policy',
      summary: { zh: '权限总表', en: 'The policy: every operation with its roles and their reach' },
      access: threeAdministrators,
      success: {
        status: 200,
        body: z.object({
          operations: z.array(
            z.object({
              operation: z.string(),
              name: z.string(),
              step: z.string(),
              writes: z.boolean(),
              access: z.union([z.enum(['public', 'subject']), z.partialRecord(z.enum(roles), z.enum(scopes))]),
            }),
          ),
        }),
      },
      failures: [],
    },
  },
});
