import type { Batch } from '../../domain/batch/batch.ts';
import type { Campaign } from '../../domain/campaign/campaign.ts';
import { campaignTransitions } from '../../domain/campaign/states.ts';
import type { Actor } from '../actor.ts';
import { eventOf, replaceRecord } from '../changes.ts';
import type { Records, Stored } from '../ports/records.ts';
import type { Change } from '../ports/unit-of-work.ts';

/** A freeze binds the campaign to its batch, on the version that was read: it has not been cancelled meanwhile. */
export function bindCampaign(
  campaign: Stored<Campaign>,
  { id, number }: Pick<Batch, 'id' | 'number'>,
  actor: Actor,
  now: Date,
): Change {
  const { value } = campaign;
  const bound = { ...value, batchId: id, batches: [...value.batches, id] };
  return replaceRecord('campaign', value.id, campaign, bound, eventOf('freeze', actor, now, { batch: number }));
}

/** What moves with the commit that moves a batch: the campaign that it draws for, if it draws for one. */
export async function moveCampaign(
  { records }: { readonly records: Records },
  { id, number, campaign: named }: Pick<Batch, 'id' | 'number' | 'campaign'>,
  event: 'draw' | 'start' | 'void',
  actor: Actor,
  now: Date,
): Promise<readonly Change[]> {
  if (!named) return [];
  const found = await records.find('campaign', named.id);
  if (!found) throw new Error(`campaign ${named.id} of batch ${id} vanished`);
  const { batchId, ...campaign } = found.value;
  const status = campaignTransitions[campaign.status][event];
  // Another batch draws for it by now, or it is over: the batch alone moves.
  if (batchId !== id || status === undefined) return [];
  const value = { ...campaign, status, ...(event !== 'void' && { batchId }) };
  return [replaceRecord('campaign', named.id, found, value, eventOf(event, actor, now, { batch: number }))];
}
