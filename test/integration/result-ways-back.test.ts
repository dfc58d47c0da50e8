import { beforeAll, describe, expect, test } from 'vitest';
import { deadlineRuns } from '../../shared/domain/deadline/awaited-act.ts';
import { replaceRecord } from '../../shared/use-cases/changes.ts';
import { aDraft, anEvidence } from '../support/inspection-samples.ts';
import { type Inspections, inspectionsForTest, inspector, officer, resultOf } from '../support/inspections.ts';
import { publishedResult } from '../support/published-result.ts';
import { anEvent } from '../support/stored-rows.ts';
import { expectOk, person } from '../support/system.ts';

let county: Inspections;
beforeAll(async () => {
  county = await inspectionsForTest();
});

const newResult = async () => resultOf(await county.dispatch());
const valueOf = async (id: string) => (await county.store.records.find('result', id))?.value;
const actionsOf = async (id: string) => (await county.store.audit.events('result', id)).map(({ action }) => action);
async function submitted() {
  const id = await newResult();
  expectOk(await county.act(inspector(1), 'saveResult', id, aDraft()));
  expectOk(await county.act(inspector(1), 'submitResult', id));
  return id;
}

describe('a submission', () => {
  test('is taken back by who made it, changed, and submitted again; its days stay', async () => {
    const id = await submitted();
    expectOk(await county.act(inspector(1), 'takeBackResult', id));
    expect(await valueOf(id)).toMatchObject({ status: 'draft', day0: '2026-03-12', producedOn: '2026-03-12' });
    expect((await valueOf(id))?.submittedBy).toBeUndefined();
    expect(await county.act(officer('审核'), 'approveResult', id)).toMatchObject({
      error: { kind: 'illegal-transition' },
    });
    expectOk(await county.act(inspector(2), 'saveResult', id, aDraft({ inspectedOn: '2026-03-11' })));
    expectOk(await county.act(inspector(2), 'submitResult', id, {}));
    expect(await actionsOf(id)).toEqual(['dispatch', 'record', 'submit', 'take-back', 'record', 'submit']);
  });

  test('is taken back by nobody else', async () => {
    const id = await submitted();
    expect(await county.act(inspector(2), 'takeBackResult', id)).toMatchObject({ error: { kind: 'not-ready' } });
    expect(await county.act(officer('审核'), 'takeBackResult', id)).toMatchObject({ error: { kind: 'not-ready' } });
    expect(await county.act(inspector(1, 'WJW'), 'takeBackResult', id)).toMatchObject({
      error: { kind: 'not-found' },
    });
    expect(await county.act(person('SCJG', 'office'), 'takeBackResult', id)).toMatchObject({
      error: { kind: 'forbidden' },
    });
  });

  test('that was decided is not taken back; of both at once one comes first', async () => {
    const id = await submitted();
    const answers = await Promise.all([
      county.act(inspector(1), 'takeBackResult', id),
      county.act(officer('审核'), 'approveResult', id),
    ]);
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
    const decided = await submitted();
    expectOk(await county.act(officer('审核'), 'approveResult', decided));
    expect(await county.act(inspector(1), 'takeBackResult', decided)).toMatchObject({
      error: { kind: 'illegal-transition' },
    });
  });

  test('of a correction goes back to the correction', async () => {
    const id = await newResult();
    await county.published(id);
    expectOk(await county.act(officer('甲'), 'correctResult', id, { reason: '代码有误' }));
    expectOk(await county.act(inspector(1), 'saveResult', id, aDraft()));
    expectOk(await county.act(inspector(1), 'submitResult', id));
    expectOk(await county.act(inspector(1), 'takeBackResult', id));
    expect(await valueOf(id)).toMatchObject({ status: 'correcting', edition: 1 });
  });
});

describe('a draft', () => {
  test('is emptied: the result waits for its inspection again, with no file and nobody who entered something', async () => {
    const id = await newResult();
    const before = await valueOf(id);
    expectOk(await county.act(inspector(1), 'saveResult', id, aDraft()));
    const open = await county.store.records.find('result', id);
    if (!open) throw new Error('no result');
    const evidence = { ...open.value, evidence: [anEvidence()] };
    await county.store.work.commit([replaceRecord('result', id, open, evidence, anEvent('record'))]);
    expectOk(await county.act(inspector(2), 'clearResult', id));
    expect(await valueOf(id)).toEqual(before);
    expect((await actionsOf(id)).at(-1)).toBe('clear');
    expectOk(await county.act(inspector(1), 'saveResult', id, aDraft()));
  });

  test('that was submitted once keeps its days when it is emptied (R7)', async () => {
    const id = await submitted();
    expectOk(await county.act(officer('审核'), 'returnResult', id, { reason: '写错了对象' }));
    expectOk(await county.act(inspector(1), 'clearResult', id));
    expect(await valueOf(id)).toMatchObject({ status: 'assigned', day0: '2026-03-12', findings: [], recordedBy: [] });
    expect((await valueOf(id))?.returnReason).toBeUndefined();
  });

  test('is emptied by nobody who could not enter it, and a correction is not emptied', async () => {
    const id = await newResult();
    expectOk(await county.act(inspector(1), 'saveResult', id, aDraft()));
    expect(await county.act(inspector(3), 'clearResult', id)).toMatchObject({
      error: { kind: 'uncertified-recorder' },
    });
    expect(await county.act(person('SCJG', 'office'), 'clearResult', id)).toMatchObject({
      error: { kind: 'forbidden' },
    });
    const published = await newResult();
    await county.published(published);
    expectOk(await county.act(officer('甲'), 'correctResult', published, { reason: '代码有误' }));
    expect(await county.act(inspector(1), 'clearResult', published)).toMatchObject({
      error: { kind: 'illegal-transition' },
    });
  });
});

describe('a mistaken correction', () => {
  test('is given up without a new edition: the result is again as its last edition says', async () => {
    const id = await newResult();
    await county.published(id);
    const before = await valueOf(id);
    const edition = await publishedResult(county.store, id);
    expectOk(await county.act(officer('甲'), 'correctResult', id, { reason: '以为代码有误' }));
    expectOk(await county.act(inspector(2), 'saveResult', id, aDraft({ overall: ['7'], inspectedOn: '2026-03-11' })));
    const open = await county.store.records.find('result', id);
    if (!open) throw new Error('no result');
    const evidence = { ...open.value, evidence: [anEvidence()] };
    await county.store.work.commit([replaceRecord('result', id, open, evidence, anEvent('record'))]);
    expectOk(await county.act(officer('乙'), 'abandonCorrection', id));

    expect(await valueOf(id)).toEqual(before);
    expect(await publishedResult(county.store, id)).toEqual(edition);
    expect(await publishedResult(county.store, id, 'edition-0002')).toBeUndefined();
    expect((await actionsOf(id)).at(-1)).toBe('abandon-correction');
    // It can be corrected again, and the next edition is the second.
    expectOk(await county.act(officer('甲'), 'correctResult', id, { reason: '确有错误' }));
    expectOk(await county.act(inspector(1), 'saveResult', id, aDraft({ overall: ['1'] })));
    expectOk(await county.act(inspector(1), 'submitResult', id));
    expectOk(await county.act(officer('审核'), 'approveResult', id));
    expectOk(await county.act(officer('公示'), 'publishResult', id));
    expect((await valueOf(id))?.edition).toBe(2);
  });

  test('of a withheld result leaves it withheld, also after it had been published before', async () => {
    const id = await newResult();
    await county.approved(id);
    const exception = { basis: '《政府信息公开条例》第十五条', reason: '涉及商业秘密' };
    expectOk(await county.act(officer('甲'), 'requestWithholding', id, exception));
    expectOk(await county.act(officer('乙'), 'approveWithholding', id));
    expectOk(await county.act(officer('甲'), 'correctResult', id, { reason: '以为有误' }));
    expectOk(await county.act(officer('甲'), 'abandonCorrection', id));
    expect(await valueOf(id)).toMatchObject({ status: 'withheld', edition: 0 });

    expectOk(await county.act(officer('甲'), 'correctResult', id, { reason: '改为公示' }));
    expectOk(await county.act(inspector(1), 'submitResult', id));
    expectOk(await county.act(officer('审核'), 'approveResult', id));
    expectOk(await county.act(officer('公示'), 'publishResult', id));
    expectOk(await county.act(officer('甲'), 'correctResult', id, { reason: '以为有误' }));
    expectOk(await county.act(officer('甲'), 'abandonCorrection', id));
    expect(await valueOf(id)).toMatchObject({ status: 'published', edition: 1 });
  });

  test('is not given up by another department, nor once it is submitted', async () => {
    const id = await newResult();
    await county.published(id);
    expect(await county.act(officer('甲'), 'abandonCorrection', id)).toMatchObject({
      error: { kind: 'illegal-transition' },
    });
    expectOk(await county.act(officer('甲'), 'correctResult', id, { reason: '代码有误' }));
    // It took part in the visit, so it reads what was approved (R28).
    expect(await county.act(officer('甲', 'WJW'), 'abandonCorrection', id)).toMatchObject({
      error: { kind: 'foreign-department' },
    });
    expect(await county.act(officer('甲', 'YJJ'), 'abandonCorrection', id)).toMatchObject({
      error: { kind: 'not-found' },
    });
    expectOk(await county.act(inspector(1), 'submitResult', id));
    expect(await county.act(officer('甲'), 'abandonCorrection', id)).toMatchObject({
      error: { kind: 'illegal-transition' },
    });
    expect(await county.act(officer('甲'), 'abandonCorrection', 'nothing.SCJG')).toMatchObject({
      error: { kind: 'not-found' },
    });
  });
});

describe('a request not to publish', () => {
  const exception = { basis: '《政府信息公开条例》第十五条', reason: '涉及商业秘密' };

  test('is withdrawn by who made it while nobody has decided; the deadline has run all along', async () => {
    const id = await newResult();
    await county.approved(id);
    const before = await valueOf(id);
    expectOk(await county.act(officer('甲'), 'requestWithholding', id, exception));
    expect(await county.act(officer('乙'), 'withdrawWithholding', id)).toMatchObject({ error: { kind: 'not-ready' } });
    expectOk(await county.act(officer('甲'), 'withdrawWithholding', id));
    expect(await valueOf(id)).toEqual(before);
    expectOk(await county.act(officer('公示'), 'publishResult', id));
  });

  test('that was decided stands', async () => {
    const id = await newResult();
    await county.approved(id);
    expectOk(await county.act(officer('甲'), 'requestWithholding', id, exception));
    expectOk(await county.act(officer('乙'), 'approveWithholding', id));
    expect(await county.act(officer('甲'), 'withdrawWithholding', id)).toMatchObject({
      error: { kind: 'illegal-transition' },
    });
  });

  test('made anew after an earlier one was granted leaves that decision, if it is withdrawn', async () => {
    const id = await newResult();
    await county.approved(id);
    expectOk(await county.act(officer('甲'), 'requestWithholding', id, exception));
    expectOk(await county.act(officer('乙'), 'approveWithholding', id));
    expectOk(await county.act(officer('甲'), 'correctResult', id, { reason: '补充' }));
    expectOk(await county.act(inspector(1), 'submitResult', id));
    expectOk(await county.act(officer('审核'), 'approveResult', id));
    const before = (await valueOf(id))?.withholding;
    expectOk(await county.act(officer('甲'), 'requestWithholding', id, exception));
    expectOk(await county.act(officer('甲'), 'withdrawWithholding', id));
    expect((await valueOf(id))?.withholding).toEqual(before);
  });

  test('made anew after an earlier one was granted starts no deadline again, neither while it waits nor if it is refused', async () => {
    const id = await newResult();
    await county.approved(id);
    const running = async () => {
      const value = await valueOf(id);
      return value !== undefined && deadlineRuns(value);
    };
    expectOk(await county.act(officer('甲'), 'requestWithholding', id, exception));
    expect(await running()).toBe(true);
    expectOk(await county.act(officer('乙'), 'approveWithholding', id));
    expectOk(await county.act(officer('甲'), 'correctResult', id, { reason: '补充' }));
    expectOk(await county.act(inspector(1), 'submitResult', id));
    expectOk(await county.act(officer('审核'), 'approveResult', id));
    for (let round = 1; round <= 2; round += 1) {
      expectOk(await county.act(officer('甲'), 'requestWithholding', id, exception));
      expect(await running()).toBe(false);
      expectOk(await county.act(officer('乙'), 'refuseWithholding', id, { reason: '应当公开' }));
      expect(await running()).toBe(false);
    }
  });
});
