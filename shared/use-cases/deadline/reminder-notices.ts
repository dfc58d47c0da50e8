import type { DepartmentCode } from '../../base/primitives.ts';
import { formatChineseDate, type LocalDate, localDateOf } from '../../calendar/local-date.ts';
import { departmentName } from '../../codes/departments.ts';
import type { CalendarCorrection, Verdict } from '../../domain/deadline/revised-deadline.ts';
import { deadlineStateNames } from '../../domain/deadline/state.ts';
import { type Notice, type NoticeKind, noticeIdOf, officeDepartment } from '../../domain/notice/notice.ts';
import { compare } from '../../draw/text.ts';

export const noticeTitles: Readonly<Record<NoticeKind, string>> = {
  digest: '待办提醒',
  'due-soon-5': '检查结果公示即将到期（5个工作日）',
  'due-soon-1': '检查结果公示即将到期（1个工作日）',
  overdue: '检查结果逾期未公示',
  'visit-due-5': '检查期即将届满（5个工作日）',
  'visit-due-1': '检查期即将届满（1个工作日）',
  'visit-overdue': '逾期未检查',
  'late-entry': '已检查未提交结果',
  'lead-due-5': '线索办理即将到期（5个工作日）',
  'lead-due-1': '线索办理即将到期（1个工作日）',
  'lead-due-0': '线索办理今日到期',
  'lead-overdue': '线索逾期未办理',
  'lead-passed-on': '有线索转来',
  'lead-answered': '转送的线索已答复',
  'receipt-due-5': '后续处置签收即将到期（5个工作日）',
  'receipt-due-1': '后续处置签收即将到期（1个工作日）',
  'receipt-overdue': '后续处置逾期未签收',
  'answer-due-5': '后续处置反馈即将到期（5个工作日）',
  'answer-due-1': '后续处置反馈即将到期（1个工作日）',
  'answer-overdue': '后续处置逾期未反馈',
  'letter-due-5': '函件送达或回执即将到期（5个工作日）',
  'letter-due-1': '函件送达或回执即将到期（1个工作日）',
  'letter-overdue': '函件逾期未送达或未收到回执',
  'rectify-due-5': '责令改正期限即将届满（5个工作日）',
  'rectify-due-1': '责令改正期限即将届满（1个工作日）',
  'rectify-overdue': '责令改正逾期未复查',
  'approval-due-1': '先行检查补批即将到期（1个工作日）',
  'approval-overdue': '先行检查逾期未补批',
  'objection-due-5': '异议决定即将到期（5个工作日）',
  'objection-due-1': '异议决定即将到期（1个工作日）',
  'objection-overdue': '异议逾期未决定',
  'repair-due-5': '信用修复办理即将到期（5个工作日）',
  'repair-due-1': '信用修复办理即将到期（1个工作日）',
  'repair-overdue': '信用修复逾期未办理',
  'share-due-5': '共享申请办理即将到期（5个工作日）',
  'share-due-1': '共享申请办理即将到期（1个工作日）',
  'share-overdue': '共享申请逾期未办理',
  'review-due-5': '互认复核即将到期（5个工作日）',
  'review-due-1': '互认复核即将到期（1个工作日）',
  'review-overdue': '互认逾期未复核',
  'matter-due-5': '限时事项即将到期（5个工作日）',
  'matter-due-1': '限时事项即将到期（1个工作日）',
  'matter-overdue': '限时事项逾期未办理',
  'data-check-due-5': '数据校核即将到期（5个工作日）',
  'data-check-due-1': '数据校核即将到期（1个工作日）',
  'data-check-overdue': '数据校核逾期未答复',
  'follow-up-sent': '有后续处置待签收',
  'follow-up-copied': '抄送的后续处置',
  'follow-up-returned': '后续处置被退回',
  'follow-up-disputed': '后续处置职责争议待裁定',
  'follow-up-decided': '后续处置已裁定由本部门办理',
  'follow-up-reported': '后续处置已反馈，待确认',
  'follow-up-sent-back': '后续处置退回补办',
  'follow-up-confirmed': '后续处置已办结',
  'follow-up-extended': '后续处置反馈期限已延长',
  'follow-up-cancelled': '后续处置已撤销',
  'follow-up-reopened': '后续处置须重新办理',
  'follow-up-called': '后续处置逾期，提请督办',
  'matter-waits': '有限时办理的事项',
  'matter-ends': '限时办理的事项即将到期',
  'check-to-approve': '有个案检查待批准',
  'check-decided': '个案检查批准结果',
  'check-sent': '有个案检查任务',
  'check-refused-late': '先行检查补批未准',
  'overdue-figures': '逾期未公示情况',
  'verdicts-revised': '日历更正后期限判定有变',
  'import-expired': '导入逾期未生效，已自动放弃',
  'import-discarded': '导入已放弃',
  'import-undo-requested': '有导入待批准撤销',
  'import-undo-withdrawn': '撤销导入的申请已放弃',
  'import-undone': '导入已撤销',
  'class-file-checked': '信用风险分类文件校验完成，待另一人批准生效',
  'class-file-expired': '信用风险分类文件逾期未生效，已自动放弃',
  'class-file-undo-requested': '有信用风险分类文件待批准撤销',
  'class-file-undo-withdrawn': '撤销信用风险分类文件的申请已放弃',
  'class-file-undone': '信用风险分类文件已撤销',
  'class-file-discarded': '信用风险分类文件已放弃',
  'registry-change-asked': '有名录变更申请待答复',
  'registry-change-due': '名录变更申请即将逾期',
  'registry-change-decided': '名录变更申请已办结',
  'objects-taken-out': '有对象可能不再列入本部门抽查范围',
  'visit-ended': '牵头部门已登记检查结束',
  'ceremony-due': '抽取仪式待办',
  'notary-due': '公证处的承诺或掷骰待登记',
  'setting-proposed': '有设定变更待批准',
  'setting-refused': '设定变更未获同意',
  'setting-changed': '县级设定已变更',
  'plan-consulted': '征求意见',
  'plan-answered': '征求意见的答复',
  'share-asked': '有共享申请待答复',
  'share-answered': '共享申请的办理情况',
  'share-disputed': '共享争议待裁定',
  'data-check-filed': '有数据待校核',
  'data-check-ended': '数据校核的办理情况',
  'objection-filed': '被检查对象对公示结果提出异议',
  'recognition-to-review': '互认的检查结果待复核',
  'recognition-source-published': '互认的检查结果已公示新版次',
  'window-changed': '计划调整，检查期已变更',
  'result-waits': '有检查结果待办理',
  'result-decided': '检查结果的办理情况',
  'plan-submitted': '有抽查计划待审批',
  'plan-waits': '有抽查计划待办理',
  'plan-decided': '抽查计划的办理情况',
  'campaign-submitted': '有专项检查待审批',
  'campaign-waits': '有专项检查待办理',
  'campaign-decided': '专项检查的办理情况',
  'visits-dispatched': '有随机抽查任务',
  'draw-requested': '有抽取批次的申请待审批',
  'draw-waits': '有抽取批次的申请待审批',
  'draw-decided': '抽取批次的办理情况',
  'objection-waits': '有公示异议待办理',
  'objection-decided': '公示异议的办理情况',
  'lead-waits': '线索重启，待办理',
  'import-checked': '导入校验完成，待生效',
  'listing-waits': '有名单条目待办理',
  'listing-decided': '名单条目的办理情况',
  'repair-waits': '有信用修复待办理',
  'repair-decided': '信用修复的办理情况',
  'list-file-checked': '名单文件待确认',
  'looked-up-entry-ended': '核查过的名单条目已终止',
  'trust-submitted': '有观察期待审批',
  'trust-waits': '有观察期待审批',
  'trust-decided': '观察期的办理情况',
  'credit-warning': '信用风险预警',
};

/** The joint meeting's office's notice of one day, or undefined if nothing is overdue. */
export function figuresNotice(
  overdue: ReadonlyMap<DepartmentCode, number>,
  day: LocalDate,
  now: Date,
): Notice | undefined {
  const counts = [...overdue].toSorted(([a, m], [b, n]) => n - m || compare(a, b));
  const total = counts.reduce((sum, [, count]) => sum + count, 0);
  if (total === 0) return undefined;
  const named = counts.slice(0, longestList).map(([code, count]) => `${departmentName(code)}${count}件`);
  const rest = counts.length > longestList ? `等${counts.length}个部门` : '';
  return {
    id: noticeIdOf('office', 'overdue-figures', day),
    department: officeDepartment,
    kind: 'overdue-figures',
    day,
    text: `截至${formatChineseDate(day)}，全县逾期未公示检查结果${total}件：${named.join('、')}${rest}。`,
    ...newNotice(now),
    delivery: 'pending',
  };
}

const newNotice = (now: Date) => ({ createdAt: now.toISOString(), claimedAt: now.toISOString() });

/** What a department is told of published results whose verdict a corrected calendar has turned. */
export function revisionNotice(
  {
    department,
    turned,
    correction: { year, version, at },
  }: {
    readonly department: DepartmentCode;
    readonly turned: Readonly<Record<Verdict, number>>;
    readonly correction: CalendarCorrection & { readonly at: string };
  },
  now: Date,
): Notice {
  const day = localDateOf(new Date(at));
  const parts = [
    ...(turned.met > 0 ? [`${turned.met}件由“${deadlineStateNames.late}”改为“${deadlineStateNames.met}”`] : []),
    ...(turned.late > 0 ? [`${turned.late}件由“${deadlineStateNames.met}”改为“${deadlineStateNames.late}”`] : []),
  ];
  const total = turned.met + turned.late;
  return {
    ...newNotice(now),
    id: noticeIdOf(`calendar-${year}-${version}.${department}`, 'verdicts-revised', day),
    department,
    kind: 'verdicts-revised',
    day,
    text: `${year}年日历于${formatChineseDate(day)}更正，本部门已公示的检查结果有${total}件期限判定改变：${parts.join('，')}。原期限和原判定保留在结果中。`,
    delivery: 'pending',
  };
}

/** How many departments are named individually; all of them would not fit the line. */
const longestList = 12;
