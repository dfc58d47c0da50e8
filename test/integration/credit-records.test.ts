import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { CallOf, OperationName } from '../../shared/api/client.ts';
import type { Principal } from '../../shared/api/principal.ts';
import type { ResultDraft } from '../../shared/domain/result/findings.ts';
import { expireListings } from '../../shared/use-cases/credit/expire-listings.ts';
import { expireRecords } from '../../shared/use-cases/credit/expire-records.ts';
import { recordOfClosed } from '../../shared/use-cases/credit/keep-follow-ups.ts';
import { publishResult } from '../../shared/use-cases/result/publish-result.ts';
import { stopEndedRows } from '../../shared/use-cases/result/stop-ended-rows.ts';
import { creditRecordOf } from '../support/credit-records.ts';
import { aFollowUp, allRight, headOf, opened, problems, step, toRectify } from '../support/follow-ups.ts';
import { aDraft, aFinding, anObject } from '../support/inspection-samples.ts';
import { type Inspections, inspectionsForTest, inspector, officer, resultOf } from '../support/inspections.ts';
import { listingsOf } from '../support/listings.ts';
import { meanwhile } from '../support/meanwhile.ts';
import { expectOk, person } from '../support/system.ts';

let county: Inspections;
let entries: ReturnType<typeof listingsOf>;
beforeAll(async () => {
  county = await inspectionsForTest('2026-04-17');
  entries = listingsOf(county);
});
beforeEach(() => county.at('2026-04-17T02:00:00Z'));

const clerk = officer('经办');
const publisher = officer('公示');
const head = headOf('SCJG');
const office = person('SCJG', 'office');
const inspected = { inspectedOn: '2026-04-17' };
const recordOf = (id: string) => creditRecordOf(county.store, 'result', id);
const ofFollowUp = (id: string) => creditRecordOf(county.store, 'follow-up', id);
const stateOf = async (id: string) => {
  const record = await recordOf(id);
  return record && [record.status, record.ended?.on];
};

/** Codes 5 and 8, published; the second is handled by the own department. */
async function published(draft: Partial<ResultDraft> = problems({ measures: ['本部门立案调查'] })) {
  const { resultId, followUps } = await opened(county, { ...inspected, ...draft });
  expectOk(await county.act(publisher, 'publishResult', resultId));
  const ofKind = (kind: string) => followUps.find((each) => each.kind === kind)?.id ?? '';
  return { resultId, ownCase: ofKind('own-case'), rectify: ofKind('rectify') };
}
async function corrected(id: string, draft: Partial<ResultDraft>) {
  expectOk(await county.act(officer('甲'), 'correctResult', id, { reason: '核查有误' }));
  expectOk(await county.act(inspector(2), 'saveResult', id, aDraft({ ...inspected, ...draft })));
  expectOk(await county.act(inspector(2), 'submitResult', id));
  expectOk(await county.act(officer('审核'), 'approveResult', id));
  expectOk(await county.act(publisher, 'publishResult', id));
}
const clean = { findings: [aFinding('SCJG-001'), aFinding('SCJG-002')], overall: ['1' as const] };
const act = async (who: Principal, operation: OperationName, id: string, body: object = {}) =>
  expectOk(await step(county, who, operation, id, body));
const night = (day: string) => stopEndedRows(county.deps, new Date(Date.parse(`${day}T00:10:00+08:00`)));

describe('the record of a result', () => {
  test('is not there before it is published, and with that it is, by the same transaction', async () => {
    const { resultId } = await opened(county, { ...inspected, ...problems({ measures: ['本部门立案调查'] }) });
    expect(await recordOf(resultId)).toBeUndefined();
    const other = meanwhile(county.deps.work, async () => {
      expectOk(await county.act(officer('甲'), 'returnResult', resultId, { reason: '再核' }));
    });
    const version = (await county.store.records.find('result', resultId))?.meta.version ?? 0;
    const actor = { id: 'u', name: '公示', department: 'SCJG', scope: 'own' } as const;
    const late = await publishResult(
      { ...county.deps, work: other },
      { id: resultId, version },
      actor,
      county.deps.clock(),
    );
    expect(late.ok).toBe(false);
    expect(await recordOf(resultId)).toBeUndefined();
    expectOk(await county.act(inspector(1), 'submitResult', resultId));
    expectOk(await county.act(officer('审核'), 'approveResult', resultId));
    expectOk(await county.act(publisher, 'publishResult', resultId));
    const { documentNumber } = (await county.store.records.find('result', resultId))?.value ?? {};
    expect(await recordOf(resultId)).toMatchObject({
      ...{ source: { kind: 'result', ref: resultId, edition: 1 }, caseId: resultId, documentNumber },
      ...{ date: '2026-04-17', recordedOn: '2026-04-17', status: 'current', grade: 'light' },
      items: ['SCJG-001', 'SCJG-002'],
    });
  });

  test('of a clean result has no grade', async () => {
    const id = resultOf(await county.dispatch());
    await county.published(id, { ...inspected, ...clean });
    expect(await recordOf(id)).toMatchObject({ rows: [], status: 'current', content: '检查结果：未发现问题' });
  });

  test('there is none of an unlicensed trader', async () => {
    const object = anObject({ id: 'WZ-0001', name: '某摊点', kind: '无证无照户' });
    const { creditCode: _, ...unlicensed } = object;
    const id = resultOf(await county.dispatch({ object: unlicensed }));
    await county.published(id, { ...inspected, ...clean });
    expect(await recordOf(id)).toBeUndefined();
  });

  test('says what its latest edition says, and keeps what it said before', async () => {
    const { resultId } = await published();
    await corrected(resultId, clean);
    const record = await recordOf(resultId);
    expect(record).toMatchObject({ rows: [], source: { edition: 2 }, status: 'current' });
    expect([record?.grade, record?.maxEnds]).toEqual([undefined, undefined]);
    const versions = await county.store.records.versions('credit-record', record?.id ?? '');
    expect(versions.map(({ value }) => value.rows?.length)).toEqual([2, 0]);
  });

  test('stays as it was while a correction is only entered, or given up', async () => {
    const { resultId } = await published();
    const before = await recordOf(resultId);
    expectOk(await county.act(officer('甲'), 'correctResult', resultId, { reason: '核查有误' }));
    expectOk(await county.act(inspector(2), 'saveResult', resultId, aDraft({ ...inspected, ...clean })));
    expectOk(await county.act(officer('甲'), 'abandonCorrection', resultId));
    expect(await recordOf(resultId)).toEqual(before);
  });

  test('is over the night its last row has ended: three months after the inspection', async () => {
    const first = aFinding('SCJG-001', { codes: ['5'], finding: '积水', measures: ['责令改正'] });
    const { resultId } = await published({ findings: [first, aFinding('SCJG-002')], overall: ['5'] });
    expect(await recordOf(resultId)).toMatchObject({ maxEnds: '2026-07-17' });
    await night('2026-07-17');
    expect(await stateOf(resultId)).toEqual(['current', undefined]);
    await night('2026-07-18');
    await night('2026-07-18');
    expect(await stateOf(resultId)).toEqual(['expired', '2026-07-18']);
  });

  test('is repaired once its rows are, also while it is being corrected, and current when they are shown again', async () => {
    const { resultId } = await published();
    const repaired = { way: 'w1', reason: '已履行法定义务', document: '修复一号' };
    expectOk(await county.act(officer('甲'), 'requestStop', resultId, { ...repaired, items: ['SCJG-002'] }));
    expectOk(await county.act(head, 'approveStop', resultId));
    expect(await recordOf(resultId)).toMatchObject({
      status: 'current',
      rows: [{ item: 'SCJG-001' }, { item: 'SCJG-002', stopped: { on: '2026-04-17', way: 'w1' } }],
    });
    expectOk(await county.act(officer('甲'), 'correctResult', resultId, { reason: '核查有误' }));
    await night('2026-07-18');
    expect(await stateOf(resultId)).toEqual(['repaired', '2026-07-18']);
    county.at('2026-07-20T02:00:00Z');
    expectOk(await county.act(officer('甲'), 'abandonCorrection', resultId));
    const body = { ground: 'repair-cancelled', decision: '修复一号', document: '撤一号' };
    expectOk(await county.act(headOf('SCJG', '另一负责人'), 'resumePublication', resultId, body));
    expect(await stateOf(resultId)).toEqual(['current', undefined]);
  });

  test('is revoked when nothing of it may be public, and counts again with its next edition', async () => {
    const { resultId } = await published();
    expectOk(await county.act(officer('甲'), 'correctResult', resultId, { reason: '涉及商业秘密' }));
    expectOk(await county.act(inspector(2), 'submitResult', resultId));
    expectOk(await county.act(officer('审核'), 'approveResult', resultId));
    const asked = { basis: '政府信息公开条例第十五条', reason: '涉及商业秘密' };
    expectOk(await county.act(officer('甲'), 'requestWithholding', resultId, asked));
    expectOk(await county.act(officer('审核'), 'approveWithholding', resultId));
    expect(await stateOf(resultId)).toEqual(['revoked', '2026-04-17']);
    await corrected(resultId, problems({ measures: ['本部门立案调查'] }));
    expect(await stateOf(resultId)).toEqual(['current', undefined]);
  });
});

describe('an objection to a result (R95, R97)', () => {
  let filed = 0;
  const objecting = async (who: Principal, operation: OperationName, id: string, body: object) => {
    const version = (await county.store.records.find('objection', id))?.meta.version ?? 0;
    return expectOk(
      await county.as(who)(operation, { params: { id }, version, body } as unknown as CallOf<'upholdObjection'>),
    );
  };
  async function checking(resultId: string) {
    filed += 1;
    const about = { resultId, ground: 'fact' as const, filedBy: '当事人', papers: ['执照'], filedOn: '2026-04-17' };
    const { id } = expectOk(
      await county.as(clerk)('fileObjection', {
        key: `credit-objection-${filed}`,
        body: { ...about, text: '并非积水' },
      }),
    );
    await objecting(clerk, 'acceptObjection', id, { verified: false });
    return id;
  }

  test('marks the record from that day until it is dismissed', async () => {
    const { resultId } = await published();
    const id = await checking(resultId);
    expect(await recordOf(resultId)).toMatchObject({ status: 'contested', contested: [{ on: '2026-04-17' }] });
    county.at('2026-04-20T02:00:00Z');
    await objecting(head, 'dismissObjection', id, { reason: '照片属实', remedies: '可申请行政复议' });
    expect(await recordOf(resultId)).toMatchObject({
      status: 'current',
      contested: [{ on: '2026-04-17', until: '2026-04-20' }],
    });
  });

  test('that is upheld revokes the record in the same transaction, and the next edition revises it', async () => {
    const { resultId } = await published();
    const id = await checking(resultId);
    county.at('2026-04-20T02:00:00Z');
    await objecting(head, 'upholdObjection', id, { reason: '照片为另一户' });
    expect(await recordOf(resultId)).toMatchObject({
      ...{ status: 'revoked', ended: { on: '2026-04-20' }, contested: [{ on: '2026-04-17', until: '2026-04-20' }] },
    });
    await night('2026-07-18');
    expect(await stateOf(resultId)).toEqual(['revoked', '2026-04-20']);
    expectOk(await county.act(inspector(2), 'saveResult', resultId, aDraft({ ...inspected, ...clean })));
    expectOk(await county.act(inspector(2), 'submitResult', resultId));
    expectOk(await county.act(officer('审核'), 'approveResult', resultId));
    expectOk(await county.act(publisher, 'publishResult', resultId));
    expect(await recordOf(resultId)).toMatchObject({ status: 'current', rows: [], source: { edition: 2 } });
  });
});

describe('the record of a follow-up', () => {
  const penalty = {
    ...{ text: '已处罚', decisionKind: 'd1', decisionNumber: '睢市监罚〔2026〕5号', caseNumber: '睢市监立〔2026〕9号' },
    ...{ decidedOn: '2026-04-16', penalty: 'heavy-fine' },
  };
  const closed = async (id: string, report: object = penalty) => {
    await act(clerk, 'reportFollowUp', id, report);
    await act(officer('确认'), 'confirmFollowUp', id);
  };

  test('is there once another person has confirmed what was decided, with its terms and the case', async () => {
    const { resultId, ownCase } = await published();
    await act(clerk, 'reportFollowUp', ownCase, penalty);
    expect(await ofFollowUp(ownCase)).toBeUndefined();
    await act(officer('确认'), 'confirmFollowUp', ownCase);
    expect(await ofFollowUp(ownCase)).toMatchObject({
      ...{ kind: 'penalty', caseId: resultId, items: ['SCJG-002'], documentNumber: '睢市监罚〔2026〕5号' },
      ...{ date: '2026-04-16', grade: 'general', minEnds: '2026-07-16', maxEnds: '2027-04-16', status: 'current' },
    });
  });

  test('is over the night after its longest term, once; a warning after three months', async () => {
    const { ownCase } = await published();
    await closed(ownCase, { ...penalty, penalty: 'warning' });
    const expire = (day: string) => expireRecords(county.deps, new Date(Date.parse(`${day}T00:20:00+08:00`)));
    await expire('2026-07-16');
    expect(await ofFollowUp(ownCase)).toMatchObject({ status: 'current', maxEnds: '2026-07-16' });
    await expire('2026-07-20');
    const over = await ofFollowUp(ownCase);
    expect(over).toMatchObject({ status: 'expired', ended: { on: '2026-07-17' } });
    expect(over?.steps.at(-1)).toMatchObject({ act: 'expire', by: 'system' });
    expect(await expire('2026-07-20')).toEqual({ due: 0, expired: 0 });
  });

  test('that is revoked at the moment its term is over stays revoked', async () => {
    const { ownCase } = await published();
    await closed(ownCase, { ...penalty, penalty: 'warning' });
    county.at('2026-07-16T16:20:00Z');
    const work = meanwhile(county.deps.work, async () => {
      await act(office, 'reopenFollowUp', ownCase, { reason: '决定被撤销' });
    });
    await expireRecords({ ...county.deps, work }, county.deps.clock());
    expect(await ofFollowUp(ownCase)).toMatchObject({ status: 'revoked' });
  });

  test('there is none of what was not punished', async () => {
    const { ownCase } = await published();
    await closed(ownCase, { ...penalty, decisionKind: 'd2' });
    expect(await ofFollowUp(ownCase)).toBeUndefined();
  });

  test('there is none of a penalty on the spot of a trader without a registered name, one of a company is (R43)', async () => {
    const today = county.deps.clock();
    const spot = { ...penalty, penalty: 'warning', onTheSpot: true, by: 'u', on: '2026-04-17' } as const;
    const of = (object: object) => {
      const report = { ...spot, decisionKind: 'd1' as const };
      const followUp = { ...aFollowUp({ id: 'FU-spot', status: 'closed' }), report, ...object };
      return recordOfClosed(county.store.records, followUp, { id: 'u', department: 'SCJG' }, today);
    };
    const trader = { id: 'SHOP-0', name: '张三小吃', kind: '个体工商户' } as const;
    expect(await of({ object: trader })).toEqual([]);
    expect(await of({ object: { ...trader, creditCode: '91411422MA1MF3RAB6' } })).toHaveLength(1);
    expect(await of({ object: { ...trader, kind: '企业' } })).toHaveLength(1);
  });

  test('is revoked when the follow-up is opened again, and says what it is closed with then', async () => {
    const { ownCase } = await published();
    await closed(ownCase);
    county.at('2026-04-20T02:00:00Z');
    await act(office, 'reopenFollowUp', ownCase, { reason: '决定被撤销' });
    expect(await ofFollowUp(ownCase)).toMatchObject({ status: 'revoked', ended: { on: '2026-04-20' } });
    await closed(ownCase, { ...penalty, decisionKind: 'd4', text: '撤销案件' });
    expect(await ofFollowUp(ownCase)).toMatchObject({ status: 'revoked', ended: { on: '2026-04-20' } });
    await act(office, 'reopenFollowUp', ownCase, { reason: '撤销有误' });
    await closed(ownCase, { ...penalty, penalty: 'warning', decisionNumber: '睢市监罚〔2026〕8号' });
    expect(await ofFollowUp(ownCase)).toMatchObject({
      ...{ status: 'current', grade: 'light', documentNumber: '睢市监罚〔2026〕8号' },
    });
  });

  test('of 责令改正 is there only when not all was put right', async () => {
    const first = await published();
    await act(clerk, 'orderRectification', first.rectify, toRectify);
    await act(clerk, 'recheckRectification', first.rectify, allRight('2026-04-17'));
    await act(officer('确认'), 'confirmFollowUp', first.rectify);
    expect(await ofFollowUp(first.rectify)).toBeUndefined();
    const second = await published();
    await act(clerk, 'orderRectification', second.rectify, toRectify);
    const next = { kind: 'own-case', reason: '逾期不改' };
    await act(clerk, 'recheckRectification', second.rectify, allRight('2026-04-17', { result: 'none', next }));
    await act(officer('确认'), 'confirmFollowUp', second.rectify);
    expect(await ofFollowUp(second.rectify)).toMatchObject({
      ...{ kind: 'check-result', failedRecheck: true, items: ['SCJG-001'], date: '2026-04-17' },
    });
  });
});

describe('the record of an entry of a list', () => {
  const proposed = async (measure: '列入经营异常名录建议' | '列入严重违法失信名单建议') => {
    const row = aFinding('SCJG-002', { codes: ['4'], finding: '通过登记的住所无法联系', measures: [measure] });
    const { followUps } = await opened(county, { ...inspected, findings: [aFinding('SCJG-001'), row], overall: ['4'] });
    return followUps[0]?.id ?? '';
  };
  const ofEntry = (id: string) => creditRecordOf(county.store, 'list-entry', id);

  test('is there with the decision to list, and becomes with it what the entry becomes', async () => {
    const { id } = expectOk(await entries.suggest(await proposed('列入经营异常名录建议')));
    expectOk(await entries.notify(id));
    expect(await ofEntry(id)).toBeUndefined();
    expectOk(await entries.list(id));
    expect(await ofEntry(id)).toMatchObject({
      ...{ kind: 'listing', listing: { list: 'abnormal', reason: 'a4' }, date: '2026-04-17', status: 'current' },
    });
    county.at('2026-06-15T02:00:00Z');
    expectOk(await entries.remove(id));
    expect(await ofEntry(id)).toMatchObject({ status: 'repaired', ended: { on: '2026-06-15' } });
  });

  test('is revoked with the decision to list, and over with the term of the list', async () => {
    const wrong = await entries.listed(await proposed('列入经营异常名录建议'));
    expectOk(await entries.revoke(wrong));
    expect(await ofEntry(wrong)).toMatchObject({ status: 'revoked', ended: { on: '2026-04-17' } });
    const serious = await entries.listed(await proposed('列入严重违法失信名单建议'), {});
    expect(await ofEntry(serious)).toMatchObject({ grade: 'serious', maxEnds: '2029-04-17' });
    await expireListings(county.deps, new Date('2029-04-18T00:05:00+08:00'));
    expect(await ofEntry(serious)).toMatchObject({ status: 'expired', ended: { on: '2029-04-18' } });
  });
});
