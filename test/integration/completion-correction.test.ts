import { beforeAll, describe, expect, test } from 'vitest';
import { aDraft, aFinding } from '../support/inspection-samples.ts';
import { type Inspections, inspectionsForTest, inspector, officer, resultOf } from '../support/inspections.ts';
import { expectOk, person } from '../support/system.ts';

let county: Inspections;
beforeAll(async () => {
  county = await inspectionsForTest();
});

const valueOf = async (id: string) => (await county.store.records.find('result', id))?.value;
const visitOf = async (id: string) => (await county.store.records.find('visit', id))?.value;
const wanted = { completedOn: '2026-03-11', reason: '登记时看错日期，检查笔录为3月11日' };
const ask = (id: string, body: object = wanted, who = inspector(1)) =>
  county.act(who, 'requestCompletionCorrection', id, body);

/** A visit whose lead’s part was over on 10 March, by mistake; the other’s on the day named, or not yet. */
async function completed(other?: string) {
  const visit = await county.dispatch();
  expectOk(await county.act(inspector(1), 'completeVisit', visit, { completedOn: '2026-03-10' }));
  if (other) expectOk(await county.act(inspector(1, 'WJW'), 'completeVisit', visit, { completedOn: other }));
  return { visit, id: resultOf(visit) };
}

describe('the day of completion', () => {
  test('is corrected by a second person: day 0, deadline and the day of the visit follow', async () => {
    const { visit, id } = await completed('2026-03-09');
    expectOk(await ask(id));
    expect(await valueOf(id)).toMatchObject({ completedOn: '2026-03-10', day0: '2026-03-10', deadline: '2026-04-08' });
    expectOk(await county.act(officer('审批'), 'approveCompletionCorrection', id));
    expect(await valueOf(id)).toMatchObject({
      ...{ completedOn: '2026-03-11', day0: '2026-03-11', deadline: '2026-04-09' },
      completionCorrection: { from: '2026-03-10', to: '2026-03-11', decided: { as: 'approved' } },
    });
    expect(await visitOf(visit)).toMatchObject({
      ...{ status: 'completed', completedOn: '2026-03-11' },
      parts: [{ ended: { on: '2026-03-11' } }, { ended: { on: '2026-03-09' } }],
    });
    expect((await valueOf(resultOf(visit, 'WJW')))?.day0).toBe('2026-03-09');
    const events = await county.store.audit.events('result', id);
    expect(events.at(-1)).toMatchObject({
      action: 'correct-completion',
      facts: { from: '2026-03-10', to: '2026-03-11' },
    });
  });

  test('moved earlier makes the term shorter, and does not pass the day the result was produced', async () => {
    const { id } = await completed();
    expectOk(await county.act(inspector(1), 'saveResult', id, aDraft({ inspectedOn: '2026-03-09' })));
    expectOk(await county.act(inspector(1), 'submitResult', id, {}));
    expect(await ask(id, { ...wanted, completedOn: '2026-03-13' })).toMatchObject({ error: { kind: 'invalid-input' } });
    expectOk(await ask(id, { ...wanted, completedOn: '2026-03-09' }));
    expectOk(await county.act(officer('审批'), 'approveCompletionCorrection', id));
    expect(await valueOf(id)).toMatchObject({ day0: '2026-03-09', deadline: '2026-04-07', producedOn: '2026-03-12' });
  });

  test('of a part that the lead ended is corrected by the department itself', async () => {
    const visit = await county.dispatch();
    expectOk(await county.act(inspector(1), 'endVisit', visit, { completedOn: '2026-03-10' }));
    const id = resultOf(visit, 'WJW');
    expect(await ask(id, wanted, inspector(1))).toMatchObject({ error: { kind: 'foreign-department' } });
    expectOk(await ask(id, wanted, officer('经办', 'WJW')));
    expectOk(await county.act(officer('审批', 'WJW'), 'approveCompletionCorrection', id));
    expect((await valueOf(id))?.day0).toBe('2026-03-11');
    expect((await valueOf(resultOf(visit)))?.day0).toBe('2026-03-10');
    expect((await visitOf(visit))?.completedOn).toBe('2026-03-11');
  });

  test.each([
    ['tomorrow', { completedOn: '2026-03-13' }],
    ['before it was ordered', { completedOn: '2026-03-01' }],
    ['the day it is already', { completedOn: '2026-03-10' }],
  ])('cannot be %s', async (_, more) => {
    const { id } = await completed();
    expect(await ask(id, { ...wanted, ...more })).toMatchObject({
      error: { kind: 'invalid-input', errors: [{ path: 'body.completedOn' }] },
    });
  });

  test('cannot precede the inspection that was entered, not even one entered after it was asked for', async () => {
    const { id } = await completed();
    expectOk(await ask(id, { ...wanted, completedOn: '2026-03-09' }));
    expectOk(await county.act(inspector(1), 'saveResult', id, aDraft({ inspectedOn: '2026-03-10' })));
    expect(await county.act(officer('审批'), 'approveCompletionCorrection', id)).toMatchObject({
      error: { kind: 'not-ready' },
    });
    expect((await valueOf(id))?.completedOn).toBe('2026-03-10');
  });
});

describe('a request to correct it', () => {
  test('is decided by nobody who made it, and by no other department', async () => {
    const { id } = await completed();
    expectOk(await ask(id, wanted, officer('经办')));
    for (const decision of ['approveCompletionCorrection', 'refuseCompletionCorrection'] as const) {
      const body = decision === 'refuseCompletionCorrection' ? { reason: '笔录日期无误' } : undefined;
      expect(await county.act(officer('经办'), decision, id, body)).toMatchObject({ error: { kind: 'same-person' } });
      expect(await county.act(officer('甲', 'WJW'), decision, id, body)).toMatchObject({
        error: { kind: 'not-found' },
      });
    }
    expect(await county.act(person('SCJG', 'office'), 'approveCompletionCorrection', id)).toMatchObject({
      error: { kind: 'forbidden' },
    });
  });

  test('is refused with a reason, or withdrawn by who made it; then another can be made', async () => {
    const { id } = await completed();
    expectOk(await ask(id));
    expect(await ask(id)).toMatchObject({ error: { kind: 'not-ready' } });
    expectOk(await county.act(officer('审批'), 'refuseCompletionCorrection', id, { reason: '笔录日期无误' }));
    expect(await valueOf(id)).toMatchObject({
      completedOn: '2026-03-10',
      completionCorrection: { decided: { as: 'refused', reason: '笔录日期无误' } },
    });
    expectOk(await ask(id));
    expect(await county.act(officer('乙'), 'withdrawCompletionCorrection', id)).toMatchObject({
      error: { kind: 'not-found' },
    });
    expectOk(await county.act(inspector(1), 'withdrawCompletionCorrection', id));
    expect(await county.act(officer('审批'), 'approveCompletionCorrection', id)).toMatchObject({
      error: { kind: 'not-found' },
    });
    expectOk(await ask(id));
  });

  test('needs an end to correct', async () => {
    const visit = await county.dispatch();
    expect(await ask(resultOf(visit))).toMatchObject({ error: { kind: 'not-ready' } });
  });

  test('holds the publication until it is decided, and comes too late after it', async () => {
    const { id } = await completed();
    await county.approved(id);
    expectOk(await ask(id));
    expect(await county.act(officer('公示'), 'publishResult', id)).toMatchObject({ error: { kind: 'not-ready' } });
    expectOk(await county.act(inspector(1), 'withdrawCompletionCorrection', id));
    expectOk(await county.act(officer('公示'), 'publishResult', id));
    expect(await ask(id)).toMatchObject({ error: { kind: 'not-ready' } });
  });

  test('decided by two at once is decided once', async () => {
    const { id } = await completed();
    expectOk(await ask(id));
    const answers = await Promise.all([
      county.act(officer('审批'), 'approveCompletionCorrection', id),
      county.act(officer('另一人'), 'refuseCompletionCorrection', id, { reason: '笔录日期无误' }),
    ]);
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
    const { completedOn, completionCorrection } = (await valueOf(id)) ?? {};
    expect(completedOn).toBe(completionCorrection?.decided?.as === 'approved' ? '2026-03-11' : '2026-03-10');
  });

  test('is approved although another department ends its part at the same moment', async () => {
    const { visit, id } = await completed();
    expectOk(await ask(id));
    const other = resultOf(visit, 'WJW');
    const draft = aDraft({ findings: [aFinding('WJW-001')], present: ['WJW-R001', 'WJW-R002'] });
    expectOk(await county.act(inspector(1, 'WJW'), 'saveResult', other, draft));
    const [approved, submitted] = await Promise.all([
      county.act(officer('审批'), 'approveCompletionCorrection', id),
      county.act(inspector(1, 'WJW'), 'submitResult', other, { completedOn: '2026-03-10' }),
    ]);
    if (!approved.ok) expectOk(await county.act(officer('审批'), 'approveCompletionCorrection', id));
    if (!submitted.ok)
      expectOk(await county.act(inspector(1, 'WJW'), 'submitResult', other, { completedOn: '2026-03-10' }));
    expect(await visitOf(visit)).toMatchObject({ status: 'completed', completedOn: '2026-03-11' });
    expect((await valueOf(id))?.visitStatus).toBe('completed');
  });
});
