import type { Failure } from '../../base/failures.ts';
import { checkAccess } from '../../base/ownership.ts';
import { err, ok, type Result } from '../../base/result.ts';
import { transition } from '../../base/transitions.ts';
import type { Campaign } from '../../domain/campaign/campaign.ts';
import { type CampaignEvent, campaignTransitions, campaignWords } from '../../domain/campaign/states.ts';
import type { Actor } from '../actor.ts';
import { type ChangeDeps, changeRecord } from '../change-record.ts';
import { eventOf } from '../changes.ts';
import type { Counters } from '../ports/counters.ts';
import type { PublicRecord } from '../ports/public-record.ts';
import type { Stored } from '../ports/records.ts';
import type { Registry } from '../ports/registry.ts';
import type { Change, CommitFailure } from '../ports/unit-of-work.ts';

export interface CampaignDeps extends ChangeDeps {
  readonly registry: Registry;
  readonly published: PublicRecord;
  readonly counters: Counters;
}

export type CampaignReadFailure = Failure<'not-found' | 'foreign-department'>;
export type CampaignFailure =
  | CampaignReadFailure
  | CommitFailure
  | Failure<
      | 'illegal-transition'
      | 'invalid-input'
      | 'not-ready'
      | 'same-person'
      | 'unknown-reference'
      | 'informant-exposed'
      | 'campaign-not-random'
      | 'follow-ups-open'
    >;
export type ChangedCampaign = Promise<Result<Stored<Campaign>, CampaignFailure>>;

/** A campaign as its caller saw it. */
export interface CampaignRequest {
  readonly id: string;
  readonly version: number;
}

/** The present campaign, if the actor may read it: the owner's and, where the policy says joint, every department in it. */
export async function findCampaign(
  { records }: Pick<CampaignDeps, 'records'>,
  id: string,
  actor: Actor,
): Promise<Result<Stored<Campaign>, CampaignReadFailure>> {
  const found = await records.find('campaign', id);
  if (!found) return err({ kind: 'not-found', entity: 'campaign', id });
  const { department, participants } = found.value;
  const reach = checkAccess(actor, { department, shared: participants }, { entity: 'campaign', id });
  return reach.ok ? ok(found) : reach;
}

/** What an act makes of a campaign, and what is written with it. */
export interface CampaignChange {
  readonly campaign: Campaign;
  readonly also?: readonly Change[];
}

/** Carries an event out on the version that the caller has seen. */
export const changeCampaign = (
  deps: CampaignDeps,
  { id, version, event }: CampaignRequest & { readonly event: CampaignEvent },
  actor: Actor,
  now: Date,
  change: (
    campaign: Campaign,
  ) => Promise<Result<CampaignChange, CampaignFailure>> | Result<CampaignChange, CampaignFailure>,
): ChangedCampaign =>
  changeRecord<'campaign', CampaignFailure>(
    deps,
    'campaign',
    { id, version, find: () => findCampaign(deps, id, actor) },
    async ({ value: before, meta }) => {
      const next = transition(campaignTransitions, campaignWords, before.status, event);
      if (!next.ok) return next;
      const changed = await change(before);
      if (!changed.ok) return changed;
      const { also, campaign } = changed.value;
      const value = { ...campaign, status: next.value };
      const facts = { number: value.number, status: value.status };
      const { campaignNotices } = await import('./campaign-notices.ts');
      const notices = campaignNotices(event, value, meta.version + 1, actor, now);
      return ok({ value, event: eventOf(event, actor, now, facts), also: [...(also ?? []), ...notices] });
    },
  );
