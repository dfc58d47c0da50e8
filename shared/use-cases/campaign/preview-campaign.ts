import type { Failure } from '../../base/failures.ts';
import { err, type Result } from '../../base/result.ts';
import { entryOf } from '../../domain/campaign/campaign.ts';
import { campaignErrors } from '../../domain/campaign/check-campaign.ts';
import type { EntryPreview } from '../../domain/plan/entry-preview.ts';
import type { Actor } from '../actor.ts';
import type { FrameDeps } from '../frame/candidates.ts';
import { isLarge } from '../frame/registry-size.ts';
import { readItemList } from '../plan/item-list.ts';
import { readPreview } from '../plan/preview-entry.ts';
import { type CampaignReadFailure, findCampaign } from './change-campaign.ts';

/** What a campaign would yield if it were drawn now; previewing freezes nothing. */
export async function previewCampaign(
  deps: FrameDeps,
  id: string,
  actor: Actor,
  now: Date,
  onePassObjects?: number,
): Promise<Result<EntryPreview, CampaignReadFailure | Failure<'invalid-input' | 'unknown-reference' | 'not-ready'>>> {
  const found = await findCampaign(deps, id, actor);
  if (!found.ok) return found;
  const campaign = found.value.value;
  const errors = campaignErrors(campaign, await readItemList(deps, campaign.participants), 'campaign');
  if (errors.length > 0) return err({ kind: 'invalid-input', errors });
  const reason = '检查对象名录较大，一次请求内读不完，不能预览；冻结批次由后台分片完成。';
  if (await isLarge(deps, onePassObjects)) return err({ kind: 'not-ready', entity: 'object', reason });
  return readPreview(deps, entryOf(campaign), now, campaign.higherLevel);
}
