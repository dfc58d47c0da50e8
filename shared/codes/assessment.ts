import type { FigureId } from './figures.ts';

/** 考核指标. Points are in hundredths, targets and floors in ten-thousandths. */
export type Indicator = { readonly id: string; readonly name: string; readonly weight: number } & (
  | { readonly kind: 'rate'; readonly figure: string; readonly target: number; readonly floor: number }
  /** Points taken for each that is counted. */
  | { readonly kind: 'deduct'; readonly figure: string; readonly step: number }
);

const byRate = (
  ...[id, figure, name, weight, target, floor]: [string, FigureId, string, number, number, number]
): Indicator => ({ id, figure, name, weight, kind: 'rate', target, floor });

/** 绩效考核缺省指标 (assessment.json): no county's table with numbers was found. */
export const defaultAssessment = {
  version: 'suiji-assessment/1',
  indicators: [
    byRate('A1', 'planDueDone', '应完成计划完成率', 1500, 10_000, 6000),
    byRate('A2', 'visitTimeliness', '检查及时率', 1000, 10_000, 6000),
    byRate('A3', 'publicationTimeliness', '公示及时率', 2000, 10_000, 8000),
    byRate('A4', 'jointVisits', '联合率（户）', 1000, 6000, 0),
    byRate('A5', 'receiptTimeliness', '签收及时率', 500, 10_000, 6000),
    byRate('A6', 'followUpTimeliness', '后续处置按期办结率', 1500, 10_000, 6000),
    byRate('A7', 'leadTimeliness', '线索核查及时率', 500, 10_000, 6000),
    byRate('A8', 'shareTimeliness', '共享答复及时率', 500, 10_000, 6000),
    byRate('A9', 'ledgerTimeliness', '台账任务按期完成率', 1000, 10_000, 6000),
    { id: 'A10', figure: 'objectionsUpheld', name: '异议成立（每件扣1分）', weight: 500, kind: 'deduct', step: 100 },
  ],
  document: '本系统缺省；联合率60%、公示率100%见缙云县2025年度目标',
  confirm: '指标、权重、目标值、底线和等次界限由县人民政府核定',
} as const satisfies { readonly indicators: readonly Indicator[] } & Readonly<Record<string, unknown>>;

/** Beginning with the best; each from its lowest total on. */
export const assessmentGrades = [
  { name: '优秀', least: 9000 },
  { name: '良好', least: 8000 },
  { name: '合格', least: 6000 },
  { name: '不合格', least: 0 },
] as const;
export type AssessmentGrade = (typeof assessmentGrades)[number]['name'];

/** In hundredths of a point; the county's to confirm, as the table is. */
export const assessmentLimits = {
  full: 10_000,
  /** Of the weights that apply: below it a department is not assessed (不参评). */
  leastWeight: 5000,
  /** R77: of each adjustment, and of all together. */
  adjustment: 500,
} as const;

/** R74: what no assessment may go by, as the code of a figure or in words. */
export const forbiddenFigures = {
  figures: [
    '检查次数',
    '检查户数',
    '立案数',
    '罚没金额',
    '罚款数额',
    '问题发现率',
    'coverage',
    'problemFound',
    'checksPerCheckedObject',
  ],
  document: '国办发〔2024〕54号：严禁下达检查指标，严禁将考核考评与检查频次、罚款数额等挂钩',
} as const;
