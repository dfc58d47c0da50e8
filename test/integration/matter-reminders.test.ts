import { beforeEach, expect, test } from 'vitest';
import type { Principal } from '../../shared/api/principal.ts';
import { createRecord } from '../../shared/use-cases/changes.ts';
import { type Inspections, inspectionsForTest, officer } from '../support/inspections.ts';
import { anObjection } from '../support/objections.ts';
import { citedAndCiting, listedForHealth } from '../support/recognition.ts';
import { aDataCheck, aShareRequest } from '../support/sharing.ts';
import { anEvent } from '../support/stored-rows.ts';
import { expectOk } from '../support/system.ts';

let county: Inspections;
beforeEach(async () => {
  county = await inspectionsForTest('2026-03-10');
  await listedForHealth(county);
});

/** What the digest of a department says of one thing on a day. */
async function told(who: Principal, id: string, day: string) {
  county.at(`${day}T01:00:00Z`);
  await county.runJob('remind-deadlines');
  const { items } = expectOk(await county.as(who)('listNotices', { query: { limit: 100 } }));
  const digest = items.find((each) => each.kind === 'digest' && each.day === day);
  const whole = digest && expectOk(await county.as(who)('getNotice', { params: { id: digest.id } }));
  return (whole?.entries ?? []).flatMap(({ matterId, kind, name }) => (matterId === id ? [`${kind} ${name}`] : []));
}

test('a recognition under review is reminded of before its day, and daily after it', async () => {
  const clerk = officer('甲', 'WJW');
  const { source, citing } = await citedAndCiting(county);
  const picked = { sourceId: source, items: [{ itemId: 'WJW-001', citedItemId: 'SCJG-001' }] };
  expectOk(await county.act(clerk, 'recogniseResult', citing, picked));
  county.at('2026-06-02T02:00:00Z');
  expectOk(await county.act(officer('市监'), 'correctResult', source, { reason: '编号写错' }));
  const { recognisedIn: [id = ''] = [], documentNumber } =
    (await county.store.records.find('result', source))?.value ?? {};
  const of = `对${documentNumber}的互认`;
  // Due on Tuesday 9 June: the fifth working day before it is the 2nd, the last one the 8th.
  expect(await told(clerk, id, '2026-06-03')).toEqual([`review-due-5 ${of}`]);
  expect(await told(clerk, id, '2026-06-08')).toEqual([`review-due-1 ${of}`]);
  expect(await told(clerk, id, '2026-06-10')).toEqual([`review-overdue ${of}`]);
  expect(await told(clerk, id, '2026-06-11')).toEqual([`review-overdue ${of}`]);
});

test('an objection is reminded of to its department, a request to share and a check of data to who holds them, until done with', async () => {
  const objection = anObjection({ id: 'O1', filedOn: '2026-06-04', due: '2026-06-09' });
  const upheld = { ...objection, id: 'O2', status: 'upheld' as const };
  const request = aShareRequest({ id: 'R1', title: '许可信息', filedOn: '2026-05-26', due: '2026-06-09' });
  const check = aDataCheck({ id: 'D1', title: '许可信息', filedOn: '2026-05-26', due: '2026-06-09' });
  const done = await county.store.work.commit([
    createRecord('data-check', 'D1', check, anEvent()),
    createRecord('objection', 'O1', objection, anEvent()),
    createRecord('objection', 'O2', upheld, anEvent()),
    createRecord('share-request', 'R1', request, anEvent()),
  ]);
  expect(done.ok).toBe(true);
  const clerk = officer('看');
  const day = async (on: string) => [
    ...(await told(clerk, 'O1', on)),
    ...(await told(clerk, 'R1', on)),
    ...(await told(clerk, 'O2', on)),
    ...(await told(clerk, 'D1', on)),
  ];
  // The fifth working day before the objection's day lies before the objection.
  const doubted = '对“许可信息”的数据校核';
  expect(await day('2026-06-04')).toEqual(['share-due-5 共享申请“许可信息”', `data-check-due-5 ${doubted}`]);
  expect(await day('2026-06-08')).toEqual([
    `objection-due-1 对${objection.documentNumber}的异议`,
    'share-due-1 共享申请“许可信息”',
    `data-check-due-1 ${doubted}`,
  ]);
  expect(await day('2026-06-10')).toEqual([
    `objection-overdue 对${objection.documentNumber}的异议`,
    'share-overdue 共享申请“许可信息”',
    `data-check-overdue ${doubted}`,
  ]);
});
