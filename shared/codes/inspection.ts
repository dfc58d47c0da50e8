/** 核查方式 (domain.md §4). */
export const methods = {
  '1': '实地核查',
  '2': '书面检查',
  '3': '行政部门检查结果或专业意见',
  '4': '检验检测',
  '5': '网络监测',
  '6': '委托专业机构',
  '7': '司法机关生效文书',
} as const;
export const methodCodes = ['1', '2', '3', '4', '5', '6', '7'] as const satisfies readonly (keyof typeof methods)[];
export type MethodCode = (typeof methodCodes)[number];

/** The level of the list an item comes from; a higher list supersedes a county item of the same name. */
export const itemLevels = ['国家', '省', '市', '县'] as const;
