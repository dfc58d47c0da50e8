import { err, ok } from '../../base/result.ts';
import type { Actor } from '../actor.ts';
import { type CampaignDeps, type CampaignRequest, type ChangedCampaign, changeCampaign } from './change-campaign.ts';
import { judgeLeads } from './judge-campaign.ts';
import { nothingLeft } from './left-open.ts';
import { republished } from './publish-campaign.ts';

/** Sums a campaign up once all of its inspections are over, and nothing is left of what they found (R42). */
export const closeCampaign = (
  deps: CampaignDeps,
  { summary, ...request }: CampaignRequest & { readonly summary: string },
  actor: Actor,
  now: Date,
): ChangedCampaign =>
  changeCampaign(deps, { ...request, event: 'close' }, actor, now, async (before) => {
    const left = before.batchId === undefined ? ok([]) : await nothingLeft(deps.records, before.batchId);
    if (!left.ok) return left;
    const closedAt = now.toISOString();
    const campaign = { ...before, summary, closedBy: actor.id, closedAt };
    const judged = await judgeLeads(deps, campaign);
    if (!judged.ok) return judged;
    return ok({ campaign, also: [...left.value, ...(await republished(deps, before, { closedAt }))] });
  });

/** Opens a campaign that was summed up, to be summed up anew; its summary stays until then. */
export const reopenCampaign = (
  deps: CampaignDeps,
  request: CampaignRequest,
  actor: Actor,
  now: Date,
): ChangedCampaign =>
  changeCampaign(
    deps,
    { ...request, event: 'reopen' },
    actor,
    now,
    async ({ closedAt: _, closedBy: __, ...campaign }) =>
      ok({ campaign, also: await republished(deps, campaign, { closedAt: undefined }) }),
  );

/** Cancels a campaign that nothing was drawn for, or whose batches were all voided. What was published says so. */
export const cancelCampaign = (
  deps: CampaignDeps,
  { reason, ...request }: CampaignRequest & { readonly reason: string },
  actor: Actor,
  now: Date,
): ChangedCampaign =>
  changeCampaign(deps, { ...request, event: 'cancel' }, actor, now, async (before) => {
    if (before.batchId !== undefined) {
      const reasonNot = '已为本专项检查冻结批次；请先作废该批次，再取消专项检查。';
      return err({ kind: 'not-ready', entity: 'campaign', reason: reasonNot });
    }
    const at = now.toISOString();
    const campaign = { ...before, cancelled: { by: actor.id, at, reason } };
    const judged = await judgeLeads(deps, campaign);
    if (!judged.ok) return judged;
    return ok({ campaign, also: await republished(deps, before, { cancelledAt: at }) });
  });
