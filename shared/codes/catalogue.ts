import { caseSources, leadKinds, leadOutcomes, leadSubSources } from './case-sources.ts';
import { county } from './county.ts';
import { creditClasses } from './credit-classes.ts';
import { departments } from './departments.ts';
import { urgencyReasons } from './direct-checks.ts';
import { decisionKinds, followUpKinds, returnReasons } from './follow-ups.ts';
import { itemLevels, methods } from './inspection.ts';
import { drawKinds, listPublicities, taskScopes, taskSources } from './planning.ts';
import { objectionGrounds, objectionRefusals, resumeGrounds, stopWays } from './published-results.ts';
import { inspectorLevels, objectKinds, objectStatuses, recusalGrounds, registryStatuses } from './registry.ts';
import { followUpMeasures, nonPerformanceReasons, resultCodeList, resultCodeRules } from './results.ts';
import { shareAttributes, shareCycles } from './sharing.ts';
import { townships } from './townships.ts';
import { unlicensedExemptions, unlicensedKinds, unlicensedOutcomes } from './unlicensed.ts';

/** One code list as shown to people and other systems: its source, its edition, and its codes in order. */
export interface CodeList {
  readonly title: string;
  readonly source: string;
  readonly version: string;
  /** What must still be checked against an official text before anyone relies on it. */
  readonly confirm?: string;
  readonly codes: readonly { readonly code: string; readonly name: string }[];
}

const policy = county.document;
const national = '国家企业信用信息公示系统双随机抽查结果公示项目';
const ours = '本系统';

/** A list whose codes are also their names. */
const words = (names: readonly string[]) => names.map((name) => ({ code: name, name }));
const named = (entries: Readonly<Record<string, { readonly name: string }>>) =>
  Object.entries(entries).map(([code, { name }]) => ({ code, name }));
const texts = (entries: Readonly<Record<string, string>>) =>
  Object.entries(entries).map(([code, name]) => ({ code, name }));

const results = resultCodeList.map((code) => ({ code, name: resultCodeRules[code].name }));

/** Every short code list of the system. Industries (GB/T 4754) are in industries.ts. */
export const codeLists = {
  departments: { title: '联席会议成员单位', source: policy, version: '2020', codes: named(departments) },
  townships: { title: '乡镇街道', source: 'GB/T 10114 统计用区划代码', version: '2023', codes: texts(townships) },
  resultCodes: {
    title: '检查结果',
    source: national,
    version: '1',
    confirm: '代码顺序须与省级平台核对',
    codes: results,
  },
  nonPerformanceReasons: {
    title: '未实施检查原因',
    source: national,
    version: '1',
    codes: words(nonPerformanceReasons),
  },
  methods: { title: '核查方式', source: national, version: '1', codes: texts(methods) },
  followUpMeasures: { title: '后续处置措施', source: policy, version: '1', codes: words(followUpMeasures) },
  followUpKinds: {
    title: '后续处置类型',
    source: policy,
    version: '1',
    codes: Object.entries(followUpKinds).map(([code, { measure }]) => ({ code, name: measure })),
  },
  returnReasons: {
    title: '后续处置退回理由',
    source: ours,
    version: '1',
    confirm: '由县联席会议办公室核定',
    codes: texts(returnReasons),
  },
  decisionKinds: {
    title: '后续处置处理决定',
    source: '行政处罚法第二十七条、第三十三条、第五十七条；其余为本系统缺省',
    version: '1',
    confirm: '未见于该法的由县司法局核定',
    codes: texts(decisionKinds),
  },
  drawKinds: { title: '抽取类型', source: national, version: '1', codes: words(drawKinds) },
  taskSources: { title: '任务来源', source: policy, version: '1', codes: words(taskSources) },
  taskScopes: { title: '任务范围', source: policy, version: '1', codes: words(taskScopes) },
  listPublicities: { title: '抽查名单公示方式', source: policy, version: '1', codes: words(listPublicities) },
  caseSources: { title: '案件线索来源', source: policy, version: '1', codes: named(caseSources) },
  leadKinds: { title: '线索类型', source: '总局令第20号', version: '1', codes: texts(leadKinds) },
  leadSubSources: {
    title: '线索来源细分',
    source: '总局令第20号；舞钢市卫健委个案检查十类（2025-08-07）',
    version: '1',
    confirm: '未标明来源的细分由县联席会议办公室核定',
    codes: named(leadSubSources),
  },
  leadOutcomes: {
    title: '线索核查结论',
    source: '国务院令第684号第八条；其余为本系统缺省',
    version: '1',
    confirm: '由县联席会议办公室核定',
    codes: named(leadOutcomes),
  },
  unlicensedKinds: {
    title: '无证无照经营的情形',
    source: '无证无照经营查处办法（国务院令第684号）第三、五、六、七条',
    version: '2017',
    codes: texts(unlicensedKinds),
  },
  unlicensedExemptions: {
    title: '不属于无证无照经营的活动',
    source: '无证无照经营查处办法（国务院令第684号）第三条',
    version: '2017',
    codes: texts(unlicensedExemptions),
  },
  unlicensedOutcomes: {
    title: '无证无照经营的处理结果',
    source: '无证无照经营查处办法（国务院令第684号）；责令停止经营、人去场空为本系统缺省',
    version: '2017',
    confirm: '由县市场监督管理局核定',
    codes: named(unlicensedOutcomes),
  },
  urgencyReasons: {
    title: '先行检查的紧急事由',
    source: '国办发〔2024〕54号（紧急情况可事后补办）；事由为本系统缺省',
    version: '1',
    confirm: '由县联席会议办公室核定',
    codes: texts(urgencyReasons),
  },
  objectionGrounds: {
    title: '公示异议理由',
    source: '本系统缺省',
    version: '1',
    confirm: '由县联席会议办公室核定',
    codes: texts(objectionGrounds),
  },
  objectionRefusals: {
    title: '异议不予受理的理由',
    source: '本系统缺省',
    version: '1',
    confirm: '由县联席会议办公室核定',
    codes: texts(objectionRefusals),
  },
  stopWays: {
    title: '停止公示的方式',
    source: '《市场监督管理信用修复管理办法》；川渝市场监管双随机抽查检查结果公示信息修复工作方案',
    version: '2025',
    codes: texts(stopWays),
  },
  resumeGrounds: {
    title: '恢复公示的理由',
    source: '本系统缺省',
    version: '1',
    confirm: '由县联席会议办公室核定',
    codes: texts(resumeGrounds),
  },
  shareAttributes: {
    title: '共享属性',
    source: '政务数据共享条例',
    version: '2025',
    codes: texts(shareAttributes),
  },
  shareCycles: {
    title: '更新周期',
    source: '本系统缺省',
    version: '1',
    confirm: '由县联席会议办公室核定',
    codes: texts(shareCycles),
  },
  objectKinds: { title: '检查对象类别', source: policy, version: '1', codes: words(objectKinds) },
  objectStatuses: { title: '检查对象状态', source: ours, version: '1', codes: words(objectStatuses) },
  registryStatuses: { title: '名录状态', source: ours, version: '1', codes: words(registryStatuses) },
  itemLevels: { title: '抽查事项清单层级', source: policy, version: '1', codes: words(itemLevels) },
  inspectorLevels: { title: '执法人员层级', source: policy, version: '1', codes: words(inspectorLevels) },
  recusalGrounds: { title: '回避理由', source: policy, version: '1', codes: words(recusalGrounds) },
  creditClasses: {
    title: '企业信用风险分类',
    source: '国市监信发〔2022〕6号',
    version: '2022',
    codes: named(creditClasses),
  },
} as const satisfies Record<string, CodeList>;
