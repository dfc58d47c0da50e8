import { type DishonestyList, dishonestyLists } from './dishonesty-lists.ts';
import type { FollowUpKind } from './follow-ups.ts';

/** The lists in which departments of the county enter a subject, each with the kind of follow-up that proposes it. */
const proposals = { abnormal: 'list-abnormal', serious: 'list-dishonest' } as const satisfies Readonly<
  Partial<Record<DishonestyList, FollowUpKind>>
>;
export type ProposedList = keyof typeof proposals;
export const proposedLists = Object.keys(proposals) as [ProposedList, ...ProposedList[]];

/** The list that a follow-up of this kind proposes; none for the other kinds. */
export const listProposedBy = (kind: FollowUpKind): ProposedList | undefined =>
  proposedLists.find((list) => proposals[list] === kind);

export type AbnormalReason = keyof typeof dishonestyLists.abnormal.reasons;
export const abnormalReasonCodes = Object.keys(dishonestyLists.abnormal.reasons) as [
  AbnormalReason,
  ...AbnormalReason[],
];
