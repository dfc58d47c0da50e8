import { beforeAll, describe, expect, test } from 'vitest';
import type { PlanEntry } from '../../shared/domain/plan/plan.ts';
import type { InspectionObject, Inspector } from '../../shared/domain/registry/registry.ts';
import type { Visit } from '../../shared/domain/visit/visit.ts';
import { createRecord, eventOf } from '../../shared/use-cases/changes.ts';
import { readFrameCandidates } from '../../shared/use-cases/frame/candidates.ts';
import { readYearChecks } from '../../shared/use-cases/frame/year-checks.ts';
import { anAssignment, anObject as aSnapshot } from '../support/inspection-samples.ts';
import { expectOk, person } from '../support/system.ts';
import { anEntry, anItem, anObject } from '../unit/plan-entries.ts';
import { officer, type PlanSystem, planSystem } from './plan-system.ts';

const document = '睢县2026年度抽查工作计划';

/** `count` restaurants numbered from `from`. */
const restaurants = (from: number, count: number, facts: Partial<InspectionObject>): InspectionObject[] =>
  Array.from({ length: count }, (_, n) => anObject({ id: `OBJ-${from + n}`, name: `第${from + n}饭店`, ...facts }));

const inspector = (id: string, facts: Partial<Inspector> = {}): Inspector => ({
  id,
  name: '某人',
  department: 'SCJG',
  certificate: { number: id, issuer: '河南省人民政府', validFrom: '2025-01-01', validTo: '2027-12-31' },
  level: '县',
  qualifications: [],
  expertise: [],
  itemScope: ['*'],
  recusals: [],
  status: '有效',
  tags: [],
  ...facts,
});

const visit = (batchId: string, objectId: string, status: Visit['status'] = 'completed'): Visit => ({
  ...anAssignment({ batchId, object: aSnapshot({ id: objectId }) }).visit,
  status,
});

/** What a frame goes by while the county has fixed nothing. */
const figures = { frequencyCap: 2, classShare: 5000 };
let system: PlanSystem;
beforeAll(async () => {
  system = await planSystem();
  await system.keep('item', [
    anItem(),
    anItem({ id: 'SCJG-002', name: '网络餐饮检查', applies: { tags: ['网络餐饮'] } }),
    anItem({ id: 'SCJG-003', name: '特种设备检查', qualification: '特种设备' }),
    anItem({ id: 'WJW-001', department: 'WJW', name: '公共场所卫生检查', ratioCap: { ratio: 2000, document } }),
  ]);
  await system.keep('object', [
    ...restaurants(1, 30, { supervisors: ['SCJG', 'WJW'] }),
    ...restaurants(31, 10, { creditClass: 'D' }),
    ...restaurants(41, 3, { status: '注销' }),
    ...restaurants(44, 2, { creditClass: 'C' }),
    ...restaurants(46, 4, { department: 'WJW', supervisors: ['WJW'] }),
    anObject({ id: 'BANK-1', name: '银行', industry: 'J6621' }),
  ]);
  await system.keep('inspector', [
    inspector('R1'),
    inspector('R2', { itemScope: ['SCJG-001'] }),
    inspector('R3', { itemScope: ['SCJG-002'] }),
    inspector('R4', { status: '失效' }),
    inspector('R5', { certificate: { ...inspector('R5').certificate, validTo: '2026-05-30' } }),
    inspector('W1', { department: 'WJW' }),
  ]);
  const event = eventOf('create', { id: 'seed', department: 'SCJG' }, new Date('2026-02-01T00:00:00Z'));
  const visits = [
    ...['B1', 'B2'].map((batch) => visit(batch, 'OBJ-1', 'dispatched')),
    visit('B1', 'OBJ-2'),
    visit('B1', 'OBJ-3'),
    visit('B2', 'OBJ-3', 'not-performed'),
    visit('B2', 'OBJ-4', 'voided'),
    visit('B3', 'OBJ-4'),
  ];
  const changes = visits.map((value) => createRecord('visit', value.id, value, event));
  if (!(await system.deps.work.commit(changes)).ok) throw new Error('the visits were not written');
});

const entry = anEntry({
  quotas: [
    { creditClass: 'A', take: { ratio: 1000 }, document },
    { creditClass: 'D', take: { number: 1 }, document },
  ],
});
const joint = anEntry({
  ...entry,
  departments: [
    { department: 'SCJG', items: ['SCJG-001'] },
    { department: 'WJW', items: ['WJW-001'] },
  ],
});

async function preview(asked: PlanEntry, scope: 'department' | 'joint' = 'department') {
  const { id } = await system.written([], { scope });
  return system.as(officer)('previewEntry', { params: { id }, body: { entry: asked } });
}

describe('the preview of an entry', () => {
  test('counts who may be drawn, who not and why, what would be drawn, and who could check it', async () => {
    expect(expectOk(await preview(entry))).toEqual({
      size: 39,
      strata: [
        { stratum: 'A', size: 29, quota: 3 },
        { stratum: 'D', size: 10, quota: 1 },
      ],
      excluded: [
        { reason: '信用分类未设定抽取数量', count: 2 },
        { reason: '年度检查次数已达上限', count: 1 },
        { reason: '状态：注销', count: 3 },
        { reason: '非参加部门监管对象', count: 4 },
      ],
      visits: 4,
      departments: [
        {
          department: 'SCJG',
          size: 39,
          drawn: { mean: 4, none: 0 },
          inspectors: { available: 2, perVisit: 2, visitsEach: 4 },
          itemsWithoutObjects: [],
        },
      ],
      frequency: { cap: 2, waived: false },
      warnings: [],
    });
  });

  test('a written reason brings back objects that have had their checks', async () => {
    const answer = expectOk(await preview({ ...entry, frequencyWaiver: '专项整治' }));
    expect(answer.size).toBe(40);
    expect(answer.frequency).toEqual({ cap: 2, waived: true });
  });

  test('joint departments have one frame and one draw: each is told how many of its own that takes on average', async () => {
    const answer = expectOk(await preview(joint, 'joint'));
    // 29 restaurants of class A are common, 4 are of 卫健 alone, 10 of class D of 市场监管 alone: 4 of 33 and 1 of 10 are drawn.
    expect([answer.size, answer.visits]).toEqual([43, 5]);
    expect(answer.departments.map(({ department, size }) => [department, size])).toEqual([
      ['SCJG', 39],
      ['WJW', 33],
    ]);
    const means = answer.departments.map(({ drawn }) => drawn.mean);
    expect(means).toEqual([Math.round((29 * 4 * 100) / 33) / 100 + 1, 4]);
    expect(answer.warnings.map(({ kind, department }) => [kind, department])).toEqual([['too-few-inspectors', 'WJW']]);
  });

  test('items without an object and qualifications nobody holds are told before the plan is submitted', async () => {
    const items = ['SCJG-001', 'SCJG-002', 'SCJG-003'];
    const answer = expectOk(await preview({ ...entry, departments: [{ department: 'SCJG', items }] }));
    expect(answer.departments[0]).toMatchObject({ size: 0, itemsWithoutObjects: ['SCJG-002'] });
    expect(answer.warnings.map(({ kind }) => kind)).toEqual([
      'empty-frame',
      'empty-part',
      'item-without-objects',
      'too-few-inspectors',
      'missing-qualification',
    ]);
  });

  test('a number that the frame makes more than the cap is warned of', async () => {
    const quotas = [{ creditClass: 'D' as const, take: { number: 2 }, document }];
    const { warnings } = expectOk(await preview({ ...entry, quotas }));
    expect(warnings.map(({ message }) => message)).toEqual(['事项 SCJG-001 的抽查比例 20% 超过上限 10%。']);
  });

  test('an entry is named by its id once it is saved', async () => {
    const { id } = await system.written([entry]);
    const call = (entryId: string) => system.as(officer)('previewEntry', { params: { id }, body: { entryId } });
    expect(expectOk(await call('E1')).size).toBe(39);
    expect(await call('E9')).toMatchObject({ error: { kind: 'not-found', detail: '没有编号为 E9 的计划条目。' } });
  });

  test('a wrong entry is answered like a wrong plan, and strangers see nothing', async () => {
    const wrong = { ...entry, window: { from: '2026-12-01', to: '2027-01-31' } };
    expect(await preview(wrong)).toMatchObject({
      error: { kind: 'invalid-input', errors: [{ path: 'body.entry.window.to', message: '检查时间应在 2026 年内' }] },
    });
    const { id } = await system.written([entry]);
    const stranger = system.as(person('GAJ', 'officer'));
    expect(await stranger('previewEntry', { params: { id }, body: { entryId: 'E1' } })).toMatchObject({
      error: { kind: 'not-found' },
    });
  });
});

describe('what a freeze reads', () => {
  test('R9: checks made and still to be made count, of all batches; those not performed or voided do not', async () => {
    expect((await readYearChecks(system.deps, 2026)).checks).toEqual(
      new Map([
        ['OBJ-1', 2],
        ['OBJ-2', 1],
        ['OBJ-3', 1],
        ['OBJ-4', 1],
      ]),
    );
  });

  test('the frame is that of the preview, each object with its class and registry version', async () => {
    const { id } = await system.written([joint], { scope: 'joint' });
    const shown = expectOk(await system.as(officer)('previewEntry', { params: { id }, body: { entryId: 'E1' } }));
    const found = await readFrameCandidates(system.deps, joint, figures, []);
    if (!found.ok) throw new Error(found.error.kind);
    const { strata, excluded, objects, refusal } = found.value;
    expect({ strata, excluded }).toEqual({ strata: shown.strata, excluded: shown.excluded });
    expect(objects).toContainEqual({ id: 'OBJ-46', stratum: 'A', version: 1, places: '2' });
    expect(refusal).toBeUndefined();
  });

  test('what a filter found is either in the frame or counted as left out', async () => {
    const found = await readFrameCandidates(system.deps, entry, figures, []);
    if (!found.ok) throw new Error(found.error.kind);
    const left = found.value.excluded.reduce((sum, { count }) => sum + count, 0);
    expect(found.value.objects.length + left).toBe(49);
  });

  test('a number above the cap is a refusal of the draw', async () => {
    const quotas = [{ creditClass: 'D' as const, take: { number: 2 }, document }];
    expect(await readFrameCandidates(system.deps, { ...entry, quotas }, figures, [])).toMatchObject({
      value: { refusal: { kind: 'ratio-above-cap', item: 'SCJG-001', ratio: 2000, cap: 1000 } },
    });
  });

  test.each(['SCJG-999', 'WJW-001'])('an item that the department does not have (%s) is named', async (id) => {
    const departments = [{ department: 'SCJG' as const, items: [id] }];
    expect(await readFrameCandidates(system.deps, { ...entry, departments }, figures, [])).toEqual({
      ok: false,
      error: { kind: 'unknown-reference', entity: 'item', id },
    });
  });
});
