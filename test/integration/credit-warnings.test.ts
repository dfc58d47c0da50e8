import { beforeEach, describe, expect, test } from 'vitest';
import type { CreditRecord } from '../../shared/domain/credit/credit-record.ts';
import { createRecord, createRow, replaceRecord } from '../../shared/use-cases/changes.ts';
import { warnOfScores } from '../../shared/use-cases/credit/warn-of-scores.ts';
import { aCreditRecord, aPenalty, listed } from '../support/credit-records.ts';
import { shop } from '../support/drawable-county.ts';
import { fixSetting } from '../support/fix-setting.ts';
import { anEvent } from '../support/stored-rows.ts';
import { expectOk, person, systemForTest, type TestSystem } from '../support/system.ts';

let system: TestSystem;
beforeEach(async () => {
  system = await systemForTest();
  const done = await system.deps.work.commit([
    createRow('object', shop(1, { supervisors: ['SCJG', 'NYNC'] }), anEvent()),
    createRow('object', shop(2), anEvent()),
  ]);
  if (!done.ok) throw new Error(done.error.kind);
});

const of = (n: number) => ({ subject: { id: shop(n).id, name: `第${n}商店`, kind: '企业' as const } });
const onRecord = async (...records: readonly CreditRecord[]) => {
  const done = await system.deps.work.commit(
    records.map((each) => createRecord('credit-record', each.id, each, anEvent())),
  );
  if (!done.ok) throw new Error(done.error.kind);
};
async function becomes(id: string, more: Partial<CreditRecord>) {
  const found = await system.store.records.find('credit-record', id);
  if (!found) throw new Error(`there is no record ${id}`);
  const done = await system.deps.work.commit([
    replaceRecord('credit-record', id, found, { ...found.value, ...more }, anEvent()),
  ]);
  if (!done.ok) throw new Error(done.error.kind);
}
const night = (day: string) => warnOfScores(system.deps, new Date(Date.parse(`${day}T06:40:00+08:00`)));
const warnings = async (department: 'SCJG' | 'NYNC' = 'SCJG') => {
  const { items } = expectOk(await system.as(person(department, 'officer'))('listNotices', { query: { limit: 100 } }));
  return items.filter(({ kind }) => kind === 'credit-warning');
};
/** On record since that day. */
const on = (day: string) => ({ date: day, recordedOn: day, changedOn: day });

describe('a score that rises within a month (R64)', () => {
  test('by 150 is told to the department that keeps the subject, once for the month, however often the job runs', async () => {
    await onRecord(aPenalty({ ...of(1), ...on('2026-05-20'), decision: { kind: 'd1', penalty: 'fine' } }));
    expect(await night('2026-06-01')).toEqual({ subjects: 1, told: 1 });
    expect(await night('2026-06-01')).toEqual({ subjects: 1, told: 0 });
    expect(await night('2026-06-30')).toMatchObject({ told: 0 });
    const [warning, ...others] = await warnings();
    expect(others).toEqual([]);
    expect(warning?.text).toBe(
      '睢县第1商店的信用风险得分截至2026年5月31日较上月末明显上升，请查看得分说明；仅供监管研判，不据此自动检查。',
    );
    expect(await warnings('NYNC')).toEqual([]);
    expect(await night('2026-07-01')).toMatchObject({ told: 0 });
  });

  test('by 149 or less, and not by two classes, is not told', async () => {
    const failed = { rows: undefined, failedRecheck: true as const };
    await onRecord(aCreditRecord({ ...of(1), ...on('2026-05-20'), ...failed }));
    expect(await night('2026-06-01')).toEqual({ subjects: 1, told: 0 });
  });

  test('by what the county has fixed instead', async () => {
    await onRecord(aCreditRecord({ ...of(1), ...on('2026-05-20') }));
    expect(await night('2026-06-01')).toMatchObject({ told: 0 });
    system.at('2026-05-30T02:00:00Z');
    await fixSetting(system, 'creditRisePoints', 50);
    expect(await night('2026-06-01')).toMatchObject({ told: 1 });
  });

  test('is told of by the class alone, from A to D by a list', async () => {
    await onRecord(listed({ ...of(1), ...on('2026-05-20'), listing: { list: 'serious' } }));
    expect(await night('2026-06-01')).toMatchObject({ told: 1 });
  });

  test('is that of the last month, not of the one that runs', async () => {
    await onRecord(aPenalty({ ...of(1), ...on('2026-06-01') }));
    expect(await night('2026-06-01')).toMatchObject({ told: 0 });
    expect(await night('2026-07-01')).toMatchObject({ told: 1 });
  });

  test('counts what came on record in the month, also when it is of an earlier day', async () => {
    const late = { date: '2026-04-17', recordedOn: '2026-05-08', changedOn: '2026-05-08' };
    await onRecord(aPenalty({ ...of(1), ...late }));
    expect(await night('2026-06-01')).toMatchObject({ told: 1 });
  });

  test('goes by what was on record at each month’s end, whatever it has become since', async () => {
    const rows = [{ item: 'I5', codes: ['6' as const] }];
    await onRecord(aCreditRecord({ ...of(1), ...on('2026-04-17'), rows: [] }));
    // The next edition found more; on the first of June, before the job, the record changes again.
    await becomes('cr-1', { rows, changedOn: '2026-05-12' });
    await becomes('cr-1', { rows: [], changedOn: '2026-06-01' });
    expect(await night('2026-06-02')).toMatchObject({ subjects: 1, told: 1 });
  });

  test('is told of no subject whose score stays or falls, and starts no check', async () => {
    const ended = { status: 'repaired' as const, ended: { on: '2026-05-11', reason: '修复' } };
    await onRecord(
      aPenalty({ ...of(1), ...on('2026-03-01') }),
      aPenalty({ ...of(2), ...on('2026-03-01'), id: 'cr-9' }),
    );
    await becomes('cr-9', { ...ended, changedOn: '2026-05-11' });
    expect(await night('2026-06-01')).toEqual({ subjects: 1, told: 0 });
    const { items } = expectOk(await system.as(person('SCJG', 'officer'))('listCheckOrders', { query: {} }));
    expect(items).toEqual([]);
  });
});
