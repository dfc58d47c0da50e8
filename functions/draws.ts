import { draws } from '../shared/api/routes/draws.ts';
import { shown } from '../shared/api/schemas.ts';
import { ok } from '../shared/base/result.ts';
import { isFreezing } from '../shared/domain/batch/stage.ts';
import {
  revealDice,
  revealSecret,
  submitCommitment,
  submitNotaryCommitment,
} from '../shared/use-cases/batch/ceremony.ts';
import { findBatch } from '../shared/use-cases/batch/change-batch.ts';
import { getBatchFrame, listBatches } from '../shared/use-cases/batch/read-batches.ts';
import { onLambda, stepHandler } from './chain/http-handler.ts';
import { seenBy } from './draws/batch-as-seen.ts';
import { loadDependencies } from './load-dependencies.ts';

/**
 * What is imported inside an operation is needed by one request of a batch's whole life, or only where the process or the
 * clock did not do its part: no cold start should load it.
 */
export const createHandler = stepHandler(draws, {
  freezeBatch: async (deps, { newId, body: { entries = [], campaign, ...body }, actor, now }) => {
    const { freezeBatch } = await import('../shared/use-cases/frame/freeze-batch.ts');
    const references = campaign === undefined ? entries : [{ campaignId: campaign }];
    return shown(await freezeBatch(deps, { ...body, id: newId, entries: references }, actor, now), seenBy(actor));
  },
  commitBatch: async (deps, { params, version, body, actor, now }) => {
    const { commitBatch } = await import('../shared/use-cases/batch/commit-batch.ts');
    return shown(await commitBatch(deps, { id: params.id, version, ...body }, actor, now), seenBy(actor));
  },
  submitCommitment: async (deps, { params, body, actor, now }) =>
    shown(await submitCommitment(deps, { id: params.id, ...body }, actor, now), seenBy(actor)),
  revealSecret: async (deps, { params, body, actor, now }) =>
    shown(await revealSecret(deps, { id: params.id, ...body }, actor, now), seenBy(actor)),
  moveToCeremony: async (deps, { params, version, body, actor, now }) => {
    const { moveToCeremony } = await import('../shared/use-cases/batch/move-to-ceremony.ts');
    return shown(await moveToCeremony(deps, { id: params.id, version, ...body }, actor, now), seenBy(actor));
  },
  submitNotaryCommitment: async (deps, { params, body, actor, now }) =>
    shown(await submitNotaryCommitment(deps, { id: params.id, ...body }, actor, now), seenBy(actor)),
  revealDice: async (deps, { params, body, actor, now }) =>
    shown(await revealDice(deps, { id: params.id, ...body }, actor, now), seenBy(actor)),
  takeRandomness: async (deps, { params, actor, now }) => {
    const { takeBeacon } = await import('../shared/use-cases/batch/beacon.ts');
    return shown(await takeBeacon(deps, { id: params.id }, actor, now), seenBy(actor));
  },
  submitBeacon: async (deps, { params, body, actor, now }) => {
    const { submitBeacon } = await import('../shared/use-cases/batch/beacon.ts');
    return shown(await submitBeacon(deps, { id: params.id, ...body }, actor, now), seenBy(actor));
  },
  drawBatch: async (deps, { params, actor, now }) => {
    const { drawBatch } = await import('../shared/use-cases/draw/draw-batch.ts');
    return shown(await drawBatch(deps, { id: params.id }, actor, now), seenBy(actor));
  },
  dispatchBatch: async (deps, { params, actor, now }) => {
    const { dispatchBatch } = await import('../shared/use-cases/batch/dispatch-batch.ts');
    return shown(await dispatchBatch(deps, { id: params.id }, actor, now), seenBy(actor));
  },
  restartProcess: async (deps, { params, actor, now }) => {
    const { restartProcess } = await import('../shared/use-cases/batch/draw-attempts.ts');
    return shown(await restartProcess(deps, { id: params.id }, actor, now), seenBy(actor));
  },
  publishDrawList: async (deps, { params, actor, now }) => {
    const { publishDrawList } = await import('../shared/use-cases/draw/publish-list.ts');
    return shown(await publishDrawList(deps, { id: params.id }, actor, now), seenBy(actor));
  },
  getBatch: async (deps, { params, actor }) => {
    const found = await findBatch(deps, params.id, actor);
    if (!found.ok || !isFreezing(found.value.value)) return shown(found, seenBy(actor));
    const { freezingProgress } = await import('../shared/use-cases/frame/freezing-progress.ts');
    return ok({ ...seenBy(actor)(found.value), progress: await freezingProgress(deps, params.id) });
  },
  listBatches: async (deps, { query, actor, page }) => {
    const found = await listBatches(deps, query, actor, page);
    return ok({ ...found, items: found.items.map(seenBy(actor)) });
  },
  listOverCap: async (deps, { params, actor, page }) => {
    const { listOverCap } = await import('../shared/use-cases/draw/over-cap.ts');
    return listOverCap(deps, params.id, actor, page);
  },
  getBatchFrame: (deps, { params, actor }) => getBatchFrame(deps, params, actor),
});

export const handler = onLambda(createHandler, loadDependencies);
