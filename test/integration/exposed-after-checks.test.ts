import { beforeEach, describe, expect, test } from 'vitest';
import type { OperationName } from '../../shared/api/client.ts';
import type { Principal } from '../../shared/api/principal.ts';
import { type CheckingCounty, checkingCounty, goes, head, otherHead } from '../support/direct-checks.ts';
import { toRectify } from '../support/follow-ups.ts';
import { aDraft, aFinding } from '../support/inspection-samples.ts';
import { clerk, failureOf, secondClerk } from '../support/leads.ts';
import { expectOk, person } from '../support/system.ts';

// R23: who sent a lead stands in no text about what was found on it, whichever act writes that text.
let county: CheckingCounty;
let resultId = '';
beforeEach(async () => {
  county = await checkingCounty();
  const lead = await county.acceptedLead();
  const { id } = await county.ordered(lead.id);
  expectOk(await county.act(clerk, 'submitCheckOrder', id));
  expectOk(await county.act(head, 'approveCheckOrder', id));
  county.at('2026-04-15T02:00:00Z');
  expectOk(await county.act(clerk, 'dispatchCheck', id));
  const order = await county.store.records.find('check-order', id);
  resultId = `${order?.value.visitId}.SCJG`;
  county.at('2026-04-17T06:00:00Z');
  const wet = aFinding('SCJG-001', { codes: ['5'], finding: '后厨地面积水', measures: ['责令改正', '本部门立案调查'] });
  const draft = aDraft({ inspectedOn: '2026-04-17', findings: [wet], overall: ['5'] });
  expectOk(await county.act(goes(1), 'saveResult', resultId, draft));
  expectOk(await county.act(goes(1), 'submitResult', resultId, { completedOn: '2026-04-17' }));
});

const telling = '据李春梅反映';
const followUpOf = async (kind: string) => {
  const result = await county.store.records.find('result', resultId);
  for (const id of result?.value.followUps ?? []) {
    const found = await county.store.records.find('follow-up', id);
    if (found?.value.kind === kind) return { id, version: found.meta.version };
  }
  throw new Error(`no ${kind}`);
};
async function does(who: Principal, operation: OperationName, kind: string, body: object) {
  const { id, version } = await followUpOf(kind);
  return county.as(who)(operation, { params: { id }, version, body });
}
const published = async () => {
  expectOk(await county.act(secondClerk, 'approveResult', resultId));
  expectOk(await county.act(secondClerk, 'publishResult', resultId));
};

describe('the name of who reported it is refused', () => {
  test('in why a result is returned, corrected, withheld or shown no longer', async () => {
    const refused = async (who: Principal, operation: OperationName, body: object) =>
      expect([operation, failureOf(await county.act(who, operation, resultId, body))]).toEqual([
        operation,
        'informant-exposed',
      ]);
    await refused(secondClerk, 'returnResult', { reason: telling });
    expectOk(await county.act(secondClerk, 'approveResult', resultId));
    await refused(secondClerk, 'requestWithholding', { basis: '《政府信息公开条例》第十五条', reason: telling });
    expectOk(await county.act(secondClerk, 'publishResult', resultId));
    await refused(secondClerk, 'correctResult', { reason: telling });
    await refused(secondClerk, 'requestStop', { way: 'w1', reason: telling, document: '一号' });
    await refused(secondClerk, 'requestStop', { way: 'w1', reason: '已履行', document: '电话139 0370 1234' });
  });

  test('in what is ordered, said to be put right, reported and sent back', async () => {
    await published();
    const why = async (...call: Parameters<typeof does>) => failureOf(await does(...call));
    const order = { ...toRectify, term: '2026-04-30' };
    expect(await why(clerk, 'orderRectification', 'rectify', { ...order, content: telling })).toBe('informant-exposed');
    expectOk(await does(clerk, 'orderRectification', 'rectify', order));
    const put = { text: '已清理', evidence: ['照片一'] };
    expect(await why(clerk, 'reportRectified', 'rectify', { ...put, evidence: [telling] })).toBe('informant-exposed');
    expectOk(await does(clerk, 'reportRectified', 'rectify', put));
    const decided = { caseNumber: '一号', decisionKind: 'd2', decisionNumber: '二号' };
    expect(await why(clerk, 'reportFollowUp', 'own-case', { text: telling, ...decided })).toBe('informant-exposed');
    expectOk(await does(clerk, 'reportFollowUp', 'own-case', { text: '不予处罚', ...decided }));
    expect(await why(secondClerk, 'sendBackFollowUp', 'own-case', { reason: telling })).toBe('informant-exposed');
  });

  test('in what is decided on an objection, but not in what the subject says, who would learn it by the refusal', async () => {
    await published();
    const body = { resultId, ground: 'fact' as const, text: `${telling}的不是事实`, filedBy: '春风小吃店' };
    const paper = { ...body, papers: ['营业执照复印件'], filedOn: '2026-04-17' };
    const { id, version } = expectOk(await county.as(clerk)('fileObjection', { key: 'objection-told', body: paper }));
    const accepted = expectOk(
      await county.as(otherHead)('acceptObjection', { params: { id }, version, body: { verified: false } }),
    );
    const answer = (reason: string, remedies: string) =>
      county.as(otherHead)('dismissObjection', {
        ...{ params: { id }, version: accepted.version, body: { reason, remedies } },
      });
    expect(failureOf(await answer(telling, '可以申请复议'))).toBe('informant-exposed');
    expect(failureOf(await answer('检查时积水', telling))).toBe('informant-exposed');
    const uphold = { params: { id }, version: accepted.version, body: { reason: telling } };
    expect(failureOf(await county.as(otherHead)('upholdObjection', uphold))).toBe('informant-exposed');
    expectOk(await answer('检查时积水', '可以申请复议'));
  });

  test('in what is told to the police', async () => {
    await published();
    const { id } = await followUpOf('own-case');
    const report = { followUpId: id, investigators: ['SCJG-R001', 'SCJG-R002'], reportAt: '2026-04-17T05:00:00.000Z' };
    const propose = (facts: string, key: string) =>
      county.as(clerk)('proposeTransfer', { key, body: { ...report, facts } });
    expect(failureOf(await propose(telling, 'transfer-telling'))).toBe('informant-exposed');
    const proposed = expectOk(await propose('达到追诉标准', 'transfer-silent'));
    const { version } = proposed;
    const call = { params: { id: proposed.id }, version, body: { reason: telling } };
    expect(failureOf(await county.as(otherHead)('refuseTransfer', call))).toBe('informant-exposed');
  });

  test('in what another department doubts of it, and in what the source answers', async () => {
    await published();
    const about = { kind: 'result', id: resultId } as const;
    const file = (claim: string, key: string) =>
      county.as(person('WGL', 'officer'))('fileDataCheck', { key, body: { about, claim } });
    expect(failureOf(await file(telling, 'doubt-telling'))).toBe('informant-exposed');
    const { id, version } = expectOk(await file('检查日期有误', 'doubt-silent'));
    const answer = { params: { id }, version, body: { answer: telling } };
    expect(failureOf(await county.as(clerk)('upholdData', answer))).toBe('informant-exposed');
    expectOk(await county.as(clerk)('upholdData', { ...answer, body: { answer: '核实无误' } }));
  });
});
