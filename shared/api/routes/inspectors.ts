import * as z from 'zod';
import { Inspector } from '../../domain/registry/registry.ts';
import { defineStep } from '../route.ts';
import { readOwnRegistry, writeOwnRegistry } from './registry-access.ts';
import { registryRoutes } from './registry-routes.ts';

const inspector = registryRoutes({
  path: '/inspectors',
  noun: { zh: '执法检查人员', en: 'inspector' },
  body: Inspector,
  shape: Inspector.shape,
  filters: {
    level: Inspector.shape.level.optional(),
    status: Inspector.shape.status.optional(),
    qualification: z.string().max(100).optional(),
  },
  read: readOwnRegistry,
  write: writeOwnRegistry,
});

/** 执法检查人员名录库. */
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
