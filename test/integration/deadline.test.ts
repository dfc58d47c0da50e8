import { beforeEach, describe, expect, test } from 'vitest';
import { createRecord } from '../../shared/use-cases/changes.ts';
import { aCalendarYear, storeResult } from '../support/deadlines.ts';
import { aBatch, aDraft } from '../support/inspection-samples.ts';
import { type Inspections, inspectionsForTest, inspector, officer, resultOf } from '../support/inspections.ts';
import { anEvent } from '../support/stored-rows.ts';
import { expectOk, person } from '../support/system.ts';

let system: Inspections;
beforeEach(async () => {
  system = await inspectionsForTest('2026-12-04');
});

const office = person('SCJG', 'office');
const due = async (query: object = {}, who = office) =>
  expectOk(await system.as(who)('listDueResults', { query })).items.map(({ resultId, state, daysOverdue }) => [
    resultId,
    state,
    daysOverdue,
  ]);
/** What the department's digests say of a result: the digest's day, the reminder, its day. */
async function toldAbout(id: string) {
  const page = { limit: 100 };
  const { items } = await system.store.records.list({ kind: 'notice', in: 'ofInbox', of: 'SCJG', page });
  return items.flatMap(({ value: { day, entries = [] } }) =>
    entries.flatMap((entry) => (entry.resultId === id ? [`${day}: ${entry.kind} ${entry.day}`] : [])),
  );
}

describe('a result that is submitted on 4 December 2026', () => {
  test('waits for the calendar of 2027, gets its deadline from it, is flagged when it passes, and rests when published', async () => {
    const visitId = await system.dispatch({
      window: { from: '2026-11-01', to: '2026-12-31' },
      dispatchedAt: '2026-11-02T01:00:00.000Z',
    });
    const id = resultOf(visitId);
    const draft = aDraft({ inspectedOn: '2026-12-04' });
    await system.approved(id, draft);
    expect(await due({ state: 'undetermined' })).toEqual([[id, 'undetermined', 0]]);
    await system.runJob('remind-deadlines');
    expect(system.sent).toEqual([]);

    const { year, ...document } = aCalendarYear(2027);
    system.at('2026-12-28T02:00:00Z');
    const admin = system.as(person('ZWDSJ', 'sysadmin'));
    expectOk(await admin('loadCalendarYear', { params: { year }, version: 0, body: document }));
    await system.runJobs();
    // Working days after Friday 4 December: 19 up to the 31st, then Monday 4 January 2027; five before it is the 25th.
    expect(await due({ state: 'due-soon' })).toEqual([[id, 'due-soon', 0]]);

    system.at('2026-12-31T00:00:00Z');
    await system.runJob('remind-deadlines');
    system.at('2027-01-06T00:00:00Z');
    expect(await due({ state: 'overdue' })).toEqual([[id, 'overdue', 2]]);
    await system.runJob('remind-deadlines');
    // It was not known on 25 December that the reminder was due then; 31 December is the last working day before.
    expect(await toldAbout(id)).toEqual([
      '2026-12-31: due-soon-1 2026-12-31',
      '2027-01-06: overdue 2027-01-06',
      '2027-01-06: overdue 2027-01-05',
    ]);

    expectOk(await system.act(officer('公示'), 'publishResult', id));
    system.at('2027-01-08T00:00:00Z');
    await system.runJob('remind-deadlines');
    expect(await due()).toEqual([]);
    expect(await toldAbout(id)).toHaveLength(3);
    const query = { from: '2026-12-01', to: '2026-12-31', department: 'SCJG' };
    const figures = expectOk(await system.as(office)('getDeadlineFigures', { query }));
    expect(figures.total).toMatchObject({ open: 0, publishedInTime: 0, publishedLate: 1 });
  });

  test('goes on being reminded of though its batch is voided: what is owed is published or withheld', async () => {
    const running = { day0: '2026-11-23', deadline: '2026-12-21', deadlineSince: '2026-11-23' };
    const batch = aBatch('batch-void', 'voided');
    await system.store.work.commit([createRecord('batch', batch.id, batch, anEvent('void'))]);
    await storeResult(system.store, 'r1', { ...running, batchId: batch.id });
    system.at('2026-12-22T00:00:00Z');
    await system.runJob('remind-deadlines');
    expect(await toldAbout('r1')).toContain('2026-12-22: overdue 2026-12-22');
    expect(await due()).toEqual([['r1', 'overdue', 1]]);
    expect(expectOk(await system.as(office)('getDeadlineFigures', {})).total).toMatchObject({ open: 1, overdue: 1 });
  });
});

describe('a duty whose day 0 is kept waiting', () => {
  const window = { from: '2026-11-01', to: '2026-12-10' };
  const dispatchedAt = '2026-11-02T01:00:00.000Z';
  const awaited = async (state: string, who = office) =>
    expectOk(await system.as(who)('listDueResults', { query: { state } as object })).items.map((item) => [
      item.resultId,
      item.stateName,
    ]);
  const figures = async () => expectOk(await system.as(office)('getDeadlineFigures', {})).total;

  test('is flagged from the day after the inspection until it is submitted', async () => {
    const id = resultOf(await system.dispatch({ window, dispatchedAt }));
    expectOk(await system.act(inspector(1), 'saveResult', id, aDraft({ inspectedOn: '2026-12-04' })));
    expect(await awaited('late-entry')).toEqual([]);
    system.at('2026-12-07T02:00:00Z');
    expect(await awaited('late-entry')).toEqual([[id, '已检查未提交']]);
    expect(await awaited('late-entry', officer('甲', 'WJW'))).toEqual([]);
    expect(await due()).toEqual([]);
    expect(await figures()).toMatchObject({ open: 0, lateEntry: 1, visitOverdue: 0 });

    expectOk(await system.act(inspector(1), 'submitResult', id));
    expect(await awaited('late-entry')).toEqual([]);
    const [owed] = expectOk(await system.as(office)('listDueResults', {})).items;
    expect(owed).toMatchObject({ inspectedOn: '2026-12-04', day0: '2026-12-07', inspectedBeforeDayZero: true });
  });

  test('is flagged from the day after the window until the visit is made, for every department that has not', async () => {
    const visit = await system.dispatch({ window, dispatchedAt });
    system.at('2026-12-10T02:00:00Z');
    expect(await awaited('visit-overdue')).toEqual([]);
    system.at('2026-12-11T02:00:00Z');
    expect(await awaited('visit-overdue')).toEqual([
      [resultOf(visit), '逾期未检查'],
      [resultOf(visit, 'WJW'), '逾期未检查'],
    ]);
    expect(await awaited('visit-overdue', inspector(1, 'WJW'))).toEqual([[resultOf(visit, 'WJW'), '逾期未检查']]);
    expect(await figures()).toMatchObject({ lateEntry: 0, visitOverdue: 2 });
    expectOk(await system.act(inspector(1), 'endVisit', visit, { completedOn: '2026-12-10' }));
    expect(await awaited('visit-overdue')).toEqual([]);
    expect(await due()).toHaveLength(2);
  });

  test('is none where its batch was voided before', async () => {
    await system.dispatch({ window, dispatchedAt, batchId: 'batch-stopped' });
    await system.voidBatch('batch-stopped');
    system.at('2026-12-11T02:00:00Z');
    expect(await awaited('visit-overdue')).toEqual([]);
    expect(await figures()).toMatchObject({ visitOverdue: 0 });
  });
});

describe('open results', () => {
  beforeEach(async () => {
    await storeResult(system.store, 'late', { day0: '2026-10-30', deadline: '2026-11-27' });
    await storeResult(system.store, 'soon', { day0: '2026-11-12', deadline: '2026-12-10', department: 'WJW' });
    await storeResult(system.store, 'running', { day0: '2026-12-01', deadline: '2026-12-29' });
    await storeResult(system.store, 'unknown', { day0: '2026-12-04', department: 'WJW' });
    await storeResult(system.store, 'met', {
      ...{ day0: '2026-11-12', deadline: '2026-12-10', status: 'published', edition: 1 },
      publishedAt: '2026-12-01T00:00:00.000Z',
    });
    await storeResult(system.store, 'withheld', { day0: '2026-11-12', deadline: '2026-12-10', status: 'withheld' });
    await storeResult(system.store, 'last-year', { day0: '2025-11-12', deadline: '2025-12-10' });
  });

  test('are listed by deadline, the undetermined ones last, and what is settled not at all', async () => {
    expect(await due()).toEqual([
      ['last-year', 'overdue', 359],
      ['late', 'overdue', 7],
      ['soon', 'due-soon', 0],
      ['running', 'running', 0],
      ['unknown', 'undetermined', 0],
    ]);
    expect(await due({ state: 'running' })).toEqual([['running', 'running', 0]]);
    expect(await due({ department: 'WJW' })).toHaveLength(2);
  });

  test('change their state at midnight: overdue after the deadline, due soon from five working days before it', async () => {
    // Friday 4 December 2026; the fifth working day after it is Friday the 11th.
    const edges = { yesterday: '2026-12-03', today: '2026-12-04', fifth: '2026-12-11', sixth: '2026-12-14' };
    for (const [id, deadline] of Object.entries(edges))
      await storeResult(system.store, id, { day0: '2026-11-06', deadline });
    const among = async (state: 'overdue' | 'due-soon' | 'running') =>
      (await due({ state })).flatMap(([id, said]) => (Object.hasOwn(edges, String(id)) ? [[id, said]] : []));
    expect(await among('overdue')).toEqual([['yesterday', 'overdue']]);
    expect(await among('due-soon')).toEqual([
      ['today', 'due-soon'],
      ['fifth', 'due-soon'],
    ]);
    expect(await among('running')).toEqual([['sixth', 'running']]);
    const figures = expectOk(await system.as(office)('getDeadlineFigures', {}));
    expect(figures.total).toMatchObject({ overdue: 2, dueSoon: 3 });
  });

  test('are seen by their department, by the office and the county government, and by no other department', async () => {
    expect((await due({}, officer('甲', 'WJW'))).map(([id]) => id)).toEqual(['soon', 'unknown']);
    expect(await due({ department: 'SCJG' }, officer('甲', 'WJW'))).toEqual([]);
    expect(await due({}, person('SCJG', 'supervisor'))).toHaveLength(5);
    expect(await due({}, inspector(1))).toHaveLength(3);
  });

  test('and settled ones give the figures of each department for a period', async () => {
    const all = expectOk(await system.as(office)('getDeadlineFigures', {}));
    expect(all).toMatchObject({ from: '2026-01-01', to: '2026-12-04', asOf: '2026-12-04' });
    expect(all.departments).toHaveLength(27);
    const of = (code: string) => all.departments.find(({ department }) => department === code);
    const published = { publishedInTime: 0, publishedLate: 0, withheld: 0 };
    const none = { ...published, dueSoon: 0, overdue: 0, undetermined: 0, lateEntry: 0, visitOverdue: 0 };
    expect(of('SCJG')).toEqual({
      ...{ department: 'SCJG', name: '市场监督管理局', ...none },
      ...{ open: 2, overdue: 1, publishedInTime: 1, withheld: 1 },
    });
    expect(of('WJW')).toMatchObject({ ...none, open: 2, dueSoon: 1, undetermined: 1 });
    expect(all.total).toEqual({
      ...none,
      open: 4,
      dueSoon: 1,
      overdue: 1,
      undetermined: 1,
      publishedInTime: 1,
      withheld: 1,
    });

    const november = { from: '2026-11-01', to: '2026-11-30' };
    const figures = expectOk(await system.as(office)('getDeadlineFigures', { query: november }));
    expect(figures.total).toEqual({ ...none, open: 1, dueSoon: 1, publishedInTime: 1, withheld: 1 });
    const own = expectOk(await system.as(officer('甲', 'WJW'))('getDeadlineFigures', {}));
    expect(own.departments.map(({ department }) => department)).toEqual(['WJW']);
  });

  test.each([
    [{ from: '2026-12-02', to: '2026-12-01' }, '起始日期不能晚于截止日期'],
    [{ from: '2025-01-01', to: '2026-01-02' }, '期间不得超过 366 天'],
  ])('over the period %o give a named problem', async (query, message) => {
    const answer = await system.as(office)('getDeadlineFigures', { query });
    expect(answer).toMatchObject({ error: { kind: 'invalid-input', errors: [{ path: 'query.from', message }] } });
  });
});
