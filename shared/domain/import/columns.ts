import { county } from '../../codes/county.ts';
import { directLists } from '../../codes/credit-classes.ts';
import { departmentCodes, departmentName } from '../../codes/departments.ts';
import { itemLevels, methods } from '../../codes/inspection.ts';
import {
  inspectorLevels,
  objectKinds,
  objectStatuses,
  recusalGrounds,
  registryStatuses,
} from '../../codes/registry.ts';
import { townshipCodes, townships } from '../../codes/townships.ts';
import type { RegistryKind } from '../registry/kinds.ts';
import type { ImportMode } from './registry-import.ts';

/** One column of an import file: the header officials see, and whether each row must fill it. */
export interface ImportColumn {
  readonly header: string;
  /** The path of the value in the registry row. */
  readonly field: string;
  readonly required: boolean;
  /** What the template shows in its example row. */
  readonly example: string;
  /** What may be filled in, in Chinese: the template's guide and the row problems both say it. */
  readonly hint?: string;
  /** Several values in one cell are separated by `；`, `、`, `，` or line breaks. */
  readonly many?: true;
  /** A text of several lines; in any other cell a line break is only how the sheet was laid out. */
  readonly lines?: true;
  /** Ids are text: a spreadsheet's numeric cell has already lost digits beyond the 15th. */
  readonly text?: true;
  /** Of a `text` column: the form of a number that cannot have lost a digit. */
  readonly number?: RegExp;
}

type Options = Partial<Pick<ImportColumn, 'hint' | 'many' | 'lines' | 'text' | 'number'>> & { optional?: true };

const column = (header: string, field: string, example: string, options: Options = {}): ImportColumn => {
  const { optional, ...flags } = options;
  return { header, field, example, required: !optional, ...flags };
};

const anyOf = (names: readonly string[]): string => `可填：${names.join('、')}`;

const exampleTownship = townships[townshipCodes[0]];

const hints = {
  id: '由字母、数字和 - _ . 组成，以字母或数字开头，最长64位',
  phone: '由数字、+、- 和空格组成，5至20位',
  date: '如 2019-05-20',
  industry: '国民经济行业代码（GB/T 4754）：一个字母加2至4位数字，如 H6210',
  industries: '国民经济行业代码（GB/T 4754）：一个字母，可加至多4位数字，如 H62',
  departments: anyOf(departmentCodes.map(departmentName)),
  townships: anyOf(Object.values(townships)),
  methods: anyOf(Object.values(methods)),
  creditClass: anyOf(['A', 'B', 'C', 'D']),
  yesNo: anyOf(['是', '否']),
  recusals: `写成"对象编号:原因"，原因${anyOf(recusalGrounds)}`,
} as const;

const tags = column('标签', 'tags', '', { many: true, optional: true, hint: '每个标签最长20字，最多20个' });
const phone = column('联系电话', 'phone', '', {
  optional: true,
  text: true,
  number: /^1\d{10}$/,
  hint: hints.phone,
});
/** An industry of fewer digits may have lost the 0 it began with. */
const industryNumber = /^\d{4}$/;
const recusals = column('回避对象', 'recusals', '', {
  many: true,
  optional: true,
  text: true,
  hint: hints.recusals,
});
const status = column('状态', 'status', '有效', { hint: anyOf(registryStatuses) });

/** Ends the ids of the template's example rows, which no department can own; what bears it is refused. */
const exampleMark = '（示例）';
export const isExample = (text: string): boolean => /[（(]示例[）)]$/.test(text);

/** The header of the sheet of a template that says what each column takes. */
export const guideHeader = ['列名', '必填', '说明'];

/** The columns of each registry's import file, in template order. Headers match exactly; an unknown one is reported. */
export const importColumns: Record<RegistryKind, readonly ImportColumn[]> = {
  item: [
    column('事项编码', 'id', `SCJG-001${exampleMark}`, { text: true, hint: hints.id }),
    column('抽查事项', 'name', '食品经营许可事项检查'),
    column('抽查类别', 'category', '食品安全'),
    column('事项类型', 'kind', '一般', { hint: anyOf(['一般', '重点']) }),
    column('清单层级', 'level', '县', { hint: anyOf(itemLevels) }),
    column('检查依据', 'basis', '《食品安全法》第一百一十条', { lines: true }),
    column('检查主体', 'subject', '县级市场监督管理部门'),
    column('检查对象', 'objects', '食品经营者'),
    column('检查内容', 'content', '食品经营许可证是否在有效期内', { lines: true }),
    column('检查方式', 'methods', '实地核查；书面检查', { many: true, hint: hints.methods }),
    column('抽查比例上限(%)', 'ratioCap.ratio', '5', {
      optional: true,
      hint: '一般事项必填，如 5 或 5.5；重点事项不填',
    }),
    column('比例文件依据', 'ratioCap.document', '年度抽查工作方案', {
      optional: true,
      hint: '一般事项必填；重点事项不填',
    }),
    column('检查频次', 'frequency', '每年1次'),
    column('所需专业资格', 'qualification', '', { optional: true }),
    column('联合抽查领域', 'jointField', '餐饮服务', { optional: true }),
    column('适用对象类别', 'applies.kinds', '企业；个体工商户', {
      many: true,
      optional: true,
      hint: anyOf(objectKinds),
    }),
    column('适用乡镇街道', 'applies.townships', '', { many: true, optional: true, hint: hints.townships }),
    column('适用行业', 'applies.industries', 'H62', {
      many: true,
      optional: true,
      text: true,
      number: industryNumber,
      hint: hints.industries,
    }),
    column('适用信用风险分类', 'applies.creditClasses', '', { many: true, optional: true, hint: hints.creditClass }),
    column('适用标签', 'applies.tags', '', { many: true, optional: true }),
    column('状态', 'status', '有效', { optional: true, hint: `${anyOf(registryStatuses)}；不填为有效` }),
    tags,
    column('所需专家领域', 'expertise', '食品检验', {
      optional: true,
      hint: '检查时另请的专家的专业领域，与专家库一致',
    }),
    column('专家必须到场', 'expertRequired', '否', { optional: true, hint: `${hints.yesNo}；不填为否` }),
  ],
  object: [
    column('统一社会信用代码', 'creditCode', `91411422MA10000120${exampleMark}`, {
      optional: true,
      text: true,
      hint: '18位；没有代码的对象填"对象编号"',
    }),
    column('对象编号', 'id', '', { optional: true, text: true, hint: `没有统一社会信用代码时必填，${hints.id}` }),
    column('名称', 'name', `${county.name}示例餐饮有限公司`),
    column('对象类别', 'kind', '企业', { hint: anyOf(objectKinds) }),
    column('监管部门', 'supervisors', '市场监督管理局；卫生健康委', {
      many: true,
      optional: true,
      hint: `应包含本部门，不填为本部门；${hints.departments}`,
    }),
    column('乡镇街道', 'township', exampleTownship, { hint: hints.townships }),
    column('地址', 'address', `${exampleTownship}人民路1号`),
    column('行业代码', 'industry', 'H6210', { text: true, number: industryNumber, hint: hints.industry }),
    column('信用风险分类', 'creditClass', 'B', { hint: hints.creditClass }),
    column('状态', 'status', '存续', { hint: anyOf(objectStatuses) }),
    column('成立日期', 'registeredOn', '2019-05-20', { optional: true, hint: hints.date }),
    column('负责人', 'representative', '张三', { optional: true }),
    { ...phone, example: '0370-8100000' },
    tags,
  ],
  inspector: [
    column('人员编号', 'id', `SCJG-R001${exampleMark}`, { text: true, hint: hints.id }),
    column('姓名', 'name', '李四'),
    column('执法证号', 'certificate.number', '豫N0200001', { text: true, hint: '最长40字' }),
    column('发证机关', 'certificate.issuer', '河南省人民政府'),
    column('证件生效日期', 'certificate.validFrom', '2023-01-01', { hint: hints.date }),
    column('证件有效期至', 'certificate.validTo', '2028-12-31', { hint: hints.date }),
    column('层级', 'level', '县', { hint: anyOf(inspectorLevels) }),
    column('专业资格', 'qualifications', '特种设备安全监察员', { many: true, optional: true }),
    column('业务专长', 'expertise', '食品安全', { many: true, optional: true }),
    column('可检查事项', 'itemScope', '*', { many: true, text: true, hint: '事项编码；* 表示本部门全部事项' }),
    phone,
    { ...recusals, example: '91411422MA10000120:亲属关系' },
    status,
    tags,
    column('所在乡镇街道', 'township', exampleTownship, { optional: true, hint: `基层所人员填写，${hints.townships}` }),
    column('可任组长', 'mayLead', '是', { optional: true, hint: `${hints.yesNo}；不填为是` }),
    column('每批次最多检查数', 'capacity', '30', { optional: true, hint: '正整数；不填时只受全县上限约束' }),
  ],
  expert: [
    column('专家编号', 'id', `SCJG-Z001${exampleMark}`, { text: true, hint: hints.id }),
    column('姓名', 'name', '王五'),
    column('工作单位', 'organisation', '商丘市食品药品检验中心'),
    column('专业领域', 'fields', '食品检验', { many: true }),
    column('职称', 'title', '高级工程师', { optional: true }),
    phone,
    column('聘期至', 'validTo', '2028-12-31', { optional: true, hint: hints.date }),
    status,
    tags,
    recusals,
  ],
};

/** The columns of a month's file of classes, which says of objects nothing else. */
export const classColumns: readonly ImportColumn[] = [
  column('统一社会信用代码', 'creditCode', `91411422MA10000120${exampleMark}`, {
    optional: true,
    text: true,
    hint: '18位；没有代码的对象填"对象编号"',
  }),
  column('对象编号', 'id', '', { optional: true, text: true, hint: '没有统一社会信用代码时必填' }),
  column('信用风险分类', 'creditClass', 'B', { hint: hints.creditClass }),
  column('得分', 'score', '210', { optional: true, hint: '0至1000的整数' }),
  column('直接判定', 'direct', '', {
    many: true,
    optional: true,
    hint: `${anyOf(Object.entries(directLists).map(([code, name]) => `${code}（${name}）`))}；直接判定的应为D`,
  }),
];

/** The columns of a file of a registry, or of one of classes. */
export const columnsOf = (kind: RegistryKind, mode?: ImportMode): readonly ImportColumn[] =>
  mode === 'classes' ? classColumns : importColumns[kind];
