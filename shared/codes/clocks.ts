import { county } from './county.ts';

/** How a clock counts. `fifteenth`: to the 15th of the month after. */
export type DayPeriod =
  | { readonly unit: 'workday' | 'day' | 'month'; readonly length: number }
  | { readonly unit: 'fifteenth' };
export type Period = DayPeriod | { readonly unit: 'hour'; readonly length: number };

/** A period that somebody has to keep, with the document that sets it. */
export type Clock = Period & ClockBasis;

interface ClockBasis {
  readonly name: string;
  /** What it runs from. */
  readonly from: string;
  readonly document: string;
  /** `inferred` by this system, or `recalled` and not verified: nobody relies on such a figure before it is confirmed. */
  readonly mark: 'found' | 'inferred' | 'recalled';
  /** What must still be confirmed, and by whom. */
  readonly confirm?: string;
}

type Doubt = Pick<Clock, 'confirm'> & Partial<Pick<Clock, 'mark'>>;

const of =
  <const U extends Exclude<Period['unit'], 'fifteenth'>>(unit: U) =>
  (
    length: number,
    name: string,
    from: string,
    document: string,
    doubt: Doubt = {},
  ): ClockBasis & { readonly unit: U; readonly length: number } => ({
    ...{ unit, length, name, from, document },
    mark: 'found',
    ...doubt,
  });
const workdays = of('workday');
const days = of('day');
const hours = of('hour');
const months = of('month');
const fifteenthOfNextMonth = (name: string, from: string, document: string) =>
  ({ unit: 'fifteenth', name, from, document, mark: 'found' }) satisfies Clock;

const criminalDays = { confirm: '“日”是否为工作日由县核定' };

/** Every clock: what it is called, what it runs from, and the document it rests on. */
export const clocks = {
  leadAccept: workdays(7, '投诉受理决定', '收到投诉', '总局令第20号 第十四条'),
  complaintMediation: workdays(45, '投诉调解终止', '受理投诉', '总局令第20号 第二十一条'),
  complaintTell: workdays(7, '终止调解告知', '终止调解', '总局令第20号 第二十一条'),
  reportVerify: workdays(
    15,
    '举报核查、决定是否立案',
    '发现线索或收到举报',
    '行政处罚程序规定（次级来源）；总局令第20号 第二十三条',
    { confirm: '次级来源所引程序规定的期限与延长须核对原文；其他部门由县核定' },
  ),
  reportTell: workdays(5, '告知实名举报人', '作出是否立案决定', '总局令第20号 第三十一条'),
  dutyConsult: workdays(7, '处理权限争议协商', '发生争议', '总局令第20号 第三十条'),
  publicityVerify: workdays(20, '虚假公示举报核查并书面告知', '接到举报', '企业信息公示暂行条例 第十三条'),
  urgentApproval: workdays(2, '紧急检查补办批准', '进入现场', '国办发〔2024〕54号只写事后补办，期限未见', {
    mark: 'inferred',
    confirm: '由县联席会议办公室核定补办批准的期限',
  }),
  resultPublish: workdays(20, '抽查结果公示', '检查结果产生/任务完成较早日', `${county.document} 二(七)1`),
  followUpReceipt: workdays(5, '后续处置签收', '送达接收部门', '未见法定期限', {
    mark: 'inferred',
    confirm: '由县联席会议办公室核定签收期限',
  }),
  followUpResult: workdays(30, '后续处置反馈', '签收', '未见法定期限', {
    mark: 'inferred',
    confirm: '由县联席会议办公室核定反馈期限',
  }),
  listAbnormalDecision: workdays(10, '列入经营异常名录决定', '查实', '列异十个工作日（2014年制度，核定）', {
    confirm: '2014 年制度，须对照现行规章核定',
  }),
  abnormalOrder: days(10, '责令公示期限', '责令', '2014年制度', { confirm: '2014 年制度，须对照现行规章核定' }),
  caseClose: days(90, '行政处罚决定', '立案', '行政处罚法 第六十条'),
  decisionServe: workdays(7, '处罚决定书送达', '宣告（不在场）', '行政处罚法 第六十一条、第八十五条'),
  criminalDecide: days(3, '移送报告审批', '收到书面报告', '国务院令第310号', criminalDays),
  criminalHandOver: hours(24, '移交公安机关', '批准移送', '国务院令第310号'),
  criminalFiling: days(3, '公安立案与否', '接受移送', '国务院令第310号', criminalDays),
  criminalReview: days(3, '提请复议或建议监督', '接到不立案通知', '国务院令第310号', criminalDays),
  criminalGoods: days(3, '移交涉案物品', '接到立案通知', '国务院令第310号', criminalDays),
  penaltyPublish: workdays(20, '行政处罚信息公示', '作出处罚决定', '总局令第45号'),
  penaltyRevokedWithdraw: workdays(3, '处罚被撤销等撤回公示', '知悉', '总局令第45号；行政处罚法第四十八条、第八十五条'),
  creditRevokedUpdate: workdays(1, '信用信息撤销、变更处理', '收到', '河南省社会信用条例 第四十二条'),
  creditObjection: workdays(3, '信用信息异议处理', '收到异议', '河南省社会信用条例 第四十一条'),
  creditObjectionCheck: workdays(7, '信用信息异议处理（需核查）', '收到异议', '河南省社会信用条例 第四十一条'),
  creditObjectionProvider: workdays(3, '信息提供单位核查答复', '收到核查', '河南省社会信用条例 第四十一条'),
  creditRepairUpdate: workdays(1, '修复后平台更新', '收到修复决定', '河南省社会信用条例 第四十三条'),
  repairDecision: workdays(7, '市场监管信用修复决定', '受理', '2025-12-25规章解读（由15缩至7）', {
    confirm: '非正式文本，须对照公布的规章核定',
  }),
  repairPush: workdays(3, '修复结果跨省推送', '作出修复决定', '2025-12-25规章解读', {
    confirm: '非正式文本，须对照公布的规章核定',
  }),
  repairAccept: workdays(2, '信用修复受理', '收到申请', '未见', {
    mark: 'recalled',
    confirm: '未见文本，由县市场监管局核定',
  }),
  wrongResultCorrect: workdays(5, '公示结果错误更正', '查实', '川渝方案 二(三)', {
    confirm: '他省方案，本县作缺省，由县联席会议办公室核定',
  }),
  dataCheck: workdays(10, '政务数据校核', '收到校核申请', '政务数据共享条例'),
  shareUnconditional: workdays(1, '无条件共享答复', '收到申请', '政务数据共享条例'),
  shareConditional: workdays(10, '有条件共享答复', '收到申请', '政务数据共享条例'),
  shareOpen: workdays(20, '同意后提供', '答复同意', '政务数据共享条例'),
  catalogueUpdate: workdays(10, '共享目录更新', '职责、法规变化', '政务数据共享条例'),
  activeDisclosure: workdays(20, '主动公开政府信息', '信息形成或变更', '政府信息公开条例 第二十六条'),
  fileCase: workdays(10, '立卷', '办结', '地方制度', { confirm: '由县档案主管部门核定' }),
  lateEntry: days(10, '入企登记补录', '离开现场', '深圳市规定解读', { confirm: '他市规定，由县联席会议办公室核定' }),
  trustPeriod: months(24, '包容审慎观察期', '批准', '安徽2年；学界不超过2年', {
    confirm: '为上限，由县联席会议办公室核定',
  }),
  assessmentObjection: workdays(5, '考核得分异议', '公布得分', '本系统缺省', {
    mark: 'inferred',
    confirm: '由县联席会议办公室核定',
  }),
  ackAwaited: workdays(3, '报送回执', '报送', '本系统缺省', {
    mark: 'inferred',
    confirm: '由县联席会议办公室与省级平台核定',
  }),
  taxPublish: fifteenthOfNextMonth('重大税收违法主体公布', '文书送达', '税务总局令第54号'),
  meetingRegular: months(6, '联席会议例会', '上次例会', `${county.document} 附件`),
} as const;

export type ClockName = keyof typeof clocks;
export const isClockName = (name: string): name is ClockName => Object.hasOwn(clocks, name);

/** Whether a term of natural days that ends on no working day ends on the next one. */
export const rollOver = {
  value: true,
  document: '行政处罚法第八十五条未及“日”以外的期间；参照民事期间计算',
  confirm: '由县司法局核定自然日期限届满日为休息日时是否顺延',
} as const;
