import type { DepartmentCode } from '../../shared/base/primitives.ts';
import type { Visit } from '../../shared/domain/visit/visit.ts';
import { resultIdOf, visitIdOf } from '../../shared/domain/visit/visit-ids.ts';
import { replaceRecord } from '../../shared/use-cases/changes.ts';
import type { BatchAnswer } from './draw-ceremony.ts';
import { anEvidence } from './inspection-samples.ts';
import { anEvent } from './stored-rows.ts';
import { expectOk, person, type TestSystem } from './system.ts';

const asking = person('SCJG', 'officer');
const second = person('SCJG', 'department-admin', '负责人');

export async function visitOf(system: TestSystem, { id }: BatchAnswer, objectId: string): Promise<Visit> {
  const visit = await system.deps.records.find('visit', visitIdOf(id, objectId));
  if (!visit) throw new Error(`no visit of ${objectId}`);
  return visit.value;
}

/** The visit as its team has left it. */
export async function visitBecomes(system: TestSystem, { id }: BatchAnswer, objectId: string, facts: Partial<Visit>) {
  const found = await system.deps.records.find('visit', visitIdOf(id, objectId));
  if (!found) throw new Error(`no visit of ${objectId}`);
  const value = { ...found.value, ...facts };
  const done = await system.deps.work.commit([replaceRecord('visit', value.id, found, value, anEvent())]);
  if (!done.ok) throw new Error(done.error.kind);
}

/** An inspector of the department has begun to write, with evidence. */
export async function resultBegun(
  system: TestSystem,
  { id }: Pick<BatchAnswer, 'id'>,
  objectId: string,
  department: DepartmentCode,
) {
  const found = await system.deps.records.find('result', resultIdOf(visitIdOf(id, objectId), department));
  if (!found) throw new Error(`no result of ${objectId}`);
  const value = { ...found.value, status: 'draft' as const, evidence: [anEvidence()] };
  const done = await system.deps.work.commit([replaceRecord('result', value.id, found, value, anEvent())]);
  if (!done.ok) throw new Error(done.error.kind);
}

let keys = 0;

/** One officer says that the object has gone, another person lets the reserve come. */
export async function replaceObject(system: TestSystem, batch: BatchAnswer, objectId: string): Promise<BatchAnswer> {
  const [department = 'SCJG'] = (await visitOf(system, batch, objectId)).departments;
  await resultBegun(system, batch, objectId, department);
  keys += 1;
  const body = { visitId: visitIdOf(batch.id, objectId), reason: '注销', evidence: 'evidence-1' } as const;
  const params = { id: batch.id };
  const asked = expectOk(await system.as(asking)('requestReserve', { params, key: `replace-key-${keys}`, body }));
  const requestId = asked.reserves.at(-1)?.id ?? '';
  return expectOk(await system.as(second)('approveReserve', { params: { ...params, requestId } }));
}
