import { beforeEach, describe, expect, test } from 'vitest';
import type { CallOf, OperationName } from '../../shared/api/client.ts';
import type { Principal } from '../../shared/api/principal.ts';
import type { DataCheckSubject } from '../../shared/domain/sharing/data-check.ts';
import { createRecord } from '../../shared/use-cases/changes.ts';
import { recomputeDeadlines } from '../../shared/use-cases/deadline/recompute-deadlines.ts';
import { aCalendarYear } from '../support/deadlines.ts';
import { headOf } from '../support/follow-ups.ts';
import { aDraft } from '../support/inspection-samples.ts';
import { type Inspections, inspectionsForTest, inspector, officer, resultOf } from '../support/inspections.ts';
import { failureOf } from '../support/leads.ts';
import { aDataCheck, aShareRequest } from '../support/sharing.ts';
import { anEvent } from '../support/stored-rows.ts';
import { expectOk, person } from '../support/system.ts';

let county: Inspections;
beforeEach(async () => {
  county = await inspectionsForTest('2026-09-18');
  const { due: _, ...request } = aShareRequest({ id: 'open-1', status: 'opened', openedOn: '2026-03-03' });
  const filed = aShareRequest({ id: 'filed-1' });
  const done = await county.store.work.commit(
    [request, filed].map((each) => createRecord('share-request', each.id, each, anEvent())),
  );
  if (!done.ok) throw new Error(JSON.stringify(done.error));
});

const reporter = person('WGL', 'officer');
const holder = person('SCJG', 'officer');
const shared: DataCheckSubject = { kind: 'share-request', id: 'open-1', record: 'JY24114220000001' };
const claim = '目录数据的有效期至2025年，证书上为2028年';
let keys = 0;
function file(about: DataCheckSubject = shared, who = reporter) {
  keys += 1;
  return county.as(who)('fileDataCheck', { key: `check-key-${keys}`, body: { about, claim } });
}
async function act<O extends OperationName>(who: Principal, operation: O, id: string, body: object = {}) {
  const version = (await county.store.records.find('data-check', id))?.meta.version ?? 0;
  return county.as(who)(operation, { params: { id }, version, body } as unknown as CallOf<O>);
}
const seen = async (id: string, who = reporter) => expectOk(await county.as(who)('getDataCheck', { params: { id } }));
const told = async (who: Principal) =>
  expectOk(await county.as(who)('listNotices', { query: { limit: 100 } })).items.map(({ kind, text }) => ({
    kind,
    text,
  }));

describe('a check of shared data', () => {
  test('of 18 September 2026 is answered by 9 October, and its source is told so', async () => {
    const { id } = expectOk(await file());
    expect(await seen(id, holder)).toMatchObject({
      ...{ title: '食品生产经营许可信息', holder: 'SCJG', reporter: 'WGL', claim, status: 'filed' },
      ...{ about: shared, filedOn: '2026-09-18', due: '2026-10-09' },
    });
    const text = '文化广电旅游局对“食品生产经营许可信息”申请数据校核，请于2026年10月9日前核实答复。';
    expect(await told(holder)).toEqual([{ kind: 'data-check-filed', text }]);
  });

  test('ends with the day of the correction and with what the source says, and is told to who asked', async () => {
    const { id } = expectOk(await file());
    county.at('2026-09-22T02:00:00Z');
    const answer = { answer: '录入时年份写错，已更正', correctedOn: '2026-09-21' };
    const done = expectOk(await act(holder, 'correctData', id, answer));
    expect(done).toMatchObject({ ...answer, status: 'corrected', answeredBy: holder.id, answeredOn: '2026-09-22' });
    expect(done.due).toBeUndefined();
    expect(await told(reporter)).toEqual([
      { kind: 'data-check-ended', text: '文化广电旅游局对“食品生产经营许可信息”申请数据校核，数据提供部门已更正。' },
    ]);
    expect(failureOf(await act(holder, 'upholdData', id, { answer: '无误' }))).toBe('illegal-transition');
  });

  test('is corrected on no day before it was asked for, and on none to come', async () => {
    const { id } = expectOk(await file());
    county.at('2026-09-22T02:00:00Z');
    const on = (correctedOn: string) => act(holder, 'correctData', id, { answer: '已更正', correctedOn });
    expect(failureOf(await on('2026-09-17'))).toBe('invalid-input');
    expect(failureOf(await on('2026-09-23'))).toBe('invalid-input');
    expectOk(await on('2026-09-18'));
  });

  test('is answered by the source alone, with its reason where the data are right, and taken back by who asked', async () => {
    const { id } = expectOk(await file());
    expect(failureOf(await act(reporter, 'upholdData', id, { answer: '无误' }))).toBe('foreign-department');
    expect(failureOf(await act(holder, 'withdrawDataCheck', id))).toBe('foreign-department');
    expect(failureOf(await act(person('YJJ', 'officer'), 'upholdData', id, { answer: '无误' }))).toBe('not-found');
    expect(failureOf(await act(holder, 'upholdData', id))).toBe('invalid-input');
    expectOk(await act(holder, 'upholdData', id, { answer: '与证书原件一致' }));
    expect(await seen(id)).toMatchObject({ status: 'upheld', answer: '与证书原件一致' });
    const other = expectOk(await file());
    expectOk(await act(reporter, 'withdrawDataCheck', other.id));
    expect(await seen(other.id)).toMatchObject({ status: 'withdrawn' });
    expect((await told(holder)).map(({ kind }) => kind).toSorted()).toEqual([
      ...['data-check-ended', 'data-check-filed', 'data-check-filed'],
    ]);
  });

  test('is asked for of what was opened to the own department, and not of the own data', async () => {
    const unopened = { ...shared, id: 'filed-1' } as const;
    expect(failureOf(await file(unopened))).toBe('not-ready');
    expect(failureOf(await file(shared, person('YJJ', 'officer')))).toBe('not-found');
    expect(failureOf(await file(shared, holder))).toBe('invalid-input');
  });

  test('of two answers at once has one', async () => {
    const { id, version } = expectOk(await file());
    const answers = await Promise.all([
      county.as(holder)('upholdData', { params: { id }, version, body: { answer: '无误' } }),
      county.as(holder)('correctData', { params: { id }, version, body: { answer: '改', correctedOn: '2026-09-18' } }),
    ]);
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
  });
});

describe('a check of a published result', () => {
  const doubted = async () => {
    const id = resultOf(await county.dispatch());
    await county.published(id, { inspectedOn: '2026-09-16' });
    return id;
  };

  test('is asked for by any other department, and of no result that is not public', async () => {
    const id = resultOf(await county.dispatch());
    expect(failureOf(await file({ kind: 'result', id }))).toBe('not-found');
    await county.published(id, { inspectedOn: '2026-09-16' });
    const check = expectOk(await file({ kind: 'result', id }));
    expect(check).toMatchObject({ holder: 'SCJG', edition: 1, title: '睢市监抽查〔2026〕1号' });
    expect(failureOf(await file({ kind: 'result', id }, holder))).toBe('invalid-input');
  });

  test('is answered as corrected once the result has another edition, and not by words', async () => {
    const id = await doubted();
    const check = expectOk(await file({ kind: 'result', id }));
    const answer = { answer: '事项二的结论写错，已更正', correctedOn: '2026-09-18' };
    expect(failureOf(await act(holder, 'correctData', check.id, answer))).toBe('not-ready');
    expectOk(await county.act(officer('市监'), 'correctResult', id, { reason: '结论写错' }));
    expect(failureOf(await act(holder, 'correctData', check.id, answer))).toBe('not-ready');
    expectOk(await county.act(inspector(1), 'saveResult', id, aDraft({ inspectedOn: '2026-09-16' })));
    expectOk(await county.act(inspector(1), 'submitResult', id));
    expectOk(await county.act(officer('审核'), 'approveResult', id));
    expectOk(await county.act(officer('公示'), 'publishResult', id));
    expectOk(await act(holder, 'correctData', check.id, answer));
  });

  test('is answered as corrected once the result is not public any more, but not if it was so when it was doubted', async () => {
    const withheld = await doubted();
    const first = expectOk(await file({ kind: 'result', id: withheld }));
    const stopped = await doubted();
    const second = expectOk(await file({ kind: 'result', id: stopped }));
    county.at('2026-09-21T02:00:00Z');
    const answer = { answer: '已不再公示', correctedOn: '2026-09-21' };
    expectOk(await county.act(officer('市监'), 'correctResult', withheld, { reason: '涉及商业秘密' }));
    expectOk(await county.act(inspector(1), 'saveResult', withheld, aDraft({ inspectedOn: '2026-09-16' })));
    expectOk(await county.act(inspector(1), 'submitResult', withheld));
    expectOk(await county.act(officer('审核'), 'approveResult', withheld));
    const ground = { basis: '《政府信息公开条例》第十五条', reason: '涉及商业秘密' };
    expectOk(await county.act(officer('市监'), 'requestWithholding', withheld, ground));
    expect(failureOf(await act(holder, 'correctData', first.id, answer))).toBe('not-ready');
    expectOk(await county.act(headOf('SCJG'), 'approveWithholding', withheld, {}));
    expectOk(await act(holder, 'correctData', first.id, answer));
    const asked = { way: 'w1', reason: '已履行义务', document: '准予修复决定书1号' };
    expectOk(await county.act(officer('甲'), 'requestStop', stopped, asked));
    expect(failureOf(await act(holder, 'correctData', second.id, answer))).toBe('not-ready');
    expectOk(await county.act(headOf('SCJG'), 'approveStop', stopped, {}));
    expectOk(await act(holder, 'correctData', second.id, answer));
    county.at('2026-09-22T02:00:00Z');
    const later = expectOk(await file({ kind: 'result', id: stopped }));
    expect(failureOf(await act(holder, 'correctData', later.id, { ...answer, correctedOn: '2026-09-22' }))).toBe(
      'not-ready',
    );
  });
});

describe('what waits for the source', () => {
  test('stands in its box and in what it has to do, by the day by which', async () => {
    const { id } = expectOk(await file());
    const box = async (view: 'waiting' | 'received' | 'sent', who: Principal) =>
      expectOk(await county.as(who)('listDataChecks', { query: { view } })).items.map((each) => each.id);
    expect(await box('waiting', holder)).toEqual([id]);
    expect(await box('waiting', reporter)).toEqual([]);
    expect(await box('sent', reporter)).toEqual([id]);
    const todo = async () =>
      expectOk(await county.as(holder)('listTodoOfKind', { params: { kind: 'data-to-check' }, query: {} })).items;
    expect(await todo()).toMatchObject([{ ids: { id }, due: '2026-10-09', operation: 'getDataCheck' }]);
    expectOk(await act(holder, 'upholdData', id, { answer: '无误' }));
    expect(await box('waiting', holder)).toEqual([]);
    expect(await todo()).toEqual([]);
    expect(await box('received', holder)).toEqual([id]);
  });

  test('of a year without a calendar gets its day when the calendar is loaded', async () => {
    county.at('2026-12-28T02:00:00Z');
    const check = aDataCheck({ id: 'D1', filedOn: '2026-12-28', due: undefined });
    await county.store.work.commit([
      createRecord('data-check', 'D1', check, anEvent()),
      createRecord('calendar', '2027', aCalendarYear(2027), anEvent()),
    ]);
    const run = () => recomputeDeadlines(county.store, undefined, new Date('2026-12-28T03:00:00Z'));
    expect(await run()).toMatchObject({ dataChecks: 1 });
    // 29, 30, 31 December, then from 4 January on: the tenth working day is the 12th.
    expect((await seen('D1')).due).toBe('2027-01-12');
    expect(await run()).toMatchObject({ dataChecks: 0 });
  });
});
