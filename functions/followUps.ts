import { followUpHead } from '../shared/api/routes/follow-up-views.ts';
import { followUps } from '../shared/api/routes/followUps.ts';
import { shown } from '../shared/api/schemas.ts';
import { ok, type Result } from '../shared/base/result.ts';
import type { FollowUp } from '../shared/domain/follow-up/follow-up.ts';
import {
  cancelFollowUp,
  confirmFollowUp,
  extendFollowUp,
  reopenFollowUp,
  reportFollowUp,
  sendBackFollowUp,
} from '../shared/use-cases/follow-up/answer-follow-up.ts';
import { type FollowUpFailure, findFollowUp } from '../shared/use-cases/follow-up/change-follow-up.ts';
import { factsOf, listFollowUps, listFollowUpsOfObject } from '../shared/use-cases/follow-up/read-follow-ups.ts';
import {
  callFollowUp,
  decideFollowUp,
  disputeFollowUp,
  receiveFollowUp,
  redirectFollowUp,
  returnFollowUp,
} from '../shared/use-cases/follow-up/send-follow-up.ts';
import type { Stored } from '../shared/use-cases/ports/records.ts';
import { onLambda, stepHandler } from './chain/http-handler.ts';
import { loadDependencies } from './load-dependencies.ts';

// What few requests need is read when one does.
const rectifying = () => import('../shared/use-cases/follow-up/rectify.ts');

const changed = async (change: Promise<Result<Stored<FollowUp>, FollowUpFailure>>, now: Date) =>
  shown(await change, (found) => followUpHead(found, now));

export const createHandler = stepHandler(followUps, {
  listFollowUps: async (deps, { query, actor, page, now }) => {
    const found = await listFollowUps(deps, query, actor, page);
    return ok({ ...found, items: found.items.map((each) => followUpHead(each, now)) });
  },
  listFollowUpsOfObject: async (deps, { params, actor, page, now }) => {
    const found = await listFollowUpsOfObject(deps, params.objectId, actor, page);
    return shown(found, ({ items, ...more }) => ({ ...more, items: items.map((each) => followUpHead(each, now)) }));
  },
  getFollowUp: async (deps, { params, actor, now }) => {
    const found = await findFollowUp(deps, params.id, actor);
    if (!found.ok) return found;
    return ok({ ...followUpHead(found.value, now), facts: await factsOf(deps, found.value.value) });
  },
  receiveFollowUp: (deps, { params, version, actor, now }) =>
    changed(receiveFollowUp(deps, { ...params, version }, actor, now), now),
  returnFollowUp: (deps, { params, body, version, actor, now }) =>
    changed(returnFollowUp(deps, { ...params, version, returned: body }, actor, now), now),
  redirectFollowUp: (deps, { params, body, version, actor, now }) =>
    changed(redirectFollowUp(deps, { ...params, ...body, version }, actor, now), now),
  disputeFollowUp: (deps, { params, body, version, actor, now }) =>
    changed(disputeFollowUp(deps, { ...params, ...body, version }, actor, now), now),
  decideFollowUp: (deps, { params, body, version, actor, now }) =>
    changed(decideFollowUp(deps, { ...params, ...body, version }, actor, now), now),
  orderRectification: async (deps, { params, body, version, actor, now }) =>
    changed((await rectifying()).orderRectification(deps, { ...params, ...body, version }, actor, now), now),
  reportRectified: async (deps, { params, body, version, actor, now }) =>
    changed((await rectifying()).reportRectified(deps, { ...params, ...body, version }, actor, now), now),
  recheckRectification: async (deps, { params, body, version, actor, now }) =>
    changed((await rectifying()).recheckRectification(deps, { ...params, version, recheck: body }, actor, now), now),
  reportFollowUp: (deps, { params, body, version, actor, now }) =>
    changed(reportFollowUp(deps, { ...params, version, report: body }, actor, now), now),
  confirmFollowUp: (deps, { params, version, actor, now }) =>
    changed(confirmFollowUp(deps, { ...params, version }, actor, now), now),
  sendBackFollowUp: (deps, { params, body, version, actor, now }) =>
    changed(sendBackFollowUp(deps, { ...params, ...body, version }, actor, now), now),
  extendFollowUp: (deps, { params, body, version, actor, now }) =>
    changed(extendFollowUp(deps, { ...params, ...body, version }, actor, now), now),
  callFollowUp: (deps, { params, version, actor, now }) =>
    changed(callFollowUp(deps, { ...params, version }, actor, now), now),
  cancelFollowUp: (deps, { params, body, version, actor, now }) =>
    changed(cancelFollowUp(deps, { ...params, ...body, version }, actor, now), now),
  reopenFollowUp: (deps, { params, body, version, actor, now }) =>
    changed(reopenFollowUp(deps, { ...params, ...body, version }, actor, now), now),
});

export const handler = onLambda(createHandler, loadDependencies);
