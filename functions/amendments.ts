import { amendments } from '../shared/api/routes/amendments.ts';
import { shown } from '../shared/api/schemas.ts';
import { refuseRequest, withdrawRequest } from '../shared/use-cases/amendment/end-request.ts';
import { requestReserve } from '../shared/use-cases/amendment/request-reserve.ts';
import { requestTeamChange } from '../shared/use-cases/amendment/request-team-change.ts';
import { onLambda, stepHandler } from './chain/http-handler.ts';
import { seenBy } from './draws/batch-as-seen.ts';
import { loadDependencies } from './load-dependencies.ts';

/** What is imported inside an operation looks for somebody in the draw's own order, or voids a draw: few requests do. */
export const createHandler = stepHandler(amendments, {
  requestVoid: async (deps, { params, body, newId, actor, now }) => {
    const { requestVoid } = await import('../shared/use-cases/amendment/void-batch.ts');
    return shown(await requestVoid(deps, { id: params.id, requestId: newId, ...body }, actor, now), seenBy(actor));
  },
  approveVoid: async (deps, { params, actor, now }) => {
    const { approveVoid } = await import('../shared/use-cases/amendment/void-batch.ts');
    return shown(await approveVoid(deps, params, actor, now), seenBy(actor));
  },
  consentToRepeat: async (deps, { params, body, actor, now }) => {
    const { consentToRepeat } = await import('../shared/use-cases/amendment/repeat-consent.ts');
    return shown(await consentToRepeat(deps, { ...params, ...body }, actor, now), seenBy(actor));
  },
  withdrawRepeatConsent: async (deps, { params, actor, now }) => {
    const { withdrawRepeatConsent } = await import('../shared/use-cases/amendment/repeat-consent.ts');
    return shown(await withdrawRepeatConsent(deps, params, actor, now), seenBy(actor));
  },
  requestReserve: async (deps, { params, body, newId, actor, now }) =>
    shown(await requestReserve(deps, { id: params.id, reserveId: newId, ...body }, actor, now), seenBy(actor)),
  approveReserve: async (deps, { params, actor, now }) => {
    const { approveReserve } = await import('../shared/use-cases/amendment/approve-reserve.ts');
    return shown(await approveReserve(deps, params, actor, now), seenBy(actor));
  },
  requestTeamChange: async (deps, { params, body, newId, actor, now }) =>
    shown(await requestTeamChange(deps, { id: params.id, changeId: newId, ...body }, actor, now), seenBy(actor)),
  approveTeamChange: async (deps, { params, actor, now }) => {
    const { approveTeamChange } = await import('../shared/use-cases/amendment/approve-team-change.ts');
    return shown(await approveTeamChange(deps, params, actor, now), seenBy(actor));
  },
  refuseRequest: async (deps, { params, body, actor, now }) =>
    shown(await refuseRequest(deps, { ...params, ...body }, actor, now), seenBy(actor)),
  withdrawRequest: async (deps, { params, actor, now }) =>
    shown(await withdrawRequest(deps, params, actor, now), seenBy(actor)),
});

export const handler = onLambda(createHandler, loadDependencies);
