import type { DirectList } from './credit-classes.ts';
import type { AbnormalReason } from './credit-lists.ts';
import type { IndicatorCode } from './credit-model.ts';
import type { DishonestyList } from './dishonesty-lists.ts';
import type { DecisionKind } from './follow-ups.ts';
import type { publicTerms } from './public-terms.ts';
import type { objectKinds } from './registry.ts';
import type { ResultCode } from './results.ts';

/** 失信程度, which says how long a record stays public. */
export type CreditGrade = keyof typeof publicTerms;
/** From the lightest on. */
export const creditGrades = ['light', 'general', 'serious'] as const satisfies readonly CreditGrade[];

/** 信用记录类别 (codes-credit.json). */
export const creditRecordKinds = {
  'check-result': '检查结果',
  penalty: '行政处罚',
  licence: '行政许可',
  listing: '名单列入',
  court: '失信被执行人',
  tax: '重大税收违法失信主体',
  procurement: '政府采购严重违法失信行为记录',
  commitment: '告知承诺履约',
  honour: '荣誉表彰',
  repair: '信用修复',
} as const;
export type CreditRecordKind = keyof typeof creditRecordKinds;
export const creditRecordKindCodes = Object.keys(creditRecordKinds) as [CreditRecordKind, ...CreditRecordKind[]];

interface PenaltyRule {
  readonly name: string;
  readonly grade: CreditGrade;
  readonly indicator: IndicatorCode;
  readonly document: string;
  readonly confirm: string;
}

const penalty = (name: string, grade: CreditGrade, indicator: IndicatorCode): PenaltyRule => ({
  ...{ name, grade, indicator, document: '国办发〔2025〕22号；行政处罚法第九条；总局令第44号' },
  confirm: '处罚种类对应的失信程度和得分指标由县社会信用主管部门会同县市场监督管理局核定',
});

/** What a penalty was: of several, the heaviest. How grave that is (失信程度), and by which indicator it counts. */
export const penaltyKinds = {
  warning: penalty('警告、通报批评', 'light', '401'),
  'low-fine': penalty('较低数额罚款', 'light', '401'),
  fine: penalty('一般罚款、没收违法所得、没收非法财物', 'general', '402'),
  'heavy-fine': penalty('从重处罚的罚款', 'general', '403'),
  licence: penalty('降低资质等级、吊销许可证件、吊销营业执照', 'general', '403'),
  business: penalty('限制开展生产经营活动、责令停产停业、责令关闭、限制从业', 'general', '403'),
} as const satisfies Readonly<Record<string, PenaltyRule>>;
export type PenaltyKind = keyof typeof penaltyKinds;
export const penaltyKindCodes = Object.keys(penaltyKinds) as [PenaltyKind, ...PenaltyKind[]];

/** The outcomes of a follow-up that are recorded of its subject, and as what; the others decide nothing about it. */
const recordedDecisions = { d1: 'penalty', d6: 'licence' } as const satisfies Readonly<
  Partial<Record<DecisionKind, CreditRecordKind>>
>;
export const recordOfDecision = (kind: DecisionKind | undefined): 'penalty' | 'licence' | undefined =>
  kind === 'd1' || kind === 'd6' ? recordedDecisions[kind] : undefined;

/** 责令改正 of which two inspectors found nothing, or not all, put right. */
export const failedRecheck = {
  grade: 'light',
  indicator: '414',
  document: '国办发〔2025〕22号',
  confirm: '复查不合格的失信程度由县市场监督管理局核定',
} as const;

/** By which indicator what a spot check found counts; the other codes count by what came of them. */
export const indicatorOfResultCode: Readonly<Partial<Record<ResultCode, IndicatorCode>>> = {
  '5': '411',
  '8': '412',
  '6': '413',
};

/** What has no credit record: conduct of persons, and whoever trades without any registration. */
export const withoutCreditRecord: readonly (typeof objectKinds)[number][] = ['行为', '无证无照户'];

/** By which indicator an entry of 经营异常名录 counts while it is in force, by its reason; and what remains of it afterwards. */
export const indicatorOfReason = { a1: '301', a2: '302', a3: '303', a4: '302' } as const satisfies Readonly<
  Record<AbnormalReason, IndicatorCode>
>;
export const indicatorOfRemoved: IndicatorCode = '304';

/** The lists that give class D by themselves. */
export const directListOf: Readonly<Partial<Record<DishonestyList, DirectList>>> = { serious: 'X1', court: 'X2' };
