import type { Dependencies } from '../../functions/dependencies.ts';
import type { DepartmentCode } from '../../shared/base/primitives.ts';
import type { Plan, PlanEntry } from '../../shared/domain/plan/plan.ts';
import type { Expert, InspectionItem, InspectionObject, Inspector } from '../../shared/domain/registry/registry.ts';
import { createRecord, createRow } from '../../shared/use-cases/changes.ts';
import type { Change } from '../../shared/use-cases/ports/unit-of-work.ts';
import { anEvent } from './stored-rows.ts';

export const anItem = (department: DepartmentCode, more: Partial<InspectionItem> = {}): InspectionItem => ({
  id: `${department}-001`,
  name: `${department}日常检查`,
  department,
  category: '日常监管',
  kind: 'key',
  level: '县',
  basis: '有关法律',
  subject: '县级部门',
  objects: '经营者',
  content: '经营情况',
  methods: ['1'],
  frequency: '每年',
  applies: {},
  status: '有效',
  tags: [],
  ...more,
});

/** Shops 0001, 0002 …: every third of class A, B, C; all supervised by 市场监管, every second by 卫健 as well. */
export const shop = (n: number, more: Partial<InspectionObject> = {}): InspectionObject => ({
  id: `S${String(n).padStart(4, '0')}`,
  name: `睢县第${n}商店`,
  kind: n % 5 === 0 ? '个体工商户' : '企业',
  department: 'SCJG',
  supervisors: n % 2 === 0 ? ['SCJG', 'WJW'] : ['SCJG'],
  township: '411422105',
  address: `解放路${n}号`,
  industry: 'F5211',
  creditClass: (['A', 'B', 'C'] as const)[n % 3] ?? 'A',
  status: '存续',
  tags: [],
  ...more,
});

export const officer = (department: DepartmentCode, n: number, more: Partial<Inspector> = {}): Inspector => ({
  id: `${department}-R${String(n).padStart(3, '0')}`,
  name: `检查员${n}`,
  department,
  certificate: {
    number: `豫${department}${n}`,
    issuer: '河南省人民政府',
    validFrom: '2025-01-01',
    validTo: '2028-12-31',
  },
  level: '县',
  qualifications: [],
  expertise: [],
  itemScope: ['*'],
  recusals: [],
  status: '有效',
  tags: [],
  ...more,
});

export const expertOf = (department: DepartmentCode, n: number, more: Partial<Expert> = {}): Expert => ({
  id: `${department}-Z${String(n).padStart(3, '0')}`,
  name: `专家${n}`,
  department,
  organisation: '检验中心',
  fields: ['食品检验'],
  status: '有效',
  tags: [],
  ...more,
});

/**
 * Of the shops of class A so many ten-thousandths: all classes at one ratio, so that the class decides nothing and there is
 * the one stratum `*`.
 */
export const ofClassA = (ratio: number): Pick<PlanEntry, 'filter' | 'quotas'> => ({
  filter: { creditClasses: ['A'] },
  quotas: (['A', 'B', 'C', 'D'] as const).map((creditClass) => ({
    creditClass,
    take: { ratio },
    document: '试点方案',
  })),
});

/** 10 % of A, 15 % of B, five of C, checked together by 市场监管 and 卫健. */
export const jointEntry = (more: Partial<PlanEntry> = {}): PlanEntry => ({
  id: 'E1',
  title: '食品经营联合抽查',
  lead: 'SCJG',
  departments: [
    { department: 'SCJG', items: ['SCJG-001'] },
    { department: 'WJW', items: ['WJW-001'] },
  ],
  filter: {},
  quotas: [
    { creditClass: 'A', take: { ratio: 1000 }, document: '睢政办〔2020〕13号' },
    { creditClass: 'B', take: { ratio: 1500 }, document: '睢政办〔2020〕13号' },
    { creditClass: 'C', take: { number: 5 }, document: '睢政办〔2020〕13号' },
  ],
  window: { from: '2026-12-01', to: '2026-12-31' },
  method: '1',
  drawKind: '不定向',
  listPublicity: '公示名单',
  ...more,
});

export const publishedPlan = (entries: readonly PlanEntry[], more: Partial<Plan> = {}): Plan => ({
  id: 'P1',
  number: '4114220020260001',
  year: 2026,
  scope: 'joint',
  department: 'SCJG',
  departments: ['SCJG', 'WJW'],
  title: '2026年度联合抽查计划',
  entries,
  status: 'published',
  edition: 1,
  createdBy: 'someone',
  publishedAt: '2026-01-05T01:00:00.000Z',
  ...more,
});

export interface County {
  readonly items?: readonly InspectionItem[];
  readonly objects: readonly InspectionObject[];
  readonly inspectors: readonly Inspector[];
  readonly experts?: readonly Expert[];
  readonly plans: readonly Plan[];
}

export const numbered = <T>(count: number, make: (n: number) => T): readonly T[] =>
  Array.from({ length: count }, (_, index) => make(index + 1));

/** Writes a county into the store as its departments would have: row by row, plan by plan. */
export async function settle(
  { work }: Pick<Dependencies, 'work'>,
  { items = [anItem('SCJG'), anItem('WJW')], objects, inspectors, experts = [], plans }: County,
): Promise<void> {
  const changes: Change[] = [
    ...items.map((item) => createRow('item', item, anEvent())),
    ...objects.map((object) => createRow('object', object, anEvent())),
    ...inspectors.map((inspector) => createRow('inspector', inspector, anEvent())),
    ...experts.map((expert) => createRow('expert', expert, anEvent())),
    ...plans.map((plan) => createRecord('plan', plan.id, plan, anEvent())),
  ];
  const atOnce = 15;
  for (let at = 0; at < changes.length; at += atOnce) {
    const done = await work.commit(changes.slice(at, at + atOnce));
    if (!done.ok) throw new Error(`the county was not settled: ${JSON.stringify(done.error)}`);
  }
}
