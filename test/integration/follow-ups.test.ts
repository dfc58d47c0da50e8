import { beforeEach, describe, expect, test } from 'vitest';
import { capacityCounter } from '../../bench/cost/capacity-counter.ts';
import { putAll } from '../../functions/adapters/dynamodb/bulk.ts';
import { recordRow } from '../../functions/adapters/dynamodb/rows.ts';
import type { OperationName } from '../../shared/api/client.ts';
import type { Principal } from '../../shared/api/principal.ts';
import { emptyChain } from '../../shared/domain/audit/audit-chain.ts';
import { replaceRecord, replaceRow } from '../../shared/use-cases/changes.ts';
import { approveResult } from '../../shared/use-cases/result/decide-result.ts';
import { followUpsOf, headOf, opened, problems, referred, step, submittedResult } from '../support/follow-ups.ts';
import { aDraft, aFinding } from '../support/inspection-samples.ts';
import { type Inspections, inspectionsForTest, inspector, officer } from '../support/inspections.ts';
import { failureOf } from '../support/leads.ts';
import { anEvent } from '../support/stored-rows.ts';
import { expectOk, person } from '../support/system.ts';

let county: Inspections;
beforeEach(async () => {
  county = await inspectionsForTest('2026-04-17');
});

const approver = officer('审核');
const farmers = officer('甲', 'NYNC');
const office = person('SCJG', 'office');
const decided = {
  ...{
    text: '已立案并作出处罚',
    decisionKind: 'd1',
    document: '睢农罚〔2026〕3号',
    decisionNumber: '睢农罚〔2026〕3号',
  },
  ...{ decidedOn: '2026-04-17', penalty: 'fine' },
};

const act = async (who: Principal, operation: OperationName, id: string, body?: object) =>
  expectOk(await step(county, who, operation, id, body));
const stored = async (id: string) => {
  const found = await county.store.records.find('follow-up', id);
  if (!found) throw new Error(`no follow-up ${id}`);
  return found.value;
};
const inbox = async (who: Principal, kind: string) => {
  const { items } = expectOk(await county.as(who)('listNotices', { query: { limit: 100 } }));
  return items.filter((notice) => notice.kind === kind).map(({ text }) => text);
};
const box = async (who: Principal, query: object) =>
  expectOk(await county.as(who)('listFollowUps', { query: { limit: 100, ...query } })).items.map(({ id }) => id);
/** The follow-up that was sent to 农业农村局. */
async function sent() {
  const { resultId, followUps } = await opened(county, referred());
  const found = followUps.find(({ kind }) => kind === 'refer');
  if (!found) throw new Error('nothing was referred');
  return { resultId, id: found.id, number: found.number };
}

describe('approving a result (R34)', () => {
  test('is refused while a problem has no measure, and opens nothing', async () => {
    const id = await submittedResult(county, problems({ measures: ['无需后续处置'] }));
    const refused = await county.act(approver, 'approveResult', id);
    expect(failureOf(refused)).toBe('follow-up-missing');
    expect(JSON.stringify(refused)).toContain('SCJG-002的检查');
    expect(await followUpsOf(county, id)).toEqual([]);
    const result = await county.store.records.find('result', id);
    expect(result?.value.status).toBe('submitted');
  });

  test('opens one for the own department, in hand at once, and one that the licensing department signs by the fifth working day', async () => {
    const { followUps } = await opened(county, referred());
    expect(
      followUps.map(({ kind, sender, receiver, status, receiptDue, facts }) => ({
        ...{ kind, sender, receiver, status, receiptDue },
        facts: facts.map(({ finding }) => finding),
      })),
    ).toEqual([
      {
        ...{ kind: 'rectify', sender: 'SCJG', receiver: 'SCJG', status: 'received', receiptDue: undefined },
        facts: ['后厨地面积水'],
      },
      {
        ...{ kind: 'refer', sender: 'SCJG', receiver: 'NYNC', status: 'opened', receiptDue: '2026-04-24' },
        facts: ['无法提供进货凭证'],
      },
    ]);
    expect(followUps.map(({ number }) => number)).toEqual(['睢市监后处〔2026〕1号', '睢市监后处〔2026〕2号']);
    expect(await inbox(farmers, 'follow-up-sent')).toEqual([
      '市场监督管理局送来后续处置1件（睢市监后处〔2026〕2号），请签收或说明理由退回。',
    ]);
  });

  test('opens nothing for a result without a problem', async () => {
    const { followUps } = await opened(county, {});
    expect(followUps).toEqual([]);
  });

  test('is refused for a receiver who neither licenses nor supervises, and names who does (R35)', async () => {
    const id = await submittedResult(county, referred('WJW'));
    const refused = await county.act(approver, 'approveResult', id);
    expect(failureOf(refused)).toBe('receiver-not-competent');
    expect(JSON.stringify(refused)).toContain('农业农村局');
  });

  test('gives a copy to the others that are competent, of whom one answers (R35)', async () => {
    const { followUps } = await opened(county, referred('NYNC'), ['SCJG', 'NYNC', 'WJW']);
    const [, sent] = followUps;
    expect(sent?.copies).toEqual(['WJW']);
    const health = officer('乙', 'WJW');
    expect(await inbox(health, 'follow-up-copied')).toHaveLength(1);
    const id = sent?.id ?? '';
    expect(failureOf(await county.as(health)('getFollowUp', { params: { id } }))).toBeUndefined();
    expect(failureOf(await step(county, health, 'receiveFollowUp', id))).toBe('foreign-department');
  });

  test('pressed by two at once opens each once', async () => {
    const id = await submittedResult(county, referred());
    const found = await county.store.records.find('result', id);
    const call = { params: { id }, version: found?.meta.version ?? 0 };
    const both = await Promise.all([approver, officer('另一人')].map((who) => county.as(who)('approveResult', call)));
    expect(both.filter(({ ok }) => ok)).toHaveLength(1);
    expect(await followUpsOf(county, id)).toHaveLength(2);
    expect(await box(farmers, { box: 'to-sign' })).toHaveLength(1);
  });

  test('with a proposal to list an object that cannot be found has its decision due ten working days after', async () => {
    county.at('2026-05-15T02:00:00Z');
    const { followUps } = await opened(county, {
      findings: [
        aFinding('SCJG-001', { codes: ['4'], finding: '登记的住所无法联系', measures: ['列入经营异常名录建议'] }),
        aFinding('SCJG-002'),
      ],
      overall: ['4'],
    });
    expect(followUps.map(({ kind, receiver, answerDue }) => [kind, receiver, answerDue])).toEqual([
      ['list-abnormal', 'SCJG', '2026-05-29'],
    ]);
  });

  test.each([
    ['2026-12-24', '2026-12-31'],
    ['2026-12-25', undefined],
  ])('what is sent on %s is signed by %s, as far as calendars are loaded', async (day, due) => {
    county.at(`${day}T02:00:00Z`);
    const { followUps } = await opened(county, referred());
    expect(followUps[1]?.receiptDue).toBe(due);
  });
});

describe('a correction of the result', () => {
  async function corrected(id: string, draft: Parameters<typeof aDraft>[0]) {
    expectOk(await county.act(officer('公示'), 'publishResult', id));
    expectOk(await county.act(officer('公示'), 'correctResult', id, { reason: '经复核，进货凭证齐全' }));
    expectOk(await county.act(inspector(1), 'saveResult', id, aDraft(draft)));
    expectOk(await county.act(inspector(1), 'submitResult', id));
    expectOk(await county.act(approver, 'approveResult', id));
    return followUpsOf(county, id);
  }
  const oneProblem = {
    findings: [
      aFinding('SCJG-001', { codes: ['5'], finding: '后厨地面积水', measures: ['责令改正'] }),
      aFinding('SCJG-002'),
    ],
    overall: ['5'],
  } as const;

  test('cancels what has lost its ground, with the reason, and tells its receiver', async () => {
    const { resultId } = await sent();
    const after = await corrected(resultId, { ...oneProblem, findings: [...oneProblem.findings], overall: ['5'] });
    expect(after.map(({ kind, status, endReason }) => [kind, status, endReason])).toEqual([
      ['rectify', 'received', undefined],
      ['refer', 'cancelled', '经复核，进货凭证齐全'],
    ]);
    expect(await inbox(farmers, 'follow-up-cancelled')).toHaveLength(1);
    expect(await box(farmers, { box: 'to-sign' })).toEqual([]);
  });

  test('opens what is new, and leaves what is closed', async () => {
    const { resultId, id } = await sent();
    await act(farmers, 'receiveFollowUp', id);
    await act(farmers, 'reportFollowUp', id, decided);
    await act(officer('确认'), 'confirmFollowUp', id);
    const after = await corrected(resultId, problems({ measures: ['移送案件线索', '抄告相关部门'] }));
    expect(after.map(({ kind, status }) => [kind, status])).toEqual([
      ['rectify', 'received'],
      ['refer', 'closed'],
      ['copy', 'opened'],
    ]);
  });

  test('that finds again what an earlier one took away opens a new follow-up; what was cancelled stays so', async () => {
    const { resultId, number } = await sent();
    await corrected(resultId, { ...oneProblem, findings: [...oneProblem.findings], overall: ['5'] });
    const after = await corrected(resultId, referred());
    expect(after.map(({ kind, status }) => [kind, status])).toEqual([
      ['rectify', 'received'],
      ['refer', 'cancelled'],
      ['refer', 'opened'],
    ]);
    expect(after.map((each) => each.number).filter((each) => each === number)).toHaveLength(1);
    expect(await box(farmers, { box: 'to-sign' })).toHaveLength(1);
  });

  test('leaves what it does not concern with its receiver, who else is competent by now notwithstanding', async () => {
    const { resultId, id } = await sent();
    const { object } = await stored(id);
    const row = await county.store.registry.find('object', object.id);
    if (!row) throw new Error('no object');
    const moved = { ...row.value, supervisors: ['SCJG' as const, 'WJW' as const] };
    expect((await county.store.work.commit([replaceRow(row, moved, anEvent())])).ok).toBe(true);
    const after = await corrected(resultId, referred());
    expect(after.map(({ kind, receiver, status }) => [kind, receiver, status])).toEqual([
      ['rectify', 'SCJG', 'received'],
      ['refer', 'NYNC', 'opened'],
    ]);
  });

  test('does not rely on a follow-up that is cancelled at the same moment', async () => {
    const { resultId, id } = await sent();
    expectOk(await county.act(officer('公示'), 'publishResult', resultId));
    expectOk(await county.act(officer('公示'), 'correctResult', resultId, { reason: '经复核' }));
    expectOk(await county.act(inspector(1), 'saveResult', resultId, aDraft(referred())));
    expectOk(await county.act(inspector(1), 'submitResult', resultId));
    // Cancelled after the approval has judged it and before that is written.
    const cancel = async () => {
      const found = await county.store.records.find('follow-up', id);
      if (!found) throw new Error('no follow-up');
      const value = { ...found.value, status: 'cancelled' as const, endedOn: '2026-04-17' };
      await county.store.work.commit([replaceRecord('follow-up', id, found, value, anEvent())]);
    };
    let meets = true;
    const { commit } = county.deps.work;
    const work = {
      ...county.deps.work,
      commit: async (changes: Parameters<typeof commit>[0]) => {
        if (meets) {
          meets = false;
          await cancel();
        }
        return commit(changes);
      },
    };
    const found = await county.store.records.find('result', resultId);
    const request = { id: resultId, version: found?.meta.version ?? 0 };
    const actor = { id: approver.id, name: approver.id, department: 'SCJG', scope: 'own' } as const;
    expect((await approveResult({ ...county.deps, work }, request, actor, county.deps.clock())).ok).toBe(true);
    const after = await followUpsOf(county, resultId);
    expect(after.map(({ kind, status }) => [kind, status])).toEqual([
      ['rectify', 'received'],
      ['refer', 'cancelled'],
      ['refer', 'opened'],
    ]);
  });

  test('that takes several away from one receiver tells it once', async () => {
    const { resultId } = await opened(
      county,
      problems({
        measures: ['移送案件线索', '抄告相关部门'],
        receivers: [{ measure: '抄告相关部门', department: 'NYNC' }],
      }),
    );
    await corrected(resultId, { ...oneProblem, findings: [...oneProblem.findings], overall: ['5'] });
    expect(await inbox(farmers, 'follow-up-cancelled')).toEqual([
      '市场监督管理局的后续处置睢市监后处〔2026〕2号、睢市监后处〔2026〕3号因检查结果变更已撤销。',
    ]);
  });

  test('is shown to nobody who received a follow-up before it is approved', async () => {
    const { resultId, id } = await sent();
    expectOk(await county.act(officer('公示'), 'publishResult', resultId));
    expectOk(await county.act(officer('公示'), 'correctResult', resultId, { reason: '经复核' }));
    expectOk(await county.act(inspector(1), 'saveResult', resultId, aDraft(problems({ finding: '草稿中的说法' }))));
    const { facts } = expectOk(await county.as(farmers)('getFollowUp', { params: { id } }));
    expect(facts.map(({ finding }) => finding)).toEqual(['无法提供进货凭证']);
  });

  test('that was approved, returned and given up leaves the follow-ups that the standing edition asks for', async () => {
    const { resultId } = await sent();
    const copied = problems({ finding: '未抄告', measures: ['抄告相关部门'] });
    await corrected(resultId, copied);
    expectOk(await county.act(officer('复核'), 'returnResult', resultId, { reason: '更正没有依据' }));
    expectOk(await county.act(officer('公示'), 'abandonCorrection', resultId));
    const after = await followUpsOf(county, resultId);
    expect(after.map(({ kind, status, edition, endReason }) => [kind, status, edition, endReason])).toEqual([
      ['rectify', 'received', 1, undefined],
      ['refer', 'cancelled', 1, '经复核，进货凭证齐全'],
      ['copy', 'cancelled', 2, '放弃更正，按原检查结果办理'],
      ['refer', 'opened', 1, undefined],
    ]);
    expect(after.at(-1)?.facts.map(({ finding }) => finding)).toEqual(['无法提供进货凭证']);
    expect(await box(farmers, { box: 'to-sign' })).toEqual([after.at(-1)?.id]);
    expect(await inbox(farmers, 'follow-up-sent')).toHaveLength(2 + 1);
  });

  test('that was never approved is given up without a change of any follow-up', async () => {
    const { resultId } = await sent();
    const before = await followUpsOf(county, resultId);
    expectOk(await county.act(officer('公示'), 'publishResult', resultId));
    expectOk(await county.act(officer('公示'), 'correctResult', resultId, { reason: '经复核' }));
    expectOk(await county.act(inspector(1), 'saveResult', resultId, aDraft(problems({ measures: ['抄告相关部门'] }))));
    expectOk(await county.act(officer('公示'), 'abandonCorrection', resultId));
    expect(await followUpsOf(county, resultId)).toEqual(before);
  });
});

describe('from the receipt to the end', () => {
  test('a late receipt is the receiver’s, and its answer is due thirty working days after it (R41)', async () => {
    const { id } = await sent();
    county.at('2026-04-28T02:00:00Z');
    const before = expectOk(await county.as(officer('看'))('getFollowUp', { params: { id } }));
    expect([before.receipt, before.answer]).toEqual(['overdue', undefined]);
    await act(farmers, 'receiveFollowUp', id);
    const after = expectOk(await county.as(farmers)('getFollowUp', { params: { id } }));
    expect([after.receipt, after.answerDue, after.answer]).toEqual(['late', '2026-06-11', 'running']);
  });

  test('it is closed by what was reported with all that its kind needs, and by another person (R37)', async () => {
    const { id } = await sent();
    await act(farmers, 'receiveFollowUp', id);
    const { document: _, ...incomplete } = decided;
    expect(failureOf(await step(county, farmers, 'reportFollowUp', id, incomplete))).toBe('closing-incomplete');
    expect((await stored(id)).status).toBe('received');
    await act(farmers, 'reportFollowUp', id, decided);
    expect(failureOf(await step(county, farmers, 'confirmFollowUp', id))).toBe('foreign-department');
    await act(officer('确认'), 'sendBackFollowUp', id, { reason: '未附处罚决定书' });
    await act(farmers, 'reportFollowUp', id, decided);
    await act(officer('确认'), 'confirmFollowUp', id);
    const { status, steps, report, earlierReports } = await stored(id);
    expect(status).toBe('closed');
    // What was shown the first time stays to be read.
    expect(earlierReports).toEqual([report]);
    await act(office, 'reopenFollowUp', id, { reason: '决定被撤销' });
    const again = expectOk(await county.as(officer('看'))('getFollowUp', { params: { id } }));
    expect([again.report, again.earlierReports?.map(({ document }) => document)]).toEqual([
      undefined,
      [decided.document, decided.document],
    ]);
    expect(steps.map((each) => each.act)).toEqual([...['open', 'receive', 'report', 'send-back', 'report', 'confirm']]);
    expect(await inbox(farmers, 'follow-up-confirmed')).toHaveLength(1);
  });

  test('the time to answer is extended once, before its day, to a later one', async () => {
    const { id } = await sent();
    await act(farmers, 'receiveFollowUp', id);
    const head = headOf('NYNC');
    const due = (await stored(id)).answerDue;
    expect(failureOf(await step(county, head, 'extendFollowUp', id, { reason: '须检验', to: due }))).toBe(
      'invalid-input',
    );
    await act(head, 'extendFollowUp', id, { reason: '须检验', to: '2026-07-01' });
    expect((await stored(id)).due).toBe('2026-07-01');
    const again = { reason: '仍须检验', to: '2026-08-03' };
    expect(failureOf(await step(county, head, 'extendFollowUp', id, again))).toBe('not-ready');
  });

  test('a case of its own that the receiver handles already ends what was sent to it, with its number alone', async () => {
    const { id } = await sent();
    await act(farmers, 'receiveFollowUp', id);
    const already = { text: '已另案处理', decisionKind: 'r4' };
    expect(failureOf(await step(county, farmers, 'reportFollowUp', id, already))).toBe('closing-incomplete');
    await act(farmers, 'reportFollowUp', id, { ...already, caseNumber: '睢农立〔2026〕2号' });
    expect((await stored(id)).status).toBe('reported');
  });

  test('is not cancelled while the result asks for it, though a draft no longer does', async () => {
    const { resultId, id } = await sent();
    const cancel = () => step(county, headOf('SCJG'), 'cancelFollowUp', id, { reason: '不办了' });
    expect(failureOf(await cancel())).toBe('not-ready');
    expectOk(await county.act(officer('复核'), 'returnResult', resultId, { reason: '请改' }));
    expectOk(await county.act(inspector(1), 'saveResult', resultId, aDraft()));
    expect(failureOf(await cancel())).toBe('not-ready');
    expect((await stored(id)).status).toBe('opened');
    // What it was found in is void.
    const found = await county.store.records.find('result', resultId);
    if (!found) throw new Error('no result');
    const voided = { ...found.value, status: 'voided' as const };
    expect((await county.store.work.commit([replaceRecord('result', resultId, found, voided, anEvent())])).ok).toBe(
      true,
    );
    expectOk(await cancel());
    expect((await stored(id)).status).toBe('cancelled');
  });

  test('the days on which a report lay with its sender do not run against the receiver', async () => {
    const { id } = await sent();
    county.at('2026-04-20T02:00:00Z');
    await act(farmers, 'receiveFollowUp', id);
    // The thirtieth working day after 20 April: 1 to 5 May are a holiday, 9 May is worked.
    expect((await stored(id)).due).toBe('2026-06-03');
    county.at('2026-05-20T02:00:00Z');
    await act(farmers, 'reportFollowUp', id, decided);
    // Nine working days later.
    county.at('2026-06-02T02:00:00Z');
    await act(officer('确认'), 'sendBackFollowUp', id, { reason: '未附处罚决定书' });
    expect((await stored(id)).due).toBe('2026-06-16');
    expect((await stored(id)).answerDue).toBe('2026-06-16');
  });

  test('an overdue answer is called to the office though the receipt was', async () => {
    const { id } = await sent();
    county.at('2026-05-13T02:00:00Z');
    await act(officer('催办'), 'callFollowUp', id);
    await act(farmers, 'receiveFollowUp', id);
    county.at('2026-08-20T02:00:00Z');
    await act(officer('催办'), 'callFollowUp', id);
    expect(await inbox(office, 'follow-up-called')).toHaveLength(2);
  });

  test('what is ten working days overdue is called to the office, once', async () => {
    const { id } = await sent();
    // Due 2026-04-24; the tenth working day after it is 2026-05-12 (1 to 5 May are a holiday, 9 May is worked).
    county.at('2026-05-11T02:00:00Z');
    expect(failureOf(await step(county, officer('催办'), 'callFollowUp', id))).toBe('not-ready');
    county.at('2026-05-13T02:00:00Z');
    await act(officer('催办'), 'callFollowUp', id);
    expect(await inbox(office, 'follow-up-called')).toHaveLength(1);
    expect(failureOf(await step(county, officer('催办'), 'callFollowUp', id))).toBe('not-ready');
  });

  test('an overdue receipt is reminded to the receiver before, and to both once it is overdue', async () => {
    const { id: asked } = await sent();
    const entries = async (who: Principal) => {
      const { items } = expectOk(await county.as(who)('listNotices', { query: { limit: 100 } }));
      const digests = items.filter(({ kind }) => kind === 'digest');
      const whole = await Promise.all(
        digests.map(async ({ id }) => expectOk(await county.as(who)('getNotice', { params: { id } }))),
      );
      return whole.flatMap(({ day, entries = [] }) =>
        entries.filter(({ followUpId }) => followUpId === asked).map(({ kind }) => `${day} ${kind}`),
      );
    };
    for (const day of ['2026-04-23', '2026-04-24', '2026-04-25']) {
      county.at(`${day}T01:00:00Z`);
      await county.runJob('remind-deadlines');
    }
    // The fifth working day before the last day to sign is the day it was sent; the first run makes good for it.
    const receiver = await entries(farmers);
    expect(receiver.toSorted()).toEqual([
      ...['2026-04-23 receipt-due-1', '2026-04-23 receipt-due-5', '2026-04-25 receipt-overdue'],
    ]);
    expect(await entries(officer('看'))).toEqual(['2026-04-25 receipt-overdue']);
  });
});

describe('a return (R36)', () => {
  const notOurs = { reason: 'r1', text: '该许可由卫健部门颁发', competent: 'WJW', document: '公共场所卫生管理条例' };

  test('that says “not ours” names whose it is and on which text, and goes there with a new time to sign', async () => {
    const { id } = await sent();
    const bare = { reason: 'r1', text: '不归我们管' };
    expect(failureOf(await step(county, farmers, 'returnFollowUp', id, bare))).toBe('invalid-input');
    await act(farmers, 'returnFollowUp', id, notOurs);
    expect(await inbox(officer('看'), 'follow-up-returned')).toHaveLength(1);
    county.at('2026-04-20T02:00:00Z');
    const wrong = { receiver: 'GAJ', reason: '改送' };
    expect(failureOf(await step(county, officer('经办'), 'redirectFollowUp', id, wrong))).toBe(
      'receiver-not-competent',
    );
    await act(officer('经办'), 'redirectFollowUp', id, { receiver: 'WJW', reason: '改送卫健部门' });
    const { status, receiver, receiptDue, basis } = await stored(id);
    expect([status, receiver, receiptDue, basis]).toEqual(['opened', 'WJW', '2026-04-27', '公共场所卫生管理条例']);
    expect(failureOf(await county.as(farmers)('getFollowUp', { params: { id } }))).toBe('not-found');
  });

  test('for another reason names nobody else, and its receiver keeps a copy when another one gets it', async () => {
    const { id } = await sent();
    const incomplete = { reason: 'r2', text: '缺现场照片' };
    for (const more of [{ competent: 'WJW' }, { document: '条例' }, { competent: 'WJW', document: '条例' }])
      expect(failureOf(await step(county, farmers, 'returnFollowUp', id, { ...incomplete, ...more }))).toBe(
        'invalid-input',
      );
    await act(farmers, 'returnFollowUp', id, incomplete);
    const foreign = { receiver: 'WJW', reason: '改送' };
    expect(failureOf(await step(county, officer('经办'), 'redirectFollowUp', id, foreign))).toBe(
      'receiver-not-competent',
    );
    await act(headOf('SCJG'), 'disputeFollowUp', id, { reason: '材料齐全' });
    await act(office, 'decideFollowUp', id, { receiver: 'WJW', basis: '由其办理' });
    expect((await stored(id)).copies).toEqual(['NYNC']);
    expectOk(await county.as(farmers)('getFollowUp', { params: { id } }));
  });

  test('is no delay of the receiver, however long the sender takes to redirect it (R41)', async () => {
    const { id } = await sent();
    await act(farmers, 'returnFollowUp', id, notOurs);
    county.at('2026-05-06T02:00:00Z');
    const found = expectOk(await county.as(office)('getFollowUp', { params: { id } }));
    expect([found.receiptDue, found.receipt]).toEqual(['2026-04-24', undefined]);
  });

  test('that the sender’s head disputes is decided by the office, and whoever it names returns it no more', async () => {
    const { id } = await sent();
    await act(farmers, 'returnFollowUp', id, notOurs);
    await act(headOf('SCJG'), 'disputeFollowUp', id, { reason: '许可证由其颁发' });
    expect(await box(office, { box: 'to-decide' })).toEqual([id]);
    expect(await inbox(office, 'follow-up-disputed')).toHaveLength(1);
    await act(office, 'decideFollowUp', id, { receiver: 'NYNC', basis: '种子经营许可由其颁发' });
    expect(failureOf(await step(county, farmers, 'returnFollowUp', id, notOurs))).toBe('already-decided');
    await act(farmers, 'receiveFollowUp', id);
    expect((await stored(id)).status).toBe('received');
  });
});

describe('the boxes', () => {
  test('show what waits, and whom for', async () => {
    const { id } = await sent();
    const boxes = ['to-sign', 'to-answer', 'to-redirect', 'to-confirm', 'sent', 'ended'] as const;
    const seen = async (who: Principal) => {
      const found = await Promise.all(boxes.map(async (each) => [each, (await box(who, { box: each })).includes(id)]));
      return found.flatMap(([each, there]) => (there ? [each] : []));
    };
    expect([await seen(farmers), await seen(officer('看'))]).toEqual([['to-sign'], ['sent']]);
    await act(farmers, 'receiveFollowUp', id);
    expect([await seen(farmers), await seen(officer('看'))]).toEqual([['to-answer'], ['sent']]);
    await act(farmers, 'reportFollowUp', id, decided);
    expect([await seen(farmers), await seen(officer('看'))]).toEqual([[], ['to-confirm', 'sent']]);
    await act(officer('确认'), 'confirmFollowUp', id);
    expect([await seen(farmers), await seen(officer('看'))]).toEqual([[], ['ended']]);
  });

  test('of 10,000 to sign answer a page in one query', async () => {
    const { id } = await sent();
    const value = await stored(id);
    const meta = { version: 1, chain: emptyChain, updatedAt: '2026-04-17T02:00:00.000Z', updatedBy: 'u' };
    const more = Array.from({ length: 10_000 }, (_, at) => ({ ...value, id: `many-${at}`, due: '2026-04-20' }));
    const over = more.map((each) => ({ ...each, id: `over-${each.id}`, status: 'received' as const }));
    const rows = [...more, ...over].map((each) => recordRow({ kind: 'follow-up', id: each.id, value: each, meta }));
    await putAll(county.store.db, 'workflow', rows);
    const counter = capacityCounter();
    counter.observer.watch(county.store.db.client);
    const page = await counter.observer.around(
      'box',
      async () => expectOk(await county.as(farmers)('listFollowUps', { query: { limit: 50 } })),
      () => true,
    );
    expect(page.items.map(({ due, status }) => `${due} ${status}`)).toEqual(Array(50).fill('2026-04-20 opened'));
    expect(page.next).toBeDefined();
    expect(counter.done.at(-1)?.requests.map(({ command }) => command)).toEqual(['Query']);
  }, 300_000);

  test('nobody else learns of a follow-up', async () => {
    const { id } = await sent();
    const stranger = officer('丙', 'GAJ');
    expect(failureOf(await county.as(stranger)('getFollowUp', { params: { id } }))).toBe('not-found');
    expect(failureOf(await step(county, stranger, 'receiveFollowUp', id))).toBe('not-found');
    const { object } = await stored(id);
    const of = (who: Principal) =>
      county.as(who)('listFollowUpsOfObject', { params: { objectId: object.id }, query: { limit: 100 } });
    expect(failureOf(await of(stranger))).toBe('not-found');
    expect(expectOk(await of(farmers)).items.map((each) => each.id)).toEqual([id]);
  });
});
