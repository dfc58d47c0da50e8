/** 抽取类型, 名单公示方式, 任务来源, 任务范围 (domain.md §4). */
export const drawKinds = ['定向', '不定向'] as const;
export const listPublicities = ['公示名单', '检查后公示'] as const;
export const taskSources = ['年度计划', '临时', '专项', '个案'] as const;
export const taskScopes = ['本部门', '跨部门'] as const;
