import { batchView } from '../shared/api/routes/draw-views.ts';
import { keys } from '../shared/api/routes/keys.ts';
import { shown } from '../shared/api/schemas.ts';
import {
  approveKeyExport,
  collectKeyExport,
  keyState,
  recordKeyCheck,
  requestKeyExport,
} from '../shared/use-cases/batch/key-exports.ts';
import { issueSlip } from '../shared/use-cases/draw/issue-slip.ts';
import { slipFragment } from '../shared/verification/two/slip-file.ts';
import { onLambda, stepHandler } from './chain/http-handler.ts';
import { loadDependencies } from './load-dependencies.ts';

export const createHandler = stepHandler(keys, {
  issueSlip: async (deps, { params, body, actor, now }) =>
    shown(await issueSlip(deps, { id: params.id, ...body }, actor, now), (slip) => ({
      ...slip,
      path: `/verification#${slipFragment(slip)}`,
    })),
  getBatchKey: (deps, { params }) => keyState(deps, params.id),
  requestKeyExport: (deps, { params, newId, body, actor, now }) =>
    requestKeyExport(deps, { id: params.id, requestId: newId, ...body }, actor, now),
  approveKeyExport: (deps, { params, actor, now }) => approveKeyExport(deps, params, actor, now),
  collectKeyExport: (deps, { params, actor, now }) => collectKeyExport(deps, params, actor, now),
  recordKeyCheck: async (deps, { params, body, actor, now }) =>
    shown(await recordKeyCheck(deps, { id: params.id, ...body }, actor, now), batchView),
});

export const handler = onLambda(createHandler, loadDependencies);
