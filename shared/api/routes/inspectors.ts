import { PlainId, Word } from '../../base/primitives.ts';
import { Inspector } from '../../domain/registry/registry.ts';
import { jointStaffAndOverseers, ownOfficers } from '../policies.ts';
import { defineStep } from '../route.ts';
import { fieldsOf } from '../schemas.ts';
import { registryRoutes } from './registry-routes.ts';

const inspector = registryRoutes({
  path: '/inspectors',
  noun: { zh: '执法检查人员', en: 'inspector' },
  id: PlainId,
  body: Inspector,
  shape: fieldsOf(Inspector, [
    'id',
    'name',
    'department',
    'certificate',
    'level',
    'township',
    'mayLead',
    'capacity',
    'qualifications',
    'expertise',
    'itemScope',
    'phone',
    'recusals',
    'status',
    'statusReason',
    'tags',
  ]),
  filters: {
    level: Inspector.shape.level.optional(),
    status: Inspector.shape.status.optional(),
    qualification: Word.optional(),
  },
  read: jointStaffAndOverseers,
  write: ownOfficers,
});

/** 执法检查人员名录库: a person is read by the own department. */
export const inspectors = defineStep({
  summary: { zh: '执法检查人员名录库', en: 'Inspector registry' },
  uses: { registry: 'write', audit: 'append', ops: 'write' },
  routes: {
    createInspector: inspector.create,
    getInspector: inspector.get,
    listInspectors: inspector.list,
    updateInspector: inspector.update,
    deactivateInspector: inspector.deactivate,
    listInspectorVersions: inspector.versions,
    tagInspectors: inspector.tag,
  },
});
