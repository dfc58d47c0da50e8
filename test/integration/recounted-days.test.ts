import { beforeEach, describe, expect, test } from 'vitest';
import { nationalCalendarYears } from '../../shared/calendar/shipped-years.ts';
import type { RecordKind } from '../../shared/platform/records.ts';
import { createRecord } from '../../shared/use-cases/changes.ts';
import { aCalendarYear } from '../support/deadlines.ts';
import { aFollowUp, aTransfer } from '../support/follow-ups.ts';
import { anObjection } from '../support/objections.ts';
import { aRepair } from '../support/repairs.ts';
import { anEvent } from '../support/stored-rows.ts';
import { expectOk, person, systemForTest, type TestSystem } from '../support/system.ts';

// A day that was counted from a calendar is counted again when that calendar is loaded, or corrected.
let system: TestSystem;
beforeEach(async () => {
  system = await systemForTest();
});
async function load(year: number, { year: _, ...body }: ReturnType<typeof aCalendarYear>): Promise<void> {
  expectOk(await system.as(person('ZWDSJ', 'sysadmin'))('loadCalendarYear', { params: { year }, version: 0, body }));
  await system.runJobs();
}
const fields = async (kind: RecordKind, id: string) => (await system.store.records.find(kind, id))?.value;

describe('a year that was not published', () => {
  test('gives the days of a transfer, an order to sign and a letter to be served once it is loaded', async () => {
    system.at('2026-12-30T02:00:00Z');
    const done = await system.store.work.commit([
      createRecord('criminal-transfer', 'ct-1', aTransfer({ reportAt: '2026-12-30T01:00:00.000Z' }), anEvent()),
      createRecord('follow-up', 'FU-1', aFollowUp({ sentOn: '2026-12-25', receiver: 'NYNC' }), anEvent()),
      createRecord(
        'follow-up',
        'FU-2',
        aFollowUp({ id: 'FU-2', sentOn: '2026-12-25', receiver: 'NYNC', letter: {} }),
        anEvent(),
      ),
    ]);
    expect(done.ok).toBe(true);
    await load(2027, aCalendarYear(2027));
    // Three natural days end on Saturday, 2 January; 1 to 3 January are off in the fixture.
    expect(await fields('criminal-transfer', 'ct-1')).toMatchObject({ due: '2027-01-04' });
    expect(await fields('follow-up', 'FU-1')).toMatchObject({ due: '2027-01-04', receiptDue: '2027-01-04' });
    const letter = await fields('follow-up', 'FU-2');
    expect(letter).toMatchObject({ due: '2027-01-04' });
    expect(letter).not.toHaveProperty('receiptDue');
  });

  test('gives the day of a repair that was filed once it is loaded, and none to one that waits for papers', async () => {
    system.at('2026-12-31T02:00:00Z');
    const filed = aRepair({ filedOn: '2026-12-31' });
    const waiting = aRepair({ id: 'rp-2', filedOn: '2026-12-31', status: 'supplement' });
    const done = await system.store.work.commit(
      [filed, waiting].map((each) => createRecord('repair', each.id, each, anEvent())),
    );
    expect(done.ok).toBe(true);
    await load(2027, aCalendarYear(2027));
    expect(await fields('repair', 'rp-1')).toMatchObject({ due: '2027-01-05' });
    expect(await fields('repair', 'rp-2')).not.toHaveProperty('due');
  });
});

describe('a year that is corrected by one more day off', () => {
  const shipped = nationalCalendarYears.find(({ year }) => year === 2026);
  if (!shipped) throw new Error('no calendar of 2026');
  const corrected = {
    ...shipped,
    off: shipped.off.map(([from, to]) => [from, to === '2026-05-05' ? '2026-05-06' : to] as const),
  };

  test('moves the days of transfers, of what was signed and is to be answered, and of what was upheld', async () => {
    system.at('2026-05-08T02:00:00Z');
    const signed = { receivedOn: '2026-05-08', receiptDue: '2026-05-07', answerFrom: '2026-05-08' };
    const done = await system.store.work.commit([
      createRecord(
        'criminal-transfer',
        'ct-1',
        aTransfer({ reportAt: '2026-04-30T01:00:00.000Z', due: '2026-05-06' }),
        anEvent(),
      ),
      createRecord(
        'follow-up',
        'FU-1',
        aFollowUp({ status: 'received', receiver: 'NYNC', sentOn: '2026-04-27', ...signed, due: '2026-06-18' }),
        anEvent(),
      ),
      createRecord(
        'objection',
        'O1',
        anObjection({
          ...{ id: 'O1', status: 'upheld', filedOn: '2026-04-28', due: '2026-05-06' },
          ...{ decidedOn: '2026-04-29', correctBy: '2026-05-09' },
        }),
        anEvent(),
      ),
    ]);
    expect(done.ok).toBe(true);
    await load(2026, corrected);
    expect(await fields('criminal-transfer', 'ct-1')).toMatchObject({ due: '2026-05-07' });
    // Signed on the fifth working day after 27 April now, no longer on the sixth.
    expect(await fields('follow-up', 'FU-1')).toMatchObject({ receiptDue: '2026-05-08', answerDue: '2026-06-18' });
    // Five working days after 29 April: 30 April, 7, 8 and 9 May (a Saturday that is worked), 11 May.
    expect(await fields('objection', 'O1')).toMatchObject({ correctBy: '2026-05-11' });
  });
});
