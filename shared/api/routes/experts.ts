import * as z from 'zod';
import { Expert } from '../../domain/registry/registry.ts';
import { defineStep } from '../route.ts';
import { readOwnRegistry, writeOwnRegistry } from './registry-access.ts';
import { registryRoutes } from './registry-routes.ts';

const expert = registryRoutes({
  path: '/experts',
  noun: { zh: '专家', en: 'expert' },
  body: Expert,
  shape: Expert.shape,
  filters: { status: Expert.shape.status.optional(), field: z.string().max(100).optional() },
  read: readOwnRegistry,
  write: writeOwnRegistry,
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
