import type { Department } from '../../../shared/codes/departments.ts';
import type { objectKinds } from '../../../shared/codes/registry.ts';

export type ObjectKind = (typeof objectKinds)[number];

/** A group of similar objects: how many, who maintains and supervises them, and what they are called. */
export interface ObjectProfile {
  readonly department: Department;
  readonly industry: string;
  readonly kind: ObjectKind;
  readonly count: number;
  /** First two characters of the credit code; absent for objects without one. */
  readonly prefix?: '12' | '51' | '52' | '91' | '92' | '93';
  /** In addition to the department and those that follow from kind and tags. */
  readonly supervisors: readonly Department[];
  /** `{brand}`, `{town}` and `{number}` are filled in. */
  readonly names: readonly string[];
  /** The share of the group that has each tag. */
  readonly tags: Readonly<Record<string, number>>;
  /** One in each township in turn, instead of by population. */
  readonly oncePerTownship?: true;
}

type Groups = Readonly<Record<string, number>>;

/** Sole traders: `shops('H6210', 350, ['饭店'], ['WJW'])`. */
export const shops = (
  industry: string,
  count: number,
  signs: readonly string[],
  supervisors: readonly Department[] = [],
  tags: Groups = {},
): ObjectProfile => ({
  department: 'SCJG',
  industry,
  kind: '个体工商户',
  count,
  prefix: '92',
  supervisors,
  names: signs.map((sign) => `睢县{town}{brand}${sign}`),
  tags,
});

/** Enterprises: `companies('H6210', 60, '餐饮管理', ['WJW'])`. */
export const companies = (
  industry: string,
  count: number,
  trade: string,
  supervisors: readonly Department[] = [],
  tags: Groups = {},
): ObjectProfile => ({
  department: 'SCJG',
  industry,
  kind: '企业',
  count,
  prefix: '91',
  supervisors,
  names: [`睢县{brand}${trade}有限公司`, `商丘{brand}${trade}有限公司`, `河南{brand}${trade}有限公司`],
  tags,
});

/** A profile maintained by a department other than market supervision. */
export const keptBy = (department: Department, profile: ObjectProfile): ObjectProfile => ({ ...profile, department });

/** Objects without a credit code: projects, products, conduct, unlicensed operators. */
export const uncoded = (
  department: Department,
  kind: ObjectKind,
  industry: string,
  count: number,
  names: readonly string[],
  supervisors: readonly Department[] = [],
  tags: Groups = {},
): ObjectProfile => ({ department, industry, kind, count, supervisors, names, tags });

/** Public institutions (12), associations (51) and private non-enterprise units (52). */
export const institutions = (
  department: Department,
  prefix: '12' | '51' | '52',
  industry: string,
  count: number,
  names: readonly string[],
  supervisors: readonly Department[] = [],
  tags: Groups = {},
): ObjectProfile => ({
  department,
  industry,
  kind: prefix === '12' ? '事业单位' : '社会组织',
  count,
  prefix,
  supervisors,
  names,
  tags,
});

/** Farmers' co-operatives, maintained by agriculture. */
export const cooperatives = (industry: string, count: number, trade: string): ObjectProfile => ({
  department: 'NYNC',
  industry,
  kind: '农民专业合作社',
  count,
  prefix: '93',
  supervisors: [],
  names: [`睢县{brand}${trade}农民专业合作社`, `睢县{town}{brand}${trade}专业合作社`],
  tags: {},
});
