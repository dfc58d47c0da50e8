import { beforeAll, describe, expect, test } from 'vitest';
import type { ResultDraft } from '../../shared/domain/result/findings.ts';
import { stopEndedRows } from '../../shared/use-cases/result/stop-ended-rows.ts';
import { opened } from '../support/follow-ups.ts';
import { aDraft, aFinding } from '../support/inspection-samples.ts';
import { type Inspections, inspectionsForTest, inspector, officer } from '../support/inspections.ts';
import { listingsOf } from '../support/listings.ts';
import { expectOk } from '../support/system.ts';

let county: Inspections;
let entries: ReturnType<typeof listingsOf>;
beforeAll(async () => {
  county = await inspectionsForTest('2026-03-12');
  entries = listingsOf(county);
});

/** The first row is clean; at the second the subject cannot be contacted. */
const outOfReach = (measures: ResultDraft['findings'][number]['measures'] = ['列入经营异常名录建议']) => ({
  findings: [
    aFinding('SCJG-001'),
    aFinding('SCJG-002', { codes: ['4'], finding: '通过登记的住所无法联系', measures: [...measures] }),
  ],
  overall: ['4' as const],
});
/** A published result, and the follow-ups that it opened, which are in hand with 市场监管. */
async function published(draft: Partial<ResultDraft> = outOfReach()) {
  const { resultId, followUps } = await opened(county, draft);
  expectOk(await county.act(officer('公示'), 'publishResult', resultId));
  return { resultId, followUps: followUps.map(({ id }) => id) };
}
async function listed() {
  const { resultId, followUps } = await published();
  return { resultId, entry: await entries.listed(followUps[0] ?? '') };
}
async function correcting(resultId: string, draft: Partial<ResultDraft>) {
  expectOk(await county.act(officer('甲'), 'correctResult', resultId, { reason: '核查有误' }));
  expectOk(await county.act(inspector(2), 'saveResult', resultId, aDraft(draft)));
}
async function nextEdition(resultId: string) {
  expectOk(await county.act(inspector(2), 'submitResult', resultId));
  expectOk(await county.act(officer('审核'), 'approveResult', resultId));
  expectOk(await county.act(officer('公示'), 'publishResult', resultId));
}
/** The nightly run, ten minutes into a day. */
const night = (day: string) => stopEndedRows(county.deps, new Date(Date.parse(`${day}T00:10:00+08:00`)));
const stoppedOf = async (resultId: string) =>
  ((await entries.result(resultId)).stops ?? []).map(({ items, way }) => [...items, way]);

describe('a row that is public as long as an entry', () => {
  test('ends with it also when the result is being corrected then, and the correction is abandoned', async () => {
    const { resultId, entry } = await listed();
    await correcting(resultId, {});
    expectOk(await entries.remove(entry));
    expectOk(await county.act(officer('甲'), 'abandonCorrection', resultId));
    await night('2026-03-13');
    expect(await stoppedOf(resultId)).toEqual([['SCJG-002', 'w2']]);
  });

  test('does not end in the next edition when that says of it something else', async () => {
    const { resultId, entry } = await listed();
    await correcting(resultId, {});
    expectOk(await entries.remove(entry));
    await nextEdition(resultId);
    await night('2026-03-13');
    expect(await stoppedOf(resultId)).toEqual([]);
  });

  test('ends once it is published, when the entry is off its list before', async () => {
    const { resultId, followUps } = await opened(county, outOfReach());
    expectOk(await entries.remove(await entries.listed(followUps[0]?.id ?? '')));
    await night('2026-03-13');
    expect(await stoppedOf(resultId)).toEqual([]);
    expectOk(await county.act(officer('公示'), 'publishResult', resultId));
    await night('2026-03-13');
    expect(await stoppedOf(resultId)).toEqual([['SCJG-002', 'w2']]);
  });
});
