import type { DepartmentCode } from '../../base/primitives.ts';
import { officeInbox } from '../notice/inbox.ts';
import type { Campaign } from './campaign.ts';

/** Several departments inspect: the joint meeting's office decides. */
export const isJoint = ({ departments }: Pick<Campaign, 'departments'>): boolean => departments.length > 1;

/**
 * Who has to do something about a campaign that it does not do by itself: mend what was returned, approve, publish, have it
 * drawn, and sum it up. A draft that nobody has seen, and one whose batch is under way, wait for nobody.
 */
export function whoseTurn(
  campaign: Pick<Campaign, 'status' | 'department' | 'departments' | 'returnReason' | 'batchId'>,
): DepartmentCode | typeof officeInbox | undefined {
  const { status, department, returnReason, batchId } = campaign;
  if (status === 'submitted') return isJoint(campaign) ? officeInbox : department;
  const waits =
    (status === 'draft' && returnReason !== undefined) ||
    status === 'approved' ||
    (status === 'published' && batchId === undefined) ||
    status === 'running';
  return waits ? department : undefined;
}
