/** 信用修复 that is asked for; what ends by itself (w2) or is corrected (w3) needs no application. */
export const repairWayCodes = ['w1', 'w4'] as const;
export type RepairWay = (typeof repairWayCodes)[number];

/** 修复材料 (国办发〔2025〕22号). The written commitment is one of them. */
export const repairMaterials = {
  m1: { name: '法定责任义务履行完毕的证明材料', ways: ['w1'] },
  m2: { name: '信用承诺书', ways: ['w1'] },
  m3: { name: '人民法院裁定批准重整计划、认可和解协议的裁定书', ways: ['w4'] },
} as const satisfies Readonly<Record<string, { readonly name: string; readonly ways: readonly RepairWay[] }>>;
export type RepairMaterial = keyof typeof repairMaterials;
export const repairMaterialCodes = Object.keys(repairMaterials) as [RepairMaterial, ...RepairMaterial[]];

/** What has to be there for a way. */
export const materialsFor = (way: RepairWay): readonly RepairMaterial[] =>
  repairMaterialCodes.filter((code) => (repairMaterials[code].ways as readonly RepairWay[]).includes(way));

/** Why an application is not accepted (国家发展改革委令第36号). */
export const repairRefusals = {
  x1: { name: '未达最短公示期限' },
  x2: { name: '义务未履行完毕' },
  x3: { name: '承诺不实、弄虚作假', confirm: '由县社会信用主管部门核定' },
  x4: { name: '法律法规、党中央国务院文件规定不可修复' },
} as const;
export type RepairRefusal = keyof typeof repairRefusals;
export const repairRefusalCodes = Object.keys(repairRefusals) as [RepairRefusal, ...RepairRefusal[]];
