import { err, ok, type Result } from '../../base/result.ts';
import { type Campaign, writersOf } from '../../domain/campaign/campaign.ts';
import { lacksGround } from '../../domain/campaign/check-campaign.ts';
import { isJoint } from '../../domain/campaign/whose-turn.ts';
import type { Actor } from '../actor.ts';
import {
  type CampaignDeps,
  type CampaignFailure,
  type CampaignRequest,
  type ChangedCampaign,
  changeCampaign,
} from './change-campaign.ts';
import { judgeCampaign, judgeLeads } from './judge-campaign.ts';

/** The head decides on a campaign of one department, the joint meeting's office on one of several. */
const decides = (campaign: Campaign, { scope }: Actor): Result<void, CampaignFailure> =>
  isJoint(campaign) && scope !== 'any'
    ? err({ kind: 'not-ready', entity: 'campaign', reason: '跨部门的专项检查由县联席会议办公室批准。' })
    : ok(undefined);

/** R5: nobody who wrote or submitted a campaign approves it, whatever their roles. */
export const approveCampaign = (
  deps: CampaignDeps,
  request: CampaignRequest,
  actor: Actor,
  now: Date,
): ChangedCampaign =>
  changeCampaign(deps, { ...request, event: 'approve' }, actor, now, async (before) => {
    const decider = decides(before, actor);
    if (!decider.ok) return decider;
    if (writersOf(before).includes(actor.id)) return err({ kind: 'same-person', act: '批准' });
    const groundless = lacksGround(before);
    if (groundless) return err(groundless);
    const campaign = { ...before, approvedBy: actor.id };
    const judged = await judgeCampaign(deps, campaign);
    return judged.ok ? ok({ campaign }) : judged;
  });

/** Returns a campaign to its department with the reason, also an approved one, e.g. when an item has been abolished since. */
export const returnCampaign = (
  deps: CampaignDeps,
  { reason, ...request }: CampaignRequest & { readonly reason: string },
  actor: Actor,
  now: Date,
): ChangedCampaign =>
  changeCampaign(deps, { ...request, event: 'return' }, actor, now, async (before) => {
    const decider = decides(before, actor);
    if (!decider.ok) return decider;
    const { approvedBy: _, submittedBy: __, ...draft } = before;
    // Who submitted what is returned had a part in it.
    const writtenBy = [
      ...new Set([...draft.writtenBy, ...(before.submittedBy === undefined ? [] : [before.submittedBy])]),
    ];
    const campaign = { ...draft, writtenBy, returnReason: reason };
    const judged = await judgeLeads(deps, campaign);
    return judged.ok ? ok({ campaign }) : judged;
  });
