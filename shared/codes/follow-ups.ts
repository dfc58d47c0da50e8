import type { ClockName } from './clocks.ts';
import type { FollowUpMeasure } from './results.ts';

/** What a follow-up of a kind needs before it may be closed. */
export const closingParts = {
  document: '办结文书',
  evidence: '整改证据',
  recheck: '两名执法人员的复查记录',
  decisionKind: '处理决定类型',
  decisionNumber: '决定文号',
  decidedOn: '决定日期',
  penalty: '处罚种类',
  caseNumber: '案号',
  creditEntry: '列入登记编号',
  exemption: '免罚清单事项和适用条件',
  reply: '回复内容',
} as const;
export type ClosingPart = keyof typeof closingParts;

interface FollowUpKindRule {
  readonly measure: FollowUpMeasure;
  /** Who may receive it. `competent`: who licenses or supervises; `market`: the registrar of market entities. */
  readonly receiver: 'own' | 'competent' | 'own-or-competent' | 'market' | 'any';
  /** The clock of the answer and what it runs from; none where the term is in the order. */
  readonly answer?: { readonly clock: ClockName; readonly from: 'receipt' | 'opening' };
  readonly closing: readonly ClosingPart[];
  readonly confirm?: string;
}

/** 后续处置类型 (codes-followups.json). The words of findings are the measures; each makes a follow-up of one kind. */
export const followUpKinds = {
  feedback: {
    measure: '停止检查反馈至日常监管部门',
    receiver: 'competent',
    answer: { clock: 'followUpResult', from: 'receipt' },
    closing: ['document'],
  },
  rectify: { measure: '责令改正', receiver: 'own', closing: ['recheck', 'evidence'] },
  refer: {
    measure: '移送案件线索',
    receiver: 'competent',
    answer: { clock: 'followUpResult', from: 'receipt' },
    closing: ['decisionKind', 'document'],
  },
  copy: {
    measure: '抄告相关部门',
    receiver: 'competent',
    answer: { clock: 'followUpResult', from: 'receipt' },
    closing: ['reply'],
  },
  'list-abnormal': {
    measure: '列入经营异常名录建议',
    receiver: 'market',
    answer: { clock: 'listAbnormalDecision', from: 'opening' },
    closing: ['decisionNumber', 'creditEntry'],
  },
  'list-dishonest': {
    measure: '列入严重违法失信名单建议',
    receiver: 'own-or-competent',
    answer: { clock: 'followUpResult', from: 'receipt' },
    closing: ['decisionNumber', 'creditEntry'],
  },
  'own-case': {
    measure: '本部门立案调查',
    receiver: 'own',
    answer: { clock: 'caseClose', from: 'opening' },
    closing: ['caseNumber', 'decisionKind', 'decisionNumber'],
  },
  'exempt-light': { measure: '轻微免罚（首违不罚）', receiver: 'own', closing: ['exemption', 'evidence'] },
  other: {
    measure: '其他',
    receiver: 'any',
    answer: { clock: 'followUpResult', from: 'receipt' },
    closing: ['document'],
  },
} as const satisfies Readonly<Record<string, FollowUpKindRule>>;
export type FollowUpKind = keyof typeof followUpKinds;
export const followUpKindCodes = Object.keys(followUpKinds) as [FollowUpKind, ...FollowUpKind[]];
export const followUpRule = (kind: FollowUpKind): FollowUpKindRule => followUpKinds[kind];

export const kindOfMeasure = (measure: FollowUpMeasure): FollowUpKind | undefined =>
  followUpKindCodes.find((kind) => followUpKinds[kind].measure === measure);

/** Why a receiver gives a follow-up back. One that it already handles (r4) is reported with its case number instead. */
export const returnReasons = {
  r1: '不属于本部门职责',
  r2: '材料不全',
  r3: '属地不符',
} as const;
export type ReturnReason = keyof typeof returnReasons;
export const returnReasonCodes = Object.keys(returnReasons) as [ReturnReason, ...ReturnReason[]];

/** What became of a case. `r4`: the receiver handles it already under another case number. */
export const decisionKinds = {
  d1: '行政处罚',
  d2: '不予行政处罚',
  d3: '不予立案',
  d4: '撤销案件',
  d5: '责令改正、教育',
  d6: '行政许可变更、撤销、注销',
  d7: '移送其他机关',
  r4: '已由本部门另案处理',
} as const;
export type DecisionKind = keyof typeof decisionKinds;
export const decisionKindCodes = Object.keys(decisionKinds) as [DecisionKind, ...DecisionKind[]];

/** What another department may have in hand already: not what is its own to order, nor an entry in a list. */
export const otherCaseKinds: readonly FollowUpKind[] = ['feedback', 'refer', 'copy', 'other'];

/** How many working days after its day an overdue follow-up may be called to the joint meeting's office. */
export const callAfter = { workdays: 10, document: '未见', confirm: '由县联席会议办公室核定' } as const;

/** What goes to the police with a suspected crime (国务院令第310号). */
export const transferAttachments = {
  letter: '涉嫌犯罪案件移送书',
  report: '涉嫌犯罪案件情况的调查报告',
  goods: '涉案物品清单',
  expertise: '有关检验报告或者鉴定结论',
  other: '其他有关涉嫌犯罪的材料',
} as const;
