/** 企业信用风险分类 (国市监信发〔2022〕6号). */
export const creditClasses = {
  A: { name: '信用风险低' },
  B: { name: '信用风险一般' },
  C: { name: '信用风险较高' },
  D: { name: '信用风险高' },
} as const;

export type CreditClassCode = keyof typeof creditClasses;

/** Whose files of classes there are; the class of an earlier one goes before that of a later one. */
export const classSources = ['省级', '行业', '县参考'] as const;
export type ClassSource = (typeof classSources)[number];

/** Lists that give D whatever the score is. */
export const directLists = { X1: '严重失信主体名单', X2: '失信被执行人' } as const;
export const directCodes = Object.keys(directLists) as [keyof typeof directLists, ...(keyof typeof directLists)[]];
export type DirectList = keyof typeof directLists;
