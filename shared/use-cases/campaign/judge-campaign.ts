import { err, ok, type Result } from '../../base/result.ts';
import type { Campaign } from '../../domain/campaign/campaign.ts';
import { campaignErrors, coversAll } from '../../domain/campaign/check-campaign.ts';
import { checkTexts } from '../lead/exposed-texts.ts';
import { readItemList, type StoredItemList } from '../plan/item-list.ts';
import type { CampaignDeps, CampaignFailure } from './change-campaign.ts';

/** The most leads whose texts are compared at once. */
const atOnce = 10;

/** What a campaign says must hold against the item lists of now, and its texts against the informants of its leads (R23). */
export async function judgeCampaign(
  deps: Pick<CampaignDeps, 'records' | 'registry'>,
  campaign: Campaign,
): Promise<Result<StoredItemList, CampaignFailure>> {
  const list = await readItemList(deps, campaign.participants);
  const complete = coversAll(campaign, list);
  if (complete) return err(complete);
  const errors = campaignErrors(campaign, list);
  if (errors.length > 0) return err({ kind: 'invalid-input', errors });
  const unexposed = await judgeLeads(deps, campaign);
  return unexposed.ok ? ok(list) : unexposed;
}

/** Its leads are the own department's, and no text of the campaign tells who an informant of them is. */
export async function judgeLeads(
  { records }: Pick<CampaignDeps, 'records'>,
  campaign: Campaign,
): Promise<Result<void, CampaignFailure>> {
  const texts = textsOf(campaign);
  for (let at = 0; at < campaign.leads.length; at += atOnce) {
    const judged = await Promise.all(
      campaign.leads.slice(at, at + atOnce).map(async (id) => {
        const lead = await records.find('lead', id);
        if (lead?.value.department !== campaign.department)
          return err({ kind: 'unknown-reference', entity: 'lead', id } as const);
        return checkTexts({ records }, lead.value, texts);
      }),
    );
    const refused = judged.find((each) => !each.ok);
    if (refused) return refused;
  }
  return ok(undefined);
}

/** Every text that somebody wrote, by the field of the request that it comes from. */
const textsOf = ({ title, problem, basis, summary, returnReason, cancelled }: Campaign) => [
  ...Object.entries({ title, problem, basis, summary }).map(([field, text]) => ({ path: `body.${field}`, text })),
  { path: 'body.reason', text: returnReason },
  { path: 'body.reason', text: cancelled?.reason },
];
