import type { Plan, PlanEntry } from '../../shared/domain/plan/plan.ts';
import type { InspectionItem, InspectionObject } from '../../shared/domain/registry/registry.ts';

/** A valid general item of 市场监督管理局: caps every draw at 10 %. */
export const anItem = (facts: Partial<InspectionItem> = {}): InspectionItem => ({
  id: 'SCJG-001',
  name: '餐饮服务食品安全检查',
  department: 'SCJG',
  category: '食品安全',
  kind: 'general',
  level: '县',
  basis: '《中华人民共和国食品安全法》第一百一十条',
  subject: '睢县市场监督管理局',
  objects: '餐饮服务提供者',
  content: '加工制作过程',
  methods: ['1', '2'],
  ratioCap: { ratio: 1000, document: '睢县2026年度抽查工作计划' },
  frequency: '每年1次',
  applies: {},
  status: '有效',
  tags: [],
  ...facts,
});

/** A drawable restaurant that 市场监督管理局 keeps and supervises. */
export const anObject = (facts: Partial<InspectionObject> = {}): InspectionObject => ({
  id: 'OBJ-1',
  name: '睢县凤城街道老四餐馆',
  kind: '个体工商户',
  department: 'SCJG',
  supervisors: ['SCJG'],
  township: '411422001',
  address: '凤城街道1号',
  industry: 'H6210',
  creditClass: 'A',
  status: '存续',
  tags: [],
  ...facts,
});

export const anEntry = (facts: Partial<PlanEntry> = {}): PlanEntry => ({
  id: 'E1',
  title: '餐饮服务单位抽查',
  lead: 'SCJG',
  departments: [{ department: 'SCJG', items: ['SCJG-001'] }],
  filter: { industries: ['H62'] },
  quotas: [{ creditClass: 'A', take: { ratio: 300 }, document: '睢县2026年度抽查工作计划' }],
  window: { from: '2026-03-01', to: '2026-05-31' },
  method: '1',
  drawKind: '不定向',
  listPublicity: '公示名单',
  ...facts,
});

export const departmentPlan = { scope: 'department', department: 'SCJG', year: 2026 } as const satisfies Partial<Plan>;
export const jointPlan = { ...departmentPlan, scope: 'joint' } as const satisfies Partial<Plan>;
