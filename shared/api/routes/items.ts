import * as z from 'zod';
import { FieldName, PlainId } from '../../base/primitives.ts';
import { InspectionItem } from '../../domain/registry/registry.ts';
import { allStaffAndOverseers, ownOfficers } from '../policies.ts';
import { defineStep } from '../route.ts';
import { fieldsOf } from '../schemas.ts';
import { registryRoutes } from './registry-routes.ts';

const item = registryRoutes({
  path: '/items',
  noun: { zh: '抽查事项', en: 'inspection item' },
  id: PlainId,
  body: InspectionItem,
  /** `supersededBy` is the item of a higher list that replaces this one, as the lists stand at the time of reading. */
  shape: {
    ...fieldsOf(InspectionItem, [
      'id',
      'name',
      'department',
      'category',
      'kind',
      'level',
      'basis',
      'subject',
      'objects',
      'content',
      'methods',
      'ratioCap',
      'frequency',
      'qualification',
      'expertise',
      'expertRequired',
      'jointField',
      'applies',
      'status',
      'statusReason',
      'tags',
    ]),
    supersededBy: InspectionItem.shape.id.optional(),
  },
  filters: {
    kind: z.enum(['key', 'general']).optional(),
    level: InspectionItem.shape.level.optional(),
    status: InspectionItem.shape.status.optional(),
    jointField: FieldName.optional(),
  },
  read: allStaffAndOverseers,
  write: ownOfficers,
});

/** 抽查事项清单, no secret between departments: a joint plan is put together from all of them. */
export const items = defineStep({
  summary: { zh: '抽查事项清单', en: 'Inspection item list' },
  uses: { registry: 'write', public: 'write', audit: 'append', ops: 'write' },
  routes: {
    createItem: item.create,
    getItem: item.get,
    listItems: item.list,
    updateItem: item.update,
    deactivateItem: item.deactivate,
    listItemVersions: item.versions,
    tagItems: item.tag,
  },
});
