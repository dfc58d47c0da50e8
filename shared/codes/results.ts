/**
 * 检查结果代码, the national wording of a spot check's overall result (domain.md §4). A result has an array of them.
 * `excludesOthers`: no other code may accompany it. `detailOf`: a finer word for that code, published as that code. The
 * order of the codes must still be confirmed with the provincial platform.
 */
const rules = {
  '1': { name: '未发现问题', excludesOthers: true },
  '2': { name: '未按规定公示应当公示的信息' },
  '2a': { name: '未按规定公示年度报告', detailOf: '2' },
  '2b': { name: '未按规定公示其他应当公示的信息', detailOf: '2' },
  '3': { name: '公示信息隐瞒真实情况、弄虚作假' },
  '4': { name: '通过登记的住所（经营场所）无法联系' },
  '5': { name: '发现问题已责令改正' },
  '6': { name: '不配合检查情节严重' },
  '7': { name: '未发现开展本次抽查涉及的经营活动' },
  '8': { name: '发现问题待后续处理' },
} as const satisfies Record<string, ResultCodeRule>;

interface ResultCodeRule {
  readonly name: string;
  readonly excludesOthers?: true;
  readonly detailOf?: string;
}

export type ResultCode = keyof typeof rules;
/** In the national order; listed explicitly, because an object puts its integer-like keys first. */
export const resultCodeList = [
  '1',
  '2',
  '2a',
  '2b',
  '3',
  '4',
  '5',
  '6',
  '7',
  '8',
] as const satisfies readonly ResultCode[];

export const resultCodeRules: Readonly<Record<ResultCode, ResultCodeRule>> = rules;

/** Why an inspection could not be performed at all; kept apart from the result codes. */
export const nonPerformanceReasons = ['停业或清算', '注销', '被吊销', '被撤销', '迁出'] as const;
export type NonPerformanceReason = (typeof nonPerformanceReasons)[number];

/** 后续处置措施. */
export const followUpMeasures = [
  '无需后续处置',
  '停止检查反馈至日常监管部门',
  '责令改正',
  '移送案件线索',
  '抄告相关部门',
  '列入经营异常名录建议',
  '列入严重违法失信名单建议',
  '本部门立案调查',
  '轻微免罚（首违不罚）',
  '其他',
] as const;
export type FollowUpMeasure = (typeof followUpMeasures)[number];
