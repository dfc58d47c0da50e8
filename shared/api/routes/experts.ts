import { PlainId, Word } from '../../base/primitives.ts';
import { Expert } from '../../domain/registry/registry.ts';
import { jointStaffAndOverseers, ownOfficers } from '../policies.ts';
import { defineStep } from '../route.ts';
import { fieldsOf } from '../schemas.ts';
import { registryRoutes } from './registry-routes.ts';

const expert = registryRoutes({
  path: '/experts',
  noun: { zh: '专家', en: 'expert' },
  id: PlainId,
  body: Expert,
  shape: fieldsOf(Expert, [
    'id',
    'name',
    'department',
    'organisation',
    'fields',
    'title',
    'phone',
    'validTo',
    'recusals',
    'status',
    'statusReason',
    'tags',
  ]),
  filters: { status: Expert.shape.status.optional(), field: Word.optional() },
  read: jointStaffAndOverseers,
  write: ownOfficers,
});

/** 专家库: experts assist a team and never count toward its two inspectors. */
export const experts = defineStep({
  summary: { zh: '专家库', en: 'Expert registry' },
  uses: { registry: 'write', audit: 'append', ops: 'write' },
  routes: {
    createExpert: expert.create,
    getExpert: expert.get,
    listExperts: expert.list,
    updateExpert: expert.update,
    deactivateExpert: expert.deactivate,
    listExpertVersions: expert.versions,
    tagExperts: expert.tag,
  },
});
