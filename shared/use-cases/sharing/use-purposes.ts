import type { DepartmentCode } from '../../base/primitives.ts';
import { isOpenFollowUp } from '../../domain/follow-up/states.ts';
import { isOpen } from '../../domain/lead/states.ts';
import { isApproved } from '../../domain/result/states.ts';
import type { UsePurpose } from '../../domain/sharing/share-use.ts';
import { resultIdOf } from '../../domain/visit/visit-ids.ts';
import { checkOf } from '../changes.ts';
import type { Records } from '../ports/records.ts';
import type { Change } from '../ports/unit-of-work.ts';
import { effectiveResult, effectiveVisit, effectiveVisits } from '../result/effective.ts';

/** A purpose that holds: whom it is about, and that it still holds when the use is written. */
export interface OpenPurpose {
  readonly objectId?: string;
  readonly holds: Change;
}

/**
 * R30: what a department may read shared data for: a visit of which its own result is not approved, a lead of its own, a
 * follow-up that it has sent or received; each as long as it is not ended. Anything else, whether there or not, is no purpose.
 */
export async function openPurpose(
  records: Records,
  { kind, id }: UsePurpose,
  department: DepartmentCode,
): Promise<OpenPurpose | undefined> {
  if (kind === 'visit') return ofVisit(records, id, department);
  if (kind === 'lead') {
    const lead = await records.find('lead', id);
    if (lead?.value.department !== department || !isOpen(lead.value.status)) return undefined;
    const { objectId } = lead.value;
    return { ...(objectId !== undefined && { objectId }), holds: checkOf('lead', id, lead) };
  }
  const followUp = await records.find('follow-up', id);
  if (!followUp || !isOpenFollowUp(followUp.value.status)) return undefined;
  const { sender, receiver, object } = followUp.value;
  return [sender, receiver].includes(department)
    ? { objectId: object.id, holds: checkOf('follow-up', id, followUp) }
    : undefined;
}

async function ofVisit(records: Records, id: string, department: DepartmentCode): Promise<OpenPurpose | undefined> {
  const visit = await effectiveVisit(records, id);
  if (!visit?.value.departments.includes(department) || visit.value.status === 'voided') return undefined;
  const resultId = resultIdOf(id, department);
  const result = await effectiveResult(records, resultId);
  if (!result || result.value.status === 'voided' || isApproved(result.value.status)) return undefined;
  return { objectId: visit.value.object.id, holds: checkOf('result', resultId, result) };
}

/**
 * Which of these purposes have ended, by id: a visit that is over, not performed or voided, also by its batch, and a follow-up
 * that is closed or cancelled. What has not ended announces something to its subject; a lead does so for ever and is not among them.
 */
export async function endedPurposes(records: Records, purposes: readonly UsePurpose[]): Promise<ReadonlySet<string>> {
  const idsOf = (kind: UsePurpose['kind']) => [
    ...new Set(purposes.flatMap((purpose) => (purpose.kind === kind ? [purpose.id] : []))),
  ];
  const [visits, followUps] = await Promise.all([
    records.findEach('visit', idsOf('visit')),
    records.findEach('follow-up', idsOf('follow-up')),
  ]);
  const over = (await effectiveVisits(records, [...visits.values()])).filter(
    ({ value }) => value.status !== 'dispatched',
  );
  const closed = [...followUps.values()].filter(({ value }) => !isOpenFollowUp(value.status));
  return new Set([...over, ...closed].map(({ value }) => value.id));
}
