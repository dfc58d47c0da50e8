import { followUpHead } from '../shared/api/routes/follow-up-views.ts';
import { followUps } from '../shared/api/routes/followUps.ts';
import { shown, versioned } from '../shared/api/schemas.ts';
import { ok, type Result } from '../shared/base/result.ts';
import type { FollowUp } from '../shared/domain/follow-up/follow-up.ts';
import { type FollowUpFailure, findFollowUp } from '../shared/use-cases/follow-up/change-follow-up.ts';
import { factsOf, listFollowUps, listFollowUpsOfObject } from '../shared/use-cases/follow-up/read-follow-ups.ts';
import type { Stored } from '../shared/use-cases/ports/records.ts';
import { onLambda, stepHandler } from './chain/http-handler.ts';
import { loadDependencies } from './load-dependencies.ts';

// What few requests need is read when one does.
const exempting = () => import('../shared/use-cases/follow-up/exempt.ts');
const sending = () => import('../shared/use-cases/follow-up/send-follow-up.ts');
const answering = () => import('../shared/use-cases/follow-up/answer-follow-up.ts');
const proposing = () => import('../shared/use-cases/follow-up/propose-transfer.ts');
const listing = () => import('../shared/use-cases/follow-up/list-transfers.ts');
const readingTransfers = () => import('../shared/use-cases/follow-up/read-transfer.ts');
const transferring = () => import('../shared/use-cases/follow-up/transfer.ts');
const writing = () => import('../shared/use-cases/follow-up/letters.ts');
const counting = () => import('../shared/use-cases/follow-up/rectification-figures.ts');
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
  receiveFollowUp: async (deps, { params, version, actor, now }) =>
    changed((await sending()).receiveFollowUp(deps, { ...params, version }, actor, now), now),
  returnFollowUp: async (deps, { params, body, version, actor, now }) =>
    changed((await sending()).returnFollowUp(deps, { ...params, version, returned: body }, actor, now), now),
  redirectFollowUp: async (deps, { params, body, version, actor, now }) =>
    changed((await sending()).redirectFollowUp(deps, { ...params, ...body, version }, actor, now), now),
  disputeFollowUp: async (deps, { params, body, version, actor, now }) =>
    changed((await sending()).disputeFollowUp(deps, { ...params, ...body, version }, actor, now), now),
  decideFollowUp: async (deps, { params, body, version, actor, now }) =>
    changed((await sending()).decideFollowUp(deps, { ...params, ...body, version }, actor, now), now),
  writeLetter: async (deps, { params, version, actor, now }) =>
    changed((await writing()).writeLetter(deps, { ...params, version }, actor, now), now),
  getLetter: async (deps, { params, actor }) => (await writing()).readLetter(deps, params.id, actor),
  serveLetter: async (deps, { params, body, version, actor, now }) =>
    changed((await writing()).serveLetter(deps, { ...params, ...body, version }, actor, now), now),
  receiveOnPaper: async (deps, { params, body, version, actor, now }) =>
    changed((await writing()).receiveOnPaper(deps, { ...params, ...body, version }, actor, now), now),
  returnOnPaper: async (deps, { params, body, version, actor, now }) =>
    changed((await writing()).returnOnPaper(deps, { ...params, ...body, version }, actor, now), now),
  answerOnPaper: async (deps, { params, body, version, actor, now }) =>
    changed((await writing()).answerOnPaper(deps, { ...params, ...body, version }, actor, now), now),
  orderRectification: async (deps, { params, body, version, actor, now }) =>
    changed((await rectifying()).orderRectification(deps, { ...params, ...body, version }, actor, now), now),
  reportRectified: async (deps, { params, body, version, actor, now }) =>
    changed((await rectifying()).reportRectified(deps, { ...params, ...body, version }, actor, now), now),
  recheckRectification: async (deps, { params, body, version, actor, now }) =>
    changed((await rectifying()).recheckRectification(deps, { ...params, version, recheck: body }, actor, now), now),
  getRectificationFigures: async (deps, { query: { year, department }, actor, now }) =>
    ok(await (await counting()).rectificationFigures(deps, { year, departments: department }, actor, now)),
  grantExemption: async (deps, { params, body, version, actor, now }) =>
    changed((await exempting()).grantExemption(deps, { ...params, version, report: body }, actor, now), now),
  proposeTransfer: async (deps, { body, actor, now }) =>
    shown(await (await proposing()).proposeTransfer(deps, body, actor, now), versioned),
  listTransfers: async (deps, { query, actor, page }) => {
    const found = await (await listing()).listTransfers(deps, query, actor, page);
    return ok({ ...found, items: found.items.map(versioned) });
  },
  readTransfer: async (deps, { params, body, actor, now }) =>
    shown(await (await readingTransfers()).readTransfer(deps, { ...params, ...body }, actor, now), (read) => ({
      ...versioned(read.transfer),
      readings: read.readings,
    })),
  approveTransfer: async (deps, { params, version, actor, now }) =>
    shown(await (await transferring()).approveTransfer(deps, { ...params, version }, actor, now), versioned),
  receiveTransfer: async (deps, { params, body, version, actor, now }) =>
    shown(await (await transferring()).receiveTransfer(deps, { ...params, ...body, version }, actor, now), versioned),
  refuseTransfer: async (deps, { params, body, version, actor, now }) =>
    shown(await (await transferring()).refuseTransfer(deps, { ...params, ...body, version }, actor, now), versioned),
  handOver: async (deps, { params, body, version, actor, now }) =>
    shown(await (await transferring()).handOver(deps, { ...params, ...body, version }, actor, now), versioned),
  fileTransfer: async (deps, { params, body, version, actor, now }) =>
    shown(await (await transferring()).fileTransfer(deps, { ...params, ...body, version }, actor, now), versioned),
  declineTransfer: async (deps, { params, body, version, actor, now }) =>
    shown(await (await transferring()).declineTransfer(deps, { ...params, ...body, version }, actor, now), versioned),
  returnTransfer: async (deps, { params, body, version, actor, now }) =>
    shown(await (await transferring()).returnTransfer(deps, { ...params, ...body, version }, actor, now), versioned),
  deliverGoods: async (deps, { params, body, version, actor, now }) =>
    shown(await (await transferring()).deliverGoods(deps, { ...params, ...body, version }, actor, now), versioned),
  askReview: async (deps, { params, body, version, actor, now }) =>
    shown(await (await transferring()).askReview(deps, { ...params, ...body, version }, actor, now), versioned),
  upholdTransfer: async (deps, { params, body, version, actor, now }) =>
    shown(await (await transferring()).upholdTransfer(deps, { ...params, ...body, version }, actor, now), versioned),
  reverseTransfer: async (deps, { params, body, version, actor, now }) =>
    shown(await (await transferring()).reverseTransfer(deps, { ...params, ...body, version }, actor, now), versioned),
  closeTransfer: async (deps, { params, body, version, actor, now }) =>
    shown(await (await transferring()).closeTransfer(deps, { ...params, ...body, version }, actor, now), versioned),
  reportFollowUp: async (deps, { params, body, version, actor, now }) =>
    changed((await answering()).reportFollowUp(deps, { ...params, version, report: body }, actor, now), now),
  confirmFollowUp: async (deps, { params, version, actor, now }) =>
    changed((await answering()).confirmFollowUp(deps, { ...params, version }, actor, now), now),
  sendBackFollowUp: async (deps, { params, body, version, actor, now }) =>
    changed((await answering()).sendBackFollowUp(deps, { ...params, ...body, version }, actor, now), now),
  extendFollowUp: async (deps, { params, body, version, actor, now }) =>
    changed((await answering()).extendFollowUp(deps, { ...params, ...body, version }, actor, now), now),
  callFollowUp: async (deps, { params, version, actor, now }) =>
    changed((await sending()).callFollowUp(deps, { ...params, version }, actor, now), now),
  cancelFollowUp: async (deps, { params, body, version, actor, now }) =>
    changed((await answering()).cancelFollowUp(deps, { ...params, ...body, version }, actor, now), now),
  reopenFollowUp: async (deps, { params, body, version, actor, now }) =>
    changed((await answering()).reopenFollowUp(deps, { ...params, ...body, version }, actor, now), now),
});

export const handler = onLambda(createHandler, loadDependencies);
