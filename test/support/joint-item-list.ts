import { demoItems } from '../../local/demo/items.ts';
import type { Department } from '../../shared/codes/departments.ts';

/** One field of the joint item list (联合抽查事项清单): the lead, the participants, and what each checks. */
export interface JointField {
  readonly field: string;
  readonly lead: Department;
  /** Without the lead. */
  readonly participants: readonly Department[];
  readonly items: readonly { readonly department: Department; readonly items: readonly string[] }[];
}

const leads: Readonly<Record<string, Department>> = {
  餐饮服务: 'SCJG',
  宾馆旅店: 'GAJ',
  学校及周边: 'JTJ',
  建筑市场: 'ZJJ',
  危险化学品: 'YJJ',
  养老机构: 'WJW',
  农资市场: 'NYNC',
  成品油: 'SWJ',
  文化娱乐场所: 'WGL',
  机动车维修: 'JTYS',
};

/** 联合抽查事项清单 of the demo county: the items' `jointField`, grouped by field. The lead comes first. */
export const jointItemList: readonly JointField[] = Object.entries(leads).map(([field, lead]) => {
  const inField = demoItems.filter((item) => item.jointField === field);
  const participants = [...new Set(inField.map((item) => item.department))].filter((code) => code !== lead);
  const items = [lead, ...participants].map((department) => ({
    department,
    items: inField.filter((item) => item.department === department).map((item) => item.id),
  }));
  return { field, lead, participants, items };
});
