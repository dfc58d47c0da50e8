import * as z from 'zod';
import { DepartmentCode } from '../../base/primitives.ts';
import { industryName } from '../../codes/industries.ts';
import { townshipCodes } from '../../codes/townships.ts';
import { tidyIndustry } from '../../domain/registry/industry.ts';
import { CodePart, ObjectId } from '../../domain/registry/object-id.ts';
import { InspectionObject, ObjectCore, Supervision } from '../../domain/registry/registry.ts';
import { jointStaffAndOverseers, ownOfficers } from '../policies.ts';
import { commitFailures, defineStep } from '../route.ts';
import { fieldsOf, VersionFields } from '../schemas.ts';
import { registryRoutes } from './registry-routes.ts';

const shape = {
  ...fieldsOf(InspectionObject, [
    'id',
    'creditCode',
    'name',
    'kind',
    'department',
    'supervisors',
    'township',
    'address',
    'industry',
    'creditClass',
    'classBy',
    'status',
    'statusReason',
    'registeredOn',
    'representative',
    'phone',
    'tags',
    'offeredTo',
    'continuedAs',
    'formerIds',
  ]),
  /** The part of the caller's department, which no other sees. */
  supervision: Supervision.optional(),
};
const view = z.object({ ...shape, ...VersionFields });
const params = z.object({ id: ObjectId });
const success = { status: 200, body: view } as const;
const failures = ['not-found', 'foreign-department', 'not-ready', 'needs-second-person', ...commitFailures] as const;

const object = registryRoutes({
  path: '/objects',
  noun: { zh: '检查对象', en: 'inspection object' },
  id: ObjectId,
  body: ObjectCore,
  shape,
  filters: {
    /** The beginning of the number or credit code. */
    code: CodePart.optional(),
    kind: InspectionObject.shape.kind.optional(),
    township: z.enum(townshipCodes).optional(),
    industry: z
      .string()
      .overwrite(tidyIndustry)
      .refine((code) => industryName(code) !== undefined, { message: '没有这个行业代码（GB/T 4754—2017）' })
      .optional(),
    status: InspectionObject.shape.status.optional(),
    creditClass: InspectionObject.shape.creditClass.optional(),
    /** Gone from the last file of classes, or from two in a row. */
    classMark: z.enum(['absent', 'stale']).optional(),
  },
  read: jointStaffAndOverseers,
  write: ownOfficers,
});

/** 检查对象名录库: an object is read by the departments that supervise it. */
export const objects = defineStep({
  summary: { zh: '检查对象名录库', en: 'Object registry' },
  uses: { registry: 'write', audit: 'append', ops: 'write' },
  routes: {
    createObject: object.create,
    getObject: object.get,
    listObjects: object.list,
    updateObject: object.update,
    deactivateObject: object.deactivate,
    listObjectVersions: object.versions,
    tagObjects: object.tag,
    joinObject: {
      method: 'PUT',
      path: '/objects/{id}/supervision',
      summary: {
        zh: '登记本部门的监管信息（尚未监管的，即加入监管）',
        en: "Write the department's own part of an object; a department that does not supervise it yet joins",
      },
      access: ownOfficers,
      params,
      body: Supervision.omit({ department: true }),
      success,
      failures,
    },
    leaveObject: {
      method: 'POST',
      path: '/objects/{id}/leave',
      summary: { zh: '退出监管（只影响本部门）', en: "End the department's own supervision of an object" },
      access: ownOfficers,
      params,
      success: { status: 200, body: z.object({ id: z.string() }) },
      failures,
    },
    offerObject: {
      method: 'POST',
      path: '/objects/{id}/offer',
      summary: { zh: '移交维护（由对方接管后生效）', en: 'Offer an object to another department to keep' },
      access: ownOfficers,
      params,
      body: z.strictObject({ to: DepartmentCode }),
      success,
      failures,
    },
    endOffer: {
      method: 'DELETE',
      path: '/objects/{id}/offer',
      summary: {
        zh: '撤回移交，或不接管移交给本部门的对象',
        en: 'Withdraw an offer that nobody took up, or decline one',
      },
      access: ownOfficers,
      params,
      success,
      failures,
    },
    takeOverObject: {
      method: 'POST',
      path: '/objects/{id}/take-over',
      summary: {
        zh: '接管维护（移交给本部门的，或登记机关接管市场主体）',
        en: 'Keep an object that was offered, or, as the registrar, a market entity',
      },
      access: ownOfficers,
      params,
      success,
      failures: [...failures, 'too-many-tags'],
    },
  },
});
