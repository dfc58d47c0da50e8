import * as z from 'zod';
import type { FailureKind } from '../../base/failures.ts';
import { DepartmentCode, PlainId } from '../../base/primitives.ts';
import { ShareUse, ShareUseContent, UsePurpose } from '../../domain/sharing/share-use.ts';
import type { Actor } from '../../use-cases/actor.ts';
import { recordParams } from '../acts.ts';
import { ownOfficersAndOverseers, ownStaff } from '../policies.ts';
import { commitFailures } from '../route.ts';
import { fieldsOf, listOf, PageQuery, pageOf } from '../schemas.ts';

const UseView = z.object({
  ...fieldsOf(ShareUse, [
    'id',
    'requestId',
    'entryId',
    'title',
    'holder',
    'department',
    'by',
    'at',
    'fields',
    'rows',
    'digest',
  ]),
  /** Which record it was for knows the department that works on it; the others know its kind. */
  purpose: UsePurpose.partial({ id: true }),
});

export const useView =
  ({ department }: Pick<Actor, 'department'>) =>
  ({ purpose, ...use }: ShareUse): z.infer<typeof UseView> => ({
    ...use,
    purpose: use.department === department ? purpose : { kind: purpose.kind },
  });

const logFailures = [
  ...commitFailures,
  'not-found',
  'foreign-department',
  'purpose-exceeded',
] as const satisfies readonly FailureKind[];

/** 使用记录 (R30): each reading names the record that it is for. */
export const shareUseRoutes = {
  logShareUse: {
    method: 'POST',
    path: '/share-requests/{id}/uses',
    summary: { zh: '登记共享数据的使用', en: 'Log that opened data were read, and for which record' },
    access: ownStaff,
    params: recordParams,
    body: ShareUseContent,
    success: { status: 201, body: UseView },
    failures: logFailures,
    creates: true,
  },
  listShareUses: {
    method: 'GET',
    path: '/share-uses',
    summary: {
      zh: '查询共享数据使用记录：本部门使用的，或本部门数据被使用的',
      en: 'The log: what the own department has read, or others of what it holds',
    },
    access: ownOfficersAndOverseers,
    query: z.object({
      ...PageQuery.shape,
      department: listOf(DepartmentCode).optional(),
      holder: listOf(DepartmentCode).optional(),
      request: PlainId.optional(),
    }),
    success: { status: 200, body: pageOf(UseView) },
    failures: [],
    paged: true,
  },
} as const;
