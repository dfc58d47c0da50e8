import { beforeEach, describe, expect, test } from 'vitest';
import type { DepartmentCode } from '../../shared/base/primitives.ts';
import { resultIdOf, type Visit, visitIdOf } from '../../shared/domain/visit/visit.ts';
import { objectTicket } from '../../shared/draw/one/tickets.ts';
import { byTicket } from '../../shared/draw/ticket-order.ts';
import { replaceRecord } from '../../shared/use-cases/changes.ts';
import { type BatchAnswer, dispatchedBatch, lead } from '../support/draw-ceremony.ts';
import { jointEntry, numbered, ofClassA, officer, publishedPlan, settle, shop } from '../support/drawable-county.ts';
import { anEvidence } from '../support/inspection-samples.ts';
import { readPublicDraw } from '../support/public-draw.ts';
import { anEvent } from '../support/stored-rows.ts';
import { expectOk, person, systemForTest, type TestSystem } from '../support/system.ts';

let system: TestSystem;
let batch: BatchAnswer;
let keys = 0;

const member = person('SCJG', 'officer');
const second = person('SCJG', 'department-admin', '负责人');

/** Class A: every third of the shops, of which every second is 卫健's too. */
const inA = numbered(60, (n) => n).filter((n) => n % 3 === 0);
const frames: readonly (readonly [DepartmentCode, readonly number[]])[] = [
  ['SCJG', inA],
  ['WJW', inA.filter((n) => n % 2 === 0)],
];

const taking = (id: string, number: number) => jointEntry({ id, ...ofClassA(500 * number) });

beforeEach(async () => {
  system = await systemForTest();
  await settle(system.deps, {
    objects: numbered(60, (n) => shop(n)),
    inspectors: [...numbered(6, (n) => officer('SCJG', n)), ...numbered(5, (n) => officer('WJW', n))],
    plans: [publishedPlan([taking('E1', 3), taking('E2', 8)])],
  });
  batch = await dispatchedBatch(system);
});

/** The order of a frame's class A, by the specification and not by the system. */
const order = (department: DepartmentCode): readonly string[] =>
  (frames.find(([code]) => code === department)?.[1] ?? [])
    .map((n) => shop(n).id)
    .map((id) => ({ id, ticket: objectTicket(batch.seed ?? '', id) }))
    .toSorted(byTicket)
    .map(({ id }) => id);

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

const stratumOf = (answer: BatchAnswer, department: DepartmentCode) => {
  const frame = answer.frames.find((each) => each.department === department)?.frame;
  return answer.drawn?.find((each) => each.frame === frame && each.stratum === 'A');
};

describe('a drawn object that cannot be inspected', () => {
  test('is replaced by the next ticket of every stratum that drew it, publicly counted', async () => {
    const scjg = order('SCJG');
    const wjw = order('WJW');
    const gone = scjg[0] ?? '';
    const drewIt = frames.filter(([code]) => order(code).slice(0, 3).includes(gone)).map(([code]) => code);
    const answer = await replaceObject(gone);
    const next = { SCJG: scjg[3] ?? '', WJW: wjw[3] ?? '' };
    expect(answer.reserves[0]?.called?.map(({ objectId }) => objectId)).toEqual(
      drewIt.map((code) => next[code as 'SCJG' | 'WJW']),
    );
    for (const code of ['SCJG', 'WJW'] as const) {
      expect(stratumOf(answer, code)?.reservesUsed).toBe(drewIt.includes(code) ? 1 : 0);
    }
    expect((await visitOf(gone)).status).toBe('voided');
    const called = await visitOf(next.SCJG);
    expect(called.status).toBe('dispatched');
    expect(called.parts.find(({ department }) => department === 'SCJG')?.team).toHaveLength(2);
    const owed = await system.deps.records.find('result', resultIdOf(called.id, 'SCJG'));
    expect(owed?.value).toMatchObject({ status: 'assigned', items: [{ id: 'SCJG-001' }] });
    const { document } = await readPublicDraw(system.deps.published, batch.number);
    expect(document.reserves).toMatchObject([
      { reason: '注销', objectId: gone, called: [{ objectId: next.SCJG }, {}].slice(0, drewIt.length) },
    ]);
  });

  test('the reserve that cannot be inspected either is replaced by the one after it', async () => {
    const scjg = order('SCJG');
    await replaceObject(scjg[1] ?? '');
    const answer = await replaceObject(scjg[3] ?? '');
    const called = answer.reserves.at(-1)?.called?.find(({ frame }) => frame === answer.frames[0]?.frame);
    expect(called?.objectId).toBe(scjg[4]);
    expect(stratumOf(answer, 'SCJG')?.reservesUsed).toBe(2);
  });

  test('that is visited by another department already stays one visit, with a part and a result for each', async () => {
    // 卫健 draws 8 of its 10 shops, 市场监管 8 of the same 20 and more: the next of 市场监管 is soon one of 卫健's.
    batch = await dispatchedBatch(system, 'E2', 'freeze-0002');
    const scjg = order('SCJG');
    const wjw = order('WJW').slice(0, 8);
    const merged = scjg.findIndex((id, rank) => rank >= 8 && wjw.includes(id));
    const before = await visitOf(scjg[merged] ?? '');
    for (let rank = 8; rank <= merged; rank += 1) await replaceObject(scjg[rank - 8] ?? '');

    const visit = await visitOf(scjg[merged] ?? '');
    expect(before.parts.map(({ department }) => department)).toEqual(['WJW']);
    expect(visit.departments).toEqual(['WJW', 'SCJG']);
    expect(visit.parts[0]).toEqual(before.parts[0]);
    const owed = await system.deps.records.find('result', resultIdOf(visit.id, 'SCJG'));
    expect(owed?.value.inspectors).toEqual(visit.parts[1]?.team.map(({ id }) => id));
  });

  test('needs evidence that lies with one of its results', async () => {
    expect(kindOf(await askReserve(order('SCJG')[0] ?? ''))).toBe('unknown-reference');
  });

  test('is asked for once, and not decided by whoever asked (R5)', async () => {
    const gone = order('SCJG')[0] ?? '';
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
    const scjg = order('SCJG');
    const ids: string[] = [];
    for (const gone of scjg.slice(0, 2)) {
      await withEvidence(gone);
      ids.push(expectOk(await askReserve(gone)).reserves.at(-1)?.id ?? '');
    }
    for (const answer of await Promise.all(ids.map((id) => approveReserve(id)))) expectOk(answer);
    const after = expectOk(await system.as(lead)('getBatch', { params: { id: batch.id } }));
    expect(stratumOf(after, 'SCJG')?.reservesUsed).toBe(2);
    const called = after.reserves
      .flatMap((each) => each.called ?? [])
      .filter(({ frame }) => frame === after.frames[0]?.frame);
    expect(called.map(({ objectId }) => objectId).toSorted()).toEqual([scjg[3], scjg[4]].toSorted());
  });
});
