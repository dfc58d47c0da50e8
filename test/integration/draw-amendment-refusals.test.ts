import { beforeEach, describe, expect, test } from 'vitest';
import type { InspectionResult } from '../../shared/domain/result/inspection-result.ts';
import { resultIdOf, visitIdOf } from '../../shared/domain/visit/visit-ids.ts';
import { replaceRecord } from '../../shared/use-cases/changes.ts';
import { askVoid, type BatchAnswer, dispatchedBatch, office, voidBatch } from '../support/draw-ceremony.ts';
import { resultBegun, visitBecomes, visitOf } from '../support/draw-reserves.ts';
import { jointEntry, numbered, ofClassA, officer, publishedPlan, settle, shop } from '../support/drawable-county.ts';
import { inTicketOrder, openedDraw } from '../support/opened-draw.ts';
import { anEvent } from '../support/stored-rows.ts';
import { expectOk, person, systemForTest, type TestSystem } from '../support/system.ts';

let system: TestSystem;
let batch: BatchAnswer;
let first: string;
let visitId: string;
let keys = 0;

const member = person('SCJG', 'officer');
const second = person('SCJG', 'department-admin', '负责人');
const drawing = (id: string, ratio: number) => jointEntry({ id, ...ofClassA(ratio) });

/** Twelve shops that both departments supervise, four of them of class A: E1 draws one of these, E2 all. */
beforeEach(async () => {
  system = await systemForTest();
  await settle(system.deps, {
    objects: numbered(12, (n) => shop(2 * n)),
    inspectors: [...numbered(6, (n) => officer('SCJG', n)), ...numbered(6, (n) => officer('WJW', n))],
    plans: [publishedPlan([drawing('E1', 2500), drawing('E2', 10_000)])],
  });
  batch = await dispatchedBatch(system);
  [first = ''] = inTicketOrder(await openedDraw(system, batch), '*');
  visitId = visitIdOf(batch.id, first);
});

const askReserve = (about = visitId, id = batch.id) =>
  system.as(member)('requestReserve', {
    params: { id },
    key: `reserve-${++keys}`,
    body: { visitId: about, reason: '注销', evidence: 'evidence-1' },
  });
const askChange = (inspectorId: string, about = visitId) =>
  system.as(member)('requestTeamChange', {
    params: { id: batch.id },
    key: `change-${++keys}`,
    body: { visitId: about, department: 'SCJG', inspectorId, reason: '疾病' },
  });
const decide = (operation: 'approveReserve' | 'approveTeamChange', requestId: string, id = batch.id) =>
  system.as(second)(operation, { params: { id, requestId } });
const team = async () =>
  (await visitOf(system, batch, first)).parts.find(({ department }) => department === 'SCJG')?.team ?? [];
const memberOfTeam = async () => (await team())[0]?.id ?? '';

async function resultBecomes(facts: Partial<InspectionResult>): Promise<void> {
  const found = await system.deps.records.find('result', resultIdOf(visitId, 'SCJG'));
  if (!found) throw new Error('no result');
  const value = { ...found.value, ...facts };
  const done = await system.deps.work.commit([replaceRecord('result', value.id, found, value, anEvent())]);
  expect(done.ok).toBe(true);
}

/** Refused as not possible in this state, with a reason that the official reads. */
const notReady = (reason: string) => ({ error: { kind: 'not-ready', status: 409, detail: reason } });

describe('a reserve', () => {
  const reserveAsked = async () => expectOk(await askReserve()).reserves.at(-1)?.id ?? '';

  test('is not called once a result of the visit is submitted: day 0 has come, and it is owed (R7)', async () => {
    await resultBegun(system, batch, first, 'SCJG');
    const requestId = await reserveAsked();
    await resultBecomes({ status: 'submitted', completedOn: '2026-12-02', day0: '2026-12-02' });
    expect(await decide('approveReserve', requestId)).toMatchObject(notReady('该检查的结果已提交，不能候补。'));
    expect((await visitOf(system, batch, first)).status).toBe('dispatched');
    // Nor once it was sent back to whoever entered it: it is owed all the same.
    await resultBecomes({ status: 'returned' });
    expect(await decide('approveReserve', requestId)).toMatchObject(notReady('该检查的结果已提交，不能候补。'));
  });

  test('is not asked for when the visit has been made', async () => {
    await resultBegun(system, batch, first, 'SCJG');
    await visitBecomes(system, batch, first, { status: 'completed', completedOn: '2026-12-02' });
    expect(await askReserve()).toMatchObject(notReady('该检查已完成，不能候补。'));
  });

  test('is called for a visit that could not be performed, which keeps what it recorded', async () => {
    await resultBegun(system, batch, first, 'SCJG');
    await visitBecomes(system, batch, first, { status: 'not-performed', completedOn: '2026-12-02' });
    expectOk(await decide('approveReserve', await reserveAsked()));
    expect((await visitOf(system, batch, first)).status).toBe('not-performed');
  });

  test('is nobody where the whole stratum was drawn', async () => {
    const all = await dispatchedBatch(system, 'E2', 'freeze-0002');
    const [object = ''] = inTicketOrder(await openedDraw(system, all), '*');
    await resultBegun(system, all, object, 'SCJG');
    const asked = expectOk(await askReserve(visitIdOf(all.id, object), all.id));
    const refused = await decide('approveReserve', asked.reserves.at(-1)?.id ?? '', all.id);
    expect(refused).toMatchObject(notReady('该对象所在分层已没有可以替上的候补对象。'));
    expect((await visitOf(system, all, object)).status).toBe('dispatched');
  });
});

describe('a change of a team', () => {
  const changeAsked = async () => expectOk(await askChange(await memberOfTeam())).teamChanges.at(-1)?.id ?? '';

  test.each([
    ['is submitted', { status: 'submitted' as const }],
    ['is published and being corrected', { status: 'correcting' as const, edition: 1 }],
  ])('is not made once the result %s', async (_, facts) => {
    const requestId = await changeAsked();
    await resultBecomes(facts);
    const before = await team();
    expect(await decide('approveTeamChange', requestId)).toMatchObject(notReady('检查结果已提交，不能再换员。'));
    expect(await team()).toEqual(before);
  });

  test('is not made for somebody who has left the team in the meantime', async () => {
    const requestId = await changeAsked();
    const { parts } = await visitOf(system, batch, first);
    const without = parts.map((part) => ({ ...part, team: part.team.toReversed().slice(0, -1) }));
    await visitBecomes(system, batch, first, { parts: without });
    expect(await decide('approveTeamChange', requestId)).toMatchObject(notReady('该人员已不在检查组中。'));
  });

  test('of one visit does not stand in the way of another visit of the same member', async () => {
    // Four visits have eight places for six inspectors: somebody goes twice.
    batch = await dispatchedBatch(system, 'E2', 'freeze-0002');
    const visits = await Promise.all([6, 12, 18, 24].map((n) => visitOf(system, batch, shop(n).id)));
    const places = visits.flatMap(({ id, parts }) =>
      parts.flatMap(({ department, team: own }) =>
        department === 'SCJG' ? own.map((one) => [one.id, id] as const) : [],
      ),
    );
    const twice = [...Map.groupBy(places, ([member]) => member).values()].find((own) => own.length > 1) ?? [];
    expect(twice.length).toBeGreaterThan(1);
    for (const [leaves, about] of twice) expectOk(await askChange(leaves, about));
  });

  test('is asked for once at a time for a member', async () => {
    const leaves = await memberOfTeam();
    expectOk(await askChange(leaves));
    expect(await askChange(leaves)).toMatchObject({ error: { kind: 'already-exists', status: 409 } });
    const other = (await team())[1]?.id ?? '';
    expectOk(await askChange(other));
  });
});

describe('nothing is changed', () => {
  test('of a batch that was voided', async () => {
    await resultBegun(system, batch, first, 'SCJG');
    const leaves = await memberOfTeam();
    expectOk(await voidBatch(system, batch.id, { category: '其他', reason: '误操作' }));
    const refused = notReady('只有已派发且未作废的批次可以候补或换员。');
    expect(await askReserve()).toMatchObject(refused);
    expect(await askChange(leaves)).toMatchObject(refused);
  });

  test('of a visit that is another batch’s, or of none', async () => {
    const other = await dispatchedBatch(system, 'E2', 'freeze-0002');
    for (const about of [visitIdOf(other.id, first), 'nothing'])
      expect(await askReserve(about)).toMatchObject({ error: { kind: 'not-found', status: 404 } });
  });

  test('on a request that nobody made', async () => {
    const params = { id: batch.id, requestId: 'nothing' };
    const unknown = { error: { kind: 'not-found', status: 404 } };
    expect(await system.as(office)('refuseRequest', { params, body: { reason: '不同意' } })).toMatchObject(unknown);
    expect(await system.as(second)('approveReserve', { params })).toMatchObject(unknown);
    const requestId = await askVoid(system, batch.id);
    const other = await system.as(office)('approveVoid', { params });
    expect(other).toMatchObject({ error: { ...unknown.error, detail: expect.stringContaining('申请') } });
    expectOk(await system.as(office)('approveVoid', { params: { ...params, requestId } }));
    expect(await system.as(second)('approveTeamChange', { params })).toMatchObject(unknown);
    expect(await system.as(member)('withdrawRequest', { params })).toMatchObject(unknown);
    expect(await system.as(second)('getBatchFrame', { params: { id: batch.id, frame: 'nothing' } })).toMatchObject(
      unknown,
    );
  });
});
