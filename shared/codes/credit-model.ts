/**
 * The reference model of credit risk, `suiji-credit/1` (credit-score.json): seven dimensions (山东 2025), bands and direct D
 * (豫市监办〔2022〕100号). Every weight, cap and term is the county's to confirm.
 */

interface Indicator {
  readonly dimension: keyof typeof creditDimensions;
  readonly name: string;
  readonly points: number;
  /** Months of full and then of half points, from the day of the event; one without counts while it is in force. */
  readonly months?: { readonly full: number; readonly half: number };
}

export const creditDimensions = {
  K1: { name: '企业属性', cap: 100 },
  K2: { name: '登记许可', cap: 100 },
  K3: { name: '年报公示', cap: 200 },
  K4: { name: '合规信息', cap: 400 },
  K5: { name: '舆情、投诉举报', cap: 150 },
  K6: { name: '关联企业', cap: 100 },
  K7: { name: '经营能力', cap: 100 },
} as const satisfies Readonly<Record<string, { readonly name: string; readonly cap: number }>>;

const months = (full: number, half = full) => ({ full, half });

export const creditIndicators = {
  '101': { dimension: 'K1', name: '成立不满一年', points: 30 },
  '102': { dimension: 'K1', name: '高风险行业（按清单）', points: 60 },
  '201': { dimension: 'K2', name: '许可证过期仍登记在册', points: 80 },
  '202': { dimension: 'K2', name: '住所变更未办理（查实）', points: 60, months: months(12) },
  '301': { dimension: 'K3', name: '在经营异常名录（未报年报）', points: 120 },
  '302': { dimension: 'K3', name: '在经营异常名录（无法联系）', points: 160 },
  '303': { dimension: 'K3', name: '在经营异常名录（弄虚作假）', points: 200 },
  '304': { dimension: 'K3', name: '曾被列入异常名录（移出后）', points: 60, months: months(12) },
  '401': { dimension: 'K4', name: '行政处罚：警告、通报批评、较低罚款', points: 60, months: months(3, 9) },
  '402': { dimension: 'K4', name: '行政处罚：一般', points: 150, months: months(12) },
  '403': { dimension: 'K4', name: '行政处罚：较重（从重、停产停业、吊销等）', points: 300, months: months(24, 12) },
  '411': { dimension: 'K4', name: '抽查：责令改正（5）', points: 50, months: months(12) },
  '412': { dimension: 'K4', name: '抽查：待后续处理（8）', points: 80, months: months(6) },
  '413': { dimension: 'K4', name: '抽查：不配合检查情节严重（6）', points: 200, months: months(12) },
  '414': { dimension: 'K4', name: '责令改正复查不合格', points: 120, months: months(12) },
  '501': { dimension: 'K5', name: '投诉举报查实', points: 40, months: months(6) },
  '502': { dimension: 'K5', name: '抽检不合格', points: 80, months: months(12) },
  '601': { dimension: 'K6', name: '关联企业在严重失信名单', points: 60 },
  '701': { dimension: 'K7', name: '连续两年零申报、停业', points: 40 },
} as const satisfies Readonly<Record<string, Indicator>>;
export type IndicatorCode = keyof typeof creditIndicators;
export const indicatorOf = (code: IndicatorCode): Indicator => creditIndicators[code];

export const creditModel = {
  version: 'suiji-credit/1',
  most: 1000,
  /** The lowest score of each class. */
  bands: { A: 0, B: 200, C: 500, D: 750 },
  document: '本系统参考模型；分值区间见豫市监办〔2022〕100号，维度参照山东2025年通用型企业信用风险分类指标',
  confirm: '指标、分值、上限和有效月数由县联席会议办公室核定；有省级分类结果的，以省级为准',
} as const;
