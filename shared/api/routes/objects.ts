import * as z from 'zod';
import { industryName } from '../../codes/industries.ts';
import { townshipCodes } from '../../codes/townships.ts';
import { InspectionObject } from '../../domain/registry/registry.ts';
import { defineStep } from '../route.ts';
import { readOwnRegistry, writeOwnRegistry } from './registry-access.ts';
import { registryRoutes } from './registry-routes.ts';

const object = registryRoutes({
  path: '/objects',
  noun: { zh: '检查对象', en: 'inspection object' },
  body: InspectionObject,
  shape: InspectionObject.shape,
  filters: {
    kind: InspectionObject.shape.kind.optional(),
    township: z.enum(townshipCodes).optional(),
    industry: z
      .string()
      .refine((code) => industryName(code) !== undefined, { message: '没有这个行业代码（GB/T 4754—2017）' })
      .optional(),
    status: InspectionObject.shape.status.optional(),
    creditClass: InspectionObject.shape.creditClass.optional(),
  },
  read: readOwnRegistry,
  write: writeOwnRegistry,
});

/** 检查对象名录库. */
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
