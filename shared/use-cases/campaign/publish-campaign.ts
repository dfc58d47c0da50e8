import { err, ok } from '../../base/result.ts';
import { localDateOf, yearOf } from '../../calendar/local-date.ts';
import type { Campaign } from '../../domain/campaign/campaign.ts';
import { CampaignDocument } from '../../public/campaign-document.ts';
import { placeIn, publicLists } from '../../public/lists.ts';
import type { PublicDocument } from '../../public/public-document.ts';
import type { Actor } from '../actor.ts';
import type { Change } from '../ports/unit-of-work.ts';
import { type CampaignDeps, type CampaignRequest, type ChangedCampaign, changeCampaign } from './change-campaign.ts';
import { judgeCampaign } from './judge-campaign.ts';

/** R25: an approved campaign becomes public; only then can it be drawn. */
export const publishCampaign = (
  deps: CampaignDeps,
  request: CampaignRequest,
  actor: Actor,
  now: Date,
): ChangedCampaign =>
  changeCampaign(deps, { ...request, event: 'publish' }, actor, now, async (approved) => {
    const today = localDateOf(now);
    if (approved.window.to < today)
      return err({ kind: 'invalid-input', errors: [{ path: 'body.window.to', message: '检查期已经结束' }] });
    const list = await judgeCampaign(deps, approved);
    if (!list.ok) return list;
    const campaign: Campaign = { ...approved, publishedAt: now.toISOString() };
    const named = new Set(campaign.departments.flatMap(({ items }) => items));
    const items = [...named].sort().flatMap((id) => list.value.rows.get(id) ?? []);
    const body = CampaignDocument.parse({
      ...campaign,
      items: items.map(({ value, meta }) => ({ ...value, version: meta.version })),
    });
    return ok({ campaign, also: [{ change: 'publish', document: documentOf(body) }] });
  });

/** The public document with what has become of the campaign since, if it is public. */
export async function republished(
  { published }: Pick<CampaignDeps, 'published'>,
  { id }: Campaign,
  since: Pick<CampaignDocument, 'cancelledAt' | 'closedAt'>,
): Promise<readonly Change[]> {
  const body = await published.find('campaign', id);
  if (!body) return [];
  return [{ change: 'publish', document: documentOf(CampaignDocument.parse({ ...body, ...since })) }];
}

function documentOf(body: CampaignDocument): PublicDocument {
  const year = String(yearOf(localDateOf(new Date(body.publishedAt))));
  return { kind: 'campaign', id: body.id, body, places: placeIn(publicLists.campaign.ofYear, year, body.number) };
}
