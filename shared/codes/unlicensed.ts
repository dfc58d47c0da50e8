/** 无证无照经营查处办法 (国务院令第684号): the kinds, and which department each goes to (arts 3, 5–7). */
export const unlicensedKinds = {
  n0: '依法不属于无证无照经营',
  n1: '无证经营（应许可未许可）',
  n2: '无照经营（应登记未登记，无须许可）',
  n3: '无证且无照（既须许可又须登记）',
} as const;
export type UnlicensedKind = keyof typeof unlicensedKinds;
export const unlicensedKindCodes = ['n0', 'n1', 'n2', 'n3'] as const satisfies readonly UnlicensedKind[];

/** Art. 3: what is no unlicensed operation. */
export const unlicensedExemptions = {
  e1: '县级以上地方政府指定的场所和时间销售农副产品、日常生活用品',
  e2: '个人利用技能从事依法无须取得许可的便民劳务',
  e3: '依照法律、行政法规、国务院决定无须许可或登记',
} as const;
export type UnlicensedExemption = keyof typeof unlicensedExemptions;
export const unlicensedExemptionCodes = ['e1', 'e2', 'e3'] as const satisfies readonly UnlicensedExemption[];

/** Who handles what has no department of its own: 第五条、第七条. */
export const provinceNames = '省级政府指定的部门';

/** 处理结果, and what has to be said with each. */
export const unlicensedOutcomes = {
  o1: { name: '督促、引导依法办理相应证照', needs: ['term'] },
  o2: { name: '责令停止经营', needs: ['document'] },
  o3: { name: '立案查处', needs: ['caseNumber'] },
  o4: { name: '查封、扣押', needs: ['document', 'officers'] },
  o5: { name: '通报有关部门', needs: ['receiver'] },
  o6: { name: '不属于无证无照经营', needs: ['exemption'] },
  o7: { name: '涉嫌犯罪移送', needs: ['transfer'] },
  o8: { name: '已自行停业、人去场空', needs: ['photos'] },
} as const satisfies Readonly<Record<string, { readonly name: string; readonly needs: readonly UnlicensedNeed[] }>>;
export type UnlicensedOutcome = keyof typeof unlicensedOutcomes;
export const unlicensedOutcomeCodes = [
  'o1',
  'o2',
  'o3',
  'o4',
  'o5',
  'o6',
  'o7',
  'o8',
] as const satisfies readonly UnlicensedOutcome[];
export type UnlicensedNeed =
  | 'term'
  | 'document'
  | 'caseNumber'
  | 'officers'
  | 'receiver'
  | 'exemption'
  | 'transfer'
  | 'photos';
