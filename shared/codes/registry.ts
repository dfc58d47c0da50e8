/** 检查对象类别 (domain.md §4). */
export const objectKinds = [
  '企业',
  '个体工商户',
  '农民专业合作社',
  '外国企业常驻代表机构',
  '事业单位',
  '社会组织',
  '产品',
  '项目',
  '行为',
  '无证无照户',
  '其他',
] as const;

/** Market entities (市场主体), which the registrar registers and keeps. */
export const marketKinds = [
  '企业',
  '个体工商户',
  '农民专业合作社',
  '外国企业常驻代表机构',
] as const satisfies readonly (typeof objectKinds)[number][];

/** Only 存续 objects are drawn; the other statuses state why not. */
export const objectStatuses = ['存续', '停业', '注销', '吊销', '撤销', '迁出', '停用'] as const;

/** 有效 rows take part; 失效 rows stay readable. */
export const registryStatuses = ['有效', '失效'] as const;

export const inspectorLevels = ['省', '市', '县', '所'] as const;

export const recusalGrounds = ['本人申报', '亲属关系', '持股任职', '对象申请'] as const;

/** How many tags a row may carry. */
export const tagLimit = 20;
