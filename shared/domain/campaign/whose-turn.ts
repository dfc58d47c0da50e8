import type { DepartmentCode } from '../../base/primitives.ts';
import { officeInbox } from '../notice/inbox.ts';
import type { Campaign } from './campaign.ts';

/** Several departments inspect: the joint meeting's office decides. */
export const isJoint = ({ departments }: Pick<Campaign, 'departments'>): boolean => departments.length > 1;

type Facts = Pick<Campaign, 'status' | 'department' | 'departments' | 'returnReason' | 'summary'>;

/** Who has to do something about a campaign that was handed to them; a draft that nobody has seen waits for nobody. */
export function whoseTurn(campaign: Facts): DepartmentCode | typeof officeInbox | undefined {
  const { status, department, returnReason, summary } = campaign;
  if (status === 'submitted') return isJoint(campaign) ? officeInbox : department;
  const handedBack =
    (status === 'draft' && returnReason !== undefined) || (status === 'running' && summary !== undefined);
  return status === 'approved' || handedBack ? department : undefined;
}
