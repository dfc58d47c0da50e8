import { beforeEach, expect, test } from 'vitest';
import type { Principal } from '../../shared/api/principal.ts';
import { createRecord } from '../../shared/use-cases/changes.ts';
import { type Inspections, inspectionsForTest, officer } from '../support/inspections.ts';
import { anObjection } from '../support/objections.ts';
import { citedAndCiting, listedForHealth } from '../support/recognition.ts';
import { aRepair } from '../support/repairs.ts';
import { aDataCheck, aShareRequest } from '../support/sharing.ts';
import { aNotice, anEvent } from '../support/stored-rows.ts';
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

test('a repair is reminded of to its department until it is accepted, and then until it is decided', async () => {
  const filed = aRepair({ id: 'X1', number: '睢市监信修〔2026〕1号', filedOn: '2026-06-04', due: '2026-06-08' });
  const accepted = { ...filed, id: 'X2', status: 'accepted' as const, acceptedOn: '2026-05-29', due: '2026-06-09' };
  const { due: _, ...waiting } = { ...filed, id: 'X3', status: 'supplement' as const };
  const done = await county.store.work.commit(
    [filed, accepted, waiting].map((each) => createRecord('repair', each.id, each, anEvent())),
  );
  expect(done.ok).toBe(true);
  const day = async (on: string) => {
    const said = [];
    for (const id of ['X1', 'X2', 'X3']) said.push((await told(officer('看'), id, on)).join());
    return said;
  };
  const of = (kind: string) => `repair-${kind} 信用修复${filed.number}`;
  expect(await day('2026-06-02')).toEqual(['', of('due-5'), '']);
  expect(await day('2026-06-05')).toEqual([of('due-1'), '', '']);
  expect(await day('2026-06-08')).toEqual(['', of('due-1'), '']);
  // Of the 9th, on which nothing ran, as well.
  expect(await day('2026-06-10')).toEqual([`${of('overdue')},${of('overdue')}`, of('overdue'), '']);
});

test('a digest of a run that died is sent while something of a matter is still to be done, and kept once nothing is', async () => {
  county.at('2026-06-10T01:00:00Z');
  const waiting = anObjection({ id: 'O1', filedOn: '2026-06-04', due: '2026-06-09' });
  const request = aShareRequest({ id: 'R1', title: '许可信息', filedOn: '2026-05-26', due: '2026-06-09' });
  const settled = { ...waiting, id: 'O2', status: 'dismissed' as const };
  const left = (id: string, kind: 'objection-overdue' | 'share-overdue' | 'matter-overdue', matterId: string) =>
    createRecord(
      'notice',
      id,
      aNotice(id, {
        ...{ kind: 'digest', resultId: undefined, day: '2026-06-10', claimedAt: '2026-06-10T00:00:00.000Z' },
        entries: [{ kind, day: '2026-06-10', matterId, name: '某事项', due: '2026-06-09' }],
      }),
      anEvent('remind'),
    );
  const done = await county.store.work.commit([
    createRecord('objection', 'O1', waiting, anEvent()),
    createRecord('objection', 'O2', settled, anEvent()),
    createRecord('share-request', 'R1', request, anEvent()),
    ...[left('D1', 'objection-overdue', 'O1'), left('D2', 'objection-overdue', 'O2')],
    ...[left('D3', 'share-overdue', 'R1'), left('D4', 'matter-overdue', 'm-unknown')],
  ]);
  expect(done.ok).toBe(true);
  await county.runJob('remind-deadlines');
  const delivered = async (id: string) => (await county.store.records.find('notice', id))?.value.delivery;
  expect(await Promise.all(['D1', 'D2', 'D3', 'D4'].map(delivered))).toEqual(['sent', 'kept', 'sent', 'sent']);
});
