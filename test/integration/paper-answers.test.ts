import { beforeEach, describe, expect, test } from 'vitest';
import { type LocalDate, shiftDate } from '../../shared/calendar/local-date.ts';
import { createRecord, replaceRecord } from '../../shared/use-cases/changes.ts';
import { answerOnPaper } from '../../shared/use-cases/follow-up/letters.ts';
import { transferIdOf } from '../../shared/use-cases/follow-up/transfer-deps.ts';
import { fixSetting } from '../support/fix-setting.ts';
import { aFollowUp, aTransfer, headOf, opened, problems, step } from '../support/follow-ups.ts';
import { type Inspections, officer } from '../support/inspections.ts';
import { failureOf } from '../support/leads.ts';
import { answer, clerk, countyWithLetters, handedOver, receipt, signed } from '../support/letters.ts';
import { meanwhile } from '../support/meanwhile.ts';
import { anEvent } from '../support/stored-rows.ts';
import { expectOk, person } from '../support/system.ts';

let county: Inspections;
beforeEach(async () => {
  county = await countyWithLetters();
});
const outside = (path: string) => ({ error: { kind: 'invalid-input', errors: [{ path }] } });
const at = (day: string) => county.at(`${day}T02:00:00Z`);
const reads = async (id: string) => expectOk(await county.as(clerk)('getFollowUp', { params: { id } }));

describe('what a department had before it was without login', () => {
  /** Sent on 17 April, while 农业农村 had a login, which it has no more from 20 April on. */
  const sentBefore = async (then: (id: string) => Promise<unknown> = async () => undefined) => {
    await fixSetting(county, 'paperNYNC', false);
    const id = await handedOver(county);
    await then(id);
    expect(failureOf(await step(county, clerk, 'writeLetter', id))).toBe('not-ready');
    expect(failureOf(await step(county, clerk, 'answerOnPaper', id, { ...answer, on: '2026-04-17' }))).toBe(
      (await reads(id)).status === 'opened' ? 'illegal-transition' : 'not-ready',
    );
    at('2026-04-20');
    await fixSetting(county, 'paperNYNC', true);
    at('2026-04-28');
    return id;
  };

  test('and has not signed is written to: the sender serves within five working days of writing, and it goes on as a letter', async () => {
    const id = await sentBefore();
    expect(await reads(id)).toMatchObject({ box: 'to-sign', receiptDue: '2026-04-24', receipt: 'overdue' });
    const written = expectOk(await step(county, clerk, 'writeLetter', id));
    expect(written).toMatchObject({ box: 'letter-to-serve', sentOn: '2026-04-28', due: '2026-05-08' });
    expect(written).not.toHaveProperty('receiptDue');
    expectOk(await step(county, clerk, 'serveLetter', id, { on: '2026-04-28', way: '邮寄' }));
    expectOk(await step(county, clerk, 'receiveOnPaper', id, receipt));
    at('2026-05-20');
    expectOk(await step(county, clerk, 'answerOnPaper', id, answer));
  });

  test('and has signed is answered on paper, without a letter', async () => {
    const id = await sentBefore((each) => step(county, person('NYNC', 'officer'), 'receiveFollowUp', each));
    at('2026-05-20');
    expect(failureOf(await step(county, clerk, 'writeLetter', id))).toBe('not-ready');
    const answered = expectOk(await step(county, clerk, 'answerOnPaper', id, answer));
    expect(answered).toMatchObject({ status: 'reported', report: { paper: '复函扫描件一' } });
    expect(answered).not.toHaveProperty('letter');
  });
});

describe('an answer on paper', () => {
  test('of a proposal to list says what the department decided on its entry of the list, and nothing else', async () => {
    const measure = '列入严重违法失信名单建议';
    const named = problems({ measures: [measure], receivers: [{ measure, department: 'NYNC' }] });
    const { followUps } = await opened(county, named);
    const id = followUps.find(({ kind }) => kind === 'list-dishonest')?.id ?? '';
    await signed(county, id);
    at('2026-06-15');
    const listed = (decisionNumber: string, creditEntry = '') =>
      step(county, clerk, 'answerOnPaper', id, {
        ...answer,
        report: { text: '不予列入', decisionNumber, creditEntry: creditEntry || '别号' },
      });
    expect(failureOf(await listed('睢农异〔2026〕1号'))).toBe('notice-missing');
    const suggest = { key: 'suggest-listing-on-paper', body: { followUpId: id } };
    const entry = expectOk(await county.as(officer('经办', 'NYNC'))('suggestListing', suggest));
    expect(failureOf(await listed('睢农异〔2026〕1号', entry.number))).toBe('notice-missing');
    const decision = { number: '睢农异〔2026〕1号', on: '2026-06-15', reason: '已履行义务' };
    const drop = { params: { id: entry.id }, version: 1, body: decision };
    expectOk(await county.as(headOf('NYNC'))('dropListing', drop));
    expect(failureOf(await listed('睢农异〔2026〕2号', entry.number))).toBe('closing-incomplete');
    expect(failureOf(await listed('睢农异〔2026〕1号'))).toBe('closing-incomplete');
    expectOk(await listed('睢农异〔2026〕1号', entry.number));
  });

  test('puts no penalty in the place of a transfer to the police, nor of one that is reviewed at that moment', async () => {
    const id = await handedOver(county);
    await signed(county, id);
    at('2026-06-15');
    const transfer = aTransfer({ id: transferIdOf(id), followUpId: id, department: 'NYNC', status: 'proposed' });
    const move = async (status: 'not-filed' | 'reviewing') => {
      const found = await county.store.records.find('criminal-transfer', transfer.id);
      if (!found) throw new Error('no transfer');
      const moved = replaceRecord('criminal-transfer', transfer.id, found, { ...found.value, status }, anEvent());
      expect(await county.deps.work.commit([moved])).toMatchObject({ ok: true });
    };
    const known = await county.deps.work.commit([createRecord('criminal-transfer', transfer.id, transfer, anEvent())]);
    expect(known).toMatchObject({ ok: true });
    expect(failureOf(await step(county, clerk, 'answerOnPaper', id, answer))).toBe('penalty-instead-of-transfer');
    await move('not-filed');
    const work = meanwhile(county.deps.work, () => move('reviewing'));
    const version = (await county.store.records.find('follow-up', id))?.meta.version ?? 0;
    const actor = { id: '经办', name: '经办', department: 'SCJG', scope: 'own' } as const;
    const { report, ...paper } = answer;
    const penalty = {
      id,
      version,
      ...paper,
      report: { ...report, decisionKind: 'd1' as const, penalty: 'fine' as const },
    };
    expect(await answerOnPaper({ ...county.deps, work }, penalty, actor, county.deps.clock())).toMatchObject({
      error: { kind: 'penalty-instead-of-transfer' },
    });
    await move('not-filed');
    expectOk(await step(county, clerk, 'answerOnPaper', id, answer));
  });

  test('came between the receipt, the last return for completion or the reopening, and the day on which it is entered', async () => {
    const id = await handedOver(county);
    await signed(county, id);
    const other = officer('另一人');
    const came = async (on: string) => step(county, clerk, 'answerOnPaper', id, { ...answer, on });
    const between = async (first: LocalDate, today: LocalDate) => {
      at(today);
      for (const on of [shiftDate(first, -1), shiftDate(today, 1)])
        expect(await came(on), on).toMatchObject(outside('body.on'));
    };
    await between('2026-04-28', '2026-05-08');
    expectOk(await came('2026-04-28'));
    expectOk(await step(county, other, 'sendBackFollowUp', id, { reason: '缺处罚决定书' }));
    await between('2026-05-08', '2026-05-11');
    expectOk(await came('2026-05-08'));
    at('2026-05-12');
    expectOk(await step(county, other, 'sendBackFollowUp', id, { reason: '仍缺处罚决定书' }));
    await between('2026-05-12', '2026-05-13');
    expectOk(await came('2026-05-13'));
    expectOk(await step(county, other, 'confirmFollowUp', id));
    at('2026-05-18');
    const office = person('SCJG', 'office');
    expectOk(await step(county, office, 'reopenFollowUp', id, { reason: '处罚未执行' }));
    await between('2026-05-18', '2026-05-19');
    expectOk(await came('2026-05-18'));
  });

  test('comes to a letter that was signed, though the department has a login again by then', async () => {
    const id = await handedOver(county);
    await signed(county, id);
    at('2026-05-20');
    await fixSetting(county, 'paperNYNC', false);
    expectOk(await step(county, clerk, 'answerOnPaper', id, answer));
  });

  test('is not entered by a department about what it has itself, though it is one without login', async () => {
    await fixSetting(county, 'paperSCJG', true);
    const own = aFollowUp({ status: 'received', receivedOn: '2026-04-17', answerFrom: '2026-04-17' });
    const known = await county.deps.work.commit([createRecord('follow-up', own.id, own, anEvent())]);
    expect(known).toMatchObject({ ok: true });
    at('2026-05-20');
    expect(failureOf(await step(county, clerk, 'answerOnPaper', own.id, answer))).toBe('not-ready');
  });

  test('says of its decision no day after the answer came, even if that has passed by the day of the entry', async () => {
    const id = await handedOver(county);
    await signed(county, id);
    at('2026-06-15');
    const decided = (decidedOn: string) =>
      step(county, clerk, 'answerOnPaper', id, { ...answer, report: { ...answer.report, decidedOn } });
    expect(await decided('2026-05-21')).toMatchObject(outside('body.decidedOn'));
    expectOk(await decided('2026-05-20'));
  });
});
