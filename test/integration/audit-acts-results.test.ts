import { beforeEach, describe, expect, test } from 'vitest';
import { aCalendarYear, storeResult } from '../support/deadlines.ts';
import { aDraft, aFinding } from '../support/inspection-samples.ts';
import { type Inspections, inspectionsForTest, inspector, officer, resultOf } from '../support/inspections.ts';
import { expectOk, person } from '../support/system.ts';

/** R13: the events of a record alone tell what happened to it. */
let county: Inspections;
beforeEach(async () => {
  county = await inspectionsForTest();
});

/** What the trail says of a record after the first event: who did what, and what belongs to it. */
const told = async (kind: 'result' | 'visit' | 'calendar' | 'notice' | 'sweep', id: string, after = 1) =>
  (await county.store.audit.events(kind, id)).slice(after).map(({ action, actor, facts }) => [action, actor, facts]);
const withholding = { basis: '《政府信息公开条例》第十五条', reason: '涉及商业秘密' };

describe('the trail of a result', () => {
  test('tells each state it had, its edition, and the number it was approved and published under', async () => {
    const id = resultOf(await county.dispatch());
    const enters = inspector(1);
    const approves = officer('审核');
    expectOk(await county.act(enters, 'saveResult', id, aDraft()));
    expectOk(await county.act(enters, 'submitResult', id, { completedOn: '2026-03-11' }));
    expectOk(await county.act(approves, 'returnResult', id, { reason: '照片不清' }));
    expectOk(await county.act(enters, 'submitResult', id));
    expectOk(await county.act(approves, 'approveResult', id));
    expectOk(await county.act(officer('公示'), 'publishResult', id));
    expectOk(await county.act(approves, 'correctResult', id, { reason: '名称有误' }));
    expectOk(await county.act(enters, 'saveResult', id, aDraft()));
    expectOk(await county.act(enters, 'submitResult', id));
    expectOk(await county.act(approves, 'returnResult', id, { reason: '照片不清' }));
    expectOk(await county.act(enters, 'submitResult', id));
    expectOk(await county.act(approves, 'approveResult', id));
    expectOk(await county.act(approves, 'requestWithholding', id, withholding));
    expectOk(await county.act(officer('乙'), 'refuseWithholding', id, { reason: '不属于' }));

    const documentNumber = '睢市监抽查〔2026〕1号';
    expect(await told('result', id)).toEqual([
      ['record', enters.id, { status: 'draft', edition: 0 }],
      ['submit', enters.id, { status: 'submitted', edition: 0, completedOn: '2026-03-11' }],
      ['return', approves.id, { status: 'returned', edition: 0 }],
      ['submit', enters.id, { status: 'submitted', edition: 0, completedOn: '2026-03-11' }],
      ['approve', approves.id, { status: 'approved', edition: 0, documentNumber }],
      ['publish', officer('公示').id, { status: 'published', edition: 1, documentNumber }],
      ['correct', approves.id, { status: 'correcting', edition: 1 }],
      ['record', enters.id, { status: 'correcting', edition: 1 }],
      ['submit', enters.id, { status: 'submitted', edition: 1 }],
      ['return-correction', approves.id, { status: 'correcting', edition: 1 }],
      ['submit', enters.id, { status: 'submitted', edition: 1 }],
      ['approve', approves.id, { status: 'approved', edition: 1, documentNumber }],
      ['request-withholding', approves.id, { status: 'withholding', edition: 1 }],
      ['refuse-withholding', officer('乙').id, { status: 'approved', edition: 1 }],
    ]);
  });

  test('tells how many editions were withdrawn by a withholding', async () => {
    const id = resultOf(await county.dispatch());
    await county.published(id);
    expectOk(await county.act(officer('甲'), 'correctResult', id, { reason: '名称有误' }));
    await county.approved(id);
    expectOk(await county.act(officer('甲'), 'requestWithholding', id, withholding));
    expectOk(await county.act(officer('乙'), 'approveWithholding', id));
    expect((await told('result', id)).at(-1)).toEqual([
      'withhold',
      officer('乙').id,
      { status: 'withheld', edition: 1, withdrawnEditions: 1 },
    ]);
  });
});

describe('the trail of a visit', () => {
  test('tells the day a department’s part ended when its team says so, as does its own result alone', async () => {
    const id = await county.dispatch();
    expectOk(await county.act(inspector(1), 'completeVisit', id, { completedOn: '2026-03-11' }));
    const ended = [['complete', inspector(1).id, { completedOn: '2026-03-11', departments: 'SCJG' }]];
    expect(await told('visit', id)).toEqual(ended);
    expect(await told('result', resultOf(id))).toEqual(ended);
    expect(await told('result', resultOf(id, 'WJW'))).toEqual([]);
  });

  test('tells the day on which each department ended, by whoever ended it', async () => {
    const id = await county.dispatch();
    const health = inspector(1, 'WJW');
    expectOk(await county.act(inspector(1), 'saveResult', resultOf(id), aDraft()));
    expectOk(await county.act(inspector(1), 'submitResult', resultOf(id), { completedOn: '2026-03-12' }));
    const draft = aDraft({ findings: [aFinding('WJW-001')], present: ['WJW-R001', 'WJW-R002'] });
    expectOk(await county.act(health, 'saveResult', resultOf(id, 'WJW'), draft));
    expectOk(await county.act(health, 'submitResult', resultOf(id, 'WJW'), { completedOn: '2026-03-10' }));
    expect(await told('visit', id)).toEqual([
      ['complete', inspector(1).id, { department: 'SCJG', completedOn: '2026-03-12' }],
      ['complete', health.id, { department: 'WJW', completedOn: '2026-03-10' }],
    ]);
  });

  test('tells that nobody could inspect', async () => {
    const id = await county.dispatch();
    const end = { completedOn: '2026-03-11', reason: '停业或清算', note: '大门紧锁，邻居称已停业' };
    expectOk(await county.act(inspector(1), 'recordNonPerformance', id, end));
    const ended = [['not-perform', inspector(1).id, { completedOn: '2026-03-11', departments: 'SCJG' }]];
    expect(await told('visit', id)).toEqual(ended);
    expect(await told('result', resultOf(id))).toEqual(ended);
  });
});

test('the trail of a year tells when it was loaded and corrected, and how much is in it', async () => {
  const admin = person('ZWDSJ', 'sysadmin');
  const { year, ...document } = aCalendarYear(2027);
  const load = (version: number, body: typeof document) =>
    county.as(admin)('loadCalendarYear', { params: { year }, version, body });
  expectOk(await load(0, document));
  expectOk(await load(1, { ...document, workdays: ['2027-01-09'] }));
  expect(await told('calendar', '2027', 0)).toEqual([
    ['load', admin.id, { holidays: document.off.length, workdays: 0 }],
    ['correct', admin.id, { holidays: document.off.length, workdays: 1 }],
  ]);
});

test('the trail of a reminder tells what it was for, that it was sent and read; that of the sweep what a run did', async () => {
  await storeResult(county.store, 'r1', { day0: '2026-11-23', deadline: '2026-12-21', deadlineSince: '2026-11-23' });
  await storeResult(county.store, 'r2', { day0: '2026-11-23', deadline: '2026-12-25', deadlineSince: '2026-11-23' });
  county.at('2026-12-22T00:00:00Z');
  await county.runJob('remind-deadlines');
  const id = 'SCJG.digest.2026-12-22';
  expectOk(await county.as(officer('甲'))('readNotice', { params: { id } }));
  expect(await told('notice', id, 0)).toEqual([
    ['remind', 'system', { kind: 'digest', day: '2026-12-22' }],
    ['sent', 'system', {}],
    ['read', officer('甲').id, {}],
  ]);
  // One digest of both results for the department, and the figures for the office.
  expect(await told('sweep', 'remind-deadlines', 0)).toEqual([
    [
      'sweep',
      'system',
      {
        ...{ day: '2026-12-22', leads: 0, followUps: 0, checkOrders: 0, matters: 0, open: 2, overdue: 1 },
        ...{ reminded: 2, sent: 2, resent: 0 },
      },
    ],
  ]);
});
