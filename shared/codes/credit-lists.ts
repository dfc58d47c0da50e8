import type { FollowUpKind } from './follow-ups.ts';

/** Why a subject is entered in 经营异常名录 (企业信息公示暂行条例第十七条). */
export const abnormalReasons = {
  a1: '未按规定期限公示年度报告',
  a2: '未按责令期限公示有关企业信息',
  a3: '公示信息隐瞒真实情况、弄虚作假',
  a4: '通过登记的住所（经营场所）无法联系',
} as const;
export type AbnormalReason = keyof typeof abnormalReasons;
export const abnormalReasonCodes = Object.keys(abnormalReasons) as [AbnormalReason, ...AbnormalReason[]];

/** 名单 in which the departments of the county enter a subject, each proposed by follow-ups of one kind. */
export const creditLists = {
  abnormal: { name: '经营异常名录', proposedBy: 'list-abnormal' },
  serious: { name: '严重违法失信名单', proposedBy: 'list-dishonest' },
} as const satisfies Readonly<Record<string, { readonly name: string; readonly proposedBy: FollowUpKind }>>;
export type CreditList = keyof typeof creditLists;
export const creditListCodes = Object.keys(creditLists) as [CreditList, ...CreditList[]];

/** The list that a follow-up of this kind proposes; none for the other kinds. */
export const listProposedBy = (kind: FollowUpKind): CreditList | undefined =>
  creditListCodes.find((list) => creditLists[list].proposedBy === kind);
