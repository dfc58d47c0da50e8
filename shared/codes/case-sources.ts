/**
 * 案件线索来源 (domain.md §4), the causes of checks outside the random draw: 个案检查 rest on a lead or on an enterprise's
 * application. `answered`: whoever sent it is owed an answer unless the form says otherwise.
 */
export const caseSources = {
  '1': { name: '交办转办', answered: true },
  '2': { name: '投诉举报', answered: true },
  '3': { name: '日常巡查', answered: false },
  '4': { name: '数据监测', answered: false },
  '5': { name: '企业申请', answered: true },
} as const;
export const caseSourceCodes = ['1', '2', '3', '4', '5'] as const satisfies readonly (keyof typeof caseSources)[];
export type CaseSourceCode = (typeof caseSourceCodes)[number];

/** 线索类型. R21: a complaint and a report have clocks of their own and are never one lead. */
export const leadKinds = {
  complaint: '投诉',
  report: '举报',
  transfer: '交办转办',
  patrol: '日常巡查',
  monitor: '数据监测',
  application: '企业申请',
} as const;
export type LeadKind = keyof typeof leadKinds;
export const leadKindCodes = Object.keys(leadKinds) as [LeadKind, ...LeadKind[]];

/** The sub-source of a lead: the source it belongs to and, of 投诉举报, which of the two it can be. */
export const leadSubSources = {
  '101': { of: '1', name: '上级机关交办' },
  '102': { of: '1', name: '其他部门转办、移送' },
  '103': { of: '1', name: '督查、巡查、审计、检察建议转来' },
  '104': { of: '1', name: '媒体曝光' },
  '201': { of: '2', name: '12315投诉', kinds: ['complaint'] },
  '202': { of: '2', name: '12315举报', kinds: ['report'] },
  '203': { of: '2', name: '12345热线', kinds: ['complaint', 'report'] },
  '204': { of: '2', name: '来信来访来电', kinds: ['complaint', 'report'] },
  '205': { of: '2', name: '职业索赔线索（标注）', kinds: ['report'] },
  '301': { of: '3', name: '网格、乡镇（街道）巡查' },
  '302': { of: '3', name: '检查中发现他项线索' },
  '401': { of: '4', name: '非现场监管、物联感知预警' },
  '402': { of: '4', name: '网络交易监测' },
  '403': { of: '4', name: '抽检不合格' },
  '404': { of: '4', name: '年报、公示数据异常' },
  '501': { of: '5', name: '许可现场核查申请' },
  '502': { of: '5', name: '整改完成请求复查' },
  '503': { of: '5', name: '信用修复请求核查' },
} as const satisfies Readonly<Record<string, LeadSubSource>>;

interface LeadSubSource {
  readonly of: CaseSourceCode;
  readonly name: string;
  readonly kinds?: readonly ('complaint' | 'report')[];
}

export const leadSubSourceCodes = [
  '101',
  '102',
  '103',
  '104',
  '201',
  '202',
  '203',
  '204',
  '205',
  '301',
  '302',
  '401',
  '402',
  '403',
  '404',
  '501',
  '502',
  '503',
] as const satisfies readonly (keyof typeof leadSubSources)[];
export type LeadSubSourceCode = (typeof leadSubSourceCodes)[number];

/** What a lead turned out to be; `needs` what must be said with it. */
export const leadOutcomes = {
  substantiated: { name: '查实' },
  partly: { name: '部分查实' },
  unfounded: { name: '查否' },
  unverifiable: { name: '无法核实' },
  'not-own-duty': { name: '非本部门职责，已转送', needs: 'receiver' },
  duplicate: { name: '重复线索，已并案', needs: 'leadId' },
  withdrawn: { name: '投诉撤回', needs: 'document' },
} as const;
export type LeadOutcome = keyof typeof leadOutcomes;
export const leadOutcomeCodes = Object.keys(leadOutcomes) as [LeadOutcome, ...LeadOutcome[]];
