import { isOpen } from '../../domain/lead/states.ts';
import type { InspectionResult } from '../../domain/result/inspection-result.ts';
import type { Actor } from '../actor.ts';
import { eventOf, replaceRecord } from '../changes.ts';
import type { Records } from '../ports/records.ts';
import type { Change } from '../ports/unit-of-work.ts';

/**
 * R42: what is written with an act after which something of a result waits again. Whoever sums up, at the same moment, the
 * campaign that it was checked for has read that nothing does: the campaign moves on by a version, with nothing else new,
 * so that it is judged again. One that is closed already stays so.
 */
export async function campaignMovesOn(
  records: Records,
  { batchId }: Pick<InspectionResult, 'batchId'>,
  actor: Actor,
  now: Date,
): Promise<readonly Change[]> {
  const batch = batchId === undefined ? undefined : await records.find('batch', batchId);
  const id = batch?.value.campaign?.id;
  const campaign = id === undefined ? undefined : await records.find('campaign', id);
  return id !== undefined && campaign?.value.status === 'running'
    ? [replaceRecord('campaign', id, campaign, campaign.value, eventOf('note', actor, now))]
    : [];
}

/** The same of a lead, when one of its follow-ups is opened again; its results, which are few, its closing checks itself. */
export async function leadMovesOn(
  records: Records,
  { case: direct }: Pick<InspectionResult, 'case'>,
  actor: Actor,
  now: Date,
): Promise<readonly Change[]> {
  const id = direct?.leadId;
  const lead = id === undefined ? undefined : await records.find('lead', id);
  return id !== undefined && lead && isOpen(lead.value.status)
    ? [replaceRecord('lead', id, lead, lead.value, eventOf('note', actor, now))]
    : [];
}
