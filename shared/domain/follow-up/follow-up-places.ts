import type { DepartmentCode } from '../../base/primitives.ts';
import { departmentCodes } from '../../codes/departments.ts';
import { undeterminedDay } from '../lead/lead-places.ts';
import { officeInbox } from '../notice/inbox.ts';
import type { FollowUp, FollowUpBox } from './follow-up.ts';
import { isUndeterminedFollowUp } from './follow-up-clocks.ts';
import { isOpenFollowUp } from './states.ts';

/** Whose box; disputes wait for the joint meeting's office. */
export type BoxOwner = DepartmentCode | typeof officeInbox;
export const boxOf = (owner: BoxOwner, box: FollowUpBox): string => `${owner}#${box}`;

/** The boxes whose matters have a clock: to sign and to answer, of every department. */
export const clockedBoxes = departmentCodes.flatMap((code) => [boxOf(code, 'to-sign'), boxOf(code, 'to-answer')]);

/** The boxes in which a day may still be unknown: these, and those of reports whose clock had no calendar when they came. */
export const datedBoxes = [...clockedBoxes, ...departmentCodes.map((code) => boxOf(code, 'to-confirm'))];

/** Who has to act, and in which box it waits for them. */
export function waitsFor({
  status,
  sender,
  receiver,
}: Pick<FollowUp, 'status' | 'sender' | 'receiver'>): readonly [BoxOwner, FollowUpBox] | undefined {
  switch (status) {
    case 'opened':
      return [receiver, 'to-sign'];
    case 'received':
      return [receiver, 'to-answer'];
    case 'returned':
      return [sender, 'to-redirect'];
    case 'disputed':
      return [officeInbox, 'to-decide'];
    case 'reported':
      return [sender, 'to-confirm'];
    default:
      return undefined;
  }
}

/** The day by which it stands in a box: the last day, or since when it waits; without a calendar after all others. */
const dayOf = (followUp: FollowUp): string => {
  if (followUp.due !== undefined) return followUp.due;
  return isUndeterminedFollowUp(followUp) ? undeterminedDay : (followUp.report?.on ?? followUp.sentOn);
};

/** Where a follow-up stands in its lists. */
export const followUpPlaces = {
  waiting(followUp: FollowUp): readonly [string, string] | undefined {
    const waits = waitsFor(followUp);
    return waits && [boxOf(...waits), `${dayOf(followUp)}#${followUp.id}`];
  },
  sent: (followUp: FollowUp): readonly [DepartmentCode, string] | undefined =>
    isOpenFollowUp(followUp.status) ? [followUp.sender, `${dayOf(followUp)}#${followUp.id}`] : undefined,
  ended: (followUp: FollowUp): readonly [DepartmentCode, string] | undefined =>
    isOpenFollowUp(followUp.status) ? undefined : [followUp.sender, `${followUp.endedOn}#${followUp.id}`],
  ofObject: ({ object, openedOn, id }: FollowUp) => [object.id, `${openedOn}#${id}`] as const,
};
