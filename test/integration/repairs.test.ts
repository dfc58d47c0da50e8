import { beforeAll, describe, expect, test } from 'vitest';
import { creditRecordIdOf } from '../../shared/use-cases/credit/keep-record.ts';
import { allRight, headOf, opened, step, toRectify } from '../support/follow-ups.ts';
import { aFinding } from '../support/inspection-samples.ts';
import { type Inspections, inspectionsForTest, officer } from '../support/inspections.ts';
import { failureOf } from '../support/leads.ts';
import { listingsOf } from '../support/listings.ts';
import { aPenalty, bothPapers, repairsOf } from '../support/repairs.ts';
import { expectOk } from '../support/system.ts';

let county: Inspections;
let repairs: ReturnType<typeof repairsOf>;
beforeAll(async () => {
  county = await inspectionsForTest('2026-04-17');
  repairs = repairsOf(county);
});
const on = (day: string) => county.at(`${day}T02:00:00Z`);
const said = (answer: { readonly ok: boolean }) => JSON.stringify(answer);
let keys = 0;
const ownFile = (code: { code: string }, recordId: string, materials: readonly object[] = bothPapers) => {
  keys += 1;
  const body = { recordId, way: 'w1' as const, materials: materials as typeof bothPapers };
  return county.as(code)('fileOwnRepair', { key: `own-repair-${keys}`, body });
};

describe('asking for a repair (R51)', () => {
  test('three months after a penalty of 20 May is too early on 20 August, and possible from the 21st on', async () => {
    const { resultId, recordId } = await repairs.punished();
    const code = await repairs.codeOf(resultId);
    on('2026-08-20');
    const early = await ownFile(code, recordId);
    expect([failureOf(early), said(early).includes('最早可于2026年8月21日')]).toEqual(['too-early', true]);
    expect(failureOf(await repairs.file(recordId))).toBe('too-early');
    on('2026-08-21');
    const filed = expectOk(await ownFile(code, recordId));
    expect(filed).toMatchObject({ status: 'filed', department: 'NYNC', filedOn: '2026-08-21', due: '2026-08-25' });
    expect(filed.number).toMatch(/信修〔2026〕\d+号$/);
    const accepted = expectOk(await repairs.act(repairs.clerk, 'acceptRepair', filed.id));
    expect(accepted).toMatchObject({ status: 'accepted', acceptedOn: '2026-08-21', due: '2026-09-01' });
  });

  test('of what came on paper is too early by the day on which it was received', async () => {
    const { recordId } = await repairs.punished();
    on('2026-08-24');
    expect(failureOf(await repairs.file(recordId, { filedOn: '2026-08-20' }))).toBe('too-early');
    expect(failureOf(await repairs.file(recordId, { filedOn: '2026-08-25' }))).toBe('invalid-input');
    expectOk(await repairs.file(recordId, { filedOn: '2026-08-21' }));
  });

  test('of a warning, which is light, has no least term', async () => {
    const { recordId } = await repairs.punished({ ...aPenalty, penalty: 'warning' });
    on('2026-05-21');
    expectOk(await repairs.file(recordId));
  });

  test('is for the department that made the record, and for its own subject', async () => {
    const { recordId } = await repairs.punished();
    const other = await repairs.punished();
    on('2026-08-21');
    expect(failureOf(await repairs.file(recordId, {}, officer('检查机关')))).toBe('not-found');
    expect(failureOf(await ownFile(await repairs.codeOf(other.resultId), recordId))).toBe('not-found');
    const { id } = expectOk(await repairs.file(recordId));
    expect(failureOf(await repairs.act(officer('检查机关'), 'acceptRepair', id))).toBe('not-found');
    const stranger = await repairs.codeOf(other.resultId);
    expect(failureOf(await repairs.act(stranger, 'withdrawOwnRepair', id))).toBe('not-found');
  });

  test('is there once while it is not decided, also when paper and code come at the same moment', async () => {
    const { resultId, recordId } = await repairs.punished();
    const code = await repairs.codeOf(resultId);
    on('2026-08-21');
    const answers = await Promise.all([repairs.file(recordId), ownFile(code, recordId)]);
    expect(answers.map(({ ok }) => ok).toSorted()).toEqual([false, true]);
    expect(said(answers.find(({ ok }) => !ok) ?? { ok: true })).toContain('已有办理中的修复申请');
    expect(failureOf(await repairs.file(recordId))).toBe('not-ready');
  });

  test('that was withdrawn, refused or not accepted can be asked for anew, under its own number', async () => {
    const { resultId, recordId } = await repairs.punished();
    const code = await repairs.codeOf(resultId);
    on('2026-08-21');
    const first = expectOk(await ownFile(code, recordId));
    expect(expectOk(await repairs.act(code, 'withdrawOwnRepair', first.id)).status).toBe('withdrawn');
    const second = expectOk(await repairs.file(recordId));
    expect(second.id).not.toBe(first.id);
    const answered = expectOk(await repairs.act(repairs.clerk, 'notAcceptRepair', second.id, { code: 'x2' }));
    expect(answered).toMatchObject({ status: 'not-accepted', refusal: { code: 'x2', on: '2026-08-21' } });
    const third = await repairs.accepted(recordId);
    const decision = { number: '不予一号', reason: '罚款尚未缴清', remedies: '可以自收到之日起六十日内申请行政复议' };
    const refused = expectOk(await repairs.act(repairs.head, 'refuseRepair', third, decision));
    expect(refused).toMatchObject({ status: 'refused', decision });
    const fourth = expectOk(await repairs.file(recordId));
    expectOk(await repairs.act(repairs.clerk, 'acceptRepair', fourth.id));
    expect(expectOk(await repairs.act(repairs.clerk, 'withdrawRepair', fourth.id)).status).toBe('withdrawn');
  });

  test('needs a record that is public still', async () => {
    const { recordId } = await repairs.punished();
    on('2026-08-21');
    await repairs.granted(recordId);
    const again = await repairs.file(recordId);
    expect([failureOf(again), said(again).includes('无须修复')]).toEqual(['not-ready', true]);
  });
});

describe('what is missing', () => {
  test('is told once and all of it; nothing runs until it has come, and then the two days anew', async () => {
    const { resultId, recordId } = await repairs.punished();
    const code = await repairs.codeOf(resultId);
    on('2026-08-21');
    const { id } = expectOk(await ownFile(code, recordId, [{ code: 'm1', document: '缴款凭证' }]));
    expect(said(await repairs.act(repairs.clerk, 'acceptRepair', id))).toContain('尚缺信用承诺书');
    const half = { missing: ['m1'], text: '凭证不清晰' };
    expect(said(await repairs.act(repairs.clerk, 'askForPapers', id, half))).toContain('应一并告知：信用承诺书');
    const whole = { missing: ['m2'], text: '请提交信用承诺书' };
    const asked = expectOk(await repairs.act(repairs.clerk, 'askForPapers', id, whole));
    expect([asked.status, asked.due]).toEqual(['supplement', undefined]);
    const { items } = expectOk(await county.as(code)('listOwnRepairs', {}));
    expect(items).toMatchObject([{ id, status: 'supplement', asked: { ...whole, on: '2026-08-21' } }]);
    expect(JSON.stringify(items)).not.toMatch(/"by"|steps|enteredBy/);
    on('2026-08-26');
    const papers = { materials: [{ code: 'm2', document: '信用承诺书' }] };
    const supplied = expectOk(await repairs.act(code, 'supplyOwnPapers', id, papers));
    expect([supplied.status, supplied.suppliedOn, supplied.due]).toEqual(['filed', '2026-08-26', '2026-08-28']);
    const again = await repairs.act(repairs.clerk, 'askForPapers', id, whole);
    expect([failureOf(again), said(again).includes('一次性告知')]).toEqual(['not-ready', true]);
    expectOk(await repairs.act(repairs.clerk, 'acceptRepair', id));
  });

  test('and does not come leads to nothing: the application is not accepted, or taken back', async () => {
    const { recordId } = await repairs.punished();
    on('2026-08-21');
    const { id } = expectOk(await repairs.file(recordId, { materials: [{ code: 'm2', document: '承诺书' }] }));
    expectOk(await repairs.act(repairs.clerk, 'askForPapers', id, { missing: ['m1'], text: '请提交缴款凭证' }));
    const early = { materials: [{ code: 'm1', document: '凭证' }], on: '2026-08-20' };
    expect(failureOf(await repairs.act(repairs.clerk, 'supplyPapers', id, early))).toBe('invalid-input');
    expectOk(await repairs.act(repairs.clerk, 'notAcceptRepair', id, { code: 'x2' }));
  });

  test('is not said to be the least term once that is over', async () => {
    const { recordId } = await repairs.punished();
    on('2026-08-21');
    const { id } = expectOk(await repairs.file(recordId));
    const answer = await repairs.act(repairs.clerk, 'notAcceptRepair', id, { code: 'x1' });
    expect(failureOf(answer)).toBe('invalid-input');
  });
});

describe('a repair of rows of a result', () => {
  const ofResult = (resultId: string) => creditRecordIdOf({ kind: 'result', ref: resultId });
  const inspecting = officer('检查经办');

  test('is refused while what was ordered is not done, or a penalty rests on them that has its own repair', async () => {
    const { resultId } = await repairs.punished();
    on('2026-08-21');
    const row = (item: string) => repairs.file(ofResult(resultId), { items: [item] }, inspecting);
    const open = await row('SCJG-001');
    expect([failureOf(open), said(open).includes('尚未办结')]).toEqual(['not-ready', true]);
    const punished = await row('SCJG-002');
    expect(said(punished)).toContain('睢农罚〔2026〕5号仍在公示期内');
    expect(failureOf(await row('SCJG-003'))).toBe('invalid-input');
  });

  test('of code 5, which was put right, is granted by the head of the department that inspected', async () => {
    const { resultId, rectify } = await repairs.punished();
    on('2026-05-21');
    expectOk(await step(county, officer('甲'), 'orderRectification', rectify, toRectify));
    expectOk(await step(county, officer('甲'), 'recheckRectification', rectify, allRight('2026-05-21')));
    expectOk(await step(county, officer('确认'), 'confirmFollowUp', rectify));
    const id = await repairs.accepted(ofResult(resultId), { items: ['SCJG-001'] }, inspecting);
    expectOk(await repairs.granting(id, headOf('SCJG')));
    expect(await repairs.repair(id)).toMatchObject({ status: 'executed', stopped: ['SCJG-001'] });
    const result = (await county.store.records.find('result', resultId))?.value;
    expect(result?.stops).toMatchObject([{ items: ['SCJG-001'], way: 'w1', repair: id }]);
    expect(await repairs.recordOf('result', resultId)).toEqual(['current', undefined]);
  });

  test('of an entry of a list is no such repair: it is taken off the list', async () => {
    on('2026-04-17');
    const row = aFinding('SCJG-002', { codes: ['4'], finding: '无法联系', measures: ['列入经营异常名录建议'] });
    const { followUps } = await opened(county, {
      ...{ inspectedOn: '2026-04-17', findings: [aFinding('SCJG-001'), row], overall: ['4'] },
    });
    const entry = await listingsOf(county).listed(followUps[0]?.id ?? '');
    const recordId = creditRecordIdOf({ kind: 'list-entry', ref: entry });
    const answer = await repairs.file(recordId, {}, inspecting);
    expect([failureOf(answer), said(answer).includes('移出程序')]).toEqual(['not-ready', true]);
  });
});
