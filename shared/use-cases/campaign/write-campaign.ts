import { err, ok } from '../../base/result.ts';
import { localDateOf, yearOf } from '../../calendar/local-date.ts';
import { county } from '../../codes/county.ts';
import { type Campaign, type CampaignContent, campaignNumber, withContent } from '../../domain/campaign/campaign.ts';
import { lacksGround } from '../../domain/campaign/check-campaign.ts';
import { canonicalJson } from '../../draw/canonical-json.ts';
import type { Actor } from '../actor.ts';
import { createRecord, eventOf } from '../changes.ts';
import {
  type CampaignDeps,
  type CampaignRequest,
  type ChangedCampaign,
  changeCampaign,
  findCampaign,
} from './change-campaign.ts';
import { judgeCampaign } from './judge-campaign.ts';

/** Drafts a campaign of the actor's department. A retry after a lost response finds the existing one. */
export async function createCampaign(
  deps: CampaignDeps,
  { id, content }: { readonly id: string; readonly content: CampaignContent },
  actor: Actor,
  now: Date,
): ChangedCampaign {
  const made = await deps.records.find('campaign', id);
  if (made) return isSame(made.value, content) ? ok(made) : err({ kind: 'already-exists', entity: 'campaign', id });
  const year = yearOf(localDateOf(now));
  const { department } = actor;
  const begun = { id, number: '', year, department, status: 'draft', createdBy: actor.id } as const;
  const draft: Campaign = withContent({ ...begun, writtenBy: [], batches: [] }, content);
  const judged = await judgeCampaign(deps, draft);
  if (!judged.ok) return judged;
  const number = campaignNumber(county.code, year, await deps.counters.next(`campaign#${year}`));
  const event = eventOf('create', actor, now, { number });
  const done = await deps.work.commit([createRecord('campaign', id, { ...draft, number }, event)]);
  return done.ok ? findCampaign(deps, id, actor) : done;
}

const isSame = (campaign: Campaign, content: CampaignContent): boolean =>
  canonicalJson({ ...campaign, ...content }) === canonicalJson(campaign);

/** Replaces the content of a draft. */
export const updateCampaign = (
  deps: CampaignDeps,
  { content, ...request }: CampaignRequest & { readonly content: CampaignContent },
  actor: Actor,
  now: Date,
): ChangedCampaign =>
  changeCampaign(deps, { ...request, event: 'edit' }, actor, now, async ({ basis: _, ...before }) => {
    const campaign = writtenBy(withContent(before, content), actor);
    const judged = await judgeCampaign(deps, campaign);
    return judged.ok ? ok({ campaign }) : judged;
  });

/** R25: submits what rests on a document and on leads, or on the order of a higher level; the item lists may have changed since. */
export const submitCampaign = (
  deps: CampaignDeps,
  request: CampaignRequest,
  actor: Actor,
  now: Date,
): ChangedCampaign =>
  changeCampaign(deps, { ...request, event: 'submit' }, actor, now, async ({ returnReason: _, ...before }) => {
    const groundless = lacksGround(before);
    if (groundless) return err(groundless);
    const campaign = { ...before, submittedBy: actor.id };
    const judged = await judgeCampaign(deps, campaign);
    return judged.ok ? ok({ campaign }) : judged;
  });

/** Takes the own submission back while nobody has decided. */
export const takeBackCampaign = (
  deps: CampaignDeps,
  request: CampaignRequest,
  actor: Actor,
  now: Date,
): ChangedCampaign =>
  changeCampaign(deps, { ...request, event: 'take-back' }, actor, now, ({ submittedBy: by, ...campaign }) =>
    by === actor.id
      ? ok({ campaign: writtenBy(campaign, actor) })
      : err({ kind: 'not-ready', entity: 'campaign', reason: '只有报批人本人可以撤回；其他人可以请负责人退回。' }),
  );

const writtenBy = (campaign: Campaign, { id }: Actor): Campaign => ({
  ...campaign,
  writtenBy: [...new Set([...campaign.writtenBy, id])],
});
