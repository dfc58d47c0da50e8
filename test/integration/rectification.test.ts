import { beforeEach, describe, expect, test } from 'vitest';
import { replaceRecord, replaceRow } from '../../shared/use-cases/changes.ts';
import { allRight, followUpsOf, headOf, opened, step, toRectify } from '../support/follow-ups.ts';
import { aDraft, aFinding } from '../support/inspection-samples.ts';
import { type Inspections, inspectionsForTest, inspector, officer } from '../support/inspections.ts';
import { failureOf } from '../support/leads.ts';
import { anEvent } from '../support/stored-rows.ts';
import { expectOk } from '../support/system.ts';

// R38: what is to be put right has a term, and is looked at again by two.
let county: Inspections;
const clerk = officer('经办');
const act = async (operation: Parameters<typeof step>[2], id: string, body?: object, who = clerk) =>
  expectOk(await step(county, who, operation, id, body));
const fails = async (operation: Parameters<typeof step>[2], id: string, body?: object, who = clerk) =>
  failureOf(await step(county, who, operation, id, body));
const stored = async (id: string) => {
  const found = await county.store.records.find('follow-up', id);
  if (!found) throw new Error(`no follow-up ${id}`);
  return found.value;
};
const wet = {
  findings: [
    aFinding('SCJG-001', { codes: ['5'], finding: '后厨地面积水', measures: ['责令改正'] }),
    aFinding('SCJG-002'),
  ],
  overall: ['5' as const],
};
async function ordered(term?: string) {
  const { resultId, followUps } = await opened(county, wet);
  const id = followUps[0]?.id ?? '';
  if (term !== undefined) await act('orderRectification', id, { ...toRectify, term });
  return { id, resultId };
}
const notRight = (on: string, more: object = {}) =>
  allRight(on, { result: 'none', text: '仍有积水', next: { kind: 'own-case', reason: '逾期未改正' }, ...more });

beforeEach(async () => {
  county = await inspectionsForTest('2026-09-08');
});

describe('the order', () => {
  test('is to be written by when another department would sign', async () => {
    const { id } = await ordered();
    // Five working days after Tuesday 8 September.
    expect((await stored(id)).due).toBe('2026-09-15');
  });

  test.each([
    ['without a term', undefined],
    ['with a term in the past', '2026-09-07'],
    ['with today for a day to come', '2026-09-08'],
  ])('is refused %s', async (_, term) => {
    const { id } = await ordered();
    expect(await fails('orderRectification', id, { ...toRectify, term })).toBe('term-required');
    expect((await stored(id)).rectification).toBeUndefined();
  });

  test('has its term for its day; it is not written twice', async () => {
    const { id } = await ordered('2026-09-18');
    expect([(await stored(id)).due, (await stored(id)).answerDue]).toEqual(['2026-09-18', '2026-09-18']);
    expect(await fails('orderRectification', id, toRectify)).toBe('not-ready');
  });

  test('of what is to be done at once is due on its day', async () => {
    const { id } = await ordered('immediate');
    expect((await stored(id)).due).toBe('2026-09-08');
  });

  test('is extended once, before its term, by the head', async () => {
    const { id } = await ordered();
    const later = { reason: '须更换地漏', to: '2026-09-25' };
    expect(await fails('extendFollowUp', id, later, headOf('SCJG'))).toBe('not-ready');
    await act('orderRectification', id, { ...toRectify, term: '2026-09-18' });
    await act('extendFollowUp', id, later, headOf('SCJG'));
    expect((await stored(id)).due).toBe('2026-09-25');
    expect(await fails('extendFollowUp', id, { ...later, to: '2026-09-30' }, headOf('SCJG'))).toBe('not-ready');
    const { id: late } = await ordered('2026-09-10');
    county.at('2026-09-11T02:00:00Z');
    expect(await fails('extendFollowUp', late, later, headOf('SCJG'))).toBe('not-ready');
  });

  test('is reminded of five and one working days before its term, and daily after it', async () => {
    const { id } = await ordered('2026-09-18');
    for (const day of ['2026-09-11', '2026-09-17', '2026-09-18', '2026-09-19']) {
      county.at(`${day}T01:00:00Z`);
      await county.runJob('remind-deadlines');
    }
    const { items } = expectOk(await county.as(clerk)('listNotices', { query: { limit: 100 } }));
    const whole = await Promise.all(
      items.map(async (each) => expectOk(await county.as(clerk)('getNotice', { params: { id: each.id } }))),
    );
    const told = whole.flatMap(({ entries = [] }) => entries.filter(({ followUpId }) => followUpId === id));
    expect(told.map(({ day, kind }) => `${day} ${kind}`).toSorted()).toEqual([
      '2026-09-11 rectify-due-5',
      '2026-09-17 rectify-due-1',
      '2026-09-19 rectify-overdue',
    ]);
  });
});

describe('the re-check', () => {
  test('is made by two who may inspect, of an order that stands', async () => {
    const { id } = await ordered();
    expect(await fails('recheckRectification', id, allRight('2026-09-08'))).toBe('not-ready');
    await act('orderRectification', id, toRectify);
    const by = (...inspectors: string[]) => allRight('2026-09-08', { inspectors });
    expect(await fails('recheckRectification', id, by('SCJG-R001'))).toBe('term-required');
    expect(await fails('recheckRectification', id, by('SCJG-R001', 'SCJG-R001'))).toBe('term-required');
    expect(await fails('recheckRectification', id, by('SCJG-R001', 'WJW-R001'))).toBe('unknown-reference');
    expect(await fails('recheckRectification', id, by('SCJG-R001', 'NOBODY'))).toBe('unknown-reference');
    expect((await stored(id)).status).toBe('received');
  });

  test.each([
    ['that lies ahead', '2026-09-09'],
    ['before the order', '2026-09-07'],
  ])('is not of a day %s', async (_, on) => {
    const { id } = await ordered('immediate');
    expect(await fails('recheckRectification', id, allRight(on))).toBe('invalid-input');
  });

  test('that finds all put right is confirmed by another than entered it or was there', async () => {
    const { id } = await ordered('2026-09-18');
    expect(await fails('reportFollowUp', id, { text: '已改', evidence: ['照片'] })).toBe('closing-incomplete');
    await act('reportRectified', id, { text: '已改，请复查', evidence: ['照片'] });
    await act('recheckRectification', id, allRight('2026-09-08'));
    expect(await stored(id)).toMatchObject({ status: 'reported', rectification: { status: 'verified' } });
    expect(await fails('confirmFollowUp', id)).toBe('same-person');
    expect(await fails('confirmFollowUp', id, {}, { ...officer('到场'), inspectorId: 'SCJG-R002' })).toBe(
      'same-person',
    );
    await act('confirmFollowUp', id, {}, officer('确认'));
    expect((await stored(id)).status).toBe('closed');
  });

  test('that is sent back is made again', async () => {
    const { id } = await ordered('2026-09-18');
    await act('reportRectified', id, { text: '已改', evidence: [] });
    await act('recheckRectification', id, allRight('2026-09-08'));
    await act('sendBackFollowUp', id, { reason: '照片看不出' }, officer('确认'));
    const { status, rectification, due } = await stored(id);
    expect([status, rectification?.status, rectification?.recheck, due]).toEqual([
      ...['received', 'reported', undefined, '2026-09-18'],
    ]);
    await act('recheckRectification', id, allRight('2026-09-08'));
  });

  test('does not find it failed before the term, unless it was said to be put right', async () => {
    const { id } = await ordered('2026-09-18');
    county.at('2026-09-18T02:00:00Z');
    expect(await fails('recheckRectification', id, notRight('2026-09-18'))).toBe('not-ready');
    county.at('2026-09-19T02:00:00Z');
    await act('recheckRectification', id, notRight('2026-09-19'));
    const { id: other } = await ordered('2026-09-25');
    await act('reportRectified', other, { text: '已改', evidence: [] });
    await act('recheckRectification', other, notRight('2026-09-19'));
  });

  test('that finds it failed names what follows: a case of its own, to be decided in ninety days', async () => {
    const { id, resultId } = await ordered('2026-09-18');
    county.at('2026-09-21T02:00:00Z');
    const silent = notRight('2026-09-21', { next: undefined });
    expect(await fails('recheckRectification', id, silent)).toBe('closing-incomplete');
    expect(await fails('recheckRectification', id, { ...notRight('2026-09-21'), result: 'full' })).toBe(
      'invalid-input',
    );
    await act('recheckRectification', id, notRight('2026-09-21'));
    const { next: [caseId = ''] = [], rectification } = await stored(id);
    expect(rectification?.status).toBe('failed');
    // 20 December 2026 is a Sunday.
    expect(await stored(caseId)).toMatchObject({
      ...{ kind: 'own-case', status: 'received', answerDue: '2026-12-21', askedAs: 'rectify', after: id },
    });
    expect(await fails('sendBackFollowUp', id, { reason: '再看' }, officer('确认'))).toBe('not-ready');
    // A correction that takes the problem away cancels both.
    await act('confirmFollowUp', id, {}, officer('确认'));
    expectOk(await county.act(officer('公示'), 'publishResult', resultId));
    expectOk(await county.act(officer('公示'), 'correctResult', resultId, { reason: '经复核没有问题' }));
    expectOk(await county.act(inspector(1), 'saveResult', resultId, aDraft()));
    expectOk(await county.act(inspector(1), 'submitResult', resultId));
    expectOk(await county.act(officer('审核'), 'approveResult', resultId));
    expect((await stored(caseId)).status).toBe('cancelled');
    expect((await followUpsOf(county, resultId)).map(({ status }) => status)).toEqual(['closed']);
  });

  test('that finds it failed refers it to who is competent, who is told', async () => {
    const { id } = await ordered('immediate');
    county.at('2026-09-09T02:00:00Z');
    const to = (receiver: string) => ({ next: { kind: 'refer', receiver, reason: '由发证机关处理' } });
    expect(await fails('recheckRectification', id, notRight('2026-09-09', to('WJW')))).toBe('receiver-not-competent');
    await act('recheckRectification', id, notRight('2026-09-09', to('NYNC')));
    const { next: [referred = ''] = [] } = await stored(id);
    expect(await stored(referred)).toMatchObject({ kind: 'refer', receiver: 'NYNC', receiptDue: '2026-09-16' });
    const { items } = expectOk(await county.as(officer('甲', 'NYNC'))('listNotices', { query: { limit: 10 } }));
    expect(items.map(({ kind }) => kind)).toEqual(['follow-up-sent']);
  });

  test('is not made by one whose certificate ran out', async () => {
    const { id } = await ordered('immediate');
    const row = await county.store.registry.find('inspector', 'SCJG-R002');
    if (!row) throw new Error('no inspector');
    const expired = { ...row.value, certificate: { ...row.value.certificate, validTo: '2026-09-01' } };
    const done = await county.store.work.commit([replaceRow(row, expired, anEvent())]);
    expect(done.ok).toBe(true);
    expect(await fails('recheckRectification', id, allRight('2026-09-08'))).toBe('no-lawful-team');
  });
});

test('what was opened again is ordered anew', async () => {
  const { id } = await ordered('immediate');
  const found = await county.store.records.find('follow-up', id);
  if (!found) throw new Error('none');
  const closed = { ...found.value, status: 'closed' as const, endedOn: '2026-09-08' };
  await county.store.work.commit([replaceRecord('follow-up', id, found, closed, anEvent())]);
  await act('reopenFollowUp', id, { reason: '整改不到位' }, { ...headOf('SCJG'), roles: ['office'] });
  expect((await stored(id)).rectification).toBeUndefined();
  await act('orderRectification', id, toRectify);
});

describe('整改复查合格率', () => {
  const figures = (who = clerk, year = '2026') => county.as(who)('getRectificationFigures', { query: { year } });

  test('counts what was found carried out of what was looked at, or is past its term', async () => {
    expect(expectOk(await figures())).toEqual({ passed: 0, due: 0, share: null });
    const { id: running } = await ordered('2026-09-18');
    const { id: right } = await ordered('2026-09-18');
    await act('reportRectified', right, { text: '已改', evidence: [] });
    await act('recheckRectification', right, allRight('2026-09-08'));
    expect(expectOk(await figures())).toEqual({ passed: 1, due: 1, share: 10_000 });
    await act('confirmFollowUp', right, {}, officer('确认'));
    const { id: wrong } = await ordered('2026-09-10');
    await ordered('2026-09-11');
    county.at('2026-09-11T02:00:00Z');
    await act('recheckRectification', wrong, notRight('2026-09-11'));
    expect(expectOk(await figures())).toEqual({ passed: 1, due: 2, share: 5000 });
    county.at('2026-09-12T02:00:00Z');
    expect(expectOk(await figures())).toEqual({ passed: 1, due: 3, share: 3333 });
    await act('extendFollowUp', running, { reason: '须更换地漏', to: '2026-09-25' }, headOf('SCJG'));
    county.at('2026-09-19T02:00:00Z');
    expect(expectOk(await figures())).toEqual({ passed: 1, due: 3, share: 3333 });
    expect(expectOk(await figures(officer('乙', 'WJW')))).toEqual({ passed: 0, due: 0, share: null });
    expect(expectOk(await figures(clerk, '2025'))).toEqual({ passed: 0, due: 0, share: null });
  });
});
