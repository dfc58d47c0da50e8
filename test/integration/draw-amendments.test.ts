import { beforeEach, describe, expect, test } from 'vitest';
import type { Visit } from '../../shared/domain/visit/visit.ts';
import { resultIdOf, visitIdOf } from '../../shared/domain/visit/visit-ids.ts';
import { replaceRecord } from '../../shared/use-cases/changes.ts';
import { type BatchAnswer, dispatchedBatch, lead } from '../support/draw-ceremony.ts';
import { jointEntry, numbered, ofClassA, officer, publishedPlan, settle, shop } from '../support/drawable-county.ts';
import { anEvidence } from '../support/inspection-samples.ts';
import { inTicketOrder, type OpenedDraw, openedDraw } from '../support/opened-draw.ts';
import { readPublicDraw } from '../support/public-draw.ts';
import { anEvent } from '../support/stored-rows.ts';
import { expectOk, person, systemForTest, type TestSystem } from '../support/system.ts';

let system: TestSystem;
let batch: BatchAnswer;
let opened: OpenedDraw;
let keys = 0;

const member = person('SCJG', 'officer');
const second = person('SCJG', 'department-admin', '负责人');

const taking = (id: string, number: number) => jointEntry({ id, ...ofClassA(500 * number) });

beforeEach(async () => {
  system = await systemForTest();
  await settle(system.deps, {
    objects: numbered(60, (n) => shop(n)),
    inspectors: [...numbered(6, (n) => officer('SCJG', n)), ...numbered(5, (n) => officer('WJW', n))],
    plans: [publishedPlan([taking('E1', 3), taking('E2', 8)])],
  });
  batch = await dispatchedBatch(system);
  opened = await openedDraw(system, batch);
});

/** The shops of class A in the order of their tickets, by the specification and not by the system. */
const order = (): readonly string[] => inTicketOrder(opened, '*');

async function visitOf(objectId: string): Promise<Visit> {
  const visit = await system.deps.records.find('visit', visitIdOf(batch.id, objectId));
  if (!visit) throw new Error(`no visit of ${objectId}`);
  return visit.value;
}

async function withEvidence(objectId: string): Promise<void> {
  const result = await system.deps.records.find('result', resultIdOf(visitIdOf(batch.id, objectId), 'SCJG'));
  if (!result) throw new Error('no result');
  const value = { ...result.value, status: 'draft' as const, evidence: [anEvidence()] };
  const done = await system.deps.work.commit([replaceRecord('result', value.id, result, value, anEvent('record'))]);
  if (!done.ok) throw new Error(done.error.kind);
}

async function askReserve(objectId: string) {
  keys += 1;
  const body = { visitId: visitIdOf(batch.id, objectId), reason: '注销', evidence: 'evidence-1' } as const;
  return system.as(member)('requestReserve', { params: { id: batch.id }, key: `reserve-${keys}`, body });
}

const approveReserve = (reserveId: string, who = second) =>
  system.as(who)('approveReserve', { params: { id: batch.id, requestId: reserveId } });

const kindOf = (result: { ok: boolean; error?: { kind: string } }) => (result.ok ? 'ok' : result.error?.kind);

async function replaceObject(objectId: string): Promise<BatchAnswer> {
  await withEvidence(objectId);
  const asked = expectOk(await askReserve(objectId));
  return expectOk(await approveReserve(asked.reserves.at(-1)?.id ?? ''));
}

describe('a drawn object that cannot be inspected', () => {
  test('is replaced by the next ticket of its frame, for every department of the one that comes', async () => {
    const [gone = '', , , next = ''] = order();
    const answer = await replaceObject(gone);
    expect(answer.reserves[0]?.called?.map(({ objectId, passed }) => [objectId, passed])).toEqual([[next, undefined]]);
    expect(answer.reserves[0]?.turn).toBe(1);
    expect((await visitOf(gone)).status).toBe('voided');
    const called = await visitOf(next);
    expect(called.status).toBe('dispatched');
    expect(called.departments).toEqual(Number(next.slice(1)) % 2 === 0 ? ['SCJG', 'WJW'] : ['SCJG']);
    expect(called.parts.every(({ team }) => team.length === 2)).toBe(true);
    const owed = await system.deps.records.find('result', resultIdOf(called.id, 'SCJG'));
    expect(owed?.value).toMatchObject({ status: 'assigned', items: [{ id: 'SCJG-001' }] });
    const { document } = await readPublicDraw(system.deps.published, batch.number);
    expect(document.reserves).toMatchObject([{ turn: 1, reason: '注销', added: [next] }]);
  });

  test('the reserve that cannot be inspected either is replaced by the one after it', async () => {
    const [, second = '', , fourth = '', fifth = ''] = order();
    await replaceObject(second);
    const answer = await replaceObject(fourth);
    expect(answer.reserves.at(-1)?.called?.map(({ objectId }) => objectId)).toEqual([fifth]);
  });

  test('needs evidence that lies with one of its results', async () => {
    expect(kindOf(await askReserve(order()[0] ?? ''))).toBe('unknown-reference');
  });

  test('is asked for once, and not decided by whoever asked (R5)', async () => {
    const gone = order()[0] ?? '';
    await withEvidence(gone);
    keys += 1;
    const body = { visitId: visitIdOf(batch.id, gone), reason: '停业', evidence: 'evidence-1' } as const;
    const asked = expectOk(
      await system.as(lead)('requestReserve', { params: { id: batch.id }, key: `reserve-${keys}`, body }),
    );
    expect(kindOf(await askReserve(gone))).toBe('already-exists');
    const id = asked.reserves[0]?.id ?? '';
    expect(kindOf(await approveReserve(id, lead))).toBe('same-person');
    const done = expectOk(await approveReserve(id));
    expect(expectOk(await approveReserve(id)).version).toBe(done.version);
  });

  test('of two approvals at once each calls another reserve', async () => {
    const scjg = order();
    const ids: string[] = [];
    for (const gone of scjg.slice(0, 2)) {
      await withEvidence(gone);
      ids.push(expectOk(await askReserve(gone)).reserves.at(-1)?.id ?? '');
    }
    for (const answer of await Promise.all(ids.map((id) => approveReserve(id)))) expectOk(answer);
    const after = expectOk(await system.as(lead)('getBatch', { params: { id: batch.id } }));
    expect(after.reserves.map(({ turn }) => turn).toSorted()).toEqual([1, 2]);
    const called = after.reserves
      .flatMap((each) => each.called ?? [])
      .filter(({ frame }) => frame === after.frames[0]?.frame);
    expect(called.map(({ objectId }) => objectId).toSorted()).toEqual([scjg[3], scjg[4]].toSorted());
  });
});
