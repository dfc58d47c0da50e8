/** 案件线索来源 (domain.md §4): the causes of checks outside the random draw. */
export const caseSources = {
  '1': '交办转办',
  '2': '投诉举报',
  '3': '日常巡查',
  '4': '数据监测',
} as const;
export const caseSourceCodes = ['1', '2', '3', '4'] as const satisfies readonly (keyof typeof caseSources)[];
export type CaseSourceCode = (typeof caseSourceCodes)[number];
