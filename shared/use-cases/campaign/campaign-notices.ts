import type { Campaign } from '../../domain/campaign/campaign.ts';
import { type CampaignSide, campaignHandOvers } from '../../domain/campaign/hand-overs.ts';
import type { CampaignEvent } from '../../domain/campaign/states.ts';
import { isJoint } from '../../domain/campaign/whose-turn.ts';
import type { HandOvers } from '../../domain/notice/hand-over.ts';
import { officeDepartment } from '../../domain/notice/notice.ts';
import type { Actor } from '../actor.ts';
import { handedOver } from '../notice/handed-over.ts';
import type { Change } from '../ports/unit-of-work.ts';

const handOvers: HandOvers<CampaignEvent, CampaignSide> = campaignHandOvers;
/** A notice is one line of 300 characters. */
const longestTitle = 100;

/** Who is told of a step of a campaign, which makes this version of it. */
export function campaignNotices(
  event: CampaignEvent,
  campaign: Campaign,
  version: number,
  actor: Pick<Actor, 'name'>,
  now: Date,
): readonly Change[] {
  const { id, title, number, department, participants } = campaign;
  const own = (waits: boolean) => ({ kind: waits ? 'campaign-waits' : 'campaign-decided', department }) as const;
  const handed = {
    about: `${id}.${version}`,
    subject: `专项检查“${[...title].slice(0, longestTitle).join('')}”（${number}）`,
    ids: { id },
    inboxes: {
      decider: (waits: boolean) => [
        isJoint(campaign) ? ({ kind: 'campaign-submitted', department: officeDepartment } as const) : own(waits),
      ],
      owner: (waits: boolean) => [own(waits)],
      departments: (waits: boolean) => participants.map((each) => ({ ...own(waits), department: each })),
    },
  };
  return handedOver(handOvers[event], handed, actor, now);
}
