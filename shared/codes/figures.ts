import type { ResultCode } from './results.ts';

/** A figure by its definition: what is counted of what, in words that officials read beside it (R72). */
export interface FigureDefinition {
  /** A share; a number; or so many of one thing for each of another. */
  readonly kind: 'rate' | 'count' | 'mean';
  readonly name: string;
  readonly numerator?: string;
  readonly denominator?: string;
  readonly formula?: string;
  /** Of a rate: whether an assessment may go by it (R74). */
  readonly mayBeScored?: boolean;
  /** Of a number: whether an assessment may take points for each. */
  readonly mayBeDeducted?: true;
  /** What belongs to an object as a whole, and to no department. */
  readonly wholeObject?: true;
}

/** `suiji-figures/1` (statistics-definitions.json): 22 rates and 6 numbers. */
const definitions = {
  planProgress: {
    kind: 'rate',
    name: '计划完成率',
    numerator: '计划条目中全部检查户已完成（或登记未实施）且全部结果已公示或不予公开的条目',
    denominator: '现行版本年度计划的全部条目（已删除的除外）',
    mayBeScored: true,
  },
  planDueDone: {
    kind: 'rate',
    name: '应完成计划完成率',
    numerator: '同上',
    denominator: '其中检查期截止日不晚于统计日的条目',
    mayBeScored: true,
  },
  visitCompletion: {
    kind: 'rate',
    name: '检查完成率',
    numerator: '已完成或登记未实施的检查户',
    denominator: '检查期截止日不晚于统计日、未作废的随机抽查检查户（个案检查不计）',
    mayBeScored: true,
  },
  visitTimeliness: {
    kind: 'rate',
    name: '检查及时率',
    numerator: '其中完成日不晚于检查期截止日的',
    denominator: '同上',
    mayBeScored: true,
  },
  notPerformed: {
    kind: 'rate',
    name: '未实施占比',
    numerator: '登记未实施检查的户',
    denominator: '已完成和登记未实施的户之和',
    mayBeScored: false,
  },
  publication: {
    kind: 'rate',
    name: '公示率',
    numerator: '已公示的结果',
    denominator: '已公示的（含其后更正中、已停止公示的）+ 期限已过仍未公示的；不予公开、期限未到、日历待发布的不计',
    mayBeScored: true,
  },
  publicationTimeliness: {
    kind: 'rate',
    name: '公示及时率',
    numerator: '首次公示日不晚于第20个工作日的',
    denominator: '同上；日历待发布但已公示的视为及时',
    mayBeScored: true,
  },
  withheldShare: {
    kind: 'rate',
    name: '不予公开占比',
    numerator: '不予公开的结果',
    denominator: '不予公开的 + 已公示的',
    mayBeScored: false,
  },
  corrected: {
    kind: 'rate',
    name: '更正占比',
    numerator: '版次大于1的',
    denominator: '已公示的',
    mayBeScored: false,
  },
  problemFound: {
    kind: 'rate',
    name: '问题发现率',
    numerator: '任一部门结果含 2、2a、2b、3、4、5、6、8 的检查户',
    denominator: '已完成、且结果均已审核的随机抽查检查户（未实施、未审核的不计）',
    mayBeScored: false,
  },
  recognition: {
    kind: 'rate',
    name: '互认率',
    numerator: '已审核结果中以互认方式得出结论的事项数',
    denominator: '已审核结果中得出结论的事项数',
    mayBeScored: false,
  },
  jointVisits: {
    kind: 'rate',
    name: '联合率（户）',
    numerator: '两个以上部门的检查户',
    denominator: '随机抽查检查户（未作废）',
    mayBeScored: true,
  },
  jointBatches: {
    kind: 'rate',
    name: '联合率（任务批次）',
    numerator: '两个以上部门参与的批次',
    denominator: '随机抽查批次',
    mayBeScored: true,
  },
  coverage: {
    kind: 'rate',
    name: '抽查覆盖率',
    numerator: '期内被检查过的在册对象（每户计一次，含个案检查）',
    denominator: '统计日在册有效对象（部门口径：本部门负监管职责的）',
    mayBeScored: false,
  },
  inspectorParticipation: {
    kind: 'rate',
    name: '执法人员参与率',
    numerator: '期内参加过已完成检查的在册人员',
    denominator: '在册有效人员',
    mayBeScored: false,
  },
  receiptTimeliness: {
    kind: 'rate',
    name: '签收及时率',
    numerator: '按期签收的',
    denominator: '已签收的 + 签收期已过未签收的（退回重派的自重派日重新起算）；归接收部门',
    mayBeScored: true,
  },
  followUpClosure: {
    kind: 'rate',
    name: '后续处置办结率',
    numerator: '已办结的',
    denominator: '期内发起的（撤销的除外）；归接收部门',
    mayBeScored: false,
  },
  followUpTimeliness: {
    kind: 'rate',
    name: '后续处置按期办结率',
    numerator: '按期办结的',
    denominator: '已办结的 + 办结期已过的；归接收部门',
    mayBeScored: true,
  },
  rectification: {
    kind: 'rate',
    name: '整改复查合格率',
    numerator: '复查合格的责令改正',
    denominator: '已复查合格 + 改正期已过的责令改正',
    mayBeScored: true,
  },
  leadTimeliness: {
    kind: 'rate',
    name: '线索核查及时率',
    numerator: '按期核查完毕的',
    denominator: '已核查 + 期限已过的；转送、并案的不计；归承办部门',
    mayBeScored: true,
  },
  shareTimeliness: {
    kind: 'rate',
    name: '共享答复及时率',
    numerator: '按期答复的',
    denominator: '已答复 + 期限已过的；归数据持有部门',
    mayBeScored: true,
  },
  ledgerTimeliness: {
    kind: 'rate',
    name: '台账任务按期完成率',
    numerator: '按期销号的',
    denominator: '已销号 + 期限已过的',
    mayBeScored: true,
  },
  publicationRunning: { kind: 'count', name: '公示期限未到的结果数' },
  publicationUndetermined: { kind: 'count', name: '日历待发布的结果数' },
  entriesSaved: { kind: 'count', name: '减少入户次数', formula: 'Σ(部门数−1)，随机抽查检查户' },
  overCap: { kind: 'count', name: '超年度频次对象', wholeObject: true },
  checksPerCheckedObject: {
    kind: 'mean',
    name: '户均检查次数',
    formula: '已完成检查次数 / 被检查对象数（含个案）',
    wholeObject: true,
  },
  objectionsUpheld: { kind: 'count', name: '异议成立数', mayBeDeducted: true },
} as const satisfies Readonly<Record<string, FigureDefinition>>;
export type FigureId = keyof typeof definitions;
export const figureDefinitions: Readonly<Record<FigureId, FigureDefinition>> = definitions;
export const figureIds = Object.keys(definitions) as [FigureId, ...FigureId[]];

export const figureRules = {
  version: 'suiji-figures/1',
  document: '本系统统计口径',
  confirm: '各项指标的分子、分母和不计入的情形由县联席会议办公室核定',
} as const;

/** What of a result is a problem found: all but 未发现问题 and 未发现开展本次抽查涉及的经营活动. */
const problemCodes: readonly ResultCode[] = ['2', '2a', '2b', '3', '4', '5', '6', '8'];
export const isProblemCode = (code: ResultCode): boolean => problemCodes.includes(code);
