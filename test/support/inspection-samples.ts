import type { DepartmentCode } from '../../shared/base/primitives.ts';
import type { Batch } from '../../shared/domain/batch/batch.ts';
import type { Evidence } from '../../shared/domain/result/evidence.ts';
import type { ItemFinding, ResultDraft } from '../../shared/domain/result/findings.ts';
import type { InspectionResult } from '../../shared/domain/result/inspection-result.ts';
import { type Assignment, assign, type VisitDraft } from '../../shared/domain/visit/assignment.ts';
import type { ObjectSnapshot } from '../../shared/domain/visit/visit.ts';

export const anObject = (more: Partial<ObjectSnapshot> = {}): ObjectSnapshot => ({
  id: '91411422MA10000120',
  version: 1,
  creditCode: '91411422MA10000120',
  name: '睢县锦绣餐饮有限公司',
  kind: '企业',
  township: '411422105',
  address: '城关镇中心大街1号',
  industry: 'H62',
  creditClass: 'B',
  ...more,
});

const partOf = (department: DepartmentCode, itemIds: readonly string[], taskId: string) => ({
  department,
  items: itemIds.map((id) => ({ id, version: 1, name: `${id}的检查`, taskId })),
  team: [1, 2].map((n) => ({
    id: `${department}-R00${n}`,
    version: 1,
    name: `${department}检查员${n}`,
    certificate: `豫${department}000${n}`,
  })),
});

/** A joint visit of 市场监管 (two items, lead) and 卫健 (one), dispatched on 2 March 2026 for March and April. */
export const aVisitDraft = (more: Partial<VisitDraft> = {}): VisitDraft => ({
  batchId: 'batch-1',
  object: anObject(),
  lead: 'SCJG',
  parts: [partOf('SCJG', ['SCJG-001', 'SCJG-002'], 'task-1'), partOf('WJW', ['WJW-001'], 'task-1')],
  window: { from: '2026-03-01', to: '2026-04-30' },
  dispatchedAt: '2026-03-02T01:00:00.000Z',
  ...more,
});

export const anAssignment = (more: Partial<VisitDraft> = {}): Assignment => assign(aVisitDraft(more));

/** 市场监管's result of that visit. */
export function aResult(more: Partial<InspectionResult> = {}): InspectionResult {
  const [result] = anAssignment().results;
  if (!result) throw new Error('a visit has results');
  return { ...result, ...more };
}

export const aFinding = (itemId: string, more: Partial<ItemFinding> = {}): ItemFinding => ({
  itemId,
  checked: true,
  method: '1',
  codes: ['1'],
  measures: [],
  evidence: [],
  ...more,
});

export const aDraft = (more: Partial<ResultDraft> = {}): ResultDraft => ({
  inspectedOn: '2026-03-10',
  present: ['SCJG-R001', 'SCJG-R002'],
  findings: [aFinding('SCJG-001'), aFinding('SCJG-002')],
  overall: ['1'],
  ...more,
});

export const anEvidence = (more: Partial<Evidence> = {}): Evidence => ({
  id: 'evidence-1',
  name: '现场照片.jpg',
  mediaType: 'image/jpeg',
  bytes: 3,
  sha256: 'a'.repeat(64),
  blob: 'evidence/somewhere',
  addedBy: 'inspector-1',
  addedAt: '2026-03-10T08:00:00.000Z',
  ...more,
});

/** 市场监管's batch with 卫健, as far as readers of its visits and results look at it. */
export const aBatch = (id: string, status: Batch['status']): Batch => ({
  id,
  number: `41142220260302-${id}`,
  title: '餐饮服务跨部门联合抽查',
  department: 'SCJG',
  departments: ['SCJG', 'WJW'],
  readers: ['SCJG', 'WJW'],
  entries: [],
  repeats: [],
  window: { from: '2026-03-01', to: '2026-04-30' },
  listPublicity: '公示名单',
  status,
  frozenAt: '2026-03-02T00:00:00.000Z',
  frozenBy: 'SCJG-officer-甲',
  frames: [],
  inspectorFrames: [],
  previousTeams: { blob: 'batches/teams', digest: 'a'.repeat(64) },
  matching: { perDepartment: 2 },
  reserves: [],
  teamChanges: [],
});
