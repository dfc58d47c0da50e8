import { beforeEach, describe, expect, test } from 'vitest';
import type { Principal } from '../../shared/api/principal.ts';
import type { DepartmentCode } from '../../shared/base/primitives.ts';
import type { Visit } from '../../shared/domain/visit/visit.ts';
import { resultIdOf } from '../../shared/domain/visit/visit-ids.ts';
import type { WindowChange } from '../../shared/domain/visit/window-change.ts';
import type { RecordKind } from '../../shared/platform/records.ts';
import { approveReserve as approve } from '../../shared/use-cases/amendment/approve-reserve.ts';
import { createRecord, replaceRecord } from '../../shared/use-cases/changes.ts';
import { changeWindows } from '../../shared/use-cases/visit/change-windows.ts';
import { askVoid, type BatchAnswer, dispatchedBatch, lead, office } from '../support/draw-ceremony.ts';
import { jointEntry, numbered, ofClassA, officer, publishedPlan, settle, shop } from '../support/drawable-county.ts';
import { anEvidence } from '../support/inspection-samples.ts';
import { meanwhile } from '../support/meanwhile.ts';
import { readPublicDraw } from '../support/public-draw.ts';
import { anEvent } from '../support/stored-rows.ts';
import { expectOk, person, systemForTest, type TestSystem } from '../support/system.ts';

let system: TestSystem;
let keys = 0;

const member = person('SCJG', 'officer');
const second = person('SCJG', 'department-admin', '负责人');
const stranger = person('CZJ', 'department-admin');

beforeEach(async () => {
  system = await systemForTest();
  const five = ofClassA(2500);
  await settle(system.deps, {
    objects: numbered(60, (n) => shop(n)),
    inspectors: [...numbered(6, (n) => officer('SCJG', n)), ...numbered(6, (n) => officer('WJW', n))],
    plans: [publishedPlan([jointEntry(five), jointEntry({ id: 'E2', ...five, listPublicity: '检查后公示' })])],
  });
});

const kindOf = (result: { ok: boolean; error?: { kind: string } }) => (result.ok ? 'ok' : result.error?.kind);

/** The visits of a batch in which 市场监管 has a part. */
async function visitsOf({ id }: BatchAnswer): Promise<readonly Visit[]> {
  const query = { kind: 'visit', in: 'ofBatch', of: id, page: { limit: 100 } } as const;
  const { items } = await system.deps.records.list(query);
  return items.map(({ value }) => value).filter(({ departments }) => departments.includes('SCJG'));
}

async function firstOf(batch: BatchAnswer): Promise<Visit> {
  const [visit] = await visitsOf(batch);
  if (!visit) throw new Error('no visit');
  return visit;
}

async function becomes(visit: Visit, facts: Partial<Visit>): Promise<void> {
  const found = await system.deps.records.find('visit', visit.id);
  if (!found) throw new Error('no visit');
  const value = { ...found.value, ...facts };
  expect((await system.deps.work.commit([replaceRecord('visit', visit.id, found, value, anEvent())])).ok).toBe(true);
}

async function withEvidence(visit: Visit, evidence = [anEvidence()], department: DepartmentCode = 'SCJG') {
  const found = await system.deps.records.find('result', resultIdOf(visit.id, department));
  if (!found) throw new Error('no result');
  const value = { ...found.value, status: 'draft' as const, evidence };
  expect((await system.deps.work.commit([replaceRecord('result', value.id, found, value, anEvent())])).ok).toBe(true);
}

const askChange = (batch: BatchAnswer, visit: Visit) => {
  keys += 1;
  const inspectorId = visit.parts.find(({ department }) => department === 'SCJG')?.team[0]?.id ?? '';
  const body = { visitId: visit.id, department: 'SCJG', inspectorId, reason: '疾病' } as const;
  return system.as(member)('requestTeamChange', { params: { id: batch.id }, key: `fault-key-${keys}`, body });
};
const approveChange = (batch: BatchAnswer, requestId: string) =>
  system.as(second)('approveTeamChange', { params: { id: batch.id, requestId } });

const aWindowChange = (more: Partial<WindowChange>): WindowChange => ({
  ...{ id: 'P1.2', planId: 'P1', planNumber: '4114220020260001', edition: 2, department: 'SCJG' },
  ...{ reason: '上级部署', tasks: [], publishedAt: '2026-11-24T01:00:00.000Z', done: false },
  ...more,
});

const askReserve = (batch: BatchAnswer, visit: Visit) => {
  keys += 1;
  const body = { visitId: visit.id, reason: '注销', evidence: 'evidence-1' } as const;
  return system.as(member)('requestReserve', { params: { id: batch.id }, key: `fault-key-${keys}`, body });
};
const approveReserve = (batch: BatchAnswer, requestId: string) =>
  system.as(second)('approveReserve', { params: { id: batch.id, requestId } });

async function replaced(batch: BatchAnswer, visit: Visit): Promise<BatchAnswer> {
  await withEvidence(visit);
  const asked = expectOk(await askReserve(batch, visit));
  return expectOk(await approveReserve(batch, asked.reserves.at(-1)?.id ?? ''));
}

async function changed(batch: BatchAnswer, visit: Visit): Promise<BatchAnswer> {
  const asked = expectOk(await askChange(batch, visit));
  return expectOk(await approveChange(batch, asked.teamChanges.at(-1)?.id ?? ''));
}

describe('a team that has made its visit', () => {
  test('is not changed any more, though its result is still being written', async () => {
    const batch = await dispatchedBatch(system);
    const visit = await firstOf(batch);
    const asked = expectOk(await askChange(batch, visit));
    await withEvidence(visit, []);
    await becomes(visit, { status: 'completed', completedOn: '2026-12-02', completedBy: member.id });
    expect(kindOf(await approveChange(batch, asked.teamChanges[0]?.id ?? ''))).toBe('not-ready');
    expect((await firstOf(batch)).parts).toEqual(visit.parts);
    const [, other] = await visitsOf(batch);
    if (!other) throw new Error('two visits');
    await becomes(other, { status: 'completed', completedOn: '2026-12-02', completedBy: member.id });
    const late = await askChange(batch, other);
    expect(late).toMatchObject({ error: { kind: 'not-ready', detail: '该检查已结束，不能换员。' } });
  });
});

describe('the evidence of a reserve', () => {
  test('that was taken away since calls nobody', async () => {
    const batch = await dispatchedBatch(system);
    const visit = await firstOf(batch);
    await withEvidence(visit);
    const asked = expectOk(await askReserve(batch, visit));
    const requestId = asked.reserves[0]?.id ?? '';
    await withEvidence(visit, []);
    expect(await approveReserve(batch, requestId)).toMatchObject({
      error: { kind: 'not-ready', detail: '申请所附证据已被删除，请由申请人撤回后重新申请。' },
    });
    const after = expectOk(await system.as(lead)('getBatch', { params: { id: batch.id } }));
    expect(after.reserves.every(({ turn }) => turn === undefined)).toBe(true);
    await withEvidence(visit);
    expect(kindOf(await approveReserve(batch, requestId))).toBe('ok');
  });
});

describe('a reserve that is called', () => {
  /** The call of one who has read everything when somebody else acts. */
  const calledBeside = (
    batch: BatchAnswer,
    requestId: string,
    act: () => Promise<unknown>,
    at: RecordKind = 'batch',
  ) => {
    const work = meanwhile(system.deps.work, act, at);
    const actor = { id: second.id, name: second.id, department: 'SCJG', scope: 'own' } as const;
    return approve({ ...system.deps, work }, { id: batch.id, requestId }, actor, system.deps.clock());
  };

  test.each([
    ['the key is opened', 'dispatched', 'key-use'],
    ['the key is opened, of a visit that could not be made', 'not-performed', 'key-use'],
    ['it is written', 'dispatched', 'batch'],
    ['it is written, of a visit that could not be made', 'not-performed', 'batch'],
  ] as const)('is not called on evidence that is taken away just before %s', async (_, status, at) => {
    const batch = await dispatchedBatch(system);
    const visit = await firstOf(batch);
    await withEvidence(visit);
    if (status === 'not-performed') await becomes(visit, { status, completedOn: '2026-12-02', completedBy: member.id });
    const requestId = expectOk(await askReserve(batch, visit)).reserves[0]?.id ?? '';
    expect(await calledBeside(batch, requestId, () => withEvidence(visit, []), at)).toMatchObject({
      error: { kind: 'not-ready', reason: '申请所附证据已被删除，请由申请人撤回后重新申请。' },
    });
  });

  test('while the windows of its batch are changed gets the new one', async () => {
    const batch = await dispatchedBatch(system);
    const visit = await firstOf(batch);
    await withEvidence(visit);
    // It is over, so that the change of windows leaves it alone.
    await becomes(visit, { status: 'not-performed', completedOn: '2026-12-02', completedBy: member.id });
    const requestId = expectOk(await askReserve(batch, visit)).reserves[0]?.id ?? '';
    const [taskId = ''] = visit.tasks;
    // The last day stays, so that the batch itself does.
    const window = { from: '2026-11-25', to: visit.window.to };
    const change = aWindowChange({ tasks: [{ taskId, window }] });
    const made = await system.deps.work.commit([createRecord('window-change', change.id, change, anEvent())]);
    expect(made.ok).toBe(true);
    const known = new Set((await visitsOf(batch)).map(({ id }) => id));
    const called = await calledBeside(batch, requestId, () => changeWindows(system.deps, system.deps.clock()));
    expect(called.ok).toBe(true);
    const come = (await visitsOf(batch)).filter(({ id }) => !known.has(id));
    expect(come.map((each) => each.window)).toEqual([window]);
  });
});

test('a void whose approval was sent twice, since its answer was lost, is answered as the first time', async () => {
  const batch = await dispatchedBatch(system);
  const requestId = await askVoid(system, batch.id);
  const approve = (who: Principal) => system.as(who)('approveVoid', { params: { id: batch.id, requestId } });
  const first = expectOk(await approve(office));
  expect(expectOk(await approve(office)).version).toBe(first.version);
  expect(kindOf(await approve(person('SCJG', 'office', '另一人')))).toBe('illegal-transition');
});

describe('检查后公示', () => {
  test('a department that only brings chance learns of no drawn object from what was changed since', async () => {
    const batch = await dispatchedBatch(system, 'E2');
    const [one, two] = await visitsOf(batch);
    if (!one || !two) throw new Error('two visits');
    await replaced(batch, one);
    await changed(batch, two);
    const seen = async (who: Principal) =>
      JSON.stringify(expectOk(await system.as(who)('getBatch', { params: { id: batch.id } })));
    expect(await seen(stranger)).not.toMatch(/S00\d\d/);
    expect(await seen(lead)).toContain(one.object.id);
    expect(await seen(person('WJW', 'department-admin'))).toContain(one.object.id);
    expect(await seen(person('CZJ', 'office'))).toContain(one.object.id);
    system.at('2026-12-31T16:00:00.000Z');
    await system.runJob('publish-draw-lists');
    expect(await seen(stranger)).toContain(one.object.id);
  });

  test('the salt leaves with the list and not before, whoever asks and whatever is asked for', async () => {
    const batch = await dispatchedBatch(system, 'E2');
    const salt = (await system.deps.records.find('batch', batch.id))?.value.list?.salt ?? '';
    expect(salt).toMatch(/^[0-9a-f]{64}$/);
    const params = { id: batch.id };
    const told = async () =>
      JSON.stringify([
        await system.as(lead)('getBatch', { params }),
        await system.as(office)('listBatches', { query: {} }),
        await system.as(undefined)('getPublicDraw', { params: { number: batch.number } }),
        await system.as(undefined)('listPublicDraws', { query: { year: '2026' } }),
        await system.as(undefined)('getPublicDrawCode', { params: { number: batch.number, id: 'S0001' } }),
        await system.deps.audit.events('batch', batch.id),
      ]);
    expect(await told()).not.toContain(salt);
    system.at('2026-12-31T16:00:00.000Z');
    const opened = expectOk(await system.as(lead)('publishDrawList', { params }));
    expect(expectOk(await system.as(lead)('publishDrawList', { params })).version).toBe(opened.version);
    expect(await told()).toContain(salt);
  });
});

describe('the public figures of a draw', () => {
  test('say how many objects were replaced and members changed, and of how many', async () => {
    const batch = await dispatchedBatch(system);
    const figures = async () => {
      const { document } = await readPublicDraw(system.deps.published, batch.number);
      const { visits: objects, places: sent, reserves, teamChanges } = document;
      return { objects, places: sent, reserves: reserves.length, teamChanges };
    };
    const visits = await visitsOf(batch);
    const places = (await everyVisit(batch)).flatMap(({ parts }) => parts.flatMap(({ team }) => team)).length;
    const drawn = (await everyVisit(batch)).length;
    const none = {
      objects: drawn,
      places,
      reserves: 0,
      teamChanges: 0,
    };
    expect(await figures()).toEqual(none);
    const [one, two, three] = visits;
    if (!one || !two || !three) throw new Error('three visits');
    await askChange(batch, three);
    await changed(batch, two);
    await replaced(batch, one);
    expect(await figures()).toEqual({
      ...none,
      reserves: 1,
      teamChanges: 1,
    });
  });
});

async function everyVisit({ id }: BatchAnswer): Promise<readonly Visit[]> {
  const query = { kind: 'visit', in: 'ofBatch', of: id, page: { limit: 100 } } as const;
  return (await system.deps.records.list(query)).items.map(({ value }) => value);
}
