import { beforeEach, describe, expect, test } from 'vitest';
import type { Principal } from '../../shared/api/principal.ts';
import type { Batch } from '../../shared/domain/batch/batch.ts';
import { createRecord, eventOf } from '../../shared/use-cases/changes.ts';
import { storeResult } from '../support/deadlines.ts';
import { aBatch, aDraft } from '../support/inspection-samples.ts';
import { type Inspections, inspectionsForTest, inspector, officer, resultOf } from '../support/inspections.ts';
import { expectOk, person } from '../support/system.ts';

let county: Inspections;
beforeEach(async () => {
  county = await inspectionsForTest();
});

const list = async (who: Principal, query: object = {}) =>
  expectOk(await county.as(who)('listResults', { query })).items.map(({ id }) => id);

const addBatch = async (id: string, status: Batch['status']) => {
  const event = eventOf(status, officer('甲'), new Date('2026-03-12T02:00:00Z'));
  expect(await county.store.work.commit([createRecord('batch', id, aBatch(id, status), event)])).toMatchObject({
    ok: true,
  });
};

describe('results are listed', () => {
  test('by department, status, object, team and batch, within what the caller may see', async () => {
    await addBatch('batch-lists', 'dispatched');
    const first = await county.dispatch({ batchId: 'batch-lists' });
    const second = await county.dispatch({ batchId: 'batch-lists' });
    expectOk(await county.act(inspector(1), 'saveResult', resultOf(first), aDraft()));
    const batch = { batch: 'batch-lists' };
    const health = officer('甲', 'WJW');
    const own = [resultOf(first), resultOf(second)];
    const participants = [resultOf(first, 'WJW'), resultOf(second, 'WJW')];

    expect(await list(health)).toEqual(participants);
    expect(await list(health, { department: 'SCJG' })).toEqual([]);
    expect(await list(health, batch)).toEqual(participants);
    expect((await list(officer('甲'), batch)).toSorted()).toEqual([...own, ...participants].toSorted());
    expect(await list(officer('甲'), { ...batch, department: 'WJW' })).toEqual(participants);
    expect(await list(officer('甲'), { status: 'draft' })).toEqual([resultOf(first)]);
    expect(await list(officer('甲'), { status: 'assigned,returned' })).toEqual([resultOf(second)]);
    expect(await list(officer('甲'), { object: second.split('.')[1] })).toEqual([resultOf(second)]);
    expect(await list(inspector(2), { mine: 'true' })).toEqual(own);
    expect(await list(inspector(3), { mine: 'true' })).toEqual([]);
    expect(await list(person('SWJ', 'supervisor'), { department: 'WJW' })).toEqual(participants);
    expect(await list(officer('甲', 'YJJ'), batch)).toEqual([]);
  });

  test('the lead reads what a participant found, a participant not what the lead found', async () => {
    const id = await county.dispatch();
    const read = (who: Principal, department: 'SCJG' | 'WJW') =>
      county.as(who)('getResult', { params: { id: resultOf(id, department) } });
    expect((await read(officer('甲'), 'WJW')).ok).toBe(true);
    expect(await read(officer('甲', 'WJW'), 'SCJG')).toMatchObject({ error: { kind: 'not-found' } });
    const change = await county.act(officer('甲'), 'saveResult', resultOf(id, 'WJW'), aDraft());
    expect(change).toMatchObject({ error: { kind: 'foreign-department' } });
  });

  test('once it was approved, every department that took part in the visit reads it (R28), and changes nothing', async () => {
    const visit = await county.dispatch();
    const id = resultOf(visit, 'SCJG');
    const participant = officer('甲', 'WJW');
    const read = (who: Principal) => county.as(who)('getResult', { params: { id } });
    expectOk(await county.act(inspector(1), 'saveResult', id, aDraft()));
    expectOk(await county.act(inspector(1), 'submitResult', id));
    expect(await read(participant)).toMatchObject({ error: { kind: 'not-found' } });
    expectOk(await county.act(officer('审核'), 'approveResult', id));
    expect(expectOk(await read(participant)).findings).toHaveLength(2);
    expect((await county.as(participant)('listResultVersions', { params: { id } })).ok).toBe(true);
    expect(await read(officer('甲', 'YJJ'))).toMatchObject({ error: { kind: 'not-found' } });
    expect(await county.act(participant, 'publishResult', id)).toMatchObject({
      error: { kind: 'foreign-department' },
    });
    expectOk(await county.act(officer('审核'), 'returnResult', id, { reason: '漏填' }));
    expect(await read(participant)).toMatchObject({ error: { kind: 'not-found' } });
    await county.act(inspector(1), 'saveResult', id, aDraft());
    await county.published(id);
    expectOk(await county.act(officer('甲'), 'correctResult', id, { reason: '漏填' }));
    const nothing = { findings: [], overall: [] };
    expectOk(await county.act(inspector(1), 'saveResult', id, aDraft(nothing)));
    // What is entered for a correction was approved by nobody yet.
    expect(expectOk(await read(participant))).toMatchObject({ status: 'published', overall: ['1'] });
    const { items } = expectOk(await county.as(participant)('listResultVersions', { params: { id } }));
    expect(new Set(items.map(({ status }) => status))).toEqual(new Set(['approved', 'published']));
  });

  test('by how they stand to their deadline', async () => {
    county.at('2026-03-10T02:00:00Z');
    const id = await county.dispatch();
    expectOk(await county.act(inspector(1), 'completeVisit', id, { completedOn: '2026-03-10' }));
    const states = async (today: string) => {
      county.at(`${today}T02:00:00Z`);
      const found = [];
      for (const deadline of ['running', 'due-soon', 'overdue'] as const) {
        const answer = await county.as(officer('甲'))('listResults', { query: { deadline } });
        if (expectOk(answer).items.some((result) => result.id === resultOf(id))) found.push(deadline);
      }
      return found;
    };
    // The deadline is 8 April 2026; 4 to 6 April are 清明, so the fifth working day before it is 31 March.
    expect(await states('2026-03-30')).toEqual(['running']);
    expect(await states('2026-03-31')).toEqual(['due-soon']);
    expect(await states('2026-04-05')).toEqual(['due-soon']);
    expect(await states('2026-04-08')).toEqual(['due-soon']);
    expect(await states('2026-04-09')).toEqual(['overdue']);
  });
});

test('at the end of what the calendar covers whatever is left of the year is due soon', async () => {
  const day0 = '2026-12-01';
  for (const [id, deadline] of [
    ['last', '2026-12-31'],
    ['today', '2026-12-28'],
    ['past', '2026-12-27'],
  ] as const)
    await storeResult(county.store, id, { day0, deadline, deadlineSince: day0 });
  await storeResult(county.store, 'unknown', { day0: '2026-12-10' });
  county.at('2026-12-28T02:00:00Z');
  // Five working days after 28 December lie in 2027, of which nothing is known.
  const due = async (deadline: string) => (await list(officer('甲'), { deadline })).toSorted();
  expect(await due('due-soon')).toEqual(['last', 'today']);
  expect(await due('running')).toEqual([]);
  expect(await due('overdue')).toEqual(['past']);
  expect(await due('undetermined')).toEqual(['unknown']);
});

describe('when a batch is voided', () => {
  test('nothing of it goes on', async () => {
    await addBatch('batch-void', 'voided');
    const id = await county.dispatch({ batchId: 'batch-void' });
    const save = await county.act(inspector(1), 'saveResult', resultOf(id), aDraft());
    expect(save).toMatchObject({ error: { kind: 'illegal-transition', detail: expect.stringContaining('已作废') } });
    const end = await county.act(inspector(1), 'completeVisit', id, { completedOn: '2026-03-11' });
    expect(end).toMatchObject({ error: { kind: 'illegal-transition' } });
    const { status } = expectOk(await county.as(officer('甲'))('getResult', { params: { id: resultOf(id) } }));
    expect(status).toBe('voided');
  });

  test('what was published stays published and can be corrected', async () => {
    const id = await county.dispatch({ batchId: 'batch-late' });
    await county.published(resultOf(id));
    await county.voidBatch('batch-late');
    const read = await county.as(officer('甲'))('getResult', { params: { id: resultOf(id) } });
    expect(expectOk(read).status).toBe('published');
    expectOk(await county.act(officer('甲'), 'correctResult', resultOf(id), { reason: '名称有误' }));
  });
});
