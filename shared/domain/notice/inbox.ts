import type { DepartmentCode } from '../../base/primitives.ts';
import { classFileNoticeKinds, type Notice, type NoticeKind } from './notice.ts';

/** The inbox of the joint meeting's office, separate from that of the department where it is located. */
export const officeInbox = 'office';

/** The inbox of one inspector, for the visits of the teams the inspector is in. */
export type PersonalInbox = `inspector:${string}`;

export type Inbox = DepartmentCode | typeof officeInbox | PersonalInbox;

const officeKinds: readonly NoticeKind[] = [
  'overdue-figures',
  'setting-proposed',
  'setting-refused',
  'notary-due',
  'follow-up-disputed',
  'follow-up-called',
  'check-refused-late',
  'share-disputed',
  'plan-submitted',
  'campaign-submitted',
  'trust-submitted',
  'draw-requested',
  ...classFileNoticeKinds,
];

type Addressed = Pick<Notice, 'kind' | 'department' | 'inspectorId'>;

export function inboxOf({ kind, department, inspectorId }: Addressed): Inbox {
  if (officeKinds.includes(kind)) return officeInbox;
  return inspectorId === undefined ? department : personalInbox(inspectorId);
}

export const personalInbox = (inspectorId: string): PersonalInbox => `inspector:${inspectorId}`;
