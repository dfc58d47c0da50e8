import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import { approveRemoval } from '../../shared/use-cases/credit/decide-entry.ts';
import { expireListings } from '../../shared/use-cases/credit/expire-listings.ts';
import { stopEndedRows } from '../../shared/use-cases/result/stop-ended-rows.ts';
import { opened } from '../support/follow-ups.ts';
import { aFinding } from '../support/inspection-samples.ts';
import { type Inspections, inspectionsForTest, officer } from '../support/inspections.ts';
import { head, listingsOf } from '../support/listings.ts';
import { meanwhile } from '../support/meanwhile.ts';
import { expectOk } from '../support/system.ts';

let county: Inspections;
let entries: ReturnType<typeof listingsOf>;
beforeAll(async () => {
  county = await inspectionsForTest('2026-03-12');
  entries = listingsOf(county);
});
afterEach(() => county.at('2026-03-12T02:00:00Z'));

/** Listed on 12 March 2026 from a published result, in one of the lists. */
async function listed(measure: '列入经营异常名录建议' | '列入严重违法失信名单建议' = '列入严重违法失信名单建议') {
  const draft = {
    findings: [
      aFinding('SCJG-001'),
      aFinding('SCJG-002', { codes: ['4'], finding: '通过登记的住所无法联系', measures: [measure] }),
    ],
    overall: ['4' as const],
  };
  const { resultId, followUps } = await opened(county, draft);
  expectOk(await county.act(officer('公示'), 'publishResult', resultId));
  const reason = measure === '列入经营异常名录建议' ? { reason: 'a4' as const } : {};
  return { resultId, entry: await entries.listed(followUps[0]?.id ?? '', reason) };
}
const at = (day: string, time = '00:05') => new Date(Date.parse(`${day}T${time}:00+08:00`));
const night = (day: string) => expireListings(county.deps, at(day));
const statusOf = async (id: string) => (await entries.entry(id)).status;

describe('an entry of a list that has a longest term', () => {
  test('ends by itself after its last day, the date of the month, with the row that is public as long as it; once', async () => {
    const { resultId, entry } = await listed();
    expect(await night('2029-03-12')).toEqual({ due: 0, expired: 0 });
    expect(await statusOf(entry)).toBe('listed');
    expect(await night('2029-03-13')).toEqual({ due: 1, expired: 1 });
    expect(await night('2029-03-13')).toEqual({ due: 0, expired: 0 });
    const { status, removal, steps } = await entries.entry(entry);
    expect({ status, removal, last: steps.at(-1) }).toMatchObject({
      ...{ status: 'expired', removal: { on: '2029-03-13', by: 'system' } },
      last: { act: 'expire', by: 'system' },
    });
    await stopEndedRows(county.deps, at('2029-03-13', '00:10'));
    expect((await entries.result(resultId)).stops).toMatchObject([{ items: ['SCJG-002'], way: 'w2' }]);
  });

  test('ends on its day also when the run is late, and while a removal waits to be decided', async () => {
    const { entry } = await listed();
    county.at('2029-03-01T02:00:00Z');
    expectOk(await entries.askRemoval(entry));
    await night('2029-03-20');
    const { removal, removalRequest } = await entries.entry(entry);
    expect({ removal, removalRequest }).toMatchObject({ removal: { on: '2029-03-13' }, removalRequest: undefined });
  });

  test('that is removed at that moment stays removed', async () => {
    const { entry } = await listed();
    county.at('2029-03-12T02:00:00Z');
    expectOk(await entries.askRemoval(entry));
    const actor = { id: head.id, name: head.name, department: 'SCJG', scope: 'own' } as const;
    const remove = { id: entry, version: 4, number: '移一号' };
    const work = meanwhile(county.deps.work, async () => approveRemoval(county.deps, remove, actor, at('2029-03-13')));
    expect(await expireListings({ ...county.deps, work }, at('2029-03-13'))).toEqual({ due: 1, expired: 0 });
    expect(await statusOf(entry)).toBe('repaired');
  });

  test('is not removed before its least term is over, and the refusal says from when on', async () => {
    const { entry } = await listed();
    county.at('2027-03-12T02:00:00Z');
    expect(await entries.askRemoval(entry)).toMatchObject({
      error: { kind: 'too-early', detail: '未达最短公示期限，最早可于2027年3月13日申请。' },
    });
    county.at('2027-03-12T16:00:00Z');
    expectOk(await entries.askRemoval(entry));
  });
});

test('经营异常名录 has no term: nothing ends by itself, and the removal may be asked for at once', async () => {
  const { entry } = await listed('列入经营异常名录建议');
  expectOk(await entries.askRemoval(entry));
  await night('2039-03-13');
  expect(await statusOf(entry)).toBe('listed');
});
