import { campaigns, campaignView, hotItemsView } from '../shared/api/routes/campaigns.ts';
import { shown, versioned } from '../shared/api/schemas.ts';
import { ok } from '../shared/base/result.ts';
import { findCampaign } from '../shared/use-cases/campaign/change-campaign.ts';
import { approveCampaign, returnCampaign } from '../shared/use-cases/campaign/decide-campaign.ts';
import { cancelCampaign, closeCampaign, reopenCampaign } from '../shared/use-cases/campaign/end-campaign.ts';
import { publishCampaign } from '../shared/use-cases/campaign/publish-campaign.ts';
import { listCampaigns } from '../shared/use-cases/campaign/read-campaigns.ts';
import {
  createCampaign,
  submitCampaign,
  takeBackCampaign,
  updateCampaign,
} from '../shared/use-cases/campaign/write-campaign.ts';
import { useReading } from '../shared/use-cases/plan/registry-readings.ts';
import { onLambda, stepHandler } from './chain/http-handler.ts';
import { loadDependencies } from './load-dependencies.ts';

/** What is imported inside an operation reads leads or registries, which few requests do. */
export const createHandler = stepHandler(campaigns, {
  listHotItems: async (deps, { query, actor, now }) => {
    const { readHotItems } = await import('../shared/use-cases/campaign/read-hot-items.ts');
    return ok(hotItemsView(await readHotItems(deps, query, actor, now)));
  },
  createCampaign: async (deps, { body, newId, actor, now }) =>
    shown(await createCampaign(deps, { id: newId, content: body }, actor, now), campaignView(actor)),
  listCampaigns: async (deps, { query, actor, page }) => {
    const found = await listCampaigns(deps, query, actor, page);
    return ok({ ...found, items: found.items.map(versioned) });
  },
  getCampaign: async (deps, { params, actor }) =>
    shown(await findCampaign(deps, params.id, actor), campaignView(actor)),
  previewCampaign: async (deps, { params, actor, now }) => {
    const allowed = await useReading(deps, actor, now);
    if (!allowed.ok) return allowed;
    const { previewCampaign } = await import('../shared/use-cases/campaign/preview-campaign.ts');
    return previewCampaign(deps, params.id, actor, now);
  },
  updateCampaign: async (deps, { params, body, version, actor, now }) =>
    shown(await updateCampaign(deps, { ...params, content: body, version }, actor, now), campaignView(actor)),
  submitCampaign: async (deps, { params, version, actor, now }) =>
    shown(await submitCampaign(deps, { ...params, version }, actor, now), campaignView(actor)),
  takeBackCampaign: async (deps, { params, version, actor, now }) =>
    shown(await takeBackCampaign(deps, { ...params, version }, actor, now), campaignView(actor)),
  returnCampaign: async (deps, { params, body, version, actor, now }) =>
    shown(await returnCampaign(deps, { ...params, ...body, version }, actor, now), campaignView(actor)),
  approveCampaign: async (deps, { params, version, actor, now }) =>
    shown(await approveCampaign(deps, { ...params, version }, actor, now), campaignView(actor)),
  publishCampaign: async (deps, { params, version, actor, now }) =>
    shown(await publishCampaign(deps, { ...params, version }, actor, now), campaignView(actor)),
  cancelCampaign: async (deps, { params, body, version, actor, now }) =>
    shown(await cancelCampaign(deps, { ...params, ...body, version }, actor, now), campaignView(actor)),
  closeCampaign: async (deps, { params, body, version, actor, now }) =>
    shown(await closeCampaign(deps, { ...params, ...body, version }, actor, now), campaignView(actor)),
  reopenCampaign: async (deps, { params, version, actor, now }) =>
    shown(await reopenCampaign(deps, { ...params, version }, actor, now), campaignView(actor)),
});

export const handler = onLambda(createHandler, loadDependencies);
