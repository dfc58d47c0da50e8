import type { CallOf, OperationName } from '../../shared/api/client.ts';
import type { Principal } from '../../shared/api/principal.ts';
import type { DepartmentCode } from '../../shared/base/primitives.ts';
import { localDateOf } from '../../shared/calendar/local-date.ts';
import type { ResultDraft } from '../../shared/domain/result/findings.ts';
import type { VisitDraft } from '../../shared/domain/visit/assignment.ts';
import type { Task } from '../../shared/domain/visit/visit.ts';
import { createRecord, createRow, eventOf, replaceRecord } from '../../shared/use-cases/changes.ts';
import { officer as aRegistered } from './drawable-county.ts';
import { aBatch, aDraft, anAssignment, anObject } from './inspection-samples.ts';
import { expectOk, person, systemForTest, type TestSystem } from './system.ts';

/** A member of the team that every sample visit has, or (from 3 on) a colleague who was not drawn. */
export const inspector = (number: number, department: DepartmentCode = 'SCJG'): Principal => ({
  ...person(department, 'inspector', `检查员${number}`),
  inspectorId: `${department}-R00${number}`,
});
export const officer = (name: string, department: DepartmentCode = 'SCJG'): Principal =>
  person(department, 'officer', name);

export const resultOf = (visitId: string, department: DepartmentCode = 'SCJG'): string => `${visitId}.${department}`;

export interface Inspections extends TestSystem {
  /** Writes batch, task, visit and results as a dispatch does; answers the visit's id. */
  dispatch(more?: Partial<VisitDraft>): Promise<string>;
  /** Does something to a result on its present version. */
  act<O extends OperationName>(who: Principal, operation: O, id: string, body?: object): ReturnType<Act>;
  /** What the office's approval of a void does to a batch. */
  voidBatch(id: string): Promise<void>;
  /** Takes a result to approval: an inspector enters, an officer approves. */
  approved(id: string, draft?: Partial<ResultDraft>): Promise<number>;
  /** And publishes it. */
  published(id: string, draft?: Partial<ResultDraft>): Promise<number>;
}

type Act = (operation: OperationName) => Promise<Awaited<ReturnType<ReturnType<TestSystem['as']>>>>;

const system = { id: 'system', department: 'SCJG' } as const;

export async function inspectionsForTest(today = '2026-03-12'): Promise<Inspections> {
  const base = await systemForTest();
  base.at(`${today}T02:00:00Z`);
  const registered = eventOf('create', system, new Date('2026-01-05T02:00:00Z'));
  const known = (['SCJG', 'WJW'] as const).flatMap((department) =>
    [1, 2, 3].map((number) => createRow('inspector', aRegistered(department, number), registered)),
  );
  const settled = await base.store.work.commit(known);
  if (!settled.ok) throw new Error(JSON.stringify(settled.error));
  let dispatched = 0;

  const write = async (draft: Partial<VisitDraft>) => {
    const { visit, results } = anAssignment(draft);
    const { batchId } = visit;
    if (batchId === undefined) throw new Error('a dispatch is of a batch');
    const event = eventOf('dispatch', system, new Date(visit.dispatchedAt));
    const tasks = await Promise.all(
      visit.tasks.map(async (id) => ((await base.store.records.find('task', id)) ? undefined : id)),
    );
    const batch = await base.store.records.find('batch', batchId);
    const done = await base.store.work.commit([
      ...(batch ? [] : [createRecord('batch', batchId, aBatch(batchId, 'dispatched'), event)]),
      ...tasks.flatMap((id) => (id ? [createRecord('task', id, aTask(id, batchId), event)] : [])),
      createRecord('visit', visit.id, visit, event),
      ...results.map((result) => createRecord('result', result.id, result, event)),
    ]);
    if (!done.ok) throw new Error(JSON.stringify(done.error));
    return visit.id;
  };

  const versionOf = async (id: string) => {
    const kind = (await base.store.records.find('result', id)) ? 'result' : 'visit';
    return (await base.store.records.find(kind, id))?.meta.version ?? 0;
  };

  const act: Inspections['act'] = async (who, operation, id, body) =>
    base.as(who)(operation, {
      params: { id },
      version: await versionOf(id),
      body: body ?? (operation === 'submitResult' ? await submission(id) : undefined),
    } as unknown as CallOf<typeof operation>);

  /** Today, as the day the department's part was over, unless that is known. */
  const submission = async (id: string) => {
    const found = await base.store.records.find('result', id);
    return found?.value.completedOn === undefined ? { completedOn: localDateOf(base.deps.clock()) } : {};
  };

  const voidBatch: Inspections['voidBatch'] = async (id) => {
    const batch = await base.store.records.find('batch', id);
    if (!batch) throw new Error(`no batch ${id}`);
    const event = eventOf('void', system, base.deps.clock());
    const voided = { ...batch.value, status: 'voided' as const };
    const done = await base.store.work.commit([replaceRecord('batch', id, batch, voided, event)]);
    if (!done.ok) throw new Error(JSON.stringify(done.error));
  };

  const approved: Inspections['approved'] = async (id, draft) => {
    expectOk(await act(inspector(1), 'saveResult', id, aDraft(draft)));
    expectOk(await act(inspector(1), 'submitResult', id));
    expectOk(await act(officer('审核'), 'approveResult', id));
    return versionOf(id);
  };

  return {
    ...base,
    dispatch: (more = {}) => {
      dispatched += 1;
      const id = `91411422MA1000${String(dispatched).padStart(4, '0')}`;
      return write({ object: anObject({ id, creditCode: id, name: `睢县第${dispatched}餐馆` }), ...more });
    },
    act,
    voidBatch,
    approved,
    async published(id, draft) {
      await approved(id, draft);
      expectOk(await act(officer('公示'), 'publishResult', id));
      return versionOf(id);
    },
  };
}

const aTask = (id: string, batchId: string): Task => ({
  id,
  number: `41142220260302000${id.at(-1)}`,
  title: '餐饮服务跨部门联合抽查',
  source: '年度计划',
  scope: '跨部门',
  department: 'SCJG',
  departments: ['SCJG', 'WJW'],
  planId: 'plan-1',
  entryId: 'E1',
  batchId,
  window: { from: '2026-03-01', to: '2026-04-30' },
  status: 'dispatched',
});
