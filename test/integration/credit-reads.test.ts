import { beforeAll, describe, expect, test } from 'vitest';
import type { Principal } from '../../shared/api/principal.ts';
import { createRecord, createRow } from '../../shared/use-cases/changes.ts';
import { aCreditRecord, aPenalty, listed } from '../support/credit-records.ts';
import { shop } from '../support/drawable-county.ts';
import { failureOf } from '../support/leads.ts';
import { anEvent } from '../support/stored-rows.ts';
import { boundCode } from '../support/subject-codes.ts';
import { expectOk, person, systemForTest, type TestSystem } from '../support/system.ts';

// Story A1: a visit of 2026-04-17 with codes 5 and 8, 无法联系 since 04-20 until 06-15, a penalty of 05-20.
const today = '2026-07-02T02:00:00Z';
let system: TestSystem;
beforeAll(async () => {
  system = await systemForTest();
  system.at(today);
  const objectId = shop(1).id;
  const of = (id: string) => ({ subject: { id, name: '第1商店', kind: '企业' as const } });
  const rows = [
    { item: 'I5', codes: ['5' as const] },
    { item: 'I8', codes: ['8' as const] },
  ];
  const removed = { status: 'repaired', ended: { on: '2026-06-15', reason: '已取得联系' } } as const;
  const records = [
    // Under the number that it had before it was registered.
    aCreditRecord({ rows, items: ['I5', 'I8'], ...of('SCJG-OLD-1') }),
    aPenalty(of(objectId)),
    listed({ caseId: 'R-2', ...removed, ...of(objectId) }),
    aPenalty({ id: 'cr-other', ...of('S0002') }),
  ];
  const done = await system.deps.work.commit([
    createRow('object', shop(1, { supervisors: ['SCJG', 'NYNC'], formerIds: ['SCJG-OLD-1'] }), anEvent()),
    createRow('object', shop(1, { id: 'SCJG-OLD-1', continuedAs: objectId, status: '停用' }), anEvent()),
    createRow('object', shop(2, { id: 'S0002', supervisors: ['SCJG'] }), anEvent()),
    ...records.map((each) => createRecord('credit-record', each.id, each, anEvent())),
  ]);
  if (!done.ok) throw new Error(done.error.kind);
});

const market = person('SCJG', 'officer');
const farmers = person('NYNC', 'inspector');
const health = person('WJW', 'officer');
const auditor = person('FGW', 'auditor');
const score = (who: Principal, on?: string, objectId = shop(1).id) =>
  system.as(who)('getScore', { params: { objectId }, query: { ...(on !== undefined && { on }) } });
const archive = (who: Principal, objectId = shop(1).id) =>
  system.as(who)('listRecordsOfSubject', { params: { objectId } });

describe('the score of a subject', () => {
  test.each([
    ['2026-04-30', 290, 'B'],
    ['2026-05-31', 510, 'C'],
    ['2026-06-30', 410, 'B'],
  ])('of %s is %i, class %s (A1)', async (on, points, code) => {
    expect(expectOk(await score(market, on))).toMatchObject({
      on,
      score: points,
      class: code,
      model: 'suiji-credit/1',
    });
  });

  test('is explained line by line, each with its indicator and record, under all numbers of the object', async () => {
    const { lines, dimensions, score: points } = expectOk(await score(auditor, '2026-05-31'));
    expect(lines.map((line) => [line.indicator, line.points, line.why, line.record.id])).toEqual([
      ['411', 50, 'full', 'cr-1'],
      ['412', 0, 'same case', 'cr-1'],
      ['302', 160, 'in force', 'cr-5'],
      ['403', 300, 'full', 'cr-3'],
    ]);
    expect(lines[3]).toMatchObject({
      name: '行政处罚：较重（从重、停产停业、吊销等）',
      record: { department: 'NYNC', documentNumber: '睢农罚〔2026〕3号', content: '行政处罚：从重处罚的罚款' },
    });
    expect(dimensions).toEqual([
      { dimension: 'K3', name: '年报公示', points: 160, uncapped: 160 },
      { dimension: 'K4', name: '合规信息', points: 350, uncapped: 350 },
    ]);
    expect(points).toBe(510);
  });

  test('is that of today unless another day is named, and of no day to come', async () => {
    expect(expectOk(await score(market))).toMatchObject({ on: '2026-07-02', score: 410 });
    expect(failureOf(await score(market, '2026-07-03'))).toBe('invalid-input');
  });

  test('is read by departments that keep or supervise it and by those who oversee, and is not there for others (R57)', async () => {
    expectOk(await score(farmers));
    expectOk(await score(person('FGW', 'office')));
    expectOk(await score(person('ZWDSJ', 'supervisor')));
    expect(failureOf(await score(health))).toBe('not-found');
    expect(failureOf(await score(farmers, undefined, 'S0002'))).toBe('not-found');
    expect(failureOf(await score(person('CZJ', 'credit-user')))).toBe('forbidden');
  });
});

describe('what is on record of a subject', () => {
  test('is read as a whole by who has a duty for it, the newest first', async () => {
    const { items } = expectOk(await archive(farmers));
    expect(items.map(({ id }) => id)).toEqual(['cr-3', 'cr-5', 'cr-1']);
    expect(failureOf(await archive(health))).toBe('not-found');
  });

  test('is found one by one by who decided it, and by who has a duty for its subject', async () => {
    const find = (who: Principal, id: string) => system.as(who)('getCreditRecord', { params: { id } });
    // 农业农村 has decided it of a subject that it does not supervise.
    expectOk(await find(farmers, 'cr-other'));
    expectOk(await find(market, 'cr-3'));
    expect(failureOf(await find(health, 'cr-3'))).toBe('not-found');
    expect(failureOf(await find(farmers, 'cr-none'))).toBe('not-found');
  });

  test('is told to the subject with its terms, under all of its numbers, and never what it weighs (R57)', async () => {
    const code = await boundCode(system.store, shop(1).id);
    const { items } = expectOk(await system.as({ code })('listOwnCreditRecords', {}));
    expect(items.map(({ id }) => id)).toEqual(['cr-3', 'cr-5', 'cr-1']);
    expect(items[0]).toEqual({
      ...{ id: 'cr-3', kind: 'penalty', department: 'NYNC', documentNumber: '睢农罚〔2026〕3号', date: '2026-05-20' },
      ...{ content: '行政处罚：从重处罚的罚款', grade: 'general', status: 'current' },
      ...{ minEnds: '2026-08-20', maxEnds: '2027-05-20' },
    });
    expect(JSON.stringify(items)).not.toMatch(/score|points|class|indicator/);
  });
});
