import type { DishonestyList } from './dishonesty-lists.ts';

/** 领域: where a measure acts, and who decides there. */
export const sanctionAreas = {
  procurement: { name: '政府采购', decider: '采购人、评审委员会' },
  bidding: { name: '工程招投标', decider: '招标人、评标委员会' },
  land: { name: '取得政府供应土地', decider: '出让人' },
  honour: { name: '授予荣誉称号', decider: '评选机关' },
  supervision: { name: '重点监管', decider: '监管部门' },
  licence: { name: '行政许可', decider: '许可机关' },
} as const;
export type SanctionArea = keyof typeof sanctionAreas;

export const sanctionEffects = {
  'must-refuse': '应当拒绝',
  'barred-term': '禁止期内不得参加',
  restrict: '依法限制或者禁入',
  consider: '作为重要考量因素',
  'no-commitment': '不适用告知承诺',
  'no-honour': '不予授予、可以撤销',
  'raise-frequency': '提高检查频次',
} as const;
export type SanctionEffect = keyof typeof sanctionEffects;

export interface SanctionMeasure {
  readonly name: string;
  readonly area: SanctionArea;
  readonly lists: readonly DishonestyList[];
  readonly effect: SanctionEffect;
  readonly document: string;
  /** R45: one that is not enabled is applied to nobody. */
  readonly enabled: boolean;
  readonly note?: string;
  readonly confirm?: string;
}

const measures = {
  P01: {
    name: '拒绝参与政府采购活动',
    area: 'procurement',
    lists: ['court', 'tax', 'procurement'],
    effect: 'must-refuse',
    document: '财库〔2016〕125号',
    enabled: true,
  },
  P02: {
    name: '政府采购禁止期',
    area: 'procurement',
    lists: ['procurement'],
    effect: 'barred-term',
    document: '政府采购法第七十七条；第二十二条第一款第五项',
    enabled: true,
    note: '期满可以参加（实施条例第十九条）',
  },
  P03: {
    name: '在政府采购中限制或者禁入',
    area: 'procurement',
    lists: ['abnormal'],
    effect: 'restrict',
    document: '企业信息公示暂行条例第十八条',
    enabled: false,
    confirm: '须另有法律、法规或采购文件依据；经营异常名录不在125号文拒绝范围，由县财政局核定',
  },
  P04: {
    name: '审查政府采购项目委托承担资格时作为重要考量因素',
    area: 'procurement',
    lists: ['serious'],
    effect: 'consider',
    document: '市场监管总局令第44号',
    enabled: true,
  },
  B03: {
    name: '审查工程招投标资格时作为重要考量因素',
    area: 'bidding',
    lists: ['serious'],
    effect: 'consider',
    document: '市场监管总局令第44号',
    enabled: true,
  },
  B01: {
    name: '在工程招投标中限制或者禁入',
    area: 'bidding',
    lists: ['abnormal'],
    effect: 'restrict',
    document: '企业信息公示暂行条例第十八条；招标投标法实施条例第七十八条',
    enabled: false,
    confirm: '由行业主管部门核定依据',
  },
  B02: {
    name: '限制参加政府投资项目招标投标',
    area: 'bidding',
    lists: ['serious', 'tax', 'court'],
    effect: 'restrict',
    document: '河南省社会信用条例第三十四条',
    enabled: true,
    confirm: '条例的“严重失信主体名单”对应哪些名单，由县发展改革委核定',
  },
  L01: {
    name: '在国有土地出让中限制或者禁入',
    area: 'land',
    lists: ['abnormal', 'serious', 'tax', 'court'],
    effect: 'restrict',
    document: '企业信息公示暂行条例第十八条；河南省社会信用条例第三十四条',
    enabled: true,
    note: '经营异常名录仅依公示条例',
  },
  H01: {
    name: '不授予荣誉称号',
    area: 'honour',
    lists: ['abnormal', 'serious', 'tax', 'court'],
    effect: 'no-honour',
    document: '企业信息公示暂行条例第十八条；市场监管总局令第44号',
    enabled: true,
  },
  H02: {
    name: '撤销相关荣誉',
    area: 'honour',
    lists: ['serious', 'tax', 'court'],
    effect: 'no-honour',
    document: '河南省社会信用条例第三十四条',
    enabled: true,
  },
  K01: {
    name: '列为重点监管对象、提高检查频次',
    area: 'supervision',
    lists: ['serious'],
    effect: 'raise-frequency',
    document: '市场监管总局令第44号',
    enabled: true,
  },
  K02: {
    name: '不适用告知承诺制',
    area: 'licence',
    lists: ['serious', 'tax', 'court'],
    effect: 'no-commitment',
    document: '市场监管总局令第44号；河南省社会信用条例第三十二条',
    enabled: true,
  },
  K03: {
    name: '审查行政许可、资质时作为重要考量因素',
    area: 'licence',
    lists: ['serious'],
    effect: 'consider',
    document: '市场监管总局令第44号',
    enabled: true,
  },
  F01: {
    name: '限制政府资金支持',
    area: 'licence',
    lists: ['serious', 'tax', 'court'],
    effect: 'restrict',
    document: '河南省社会信用条例第三十四条',
    enabled: false,
    confirm: '由县财政局、县发展改革委核定',
  },
} as const satisfies Readonly<Record<string, SanctionMeasure>>;
export type SanctionMeasureCode = keyof typeof measures;

/** 失信惩戒措施清单 (codes-sanctions.json), in its order: what is not on it is applied to nobody (河南省社会信用条例第二十九条). */
export const sanctionMeasures: Readonly<Record<SanctionMeasureCode, SanctionMeasure>> = measures;

interface LookupPurpose {
  readonly name: string;
  /** The only lists that an answer tells of. */
  readonly lists: readonly DishonestyList[];
  /** The area whose measures an answer names; none follows from supervision by itself, nor from one's own record. */
  readonly area?: SanctionArea;
}

const purposes = {
  procurement: {
    name: '政府采购资格审查',
    lists: ['court', 'tax', 'procurement', 'serious', 'abnormal'],
    area: 'procurement',
  },
  bidding: { name: '工程招投标资格审查', lists: ['serious', 'tax', 'court', 'abnormal'], area: 'bidding' },
  land: { name: '土地出让资格审查', lists: ['abnormal', 'serious', 'tax', 'court'], area: 'land' },
  honour: { name: '荣誉评选审查', lists: ['abnormal', 'serious', 'tax', 'court'], area: 'honour' },
  licence: { name: '行政许可审查', lists: ['serious', 'tax', 'court'], area: 'licence' },
  supervision: { name: '监管执法', lists: ['abnormal', 'serious', 'tax', 'court', 'procurement'] },
  subject: { name: '本主体查询自己的信用信息', lists: ['abnormal', 'serious', 'tax', 'court', 'procurement'] },
} as const satisfies Readonly<Record<string, LookupPurpose>>;
export type LookupPurposeCode = keyof typeof purposes;
export const lookupPurposeCodes = Object.keys(purposes) as [LookupPurposeCode, ...LookupPurposeCode[]];
/** 核查用途: what somebody is looked up for (R47). */
export const lookupPurposes: Readonly<Record<LookupPurposeCode, LookupPurpose>> = purposes;
