import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import fc from 'fast-check';
import { beforeEach, describe, expect, test } from 'vitest';
import { shiftDate } from '../../shared/calendar/local-date.ts';
import { departmentCodes } from '../../shared/codes/departments.ts';
import { keys } from '../../shared/platform/tables.ts';
import { recountDeadlines } from '../../shared/use-cases/deadline/count-results.ts';
import { deadlineFigures } from '../../shared/use-cases/deadline/figures.ts';
import type { DeadlineCounts } from '../../shared/use-cases/ports/deadline-counts.ts';
import { aCalendarYear, storeResult } from '../support/deadlines.ts';
import { dispatchedBatch, voidBatch } from '../support/draw-ceremony.ts';
import {
  jointEntry,
  numbered,
  publishedPlan,
  officer as registered,
  settle,
  shop,
} from '../support/drawable-county.ts';
import { aDraft } from '../support/inspection-samples.ts';
import { type Inspections, inspectionsForTest, inspector, officer, resultOf } from '../support/inspections.ts';
import { requestsOf } from '../support/requests-of.ts';
import { expectOk, person, systemForTest, type TestSystem } from '../support/system.ts';

const anyone = { id: 'office', name: '办公室', department: 'SCJG', scope: 'any' } as const;
const settled = async () => {};

const miscounts = async ({ deps }: TestSystem, correct = false) =>
  (await recountDeadlines({ ...deps, settled }, correct)).miscounts;

/** The figures as the counters have them, and as the results themselves say. */
async function bothFigures({ deps }: TestSystem, today: string) {
  const now = new Date(`${today}T02:00:00Z`);
  const uncounted: DeadlineCounts = {
    ...deps.deadlineCounts,
    ofBatches: async () => ({ complete: false, counts: [] }),
  };
  const figures = async (deadlineCounts: DeadlineCounts) => {
    const found = await deadlineFigures({ records: deps.records, deadlineCounts }, {}, anyone, now);
    return found.ok ? [...found.value.departments] : found.error;
  };
  return { kept: await figures(deps.deadlineCounts), counted: await figures(uncounted) };
}

describe('counters of results', () => {
  let system: Inspections;
  beforeEach(async () => {
    system = await inspectionsForTest('2026-12-04');
    await system.runJob('index-search');
  });
  const window = { from: '2026-11-01', to: '2026-12-10' };
  const dispatchedAt = '2026-11-02T01:00:00.000Z';
  const office = person('SCJG', 'office');
  const total = async () => expectOk(await system.as(office)('getDeadlineFigures', {})).total;

  test('follow a result from its dispatch to its publication', async () => {
    const id = resultOf(await system.dispatch({ window, dispatchedAt }));
    expect((await system.deps.deadlineCounts.ofBatches()).counts).toMatchObject([
      { cells: { 'SCJG/inspection/2026-12-10': 1, 'WJW/inspection/2026-12-10': 1 } },
    ]);
    expectOk(await system.act(inspector(1), 'saveResult', id, aDraft({ inspectedOn: '2026-12-03' })));
    expect(await total()).toMatchObject({ open: 0, lateEntry: 1, visitOverdue: 0 });
    expectOk(await system.act(inspector(1), 'submitResult', id));
    // 20 working days after Friday 4 December end in January 2027, whose calendar nobody has published.
    expect(await total()).toMatchObject({ open: 1, undetermined: 1, lateEntry: 0 });
    expectOk(await system.act(officer('审核'), 'approveResult', id));
    expectOk(await system.act(officer('公示'), 'publishResult', id));
    expect(await total()).toMatchObject({ open: 0, publishedInTime: 1, lateEntry: 0 });
    system.at('2026-12-11T02:00:00Z');
    expect(await total()).toMatchObject({ visitOverdue: 1 });
    expect(await miscounts(system)).toEqual([]);
  });

  test('that were tampered with are found, named and corrected', async () => {
    await storeResult(system.store, 'r1', { day0: '2026-11-06', deadline: '2026-12-04' });
    const add = new UpdateCommand({
      TableName: system.store.db.names.results,
      Key: keys.countsOfDay('2026-11-06'),
      UpdateExpression: 'ADD #cell :two',
      ExpressionAttributeNames: { '#cell': 'cell/SCJG/open/2026-12-04' },
      ExpressionAttributeValues: { ':two': 2 },
    });
    await system.store.db.client.send(add);
    expect(await total()).toMatchObject({ open: 3 });
    const wrong = {
      name: '2026-11-06',
      kept: { 'SCJG/open/2026-12-04': 3 },
      counted: { 'SCJG/open/2026-12-04': 1 },
    };
    expect(await miscounts(system)).toEqual([wrong]);
    expect(await miscounts(system, true)).toEqual([wrong]);
    expect(await miscounts(system)).toEqual([]);
    expect(await total()).toMatchObject({ open: 1 });
  });

  test('have direct checks too, which come of no batch', async () => {
    const awaited = {
      batchId: undefined,
      case: { checkOrderId: 'O1' },
      status: 'assigned',
      visitStatus: 'dispatched',
    } as const;
    await storeResult(system.store, 'r1', { ...awaited, inspectBy: '2026-11-30' });
    expect(await total()).toMatchObject({ open: 0, visitOverdue: 1 });
    expect(await miscounts(system)).toEqual([]);
    const wrong = { row: { direct: '2026-11' }, changes: 1, cells: {} } as const;
    expect(await system.deps.deadlineCounts.correct(wrong, {}, false)).toBe(true);
    expect(await miscounts(system, true)).toMatchObject([{ name: 'direct 2026-11', kept: {} }]);
    expect(await total()).toMatchObject({ visitOverdue: 1 });
  });

  test('are not corrected by what was counted before a result changed', async () => {
    await storeResult(system.store, 'r1', { day0: '2026-11-06', deadline: '2026-12-04' });
    const [seen] = await system.deps.deadlineCounts.ofDays('2026-11-06', '2026-11-06');
    if (!seen) throw new Error('no counts');
    await storeResult(system.store, 'r2', { day0: '2026-11-06', deadline: '2026-12-04' });
    expect(await system.deps.deadlineCounts.correct(seen, { 'SCJG/open/2026-12-04': 1 }, false)).toBe(false);
    expect(await total()).toMatchObject({ open: 2 });
  });

  test('lose nothing when many results of one day change at once', async () => {
    const ids = numbered(12, (n) => `r${n}`);
    await Promise.all(ids.map((id) => storeResult(system.store, id, { day0: '2026-11-06', deadline: '2026-12-04' })));
    expect(await total()).toMatchObject({ open: 12 });
    expect(await miscounts(system)).toEqual([]);
  });

  test('of whatever history are what counting the results again comes to', async () => {
    const acts = [
      'dispatch',
      'save',
      'submit',
      'approve',
      'publish',
      'withhold',
      'complete',
      'void',
      'tomorrow',
    ] as const;
    const history = fc.array(fc.tuple(fc.constantFrom(...acts), fc.nat(5)), { minLength: 12, maxLength: 30 });
    await fc.assert(
      fc.asyncProperty(history, fc.boolean(), async (steps, begun) => {
        system = await inspectionsForTest('2026-11-03');
        if (begun) await system.runJob('index-search');
        const visits: string[] = [];
        let today = '2026-11-03';
        for (const [act, which] of steps) {
          const visit = visits[which % Math.max(1, visits.length)] ?? '';
          const id = resultOf(visit, which % 2 === 0 ? 'SCJG' : 'WJW');
          const member = inspector(1, which % 2 === 0 ? 'SCJG' : 'WJW');
          const by = (name: string) => officer(name, which % 2 === 0 ? 'SCJG' : 'WJW');
          if (act === 'dispatch') {
            const batchId = `batch-${which % 3}`;
            const voided = (await system.store.records.find('batch', batchId))?.value.status === 'voided';
            if (!voided) visits.push(await system.dispatch({ window, dispatchedAt, batchId }));
          } else if (act === 'tomorrow') {
            today = shiftDate(today, 1 + which * 3);
            system.at(`${today}T02:00:00Z`);
          } else if (visit === '') continue;
          else if (act === 'save') await system.act(member, 'saveResult', id, aDraft({ inspectedOn: today }));
          else if (act === 'submit') await system.act(member, 'submitResult', id);
          else if (act === 'approve') await system.act(by('审核'), 'approveResult', id);
          else if (act === 'publish') await system.act(by('公示'), 'publishResult', id);
          else if (act === 'complete') await system.act(member, 'completeVisit', visit, { completedOn: today });
          else if (act === 'void') await system.voidBatch(`batch-${which % 3}`).catch(() => undefined);
          else {
            await system.act(by('甲'), 'requestWithholding', id, {
              basis: '《政府信息公开条例》第十四条',
              reason: '国家秘密',
            });
            await system.act(by('乙'), 'approveWithholding', id);
          }
        }
        if (!begun) await system.runJob('index-search');
        expect(await miscounts(system)).toEqual([]);
        for (const day of [today, shiftDate(today, 20), '2026-12-31', '2027-03-01']) {
          const { kept, counted } = await bothFigures(system, day);
          expect(kept).toEqual(counted);
        }
      }),
      { numRuns: 12 },
    );
  }, 300_000);

  test('know what a calendar of the next year makes of deadlines', async () => {
    await storeResult(system.store, 'r1', { day0: '2026-12-04' });
    expect(await total()).toMatchObject({ open: 1, undetermined: 1 });
    system.at('2026-12-28T02:00:00Z');
    const { year, ...document } = aCalendarYear(2027);
    const admin = system.as(person('ZWDSJ', 'sysadmin'));
    expectOk(await admin('loadCalendarYear', { params: { year }, version: 0, body: document }));
    await system.runJobs();
    expect(await total()).toMatchObject({ open: 1, dueSoon: 1, undetermined: 0 });
    expect(await miscounts(system)).toEqual([]);
  });
});

test('the figures of all departments take three requests, however many results there are', async () => {
  const system = await systemForTest();
  await system.runJob('index-search');
  for (const [n, department] of departmentCodes.entries())
    await storeResult(system.store, `r${n}`, { department, day0: `2026-11-${10 + (n % 9)}`, deadline: '2026-12-08' });
  const now = new Date('2026-12-04T02:00:00Z');
  expect(await requestsOf(system.store, (store) => deadlineFigures(store, {}, anyone, now))).toBe(3);
  const own = { ...anyone, department: 'WJW', scope: 'own' } as const;
  expect(await requestsOf(system.store, (store) => deadlineFigures(store, {}, own, now))).toBe(3);
});

describe('a draw', () => {
  test('brings its results into the counters when it is dispatched, and a void takes out who has no day 0', async () => {
    const system = await systemForTest();
    await settle(system.deps, {
      objects: numbered(40, (n) => shop(n)),
      inspectors: [...numbered(3, (n) => registered('SCJG', n)), ...numbered(3, (n) => registered('WJW', n))],
      plans: [publishedPlan([jointEntry()])],
    });
    await system.runJob('index-search');
    const { id } = await dispatchedBatch(system);
    expect(await miscounts(system)).toEqual([]);
    const after = '2027-01-05';
    const overdue = async () => {
      const { kept, counted } = await bothFigures(system, after);
      expect(kept).toEqual(counted);
      return Array.isArray(kept) ? kept.reduce((sum, [, { visitOverdue }]) => sum + visitOverdue, 0) : undefined;
    };
    const { items } = await system.deps.records.list({
      ...{ kind: 'result', in: 'ofBatch', of: id },
      page: { limit: 100 },
    } as const);
    expect(items.length).toBeGreaterThan(0);
    expect(await overdue()).toBe(items.length);
    expectOk(await voidBatch(system, id, { category: '其他', reason: '停止抽查' }));
    expect(await miscounts(system)).toEqual([]);
    expect(await overdue()).toBe(0);
  });
});
