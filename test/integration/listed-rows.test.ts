import { beforeAll, describe, expect, test } from 'vitest';
import type { ResultDraft } from '../../shared/domain/result/findings.ts';
import { revokeListing } from '../../shared/use-cases/credit/decide-entry.ts';
import { listEntryIdOf } from '../../shared/use-cases/credit/list-entry-deps.ts';
import { stopEndedRows } from '../../shared/use-cases/result/stop-ended-rows.ts';
import { opened } from '../support/follow-ups.ts';
import { aDraft, aFinding } from '../support/inspection-samples.ts';
import { type Inspections, inspectionsForTest, inspector, officer } from '../support/inspections.ts';
import { clerk, head, listingsOf } from '../support/listings.ts';
import { meanwhile } from '../support/meanwhile.ts';
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

  test('ends with it also when it was listed by mistake', async () => {
    const { resultId, entry } = await listed();
    expectOk(await entries.revoke(entry));
    await night('2026-03-12');
    expect(await stoppedOf(resultId)).toEqual([['SCJG-002', 'w2']]);
  });

  test('does not end when only another row has led to the entry', async () => {
    const first = aFinding('SCJG-001', { codes: ['4'], finding: '无法联系', measures: ['列入经营异常名录建议'] });
    const second = aFinding('SCJG-002', { codes: ['4'], finding: '无法联系', measures: ['责令改正'] });
    const { resultId, followUps } = await published({ findings: [first, second], overall: ['4'] });
    expectOk(await entries.revoke(await entries.listed(followUps[0] ?? '')));
    await night('2026-03-12');
    expect(await stoppedOf(resultId)).toEqual([['SCJG-001', 'w2']]);
  });
});

describe('a row that led to two entries', () => {
  const both = outOfReach(['列入经营异常名录建议', '列入严重违法失信名单建议']);
  /** The follow-ups of 经营异常名录 and of 严重违法失信名单. */
  async function proposedTwice() {
    const { resultId, followUps } = await published(both);
    const kinds = await Promise.all(
      followUps.map(async (id) => ({ id, kind: (await county.store.records.find('follow-up', id))?.value.kind })),
    );
    const of = (kind: string) => kinds.find((each) => each.kind === kind)?.id ?? '';
    return { resultId, abnormal: of('list-abnormal'), serious: of('list-dishonest') };
  }
  async function listedTwice() {
    const { resultId, ...from } = await proposedTwice();
    return {
      resultId,
      abnormal: await entries.listed(from.abnormal),
      serious: await entries.listed(from.serious, {}),
    };
  }

  test('stays public while one of them is listed, and ends with the last', async () => {
    const { resultId, abnormal, serious } = await listedTwice();
    expectOk(await entries.remove(abnormal));
    await night('2026-03-12');
    expect(await stoppedOf(resultId)).toEqual([]);
    expectOk(await entries.revoke(serious));
    await night('2026-03-12');
    expect(await stoppedOf(resultId)).toEqual([['SCJG-002', 'w2']]);
  });

  test('ends with the one when the other is only proposed, and has no end again once that is listed', async () => {
    const { resultId, ...from } = await proposedTwice();
    const abnormal = await entries.listed(from.abnormal);
    expectOk(await entries.suggest(from.serious, clerk, {}));
    expectOk(await entries.remove(abnormal));
    expect((await entries.result(resultId)).terms).toEqual([
      { item: 'SCJG-002', stopsOn: '2026-03-12', listing: true },
    ]);
    const serious = listEntryIdOf(from.serious);
    expectOk(await entries.notify(serious));
    expectOk(await entries.list(serious));
    await night('2026-03-12');
    expect(await stoppedOf(resultId)).toEqual([]);
  });

  test('ends also when both are taken off their lists at the same moment', async () => {
    const { resultId, abnormal, serious } = await listedTwice();
    const work = meanwhile(county.deps.work, async () => expectOk(await entries.revoke(serious)), 'list-entry');
    const { meta } = (await county.store.records.find('list-entry', abnormal)) ?? {};
    const request = { id: abnormal, version: meta?.version ?? 0, number: '撤二号', reason: '地址查询有误' };
    const actor = { id: head.id, name: head.name, department: 'SCJG', scope: 'own' } as const;
    expect((await revokeListing({ ...county.deps, work }, request, actor, county.deps.clock())).ok).toBe(true);
    await night('2026-03-12');
    expect(await stoppedOf(resultId)).toEqual([['SCJG-002', 'w2']]);
  });
});
