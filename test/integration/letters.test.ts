import { beforeEach, describe, expect, test } from 'vitest';
import type { Principal } from '../../shared/api/principal.ts';
import { fixSetting } from '../support/fix-setting.ts';
import { headOf, opened, referred, step } from '../support/follow-ups.ts';
import { type Inspections, inspectionsForTest, officer } from '../support/inspections.ts';
import { failureOf } from '../support/leads.ts';
import { expectOk, person } from '../support/system.ts';

let county: Inspections;
beforeEach(async () => {
  county = await inspectionsForTest('2026-04-16');
  await fixSetting(county, 'paperNYNC', true);
  county.at('2026-04-17T02:00:00Z');
});
const clerk = officer('经办');
const at = (day: string) => county.at(`${day}T02:00:00Z`);
const reads = async (who: Principal, id: string) => expectOk(await county.as(who)('getFollowUp', { params: { id } }));
/** What a result hands over to 农业农村, which has no login. */
async function handedOver(): Promise<string> {
  const { followUps } = await opened(county, referred('NYNC'));
  return followUps.find(({ kind }) => kind === 'refer')?.id ?? '';
}
const served = async (id: string, on = '2026-04-17') => {
  expectOk(await step(county, clerk, 'writeLetter', id));
  return expectOk(await step(county, clerk, 'serveLetter', id, { on, way: '邮寄' }));
};
const receipt = { on: '2026-04-28', person: '农业农村局收发室张某', document: '回执扫描件一' };
const answer = {
  report: {
    ...{ text: '已立案处罚', decisionKind: 'd1', document: '睢农罚〔2026〕2号', decisionNumber: '睢农罚〔2026〕2号' },
    ...{ decidedOn: '2026-05-18', penalty: 'fine' },
  },
  ...{ on: '2026-05-20', paper: '复函扫描件一' },
};

describe('what goes to a department without login', () => {
  test('waits for its sender as a letter, and nobody else is told; who has a login is not written to', async () => {
    const id = await handedOver();
    expect(await reads(clerk, id)).toMatchObject({ status: 'opened', box: 'letter-to-serve', letter: {} });
    expect((await reads(clerk, id)).receiptDue).toBeUndefined();
    const waits = expectOk(await county.as(clerk)('listTodo', {})).groups.find(
      ({ kind }) => kind === 'letter-to-serve',
    );
    expect(waits?.items.map(({ ids }) => ids.id)).toContain(id);
    const told = expectOk(await county.as(officer('看', 'NYNC'))('listNotices', { query: { limit: 100 } }));
    expect(told.items.map(({ kind }) => kind)).not.toContain('follow-up-sent');
    const { followUps } = await opened(county, referred('WJW'), ['SCJG', 'WJW']);
    const other = followUps.find(({ kind }) => kind === 'refer');
    expect(other).toMatchObject({ receiver: 'WJW', box: 'to-sign' });
    expect(failureOf(await step(county, clerk, 'writeLetter', other?.id ?? ''))).toBe('not-ready');
  });

  test('is printed in Chinese with its number, what was found, and a receipt; nothing of it is markup', async () => {
    const id = await handedOver();
    expect(failureOf(await county.as(clerk)('getLetter', { params: { id } }))).toBe('not-ready');
    expectOk(await step(county, clerk, 'writeLetter', id));
    const letter = expectOk(await county.as(clerk)('getLetter', { params: { id } }));
    expect(letter).toMatchObject({
      ...{ title: '关于移送案件线索的函', to: '睢县农业农村局', from: '睢县市场监督管理局', date: '2026年4月17日' },
      receipt: { title: '回　执' },
    });
    expect(letter.number).toMatch(/^睢市监函〔2026〕\d+号$/);
    expect(letter.paragraphs.join('')).toContain('无法提供进货凭证');
    for (const part of [letter.number, letter.to, '回　执', '签收人'] as const) expect(letter.html).toContain(part);
    const again = expectOk(await step(county, clerk, 'writeLetter', id));
    expect(again).toMatchObject({ letter: { written: { number: letter.number } } });
    const next = await handedOver();
    expectOk(await step(county, clerk, 'writeLetter', next));
    const other = expectOk(await county.as(clerk)('getLetter', { params: { id: next } }));
    expect(other.number).not.toBe(letter.number);
  });

  test('is signed on the day of the paper receipt: late by it, whenever that is entered; the answer runs from it', async () => {
    const id = await handedOver();
    expect(await served(id)).toMatchObject({ sentOn: '2026-04-17', receiptDue: '2026-04-24', box: 'letter-receipt' });
    at('2026-05-06');
    expect(failureOf(await step(county, clerk, 'receiveOnPaper', id, { ...receipt, on: '2026-05-07' }))).toBe(
      'invalid-input',
    );
    expect(failureOf(await step(county, clerk, 'receiveOnPaper', id, { ...receipt, on: '2026-04-16' }))).toBe(
      'invalid-input',
    );
    expect(expectOk(await step(county, clerk, 'receiveOnPaper', id, receipt))).toMatchObject({
      ...{ status: 'received', receivedOn: '2026-04-28', receivedBy: receipt.person, receipt: 'late' },
      // Thirty working days after 28 April, as if it had been signed there.
      ...{ answerDue: '2026-06-11', box: 'letter-answer' },
    });
  });

  test('is answered on paper, in time by the day it came, and confirmed by another person than who entered it', async () => {
    const id = await handedOver();
    await served(id);
    at('2026-05-06');
    expectOk(await step(county, clerk, 'receiveOnPaper', id, receipt));
    at('2026-06-15');
    expect(failureOf(await step(county, clerk, 'answerOnPaper', id, { ...answer, report: { text: '已处理' } }))).toBe(
      'closing-incomplete',
    );
    const answered = expectOk(await step(county, clerk, 'answerOnPaper', id, answer));
    expect(answered).toMatchObject({ status: 'reported', answer: 'in-time', report: { paper: '复函扫描件一' } });
    expect(failureOf(await step(county, clerk, 'confirmFollowUp', id))).toBe('same-person');
    expectOk(await step(county, officer('另一人'), 'confirmFollowUp', id));
  });

  test('comes back on paper with a reason of the list, and goes on to who has a login', async () => {
    const id = await handedOver();
    const returned = { reason: 'r1', text: '不属本局', competent: 'SCJG', document: '职责表' };
    const back = { returned, document: '复函扫描件二' };
    expect(failureOf(await step(county, clerk, 'returnOnPaper', id, back))).toBe('not-ready');
    await served(id);
    const wrong = { ...back, returned: { reason: 'r1', text: '不属本局' } };
    expect(failureOf(await step(county, clerk, 'returnOnPaper', id, wrong))).toBe('invalid-input');
    expectOk(await step(county, clerk, 'returnOnPaper', id, back));
    const sent = { receiver: 'SCJG', reason: '本部门办理' };
    const redirected = expectOk(await step(county, clerk, 'redirectFollowUp', id, sent));
    expect(redirected).toMatchObject({ status: 'opened', box: 'to-sign', receiver: 'SCJG' });
    expect(redirected).not.toHaveProperty('letter');
  });

  test('is extended by its sender’s head, and called to the office only once it was served', async () => {
    const id = await handedOver();
    at('2026-05-20');
    expect(failureOf(await step(county, clerk, 'callFollowUp', id))).toBe('not-ready');
    at('2026-04-17');
    await served(id);
    at('2026-05-20');
    expectOk(await step(county, clerk, 'callFollowUp', id));
    expectOk(await step(county, clerk, 'receiveOnPaper', id, receipt));
    const more = { reason: '来函请求延期', to: '2026-07-01' };
    expect(failureOf(await step(county, headOf('NYNC'), 'extendFollowUp', id, more))).toBe('foreign-department');
    expectOk(await step(county, headOf('SCJG'), 'extendFollowUp', id, more));
  });

  test('is signed by the department itself once it has a login', async () => {
    const id = await handedOver();
    const signed = expectOk(await step(county, person('NYNC', 'officer'), 'receiveFollowUp', id));
    expect(signed).toMatchObject({ status: 'received', box: 'to-answer' });
  });

  test('is reminded of to its sender: to be served, to be receipted, to be answered', async () => {
    const id = await handedOver();
    const reminded = async (day: string, who: Principal = clerk) => {
      county.at(`${day}T01:00:00Z`);
      await county.runJob('remind-deadlines');
      const { items } = expectOk(await county.as(who)('listNotices', { query: { limit: 100 } }));
      const digest = items.find((each) => each.kind === 'digest' && each.day === day);
      const whole = digest && expectOk(await county.as(who)('getNotice', { params: { id: digest.id } }));
      return (whole?.entries ?? []).flatMap(({ followUpId, kind }) => (followUpId === id ? [kind] : []));
    };
    // To be served by 24 April, as it would have to be signed by then.
    expect(await reminded('2026-04-17')).toEqual(['letter-due-5']);
    expect(await reminded('2026-04-23')).toEqual(['letter-due-1']);
    expect(await reminded('2026-04-25')).toEqual(['letter-overdue']);
    at('2026-04-27');
    await served(id, '2026-04-27');
    // Five working days after 27 April, over the holiday from 1 to 5 May.
    expect((await reads(clerk, id)).receiptDue).toBe('2026-05-07');
    expect(await reminded('2026-05-08')).toContain('letter-overdue');
    expect(await reminded('2026-05-08', person('NYNC', 'officer'))).toEqual([]);
    expectOk(await step(county, clerk, 'receiveOnPaper', id, { ...receipt, on: '2026-05-08' }));
    const { answerDue = '' } = await reads(clerk, id);
    expect(answerDue).toBe('2026-06-18');
    expect(await reminded('2026-06-23')).toContain('answer-overdue');
  });
});
