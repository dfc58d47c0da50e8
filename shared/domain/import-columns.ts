import type { RegistryKind } from './registry.ts';

/** One column of an import file: the header officials see, and whether each row must fill it. */
export interface ImportColumn {
  readonly header: string;
  readonly field: string;
  readonly required: boolean;
  /** What the template shows in its example row. */
  readonly example: string;
  /** Several values in one cell are separated by `；` or `;`. */
  readonly many?: true;
  /** Ids are text: a spreadsheet's numeric cell has already lost digits beyond the 15th. */
  readonly text?: true;
}

const column = (
  header: string,
  field: string,
  example: string,
  more: Partial<Pick<ImportColumn, 'many' | 'text'>> & { optional?: true } = {},
): ImportColumn => {
  const { optional, ...flags } = more;
  return { header, field, example, required: !optional, ...flags };
};

/** The columns of each registry's import file, in template order. Headers match exactly; an unknown one is reported. */
export const importColumns: Record<RegistryKind, readonly ImportColumn[]> = {
  item: [
    column('事项编码', 'id', 'SCJG-001', { text: true }),
    column('抽查事项', 'name', '食品经营许可事项检查'),
    column('抽查类别', 'category', '食品安全'),
    column('事项类型', 'kind', '一般'),
    column('清单层级', 'level', '县'),
    column('检查依据', 'basis', '《食品安全法》第一百一十条'),
    column('检查主体', 'subject', '县级市场监督管理部门'),
    column('检查对象', 'objects', '食品经营者'),
    column('检查内容', 'content', '食品经营许可证是否在有效期内'),
    column('检查方式', 'methods', '实地核查；书面检查', { many: true }),
    column('抽查比例上限(%)', 'ratioCap.ratio', '5', { optional: true }),
    column('比例文件依据', 'ratioCap.document', '年度抽查工作方案', { optional: true }),
    column('检查频次', 'frequency', '每年1次'),
    column('所需专业资格', 'qualification', '', { optional: true }),
    column('联合抽查领域', 'jointField', '餐饮服务', { optional: true }),
    column('适用对象类别', 'applies.kinds', '企业；个体工商户', { many: true, optional: true }),
    column('适用行业', 'applies.industries', 'H62', { many: true, optional: true }),
    column('适用标签', 'applies.tags', '', { many: true, optional: true }),
    column('标签', 'tags', '', { many: true, optional: true }),
  ],
  object: [
    column('统一社会信用代码', 'creditCode', '91411422MA10000120', { optional: true, text: true }),
    column('对象编号', 'id', '', { optional: true, text: true }),
    column('名称', 'name', '睢县示例餐饮有限公司'),
    column('对象类别', 'kind', '企业'),
    column('监管部门', 'supervisors', '市场监督管理局；卫生健康委', { many: true, optional: true }),
    column('乡镇街道', 'township', '城关镇'),
    column('地址', 'address', '城关镇人民路1号'),
    column('行业代码', 'industry', 'H6210', { text: true }),
    column('信用风险分类', 'creditClass', 'B'),
    column('状态', 'status', '存续'),
    column('成立日期', 'registeredOn', '2019-05-20', { optional: true }),
    column('负责人', 'representative', '张三', { optional: true }),
    column('联系电话', 'phone', '0370-8100000', { optional: true, text: true }),
    column('标签', 'tags', '', { many: true, optional: true }),
  ],
  inspector: [
    column('人员编号', 'id', 'SCJG-R001', { text: true }),
    column('姓名', 'name', '李四'),
    column('执法证号', 'certificate.number', '豫N0200001', { text: true }),
    column('发证机关', 'certificate.issuer', '河南省人民政府'),
    column('证件生效日期', 'certificate.validFrom', '2023-01-01'),
    column('证件有效期至', 'certificate.validTo', '2028-12-31'),
    column('层级', 'level', '县'),
    column('专业资格', 'qualifications', '特种设备安全监察员', { many: true, optional: true }),
    column('业务专长', 'expertise', '食品安全', { many: true, optional: true }),
    column('可检查事项', 'itemScope', '*', { many: true }),
    column('联系电话', 'phone', '', { optional: true, text: true }),
    column('回避对象', 'recusals', '91411422MA10000120:亲属关系', { many: true, optional: true, text: true }),
    column('状态', 'status', '有效'),
    column('标签', 'tags', '', { many: true, optional: true }),
  ],
  expert: [
    column('专家编号', 'id', 'SCJG-Z001', { text: true }),
    column('姓名', 'name', '王五'),
    column('工作单位', 'organisation', '商丘市食品药品检验中心'),
    column('专业领域', 'fields', '食品检验', { many: true }),
    column('职称', 'title', '高级工程师', { optional: true }),
    column('联系电话', 'phone', '', { optional: true, text: true }),
    column('聘期至', 'validTo', '2028-12-31', { optional: true }),
    column('状态', 'status', '有效'),
    column('标签', 'tags', '', { many: true, optional: true }),
  ],
};
