import type { DepartmentCode } from '../../base/primitives.ts';
import { officeInbox } from '../notice/inbox.ts';
import type { TrustPeriod } from './trust-period.ts';

/** Who decides on what is proposed: its head, or the joint meeting's office where it is for every department. */
export const whoseTurn = ({
  status,
  department,
  everywhere,
}: Pick<TrustPeriod, 'status' | 'department' | 'everywhere'>): DepartmentCode | typeof officeInbox | undefined => {
  if (status !== 'proposed') return undefined;
  return everywhere ? officeInbox : department;
};
