import * as z from 'zod';
import { LocalDate } from '../../base/primitives.ts';
import type { Role } from '../../base/roles.ts';

const officers = ['department-admin', 'officer'] as const;
const head = ['department-admin'] as const;
const recorders = ['officer', 'inspector'] as const;
const office = ['office'] as const;
const creditUsers = ['credit-user'] as const;
const headOrOffice = ['department-admin', 'office'] as const;
const officeOrGovernment = ['office', 'supervisor'] as const;

interface TodoKindDefinition {
  readonly name: string;
  /** The operation that it waits for, and who may call it. */
  readonly operation: string;
  readonly roles: readonly Role[];
}

/** 待办: what waits for somebody, in the order in which it is shown. A test holds the roles to the contract table. */
export const todoKinds = {
  'result-to-inspect': { name: '待检查', operation: 'saveResult', roles: recorders },
  'result-to-submit': { name: '已检查待提交', operation: 'submitResult', roles: recorders },
  'result-to-mend': { name: '退回或更正中的结果', operation: 'saveResult', roles: recorders },
  'result-to-approve': { name: '待审核的结果', operation: 'approveResult', roles: officers },
  'result-to-publish': { name: '待公示的结果', operation: 'publishResult', roles: officers },
  'withholding-to-decide': { name: '待审批的不予公开', operation: 'approveWithholding', roles: officers },
  'stop-to-decide': { name: '待审批的停止公示', operation: 'approveStop', roles: head },
  'completion-to-decide': {
    name: '待审批的完成日期更正',
    operation: 'approveCompletionCorrection',
    roles: officers,
  },
  recognition: { name: '待复核的互认', operation: 'confirmRecognition', roles: officers },
  objection: { name: '待处理的异议', operation: 'acceptObjection', roles: officers },
  'objection-to-decide': { name: '待决定的异议', operation: 'upholdObjection', roles: head },
  lead: { name: '待办的线索', operation: 'getLead', roles: officers },
  'order-to-approve': { name: '待批准的检查', operation: 'approveCheckOrder', roles: head },
  'order-to-approve-late': { name: '待补批的检查', operation: 'approveCheckLate', roles: head },
  'order-to-send': { name: '待报批或派发的检查', operation: 'getCheckOrder', roles: officers },
  'follow-up-to-sign': { name: '待签收的后续处置', operation: 'receiveFollowUp', roles: officers },
  'follow-up-to-answer': { name: '待反馈的后续处置', operation: 'reportFollowUp', roles: officers },
  'letter-to-serve': { name: '待制发、送达的函件', operation: 'writeLetter', roles: officers },
  'letter-receipt': { name: '待登记回执的函件', operation: 'receiveOnPaper', roles: officers },
  'letter-answer': { name: '待登记答复的函件', operation: 'answerOnPaper', roles: officers },
  'follow-up-to-redirect': { name: '被退回的后续处置', operation: 'redirectFollowUp', roles: officers },
  'follow-up-to-confirm': { name: '待确认的后续处置', operation: 'confirmFollowUp', roles: officers },
  'follow-up-to-decide': { name: '待裁定的后续处置', operation: 'decideFollowUp', roles: officeOrGovernment },
  'listing-to-notify': { name: '待告知或答复的列入建议', operation: 'getListEntry', roles: officers },
  'listing-to-decide': { name: '待决定的列入', operation: 'enterOnList', roles: head },
  'repair-to-accept': { name: '待受理的信用修复', operation: 'acceptRepair', roles: officers },
  'repair-to-decide': { name: '待决定的信用修复', operation: 'grantRepair', roles: head },
  'list-file-to-apply': { name: '待确认的名单文件', operation: 'applyListFile', roles: officers },
  'trust-to-decide': { name: '待批准的观察期', operation: 'approveTrustPeriod', roles: headOrOffice },
  'removal-to-decide': { name: '待批准的移出', operation: 'approveRemoval', roles: head },
  'revocation-to-decide': { name: '待批准的撤销列入', operation: 'revokeListing', roles: head },
  'sanction-to-lift': { name: '依据已不存在、待解除的惩戒', operation: 'liftSanction', roles: creditUsers },
  matter: { name: '限时办理的事项', operation: 'readTransfer', roles: officers },
  'share-to-answer': { name: '待答复的共享申请', operation: 'grantShareRequest', roles: officers },
  'share-to-open': { name: '待开通的共享申请', operation: 'openShareRequest', roles: officers },
  'share-to-decide': { name: '待裁定的共享争议', operation: 'decideShareDispute', roles: officeOrGovernment },
  'data-to-check': { name: '待校核的数据', operation: 'getDataCheck', roles: officers },
  'registry-change': { name: '待答复的名录变更', operation: 'consentToChange', roles: officers },
  import: { name: '待生效的导入', operation: 'activateImport', roles: officers },
  'import-to-undo': { name: '待批准撤销的导入', operation: 'approveUndo', roles: officers },
  'class-file': { name: '待生效的信用风险分类文件', operation: 'activateClassFile', roles: office },
  'class-file-to-undo': { name: '待批准撤销的信用风险分类文件', operation: 'approveUndo', roles: office },
  'plan-to-answer': { name: '征求意见的计划', operation: 'answerPlan', roles: officers },
  'plan-to-mend': { name: '退回或调整中的计划', operation: 'submitPlan', roles: officers },
  'plan-to-approve': { name: '待审批的计划', operation: 'approvePlan', roles: office },
  'plan-to-publish': { name: '待公布的计划', operation: 'publishPlan', roles: head },
  'campaign-to-mend': { name: '退回的专项检查', operation: 'submitCampaign', roles: officers },
  'campaign-to-approve': { name: '待批准的专项检查', operation: 'approveCampaign', roles: headOrOffice },
  'campaign-to-publish': { name: '待公布的专项检查', operation: 'publishCampaign', roles: officers },
  'campaign-to-draw': { name: '待建立批次的专项检查', operation: 'getCampaign', roles: head },
  'campaign-to-close': { name: '检查期满待总结的专项检查', operation: 'closeCampaign', roles: officers },
  'void-to-decide': { name: '待审批的作废申请', operation: 'approveVoid', roles: office },
  'reserve-to-decide': { name: '待审批的候补申请', operation: 'approveReserve', roles: headOrOffice },
  'team-change-to-decide': { name: '待审批的换员申请', operation: 'approveTeamChange', roles: headOrOffice },
  commitment: { name: '待提交的密数承诺', operation: 'submitCommitment', roles: officers },
  secret: { name: '待公开的密数', operation: 'revealSecret', roles: officers },
  'setting-to-decide': { name: '待审批的设定变更', operation: 'approveSetting', roles: office },
} as const satisfies Readonly<Record<string, TodoKindDefinition>>;

export type TodoKind = keyof typeof todoKinds;
export const todoKindCodes = Object.keys(todoKinds) as [TodoKind, ...TodoKind[]];

/** Whether somebody with these roles is shown what waits under a kind. */
export const isFor = (kind: TodoKind, roles: readonly Role[]): boolean =>
  todoKinds[kind].roles.some((role) => roles.includes(role));

/** One thing that waits: for which operation, on what, until when. */
export const TodoEntry = z.object({
  kind: z.enum(todoKindCodes),
  operation: z.string(),
  /** The parameters of the operation's path. */
  ids: z.record(z.string(), z.string()),
  /** A name or a number as people know it. */
  title: z.string(),
  /** The last day for it; absent where there is none, or no calendar says it yet. */
  due: LocalDate.optional(),
});
export type TodoEntry = z.infer<typeof TodoEntry>;
