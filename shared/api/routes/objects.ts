import * as z from 'zod';
import { industryName } from '../../codes/industries.ts';
import { townshipCodes } from '../../codes/townships.ts';
import { tidyIndustry } from '../../domain/registry/industry.ts';
import { ObjectId } from '../../domain/registry/object-id.ts';
import { InspectionObject } from '../../domain/registry/registry.ts';
import { jointStaffAndOverseers, ownOfficers } from '../policies.ts';
import { defineStep } from '../route.ts';
import { fieldsOf } from '../schemas.ts';
import { registryRoutes } from './registry-routes.ts';

const object = registryRoutes({
  path: '/objects',
  noun: { zh: '检查对象', en: 'inspection object' },
  id: ObjectId,
  body: InspectionObject,
  shape: fieldsOf(InspectionObject, [
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
    'status',
    'statusReason',
    'registeredOn',
    'representative',
    'phone',
    'tags',
  ]),
  filters: {
    kind: InspectionObject.shape.kind.optional(),
    township: z.enum(townshipCodes).optional(),
    industry: z
      .string()
      .overwrite(tidyIndustry)
      .refine((code) => industryName(code) !== undefined, { message: '没有这个行业代码（GB/T 4754—2017）' })
      .optional(),
    status: InspectionObject.shape.status.optional(),
    creditClass: InspectionObject.shape.creditClass.optional(),
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
  },
});
